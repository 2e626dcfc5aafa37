"""Backup, restore, and what the doctor finds."""

from __future__ import annotations

_NOTHING = "Nothing to do."

TOLD: dict[str, tuple[str, str]] = {
    "pages_never_accepted": (
        "The office's own pages (pages/) have effect though nobody ever accepted them: {names}.",
        "Read each; then the web officer or an administrator runs oit settings accept",
    ),
    "forms_unaccepted": (
        "{count} files in templates/ have no effect yet: {names}. The forms accepted last are used.",
        "Check them: oit template check; then an administrator says oit template accept",
    ),
    "forms_never_accepted": (
        "The office's own forms take effect and were never accepted: {names}.",
        "Check them: oit template check; then an administrator says oit template accept",
    ),
    "settings_never_accepted": (
        "This office never accepted its settings: all that office.toml says holds.",
        "Have two people run oit settings accept, once each",
    ),
    "settings_unaccepted": (
        "{count} values of office.toml have no effect: {keys}",
        "See oit settings show; write them back, or have two people run oit settings accept",
    ),
    "settings_all_accepted": (
        "All settings that carry power were accepted.",
        _NOTHING,
    ),
    "folder_not_empty": (
        "The folder {folder} is not empty and was left as it is.",
        "Name a folder that is empty or does not exist yet.",
    ),
    "table_sound": ("The procedure table is sound.", _NOTHING),
    "table_faulty": ("The procedure table is faulty ({detail}).", "A fault of the program: tell whoever maintains it."),
    "rows_sound": ("Every row can be read.", _NOTHING),
    "check_died": (
        "One look could not be finished, as data is damaged ({detail}).",
        "Keep a copy of the folder and restore the latest backup: oit restore",
    ),
    "check_not_made": (
        "A check could not be made ({detail}).",
        "See whether the office's folder can be read, and run it again.",
    ),
    "schema_sound": ("The database's tables are current and complete.", _NOTHING),
    "damage_backed_up": (
        "The newest backup of a sound database is {file}, made on {on}, up to entry {entries}; {later} came later.",
        "Stop working, keep a copy of the folder, restore this backup with oit restore, and do again what came later.",
    ),
    "damage_not_backed_up": (
        "The journal knows of no backup of a sound database.",
        "Stop working, keep a copy of the folder, and look for copies or backups kept outside this machine.",
    ),
    "damage_backup_unknown": (
        "The journal cannot be read, so which backup is sound is not known.",
        "Stop working, keep a copy of the folder, and restore the latest backup: oit restore checks it first.",
    ),
    "disk_room": ("{mb} MB of the disk are free.", _NOTHING),
    "disk_little": ("Only {mb} MB of the disk are free.", "Remove what is not needed, or move the office's folder."),
    "rights_sound": ("The rights on keys and database are right.", _NOTHING),
    "keys_open": (
        "Other users of this machine can read signing keys ({path}, {count} in all).",
        "Close them with chmod go= keys in the office's folder, and consider new keys.",
    ),
    "database_writable_by_others": (
        "Other users of this machine can change the database ({path}).",
        "Close it with chmod go= {path} in the office's folder.",
    ),
    "database_readable_by_others": (
        "Other users of this machine can read the database ({path}).",
        "If the machine has several users, close it with chmod go= {path}.",
    ),
    "renewal_far": ("{renewal}: paid until {on}.", _NOTHING),
    "renewal_soon": (
        "{renewal}: ends in {days} days ({on}).",
        "Renew it before, and change the date in [site] of office.toml.",
    ),
    "renewal_over": (
        "{renewal}: ended {days} days ago ({on}).",
        "Renew it at once, and change the date in [site] of office.toml.",
    ),
    "sessions_removed": ("{count} sessions that had ended were removed.", _NOTHING),
    "states_known": ("Every item is in a known state.", _NOTHING),
    "state_unknown": (
        "Item {item} of {fiscal_year} is in an unknown state “{value}”.",
        "Do not touch the database; keep a copy and restore the last backup with oit restore.",
    ),
    "journal_sound": ("The journal's {entries} entries are sound; signed memos seal them up to {sealed}.", _NOTHING),
    "journal_broken": ("{count} things are wrong with the journal.", "See all of them with oit journal verify."),
    "store_sound": ("All {count} files of the store are there and whole.", _NOTHING),
    "store_swept": ("{count} half-written files were removed.", _NOTHING),
    "store_missing": (
        "The store has no file {digest} of {of} ({count} missing), and no backup is known to have it.",
        "Is there a backup elsewhere: oit doctor --repair BACKUP.zip. If not, hand the file in again.",
    ),
    "store_missing_backed_up": (
        "The store has no file {digest} of {of} ({count} missing). The backup {file} ({on}) has it.",
        "Fetch it back: oit doctor --repair {file}",
    ),
    "store_damaged_backed_up": (
        "The file {digest} of {of} in the store is damaged ({count} in all). The backup {file} ({on}) has it.",
        "Check the disk, then fetch it back: oit doctor --repair {file}",
    ),
    "leftovers_swept": ("Removed {count} leftovers of commands that were killed ({file}).", _NOTHING),
    "no_reason_to_go_on": ("No reason says why these records go on.", 'Give --reason "WHY"'),
    "records_not_behind": (
        "This database is as new as this machine has seen it, and the clock is not behind.",
        _NOTHING,
    ),
    "marks_agree": (
        "The database is no older than this machine, the site, backups and memos in the store have seen "
        "(entry {last}).",
        _NOTHING,
    ),
    "site_saw_newer": (
        "The site built at {at} was made of entry {seen}, which this database (up to entry {last}) does not have.",
        "Find the newer database or the newest backup: oit restore. Keep the folder site as evidence first",
    ),
    "backup_saw_newer": (
        "The backup {file} ({at}) goes up to entry {seen}, which this database (up to entry {last}) does not have.",
        "Restore it: oit restore {file_raw} NEW-FOLDER",
    ),
    "memo_saw_newer": (
        "A memo in the store (file {digest}) is sealed with entry {seen}, which this database (up to entry {last}) "
        "does not have.",
        "Do not delete the file; find the newer database or the newest backup: oit restore",
    ),
    "folder_shared": (
        "The office's folder lies on a network share ({filesystem}), where the locks of SQLite cannot be trusted: used "
        "from several machines at once, data may be damaged or lost.",
        "Either keep the folder on the disk of one machine and let everybody work there, or use PostgreSQL: "
        "set database in office.toml.",
    ),
    "folder_own": ("The office's folder lies on a disk of this machine ({filesystem}).", _NOTHING),
    "folder_shared_files": (
        "The office's folder lies on a network share ({filesystem}); the database is on PostgreSQL.",
        "Run oit backup regularly, and see to it that no other machine writes into store.",
    ),
    "store_damaged": (
        "The file {digest} of {of} in the store is damaged ({count} in all), and no backup is known to have it.",
        "Check the disk, then fetch it back from a backup: oit doctor --repair BACKUP.zip",
    ),
    "store_orphans": (
        "The store holds {count} files ({mb} MB) that nothing refers to, left by commands that did not finish.",
        "They do no harm, may stay, and are left out of backups.",
    ),
    "books_sound": ("All {count} number books are in order.", _NOTHING),
    "site_own": ("The office has a site of its own; look at it with oit site prove.", _NOTHING),
    "site_none": ("There is no site yet, and nothing is published.", _NOTHING),
    "site_sound": ("The site is what the records say; {count} items are online.", _NOTHING),
    "site_missing": (
        "{count} items are recorded as online, but there is no site.",
        "Build it again with oit site build.",
    ),
    "site_differs": (
        "The site differs from the records in {count} items: {items}.",
        "Build it again with oit site build.",
    ),
    "site_damaged": (
        "{count} files of the site were changed, removed or put there, such as {path}.",
        "Find out who did; then build it again with oit site build.",
    ),
    "settings_as_made": ("Today's settings are those of what is on its way and of what is online.", _NOTHING),
    "settings_touch_more": (
        "The changed settings touch {count} more.",
        "See all of them: oit status",
    ),
    "baseline_waits": (
        "An earlier version of the program made this office; its baseline is not written yet.",
        "An administrator runs oit doctor --upgrade, reads what is shown, and confirms.",
    ),
    "baseline_written": ("The baseline was written on {on} by {name}.", _NOTHING),
    "baseline_exists": ("The baseline is written already; it is written once.", _NOTHING),
    "baseline_changed": (
        "The records changed after the baseline was shown, so it was not written.",
        "Run oit doctor --upgrade again and read the list once more.",
    ),
    "baseline_settings": (
        "Settings: required signature grade {grade}; route {route}; who signs before the head {before_head}; "
        "front page {front}.",
        _NOTHING,
    ),
    "baseline_person": ("Person: {name} ({login}) {posts}", _NOTHING),
    "baseline_key": ("Certificate of {person}: {subject}, {fingerprint}", _NOTHING),
    "baseline_adopted": ("{year}: {count} items taken over as published before: {items}", _NOTHING),
    "baseline_online": ("{year}: {count} items online: {items}", _NOTHING),
    "baseline_together": (
        "Two people hold one post at the same time ({post}): {names}.",
        "Give whoever left a last day with oit people end, or in people.csv and then oit people update.",
    ),
    "baseline_shared_key": (
        "One certificate is registered as two people's ({logins}): {subject}, {fingerprint}.",
        "Take it away from whoever does not own it.",
    ),
    "baseline_unproven": (
        "Item {item} of {year} is online and no verdict covers its file {file}.",
        "It stays online as it was; the next revision needs its verdict.",
    ),
    "exceptions_none": ("No request for an exception waits.", _NOTHING),
    "exception_waits": (
        "Request {request} for an exception “{need}” of item {item} waits for a second person.",
        "Somebody of another group confirms it: oit exception confirm {request}",
    ),
    "backup_recent": ("The last backup was made on {on}.", _NOTHING),
    "backup_old": (
        "The last backup was made on {on} ({days} days ago).",
        "Make one with oit backup and keep it outside this machine.",
    ),
    "backup_never": ("No backup was ever made.", "Make one with oit backup and keep it outside this machine."),
    "libreoffice_there": ("LibreOffice is there.", _NOTHING),
    "uno_there": ("LibreOffice can be driven by the program.", _NOTHING),
    "program_files_by_root": (
        "Run by root, who can always change the program's files; run this from the working account as well.",
        _NOTHING,
    ),
    "program_files_closed": ("Who runs the program cannot change its files.", _NOTHING),
    "program_files_writable": (
        "The account that runs the program can change its files ({path}), so whoever uses it can change the program.",
        "Have who administers the machine put the program outside this account's folders and run sudo make setup "
        "there: then this account only reads it",
    ),
    "program_files_changed": (
        "{count} files of the program are not as they were installed: {files}",
        "After an update run make setup; else have who administers the machine install it anew from its source",
    ),
    "fonts_there": ("The fonts for official documents are there.", _NOTHING),
    "walls_there": ("Files from outside are read without network and without sight of other files.", _NOTHING),
    "walls_missing": (
        "This system cannot take away everything while files from outside are read: {walls}.",
        "Bring the system up to date (it needs Landlock and seccomp); until then hand in only files you trust.",
    ),
    "backup_exists": ("There is a file {file} already; it is not overwritten.", "Give another name, with the date."),
    "backup_unrecorded": (
        "The backup is whole, but the journal does not say that it was made: the database's disk is full or read-only.",
        "Keep the file outside this machine, then mend the disk that is full or read-only.",
    ),
    "backup_unsound": (
        "The database is damaged in {count} places (such as {detail}). The backup has it as it is, and says so.",
        "Keep the earlier backups; look with oit doctor, and restore from a backup that is sound.",
    ),
    "backup_incomplete": (
        "{count} files of the store are missing or damaged (such as {digest}), so they are not in the backup.",
        "Check with oit doctor and bring the missing files back from an earlier backup.",
    ),
    "backup_cut_short": (
        "{file} is no backup, or it was cut short, for instance by a copy that was not finished.",
        "Copy the backup again and compare its size and SHA-256 with those shown when it was made, or use another one.",
    ),
    "backup_unknown": (
        "{file} is no backup of this program, or was made by a newer version.",
        "Check the file's name, or use the newest version of the program.",
    ),
    "passphrase_short": (
        "The backup's passphrase is too short.",
        "Use {least} letters or more, such as four words; keep it apart from the file.",
    ),
    "locked_wrong": (
        "{file} does not open: another passphrase, or the file was changed or cut short.",
        "Try the passphrase again, or another backup.",
    ),
    "backup_locked": (
        "The backup {file} is locked with a passphrase.",
        "Run it from a terminal, or set the passphrase in OIT_BACKUP_PASSPHRASE.",
    ),
    "backup_part_unknown": (
        "The backup has a part nobody knows: {part}",
        "It was not made by oit backup, or something was added: do not use it.",
    ),
    "restore_not_confirmed": (
        "Nothing was restored from {file}: nobody confirmed what is shown.",
        "Read the list, then give the same command again with --confirm.",
    ),
    "trust_locked": ("The file is locked with a passphrase, and unchanged since it was made.", _NOTHING),
    "trust_unlocked": (
        "The file is not locked: who had it may have changed it. Compare its SHA-256 with what backup showed.",
        _NOTHING,
    ),
    "trust_administrators": ("Administrators: {logins}", _NOTHING),
    "trust_holder": ("{role} ({kind}): {name} ({login})", _NOTHING),
    "trust_deploy": ("A program that is run after the site is built: {value}", _NOTHING),
    "postgresql_missing": (
        "office.toml names a PostgreSQL database, and what uses PostgreSQL is not installed on this machine",
        "have whoever looks after this machine run make setup WITH=postgresql, then give the command again",
    ),
    "meetings_missing": (
        "What knows the days off of offices of the state is not installed on this machine",
        "have whoever looks after this machine run make setup WITH=meetings, or write the days off into {file} in the "
        "office's folder, then give the command again",
    ),
    "calendar_files_missing": (
        "What writes calendar files is not installed on this machine",
        "have whoever looks after this machine run make setup WITH=meetings, then give the command again",
    ),
    "trust_pkcs11": ("The token's program: {value}", _NOTHING),
    "trust_roots": ("Root certificates that are trusted: {value}", _NOTHING),
    "trust_grade": ("Grade of signature required: {grade}", _NOTHING),
    "backup_unsafe": (
        "The backup {file} holds unsafe names, so nothing was restored: {names}.",
        "It was not made by oit backup. Do not use it, and tell an administrator.",
    ),
    "backup_unreadable": (
        "The backup {file} cannot be opened ({detail}).",
        "Check its name and folder, or copy it again from where it is kept.",
    ),
    "backup_damaged": (
        "The backup is damaged; nothing was restored.",
        "Copy it again from where it was kept, or use another.",
    ),
    "backup_part_wrong": (
        "The part {part} of the backup is missing, superfluous or not what its digest says.",
        "Use another backup.",
    ),
    "job_failed": (
        "The job {job} failed {tries} times and is left; the last reason: {fault}",
        "Mend what it says, then have whoever keeps the machine run oit worker retry.",
    ),
    "office_is_here": (
        "The office “{office}” is in this database already.",
        "Use the folder it has, or have the ministry's keeper move it out first: oit ministry office move.",
    ),
    "backup_older_than_database": (
        "The backup {file} is of an older program ({found}); this database is of {wanted} and serves other offices.",
        "Restore it into an empty folder (SQLite) first, and make a new backup there: oit backup.",
    ),
    "database_not_empty": (
        "The database already holds an office; it is not overwritten.",
        "Name an empty database with --database, or none: then SQLite in the new folder is used.",
    ),
    "restore_not_verified": (
        "What was restored from {file} does not verify and was not kept.",
        "Use another backup, and keep this one for an administrator to look at.",
    ),
    "restore_rows_differ": ("Table {table} has {found} rows; the backup says {said}.", "Use another backup."),
    "restore_head_differs": (
        "The restored journal ends at entry {found}; the backup says {said}, or the hashes differ.",
        "Use another backup.",
    ),
    "restore_rows_refused": ("The database refuses rows of the backup ({detail}).", "Use another backup."),
    "people_agree": (
        "{file} and the groups of office.toml agree with the records",
        "Nothing is to be done",
    ),
    "administrators_few": (
        "Administrators who can act: {logins}. Two are needed at least.",
        "oit people administrator LOGIN (head or deputy may give it), and have a second person confirm it",
    ),
    "no_standing_order_yet": (
        "No standing order says who stands in for {post}: an absence then takes two.",
        "Record it once: oit people substitutes {post_raw} LOGIN --order NUMBER",
    ),
    "power_waits": (
        "Request {request} of {person} waits for a second person: {act}",
        "Read it with oit request, then confirm or refuse it",
    ),
    "hands_server": (
        "The database is a server's: everybody can use an account of their own.",
        "Read docs/hands.md",
    ),
    "hands_one_account": (
        "Everybody uses one account, or one file: who has it can write the database. It shows, no more.",
        "Read docs/hands.md",
    ),
    "hands_one_file": (
        "Sessions are open from {count} accounts over one database file: each that can write it can change it.",
        "Read docs/hands.md",
    ),
}
