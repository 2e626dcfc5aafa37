"""Every attack that ``make attack`` plays: who tries what, and what has to come of it.

An attack is its tests: each of them fails when the attack has another outcome than is said here. Add the test first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What comes of an attack."""

    REFUSED = "refused"
    NOTICED = "noticed"
    POSSIBLE = "possible"


class Access(StrEnum):
    """What the attacker has. Each includes nothing of the others."""

    OUTSIDE = "outside"
    DOCUMENT = "document"
    CLERK = "clerk"
    REGISTRAR = "registrar"
    ADMINISTRATOR = "administrator"
    FOLDER = "folder"
    DATABASE = "database"
    MACHINE = "machine"
    BACKUP = "backup"


@dataclass(frozen=True)
class Attack:
    """One attack. ``tests``: ids without parameters; each case of them is one try. ``seen``: who notices it, where."""

    access: Access
    outcome: Outcome
    th: str
    en: str
    tests: tuple[str, ...]
    seen_th: str = ""
    seen_en: str = ""
    name: str = ""
    """As it is called elsewhere: C1."""


_TWO, _ROWS, _COMES = (
    "tests/services/administration/test_two_people.py",
    "tests/operations/test_every_row.py",
    "tests/services/collection/test_what_comes_in.py",
)
_SESSIONS, _BACK = "tests/services/administration/test_sessions.py", "tests/operations/test_put_back.py"
_ACCEPTED, _PROGRAMS = (
    "tests/services/administration/test_settings_accepted.py",
    "tests/services/administration/test_programs_named.py",
)
_DOORS, _LOCKED, _OUT = (
    "tests/web/test_doors.py",
    "tests/operations/test_locked_backups.py",
    "tests/operations/test_what_goes_out.py",
)
_SITE, _GUARDS, _JOURNAL = (
    "tests/public_site/test_prove.py",
    "tests/services/publication/test_online_guards.py",
    "tests/operations/test_journals.py",
)
_STILL = "tests/attacks/test_still_possible.py"
_DOCTOR = ("ผู้สั่ง `oit doctor` หรือ `oit journal verify`", "whoever runs `oit doctor` or `oit journal verify`")


