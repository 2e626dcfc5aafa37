"""Sentences for what a proof found and for what a build refused, Thai first, each with what to do.

Keyed by code; the placeholders are the facts of the finding. A test holds the codes together with `findings` and
`checking`, and both languages together with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from public_site.labels import Lang
from workflow.ports.site import Fact, Severity


@dataclass(frozen=True, slots=True)
class Words:
    """What is the matter and what to do about it, in one language."""

    says: str
    do: str


SEVERITY_WORDS: Mapping[Lang, Mapping[Severity, str]] = {
    "th": {
        Severity.OK: "ผ่าน",
        Severity.CAUTION: "ข้อสังเกต",
        Severity.BROKEN: "ไม่ผ่าน",
        Severity.DANGER: "อันตราย",
    },
    "en": {
        Severity.OK: "passed",
        Severity.CAUTION: "caution",
        Severity.BROKEN: "broken",
        Severity.DANGER: "danger",
    },
}

_LINK = "ทำลิงก์จากหน้าหลัก หรือจากหน้าที่หน้าหลักมีลิงก์ไปถึง"
_LINK_EN = "link it from the home page, or from a page that the home page links to"
_OPEN = "เปิดให้ประชาชนเข้าถึงได้โดยไม่ต้องเข้าสู่ระบบ"
_OPEN_EN = "let the public see it without logging in"
_AGAIN = "นำไฟล์ฉบับที่ลงนามขึ้นเว็บไซต์อีกครั้ง แล้วตรวจใหม่"
_AGAIN_EN = "put the signed file on the site again, then prove it again"
_WAIT = "ตรวจเครื่องแม่ข่ายและอินเทอร์เน็ต แล้วตรวจใหม่"
_WAIT_EN = "check the server and the network, then prove it again"

_TH: Mapping[str, tuple[str, str]] = {
    "home_unreachable": ("เปิดหน้าหลัก {url} ไม่ได้ (สถานะ {status}, {error})", _WAIT),
    "not_linked": ("ไปถึง {url} จากหน้าหลักไม่ได้ เพราะไม่มีลิงก์", _LINK),
    "link_hidden": ("ลิงก์ไปยัง {url} ในหน้า {page} ถูกซ่อนไว้ ผู้ประเมินมองไม่เห็น", "ทำลิงก์ที่มองเห็นได้"),
    "not_reached": ("ตรวจไปไม่ถึง {url} ก่อนถึงขีดจำกัดของการตรวจ ({limit})", "ทำลิงก์ให้อยู่ใกล้หน้าหลักขึ้น แล้วตรวจใหม่"),
    "page_missing": ("ไม่มีหน้า {url} (สถานะ {status})", "เผยแพร่หน้านี้ที่ที่อยู่เดิม แล้วตรวจใหม่"),
    "soft_404": ("{url} แสดงหน้าว่าไม่พบข้อมูล แม้สถานะเป็นปกติ", "เผยแพร่หน้านี้ที่ที่อยู่เดิม แล้วตรวจใหม่"),
    "needs_login": ("{url} ต้องเข้าสู่ระบบก่อนจึงจะเห็น (สถานะ {status})", _OPEN),
    "login_form": ("{url} แสดงช่องกรอกรหัสผ่านแทนข้อมูล", _OPEN),
    "login_box": ("{url} มีช่องกรอกรหัสผ่านอยู่ในหน้า", "ตรวจว่าผู้ที่ไม่เข้าสู่ระบบเห็นข้อมูลครบ"),
    "redirected_away": ("{url} พาออกไปที่ {to}", "ให้หน้านี้อยู่ในเว็บไซต์ของสำนักงาน หรือบันทึกปลายทางไว้ก่อน"),
    "server_error": ("{url} ขัดข้องที่เครื่องแม่ข่าย (สถานะ {status})", _WAIT),
    "no_answer": ("{url} ไม่ตอบ ({error})", _WAIT),
    "text_missing": ("หน้า {url} ไม่มีข้อความ “{text}”", "สร้างหน้านี้ใหม่จากข้อมูลที่อนุมัติ แล้วตรวจใหม่"),
    "many_clicks": ("ต้องกด {clicks} ครั้งจากหน้าหลักจึงจะถึง", "ทำลิงก์ให้ถึงได้ภายใน {most} ครั้ง"),
    "mixed_content": ("หน้า {url} ดึงส่วนประกอบ {count} รายการโดยไม่เข้ารหัส เช่น {part}", "เปลี่ยนเป็น https"),
    "file_missing": ("ไม่มีไฟล์ {file} ที่ {url} (สถานะ {status})", _AGAIN),
    "file_not_linked": ("ไปถึงไฟล์ {file} จากหน้าหลักไม่ได้ เพราะไม่มีลิงก์ไปยัง {url}", _LINK),
    "file_needs_login": ("ไฟล์ {file} ที่ {url} ต้องเข้าสู่ระบบ หรือพาออกไปที่อื่น (สถานะ {status})", _OPEN),
    "file_no_answer": ("เปิดไฟล์ {file} ที่ {url} ไม่ได้ (สถานะ {status}, {error})", _WAIT),
    "file_not_found": ("ไม่พบไฟล์ {file} ฉบับที่ลงนามในเว็บไซต์ (รหัส {sha256})", _AGAIN),
    "file_changed": ("ไฟล์ {file} ที่ {url} ไม่ตรงกับฉบับที่ลงนาม", "นำไฟล์ออกทันที แล้วนำฉบับที่ลงนามขึ้นใหม่"),
    "image_only": ("ไฟล์ {file} เป็นภาพสแกน ค้นหาข้อความไม่ได้", "ถ้าทำได้ ให้แนบฉบับที่มีตัวอักษรไว้คู่กัน"),
    "web_not_linked": ("ไม่มีลิงก์จากเว็บไซต์ไปยัง {url}", _LINK),
    "hop_not_recorded": (
        "หน้า {page} มีลิงก์ไปยัง {url} แต่ไม่ได้บันทึก {host} ไว้ว่าเป็นช่องทางของสำนักงาน",
        "บันทึกชื่อเว็บไซต์นี้ไว้ แล้วตรวจใหม่",
    ),
    "web_unreachable": ("เปิด {url} ไม่ได้ (สถานะ {status}, {error})", "ตรวจที่อยู่ แล้วตรวจใหม่เมื่อเปิดได้"),
    "web_gone": ("{url} ใช้ไม่ได้แล้ว (สถานะ {status}, ปลายทาง {to})", "แก้ที่อยู่ให้เป็นปัจจุบัน แล้วเสนอขอความเห็นชอบใหม่"),
    "web_needs_login": ("{url} ต้องเข้าสู่ระบบก่อนจึงจะเห็น (สถานะ {status})", _OPEN),
    "capture_too_old": ("เปิด {url} ไม่ได้ และบันทึกสภาพหน้าเว็บเก่า {days} วัน เกิน {most} วัน", "บันทึกสภาพหน้าเว็บใหม่"),
    "judged_from_capture": (
        "เปิด {url} ไม่ได้ในการซ้อม จึงถือตามบันทึกสภาพหน้าเว็บเมื่อ {captured_at}",
        "ตรวจกับเว็บไซต์จริงเมื่อเผยแพร่",
    ),
    "robots_refused": (
        "{url} ไม่ตอบโปรแกรมตรวจ (สถานะ {status}) จึงถือตามบันทึกสภาพหน้าเว็บเมื่อ {captured_at}",
        "เปิดดูด้วยเบราว์เซอร์โดยไม่เข้าสู่ระบบ",
    ),
    "draft_exposed": ("ประชาชนเปิดเอกสารที่ยังไม่อนุมัติ หรือที่ระงับหรือถอนแล้วได้ที่ {url}", "นำออกจากเว็บไซต์ทันที แล้วตรวจใหม่"),
    "private_exposed": ("ประชาชนเปิดส่วนที่ไม่ใช่ข้อมูลสาธารณะ ({place}) ได้ที่ {url}", "ให้เว็บไซต์ชี้ไปที่ site/current เท่านั้น"),
    "home_redirected": ("หน้าหลักพาไปที่ {to}", "บันทึกที่อยู่ปลายทางเป็นที่อยู่ของเว็บไซต์"),
    "broken_link": ("ลิงก์ในหน้า {page} ไปยัง {url} ใช้ไม่ได้ (สถานะ {status})", "แก้หรือเอาลิงก์ออก"),
    "missing_page_says_ok": ("เว็บไซต์ตอบว่าปกติแม้ไม่มีหน้าที่เรียก เช่น {url}", "ตั้งค่าให้หน้าที่ไม่มีตอบสถานะ 404"),
    "stopped": ("หยุดตรวจก่อนทั่วทั้งเว็บไซต์ ({limit}) หลังเรียก {requests} ครั้ง", "เพิ่มขีดจำกัด หรือลดจำนวนหน้า"),
    "expires_soon": ("{kind} จะหมดอายุใน {days} วัน ({on})", "ต่ออายุก่อนวันดังกล่าว"),
    "expired": ("{kind} หมดอายุแล้ว {days} วัน ({on})", "ต่ออายุโดยด่วน"),
    "tls_untrusted": ("ใบรับรองความปลอดภัยของ {url} ใช้ไม่ได้ เบราว์เซอร์จะเตือนผู้ประเมิน", "ต่ออายุหรือติดตั้งใบรับรองใหม่"),
    "no_year": ("ไม่มีปีงบประมาณให้เผยแพร่", "เปิดรอบการประเมินก่อน"),
    "year_twice": ("มีปีงบประมาณ พ.ศ. {year} ซ้ำกัน", "ให้เหลือรอบเดียวต่อปี"),
    "base_url": ("ที่อยู่เว็บไซต์ {url} ไม่ถูกรูปแบบ", "ใช้รูปแบบ https://ชื่อเว็บไซต์/ มีเครื่องหมาย / ท้าย"),
    "code_twice": ("ข้อ {item} ปี {year} ซ้ำกัน", "แก้บัญชีรายการข้อมูล"),
    "item_code": ("รหัสข้อ {item} ใช้เป็นที่อยู่เว็บไม่ได้", "ใช้ตัวอักษรอังกฤษและตัวเลข"),
    "unknown_sub_indicator": ("ข้อ {item} อ้างตัวชี้วัดย่อย {sub_indicator} ที่ไม่มี", "แก้บัญชีรายการข้อมูล"),
    "not_public": ("ข้อ {item} ไม่ได้เผยแพร่ ({state}) แต่มีเอกสารแนบมาด้วย", "แจ้งผู้ดูแลโปรแกรม ไม่มีสิ่งใดถูกเผยแพร่"),
    "nothing_to_publish": ("ข้อ {item} ไม่มีเอกสาร ที่อยู่เว็บ หรือคำอธิบายให้เผยแพร่", "แนบหลักฐาน หรือแจ้งว่าไม่มีข้อมูลพร้อมเหตุผล"),
    "no_reason": ("ข้อ {item} ถูกระงับหรือถอน ({state}) แต่ไม่มีเหตุผล", "ระบุเหตุผลที่เปิดเผยได้"),
    "web_address": ("ข้อ {item}: {url} ไม่ใช่ที่อยู่เว็บ", "ใช้ที่อยู่ที่ขึ้นต้นด้วย http:// หรือ https://"),
    "digest_form": ("ข้อ {item}: ไฟล์ {file} ไม่มีรหัส SHA-256", "นำไฟล์เข้าคลังใหม่"),
    "file_absent": ("ข้อ {item}: ไม่พบไฟล์ {file} ในคลัง", "กู้คืนคลังจากสำเนาสำรอง"),
    "file_altered": ("ข้อ {item}: ไฟล์ {file} ในคลังไม่ตรงกับฉบับที่ลงนาม", "กู้คืนคลังจากสำเนาสำรอง และหาสาเหตุ"),
    "own_page_clashes": ("หน้าเว็บของสำนักงาน {file} ใช้ชื่อเดียวกับหน้าที่โปรแกรมสร้าง", "เปลี่ยนชื่อแฟ้มหรือโฟลเดอร์นั้น"),
    "file_size": ("ข้อ {item}: ไฟล์ {file} มี {found} ไบต์ ไม่ใช่ {expected} ไบต์", "แจ้งผู้ดูแลโปรแกรม"),
}  # fmt: skip

_EN: Mapping[str, tuple[str, str]] = {
    "home_unreachable": ("The home page {url} cannot be opened (status {status}, {error})", _WAIT_EN),
    "not_linked": ("{url} cannot be reached from the home page: no link leads there", _LINK_EN),
    "link_hidden": ("The link to {url} on {page} is hidden, so evaluators cannot see it", "make the link visible"),
    "not_reached": ("{url} was not reached before the proof's limit ({limit})", "link it nearer to the home page"),
    "page_missing": ("There is no page at {url} (status {status})", "publish it at the same address, then prove it"),
    "soft_404": ("{url} says that nothing was found, though its status is 200", "publish it at the same address"),
    "needs_login": ("{url} cannot be seen without logging in (status {status})", _OPEN_EN),
    "login_form": ("{url} asks for a password instead of showing the information", _OPEN_EN),
    "login_box": ("{url} has a password field on the page", "check that visitors see everything without logging in"),
    "redirected_away": ("{url} leads away to {to}", "keep the page on the office's own site, or record the host first"),
    "server_error": ("{url} fails on the server (status {status})", _WAIT_EN),
    "no_answer": ("{url} does not answer ({error})", _WAIT_EN),
    "text_missing": ("The page {url} does not say “{text}”", "build the page again from the approved data"),
    "many_clicks": ("It takes {clicks} clicks from the home page", "make it reachable within {most} clicks"),
    "mixed_content": ("{url} loads {count} parts without encryption, such as {part}", "use https for them"),
    "file_missing": ("The file {file} is not at {url} (status {status})", _AGAIN_EN),
    "file_not_linked": ("The file {file} cannot be reached: no link leads to {url}", _LINK_EN),
    "file_needs_login": ("The file {file} at {url} needs a login or leads elsewhere (status {status})", _OPEN_EN),
    "file_no_answer": ("The file {file} at {url} cannot be opened (status {status}, {error})", _WAIT_EN),
    "file_not_found": ("The signed file {file} is nowhere on the site (SHA-256 {sha256})", _AGAIN_EN),
    "file_changed": ("The file {file} at {url} is not the signed one", "take it down at once, put up the signed one"),
    "image_only": ("The file {file} is a scan without searchable text", "if possible, offer a text version beside it"),
    "web_not_linked": ("No link of the site leads to {url}", _LINK_EN),
    "hop_not_recorded": ("{page} links to {url}, but {host} is not recorded as a channel", "record the host"),
    "web_unreachable": ("{url} cannot be opened (status {status}, {error})", "check the address and prove it again"),
    "web_gone": ("{url} no longer works (status {status}, ends at {to})", "correct the address and ask approval again"),
    "web_needs_login": ("{url} cannot be seen without logging in (status {status})", _OPEN_EN),
    "capture_too_old": ("{url} cannot be opened and its capture is {days} days old (limit {most})", "capture it again"),
    "judged_from_capture": (
        "{url} cannot be opened in this rehearsal; judged from its capture of {captured_at}",
        "prove the real site when it is published",
    ),
    "robots_refused": (
        "{url} does not answer programs (status {status}); judged from its capture of {captured_at}",
        "open it in a browser without logging in",
    ),
    "draft_exposed": ("The public can open an unapproved or withdrawn document at {url}", "take it down at once"),
    "private_exposed": ("The public can open {place} at {url}", "let the web server serve site/current only"),
    "home_redirected": ("The home page leads to {to}", "record that address as the site's own"),
    "broken_link": ("The link on {page} to {url} does not work (status {status})", "correct or remove the link"),
    "missing_page_says_ok": ("The site answers 200 for pages it does not have, such as {url}", "answer 404 for them"),
    "stopped": ("The proof stopped before the whole site was seen ({limit}, {requests} requests)", "raise the limit"),
    "expires_soon": ("{kind} expires in {days} days ({on})", "renew it before that day"),
    "expired": ("{kind} expired {days} days ago ({on})", "renew it now"),
    "tls_untrusted": ("The certificate of {url} is not valid; browsers warn evaluators", "renew the certificate"),
    "no_year": ("There is no fiscal year to publish", "open a cycle first"),
    "year_twice": ("Fiscal year {year} is there twice", "keep one cycle a year"),
    "base_url": ("{url} is not the address of a site", "use https://name/ with a slash at the end"),
    "code_twice": ("Item {item} of {year} is there twice", "correct the catalogue"),
    "item_code": ("The item code {item} cannot be part of an address", "use Latin letters and digits"),
    "unknown_sub_indicator": ("Item {item} names the unknown sub-indicator {sub_indicator}", "correct the catalogue"),
    "not_public": ("Item {item} is not public ({state}) but came with documents", "tell the maintainer"),
    "nothing_to_publish": ("Item {item} has nothing to publish", "add evidence, or a nil return with its reason"),
    "no_reason": ("Item {item} is held back ({state}) without a reason", "give a reason the public may read"),
    "web_address": ("Item {item}: {url} is no web address", "use one that begins with http:// or https://"),
    "digest_form": ("Item {item}: the file {file} has no SHA-256", "take the file into the store again"),
    "file_absent": ("Item {item}: the file {file} is not in the store", "restore the store from a backup"),
    "file_altered": ("Item {item}: the file {file} in the store is not the signed one", "restore it; find out why"),
    "own_page_clashes": ("The office's own page {file} has the name of a page of the program", "rename it"),
    "file_size": ("Item {item}: the file {file} has {found} bytes, not {expected}", "tell the maintainer"),
}

# Values of facts that are codes themselves, by the name of the fact.
_VALUES: Mapping[Lang, Mapping[str, Mapping[str, str]]] = {
    "th": {
        "kind": {"domain": "ชื่อโดเมน", "hosting": "พื้นที่เว็บไซต์", "tls": "ใบรับรองความปลอดภัย (TLS)"},
        "error": {
            "dns": "ไม่พบชื่อเว็บไซต์", "refused": "เครื่องแม่ข่ายไม่รับการติดต่อ", "timeout": "รอนานเกินไป",
            "tls": "ใบรับรองความปลอดภัยใช้ไม่ได้", "too_big": "ไฟล์ใหญ่เกินไป", "network": "การเชื่อมต่อขัดข้อง",
            "address": "ไม่ใช่ที่อยู่เว็บ",
        },
        "limit": {"requests": "จำนวนครั้งที่เรียก", "seconds": "เวลา", "clicks": "จำนวนครั้งที่กด"},
        "state": {"suspended": "ระงับชั่วคราว", "retracted": "ถอนแล้ว", "not_yet": "ยังไม่เผยแพร่"},
    },
    "en": {
        "kind": {"domain": "The domain", "hosting": "The hosting", "tls": "The TLS certificate"},
        "error": {
            "dns": "unknown host", "refused": "connection refused", "timeout": "no answer in time",
            "tls": "certificate not valid", "too_big": "file too large", "network": "connection failed",
            "address": "not a web address",
        },
        "limit": {"requests": "number of requests", "seconds": "time", "clicks": "number of clicks"},
        "state": {"suspended": "suspended", "retracted": "withdrawn", "not_yet": "not yet published"},
    },
}  # fmt: skip
_DATES = ("on", "captured_at")
SENTENCES: Mapping[Lang, Mapping[str, tuple[str, str]]] = {"th": _TH, "en": _EN}


def words(
    code: str, facts: Mapping[str, Fact], lang: Lang = "th", *, fmt_date: Callable[[date], str] = date.isoformat
) -> Words:
    """What to say of a finding or a problem. A fact that is None reads as "-"; `fmt_date` forms the dates.

    :raises KeyError: for an unknown code.
    """
    says, do = SENTENCES[lang][code]
    filled: dict[str, Fact] = {}
    for name, value in facts.items():
        if value is None:
            filled[name] = "-"
        elif name in _DATES:
            filled[name] = fmt_date(datetime.fromisoformat(str(value)).date())
        else:
            filled[name] = _VALUES[lang].get(name, {}).get(str(value), str(value))
    return Words(says.format_map(filled), do.format_map(filled))