def _t(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{file}::test_{name}" for name in names)


ATTACKS: tuple[Attack, ...] = (
    # --- from outside ---------------------------------------------------------------------------------------------
    Attack(
        Access.OUTSIDE,
        Outcome.REFUSED,
        "เดารหัสผ่านซ้ำ ๆ หรือถามว่าชื่อใดมีอยู่",
        "guess passwords, or ask which logins exist",
        (
            *_t(_SESSIONS, "the_door_slows_down_alike_for_somebody_and_nobody"),
            *_t(_DOORS, "guesses_wait_longer_each_time_and_learn_nothing"),
        ),
    ),
    Attack(
        Access.OUTSIDE,
        Outcome.REFUSED,
        "เปิดหน้าเว็บของสำนักงานโดยไม่เข้าใช้ หรือส่งแบบฟอร์มจากเว็บอื่น",
        "use the tray without a login, or by a form of another site",
        _t(
            _DOORS,
            "nothing_is_shown_without_a_login",
            "a_form_of_another_site_is_refused",
            "a_form_without_its_token_is_shown_again",
            "a_name_of_somebody_else_that_leads_here_is_not_obeyed",
        ),
    ),
    Attack(
        Access.OUTSIDE,
        Outcome.NOTICED,
        "แก้ไฟล์บนเว็บไซต์หลังเผยแพร่",
        "change a file on the site after it was published",
        _t(_SITE, "one_changed_byte_is_a_danger", "a_draft_in_the_site_is_a_danger"),
        "การตรวจเว็บไซต์ (`oit site prove`, `oit watch`)",
        "the proof of the site (`oit site prove`, `oit watch`)",
    ),
    # --- with a document ------------------------------------------------------------------------------------------
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "ส่งเอกสารที่ดึงรูปหรือไฟล์จากที่อื่นเข้ามาใน PDF ที่หัวหน้าลงนาม",
        "hand in a document that fetches a picture or a file into the PDF that the head signs",
        _t(_COMES, "a_file_that_fetches_something_is_refused_by_the_name_of_what_it_fetches"),
    ),
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "ส่งไฟล์ที่ทำให้ตัวอ่านเปิดไฟล์อื่น ใช้เครือข่าย หรือเริ่มโปรแกรม",
        "hand in a file that makes its reader open other files, ask the network or start a program",
        ("tests/signatures/sandbox/test_confinement.py::test_a_child_that_reads_a_foreign_file_reaches_nothing_else",),
    ),
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "ส่งไฟล์ที่ขยายจนเต็มเครื่อง หรือไฟล์ที่ชื่อไม่ตรงกับเนื้อ",
        "hand in what bursts when unpacked, or is something else than its name says",
        _t(_COMES, "what_bursts_when_unpacked_is_refused_before_it_is", "a_file_is_known_by_its_bytes"),
    ),
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "ซ่อนอักขระควบคุมในชื่อไฟล์หรือเหตุผล",
        "hide control characters in a name or a reason",
        _t(
            _COMES,
            "what_steers_a_terminal_is_not_in_a_name_a_reason_or_a_register",
            "what_was_recorded_earlier_is_shown_as_a_sign",
        ),
    ),
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "ซ่อนสูตรในช่องที่ผู้อื่นเปิดด้วย Excel",
        "hide a formula in a cell that others open in Excel",
        _t(
            _OUT,
            "workbooks_keep_a_formula_a_text_also_when_it_is_edited",
            "a_table_that_the_office_edits_comes_back_as_it_was",
        ),
    ),
    Attack(
        Access.DOCUMENT,
        Outcome.REFUSED,
        "นำไฟล์ PDF ที่แก้หลังลงนาม ลงนามโดยผู้อื่น หรือปลอมมาให้รับ",
        "bring a PDF that was changed after signing, signed by somebody else, or forged",
        ("tests/signatures/validation/test_attacks.py::test_a_bad_file_is_refused_with_its_own_reason",),
    ),
    # --- one person of the office ---------------------------------------------------------------------------------
    Attack(
        Access.ADMINISTRATOR,
        Outcome.REFUSED,
        "ผู้ดูแลคนเดียวขึ้นทะเบียนกุญแจของตนให้หัวหน้า แล้วรับลายมือชื่อของตน",
        "one administrator registers a key of their own for the head and receives with it",
        _t(_TWO, "nobody_registers_a_key_of_his_own_for_the_head_and_receives_with_it"),
        name="C1",
    ),
    Attack(
        Access.ADMINISTRATOR,
        Outcome.REFUSED,
        "ผู้ดูแลคนเดียวตั้งตนเป็นผู้รักษาราชการแทนหัวหน้า ลงนามและเผยแพร่",
        "one administrator becomes acting head, signs and publishes",
        _t(
            _TWO,
            "an_administrator_alone_does_not_become_acting_head",
            "every_role_but_an_officers_takes_two_and_nobody_served_is_the_second",
        ),
        name="C2",
    ),
    Attack(
        Access.CLERK,
        Outcome.REFUSED,
        "เจ้าหน้าที่เพิ่มบรรทัดใน people.csv ให้ผู้ดูแลรับไปโดยไม่สังเกต",
        "a clerk adds a line to people.csv for an unsuspecting administrator",
        _t(_TWO, "a_clerks_line_in_the_file_gives_no_power_through_an_unsuspecting_administrator"),
        name="C2",
    ),
    Attack(
        Access.REGISTRAR,
        Outcome.REFUSED,
        "เจ้าหน้าที่สารบรรณคนเดียวเผยแพร่ร่างว่าหัวหน้าลงนามแล้วด้วย `oit adopt`",
        "the registrar alone publishes a draft as signed by the head with `oit adopt`",
        (
            "tests/services/publication/test_adopt.py::test_neither_without_the_heads_word_nor_by_others",
            "tests/services/publication/test_adopt.py::test_the_public_page_names_no_signer_and_no_grade",
        ),
        name="C3",
    ),
    Attack(
        Access.ADMINISTRATOR,
        Outcome.REFUSED,
        "ผู้ดูแลคนเดียวทำให้ผู้อื่นเป็นคนที่สองของตนด้วยรหัสจากมือตน หรือปลดผู้มีอำนาจ",
        "one administrator makes a second of somebody by a code from their hand, or ends who has power",
        _t(
            _TWO,
            "a_code_from_the_asker_does_not_make_a_second_person",
            "who_has_power_is_not_ended_by_one",
            "administrators_are_named_and_removed_by_two_and_two_are_always_left",
        ),
    ),
    Attack(
        Access.REGISTRAR,
        Outcome.NOTICED,
        "สารบรรณบันทึกว่าหัวหน้าไม่อยู่ทั้งที่อยู่",
        "the registrar enters an absence of a head who is there",
        _t(_TWO, "an_objection_stops_who_acts_and_what_they_signed_until_it_is_lifted"),
        "หัวหน้าและผู้ดูแลทุกคน ซึ่งทักท้วงได้จนกว่าจะเผยแพร่",
        "head and administrators, who may object until it is published",
    ),
    # --- who may write the folder ---------------------------------------------------------------------------------
    Attack(
        Access.FOLDER,
        Outcome.REFUSED,
        "แก้ office.toml: ระดับลายมือชื่อ เว็บไซต์ โปรแกรม ใบรับรองราก เส้นทาง",
        "edit office.toml: grade, site, programs, roots, route",
        _t(
            _ACCEPTED,
            "who_writes_the_file_alone_changes_nothing",
            "what_is_changed_after_it_was_asked_for_is_not_accepted_with_it",
            "a_root_whose_bytes_changed_is_trusted_no_more",
        ),
    ),
    Attack(
        Access.FOLDER,
        Outcome.REFUSED,
        "เปลี่ยนโปรแกรมที่สำนักงานสั่งงาน",
        "exchange a program that the office runs",
        _t(
            _PROGRAMS,
            "what_others_can_exchange_is_not_run",
            "a_tokens_library_in_the_office_is_not_loaded",
            "an_office_of_another_owner_above_is_not_obeyed",
        ),
    ),
    Attack(
        Access.FOLDER,
        Outcome.REFUSED,
        "เปลี่ยนแบบเอกสารในโฟลเดอร์ templates ให้พิมพ์ข้อความอื่นที่หัวหน้าลงนาม",
        "change a form in templates/ so that the head signs other words",
        (
            "tests/documents/test_accepted_forms.py::test_a_form_has_no_effect_until_it_is_accepted",
            "tests/documents/test_accepted_forms.py::test_what_was_accepted_last_is_used_whatever_becomes_of_the_file",
        ),
    ),
    Attack(
        Access.FOLDER,
        Outcome.REFUSED,
        "วางสคริปต์ โปรแกรม หรือหน้าที่บังหน้าของเราไว้ใน pages",
        "put a script, a program or a page that hides ours into pages/",
        (
            "tests/public_site/test_build.py::test_what_an_office_puts_beside_our_pages_is_looked_at",
            "tests/public_site/test_build.py::test_an_own_page_may_not_take_the_place_of_ours",
        ),
    ),
    Attack(
        Access.FOLDER,
        Outcome.REFUSED,
        "แก้ข้อความในหน้าเว็บของสำนักงานเอง (pages) ให้ขึ้นเว็บไซต์ครั้งถัดไป",
        "change the words of the office's own pages (pages/), so that they go online with the next publication",
        _t(
            "tests/services/publication/test_own_pages.py",
            "words_that_nobody_accepted_do_not_go_online_and_are_told_before_and_after",
            "the_web_officer_accepts_them_alone_and_the_journal_names_what_goes_online",
        ),
    ),
    # --- who may write the database -------------------------------------------------------------------------------
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "แก้แถวเดียวให้หน้าที่ไม่มีผู้ลงนามขึ้นเว็บไซต์ในระดับ 2",
        "edit one row so that an unsigned page goes online at grade 2",
        _t(
            _ROWS, "an_unsigned_revision_put_online_by_its_row_is_not_published", "one_edited_row_stops_what_it_decides"
        ),
        name="C4",
    ),
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "C4: เขียนทั้งแถว รหัสผนึก และเหตุการณ์ครบ ว่าหัวหน้าลงนามข้อที่ไม่มีบันทึกข้อความใดระบุ",
        "write rows, seals and entries that say the head signed what no signed memo names",
        _t(_GUARDS, "what_no_signed_memo_names_is_not_published_whatever_every_row_says"),
        name="C4",
    ),
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "เขียนแถวและรหัสผนึกด้วยโปรแกรมเอง ให้ไฟล์อื่นแทนไฟล์ที่หัวหน้าลงนามแล้ว ก่อนหรือหลังเผยแพร่",
        "write rows and seals with the program's own library, so that other bytes stand for a file the head signed",
        _t(
            _GUARDS,
            "other_bytes_under_the_name_of_a_signed_file_are_not_in_the_journal_and_not_published",
            "other_bytes_of_what_is_online_stop_the_next_publication_and_the_next_build",
            "what_bears_no_signature_goes_online_as_the_memo_names_it",
        ),
    ),
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "เขียนแถว รหัสผนึก และเหตุการณ์ด้วยโปรแกรมเอง ให้ไฟล์อื่นแทนไฟล์ที่หัวหน้าลงนามด้วยใบรับรอง",
        "write rows, seals and journal entries with the program's own library, so that other bytes stand for a file "
        "that the head signed with a key",
        _t(_GUARDS, "other_bytes_that_the_journal_names_too_do_not_bear_the_signature_out"),
    ),
    Attack(
        Access.DATABASE,
        Outcome.POSSIBLE,
        "เขียนแถว รหัสผนึก และเหตุการณ์ด้วยโปรแกรมเอง ว่าสารบรรณรับรองภาพสแกนหนึ่ง แทนไฟล์ที่หัวหน้าลงนาม (ระดับ 1)",
        "write rows, seals and journal entries with the program's own library that say the registrar attested some "
        "scan, in the place of a file the head signed (grade 1)",
        _t(_STILL, "who_writes_rows_seals_and_entries_puts_a_scan_in_the_place_of_what_was_signed"),
    ),
    Attack(
        Access.DATABASE,
        Outcome.NOTICED,
        "เปลี่ยนฐานข้อมูลทั้งไฟล์เป็นของอีกสำนักงาน",
        "put the whole database of another office in its place",
        _t(_BACK, "another_office_in_its_place_is_told_once"),
        "ผู้สั่งคำสั่งถัดไป ซึ่งเห็นครั้งเดียว",
        "whoever gives the next command, once",
    ),
    Attack(
        Access.DATABASE,
        Outcome.NOTICED,
        "แก้ เพิ่ม หรือลบแถวใดของตารางใดก็ตาม",
        "change, add or remove any row of any table",
        _t(
            _ROWS,
            "each_column_of_each_table_is_proven",
            "seals_that_were_rewritten_are_no_longer_what_the_journal_names",
        ),
        *_DOCTOR,
        name="C4",
    ),
    Attack(
        Access.DATABASE,
        Outcome.NOTICED,
        "แก้หรือลบเหตุการณ์ในบันทึก",
        "change or remove entries of the journal",
        _t(
            _JOURNAL,
            "one_altered_entry_is_named",
            "a_deleted_tail_is_found_by_the_seal_of_the_last_memo_though_the_ledger_agrees",
            "a_seal_changed_in_the_database_does_not_hide_what_the_memo_says",
        ),
        *_DOCTOR,
    ),
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "แก้คำขอที่รอคนที่สอง หรือแถวของการเข้าใช้",
        "edit a request that waits for a second, or a session",
        (
            *_t(_TWO, "an_edited_request_settles_nothing"),
            *_t(
                _SESSIONS,
                "logins_and_logouts_are_entries_and_a_row_alone_opens_nothing",
                "a_session_lasts_eight_hours_by_its_entry_whatever_its_row_says",
            ),
        ),
    ),
    Attack(
        Access.DATABASE,
        Outcome.REFUSED,
        "นำฐานข้อมูลวันก่อนกลับมา หรือย้ายไปที่อื่น",
        "put an older database in its place, or move it elsewhere",
        _t(
            _BACK,
            "an_older_database_is_noticed_and_nothing_is_recorded_in_it",
            "who_moves_the_older_database_elsewhere_is_noticed_too",
        ),
    ),
    Attack(
        Access.DATABASE,
        Outcome.NOTICED,
        "นำฐานข้อมูลวันก่อนกลับมา และลบเครื่องหมายในเครื่องด้วย",
        "put an older database in its place, and remove this machine's mark too",
        _t(_BACK, "the_doctor_asks_the_site_the_backups_and_the_memos"),
        "ผู้สั่ง `oit doctor`",
        "whoever runs `oit doctor`",
    ),
    Attack(
        Access.DATABASE,
        Outcome.POSSIBLE,
        "นำฐานข้อมูลวันก่อนกลับมา ลบเครื่องหมายในเครื่อง เว็บไซต์ที่สร้าง ชุดสำรอง และบันทึกในคลังด้วย",
        "put an older database in its place, and remove this machine's mark, the site, backups and memos too",
        _t(_STILL, "everything_put_back_together_says_nothing"),
    ),
    # --- who uses the same machine --------------------------------------------------------------------------------
    Attack(
        Access.MACHINE,
        Outcome.REFUSED,
        "คัดลอกไฟล์การเข้าใช้ไปเครื่องหรือบัญชีอื่น",
        "copy a session's file to another machine or account",
        _t(_SESSIONS, "a_session_file_that_is_copied_opens_nothing_elsewhere"),
    ),
    Attack(
        Access.MACHINE,
        Outcome.REFUSED,
        "ใช้การเข้าใช้ที่เปิดทิ้งไว้เกิน 30 นาทีทำสิ่งที่มีอำนาจ",
        "use a session left open for 30 minutes for what has power",
        _t(_SESSIONS, "after_thirty_idle_minutes_who_has_power_is_asked_once"),
    ),
    Attack(
        Access.MACHINE,
        Outcome.POSSIBLE,
        "ใช้การเข้าใช้ที่ผู้อื่นเปิดทิ้งไว้ไม่ถึง 30 นาที ในบัญชีเครื่องเดียวกัน",
        "use a session that somebody left open for less than 30 minutes, under the same account",
        _t(_STILL, "a_session_left_open_a_moment_ago_is_anybodys"),
    ),
    Attack(
        Access.MACHINE,
        Outcome.REFUSED,
        "ตั้งนาฬิกาของเครื่องย้อนหลังแล้วบันทึกงาน",
        "set the clock back and record work",
        _t(_BACK, "a_clock_more_than_five_minutes_behind_records_nothing"),
    ),
    Attack(
        Access.MACHINE,
        Outcome.REFUSED,
        "อ่านรหัสผ่านของฐานข้อมูลจากไฟล์หรือข้อความแสดงข้อผิดพลาด",
        "read the database's password, or what is in it, from a file or an error",
        _t(
            _OUT,
            "the_password_of_a_database_lies_in_no_file_that_others_read",
            "no_error_of_the_database_tells_what_a_statement_was_given",
        ),
    ),
    # --- with a backup --------------------------------------------------------------------------------------------
    Attack(
        Access.BACKUP,
        Outcome.REFUSED,
        "แก้ ตัด หรือเพิ่มส่วนของชุดสำรองที่ใส่รหัสผ่าน",
        "change, cut or add to a locked backup",
        _t(
            _LOCKED,
            "nothing_is_changed_left_out_exchanged_or_cut_off_unnoticed",
            "a_part_that_no_backup_has_is_refused",
        ),
    ),
    Attack(
        Access.BACKUP,
        Outcome.NOTICED,
        "ให้กู้ชุดสำรองที่มีผู้ดูแลคนอื่นหรือโปรแกรมอื่น",
        "have a backup restored that trusts other people or programs",
        _t(_LOCKED, "the_counter_shows_what_would_be_trusted_before_it_is"),
        "ผู้กู้ ซึ่งต้องอ่านและยืนยันก่อน",
        "who restores: it is shown and confirmed first",
    ),
    # --- two people -----------------------------------------------------------------------------------------------
    Attack(
        Access.ADMINISTRATOR,
        Outcome.POSSIBLE,
        "ผู้ดูแลและคนที่สองร่วมกันตั้งผู้รักษาราชการแทนที่ไม่มีคำสั่งจริง",
        "an administrator and a second person together appoint somebody without an order",
        _t(_TWO, "what_two_settled_is_recorded_and_says_who_asked_and_who_confirmed"),
    ),
)
