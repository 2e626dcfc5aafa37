"""What is handed in fetches nothing, is what its name says, and bursts nowhere; each refusal names the place."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import messages
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import table
from templates_docx.checks.docx_checks import must_stay_inside, ready_for_conversion
from templates_docx.errors import ConversionError
from tests.services.small_office import SmallOffice
from workflow.office_files.settings import Settings
from workflow.rules.errors import BadInput
from workflow.services.collection import contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.publication.addresses import record_address
from workflow.thai import one_line

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOWHERE = "http://127.0.0.1:9/seal.png"


def package(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def word(relations: str = "", body: str = "", **more: str) -> bytes:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body><w:p>{body}</w:p></w:body></w:document>",
        **more,
    }
    if relations:
        parts["word/_rels/document.xml.rels"] = relations
    return package(parts)


def sheet(name: str, text: str) -> bytes:
    return package({"xl/workbook.xml": "<workbook/>", name: text})


def odt(href: str, tag: str = "draw:image") -> bytes:
    names = (
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = f'<draw:frame {names}><{tag} xlink:href="{href}"/></draw:frame>'
    return package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "Pictures/1.png": ""}
    )


def field(said: str) -> str:
    """A field whose words are torn apart, as Word does."""
    return "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (said[:5], said[5:]))


REACHING: dict[str, tuple[str, bytes, str]] = {
    "linked picture": ("a.docx", word(relation("image", NOWHERE)), f"image {NOWHERE}"),
    "file of this machine": ("a.docx", word(relation("image", "file:///etc/hostname")), "image file:///etc/hostname"),
    "address though not said to be outside": ("a.docx", word(relation("image", NOWHERE, "")), f"image {NOWHERE}"),
    "object": ("a.docx", word(relation("oleObject", r"\\host\a.xlsx")), r"oleObject \\host\a.xlsx"),
    "template elsewhere": ("a.docx", word(relation("attachedTemplate", NOWHERE)), f"attachedTemplate {NOWHERE}"),
    "header": ("a.docx", word(**{"word/_rels/header1.xml.rels": relation("image", NOWHERE)}), f"image {NOWHERE}"),
    "field": ("a.docx", word(body=field(f'INCLUDEPICTURE "{NOWHERE}"')), f'INCLUDEPICTURE "{NOWHERE}"'),
    "linked workbook": (
        "a.xlsx", sheet("xl/externalLinks/_rels/externalLink1.xml.rels", relation("externalLinkPath", "file:///C:/b.xlsx")),
        "externalLinkPath file:///C:/b.xlsx",
    ),
    "connection": ("a.xlsx", sheet("xl/connections.xml", "<connections/>"), "connection"),
    "odt picture": ("a.odt", odt(NOWHERE), f"image {NOWHERE}"),
    "odt file beside": ("a.odt", odt("../secret.png"), "image ../secret.png"),
    "odt section": ("a.odt", odt("file:///etc/hostname", "text:section-source"), "section-source file:///etc/hostname"),
    "doc field": (
        "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
        + f'\x13 INCLUDETEXT "{NOWHERE}" \x14'.encode("utf-16-le"), f'INCLUDETEXT "{NOWHERE}"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REACHING)
def test_a_file_that_fetches_something_is_refused_by_the_name_of_what_it_fetches(small: SmallOffice, what: str) -> None:
    name, data, fetched = REACHING[what]
    path = small.folder.parent / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    assert [(one.code, one.facts["fetched"], one.facts["file"]) for one in refused.value.reasons] == [
        ("file_fetches", fetched, name)
    ]
    if name.endswith((".docx", ".odt", ".doc")):  # from wherever it comes, LibreOffice does not see it either
        with pytest.raises(ConversionError) as stopped:
            (ready_for_conversion if name == "a.docx" else must_stay_inside)(data)
        assert stopped.value.code == "file_reaches_out"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word(relation("hyperlink", "https://www.example.go.th/?a=1"))),
        ("a.docx", word(relation("attachedTemplate", "file:///C:\\Users\\somsri\\Templates\\memo.dotx"))),
        ("a.docx", word(body=field('HYPERLINK "http://www.example.go.th"'))),
        ("a.odt", odt("https://www.example.go.th/", "text:a")),
        ("a.odt", odt("Pictures/1.png")),
    ],
)
def test_links_that_a_reader_clicks_and_what_lies_inside_are_taken(small: SmallOffice, name: str, data: bytes) -> None:
    path = small.folder.parent / name
    path.write_bytes(data)
    done = contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    assert done.files == (name,)


def test_the_name_of_the_template_does_not_come_before_libreoffice() -> None:
    named = "file:///C:\\Templates\\memo.dotx"
    settings = f'<w:settings {W}><w:attachedTemplate r:id="r1"/></w:settings>'
    data = word(**{"word/settings.xml": settings, "word/_rels/settings.xml.rels": relation("attachedTemplate", named)})
    ready = ready_for_conversion(data).docx
    with zipfile.ZipFile(io.BytesIO(ready)) as made:
        assert all(b"attachedTemplate" not in made.read(part) for part in made.namelist())


def test_what_bursts_when_unpacked_is_refused_before_it_is(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small.folder.parent / "large.xlsx"
    path.write_bytes(sheet("xl/worksheets/sheet1.xml", "0" * (3 << 20)))
    assert path.stat().st_size < 10_000
    monkeypatch.setattr("workflow.services.context.uploads._MOST_UNPACKED", 2 << 20)
    with pytest.raises(BadInput) as refused:
        contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    assert [(one.code, one.facts["mb"]) for one in refused.value.reasons] == [("file_unpacks_too_large", 3)]


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.pdf", b"PK\x03\x04rest", ".zip"),
        ("a.jpg", b"%PDF-1.7 rest", ".pdf"),
        ("a.png", b"\xff\xd8\xff\xe0rest", ".jpg"),
        ("a.docx", sheet("xl/worksheets/sheet1.xml", ""), ".xlsx"),
        ("a.csv", b"MZ\x90\x00rest", ".exe"),
        ("a.csv", b"<HTML><script>", ".html"),
        ("a.csv", b"item\0\0", "-"),
    ],
)
def test_a_file_is_known_by_its_bytes(small: SmallOffice, name: str, data: bytes, found: str) -> None:
    path = small.folder.parent / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path], duty="external"))
    assert [(one.code, one.facts["found"]) for one in refused.value.reasons] == [("file_is_another_kind", found)]


TRICK = "รายงาน\u202eexe.\u001b[2J\nหัวหน้าลงนามแล้ว"
"""Turns the line round, clears a screen and begins a line of its own."""


def test_what_steers_a_terminal_is_not_in_a_name_a_reason_or_a_register(small: SmallOffice) -> None:
    path = small.folder.parent / f"{TRICK}.pdf"
    path.write_bytes(small.paper("plain.pdf").read_bytes())
    done = contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    assert done.files == ("รายงานexe.[2J หัวหน้าลงนามแล้ว.pdf",)
    assert one_line(TRICK) == "รายงานexe.[2J หัวหน้าลงนามแล้ว"


def test_what_was_recorded_earlier_is_shown_as_a_sign(capsys: pytest.CaptureFixture[str]) -> None:
    shown = messages.say("file_is_link", {"file": TRICK, "target": "-"})
    told = tr("ไม่มีคำสั่ง “{name}”", "th", name=TRICK)
    table(["ชื่อ"], [[TRICK]], [60])
    print_json({"name": TRICK})
    printed = capsys.readouterr().out
    for text in (shown, told, messages.wrap(TRICK.replace("\n", "")), printed):
        assert not {"\u202e", "\u001b"} & set(text)
    assert "\ufffd" in shown
    assert "\n" not in shown + told
    assert json.loads(printed[printed.index("{") :]) == {"name": TRICK}  # as values nothing is lost


@pytest.mark.parametrize("url", ["https://somsri:secret@www.example.go.th/", "https://somsri@www.example.go.th/"])
def test_an_address_with_a_password_is_refused_and_not_told(small: SmallOffice, url: str) -> None:
    with pytest.raises(BadInput) as handed_in:
        contributing.contribute(small.office, "clerk.admin", "O7", Contribution(url=url))
    with pytest.raises(BadInput) as recorded:
        record_address(small.office, "web", "O7", [url])
    for home in (f'[site]\nhome = "{url}"', f'[notices]\nwebhook = "{url}"', f'[signing]\ntsa = "{url}"'):
        text = f"{(small.folder / 'office.toml').read_text()}\n{home}"
        with pytest.raises(BadInput) as written:
            Settings.read(text, small.folder)
        assert {one.code for one in written.value.reasons} == {"setting_url_with_password"}
    assert handed_in.value.code == recorded.value.code == "url_with_password"
    assert "somsri" not in f"{handed_in.value.facts}{recorded.value.facts}{written.value.reasons}"


def test_a_link_says_what_it_names(small: SmallOffice) -> None:
    meant, link = small.paper("meant.pdf"), small.folder.parent / "order.pdf"
    link.symlink_to(meant)
    done = contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[link]))
    assert [(one.code, one.facts["target"]) for one in done.notices] == [("file_is_link", str(meant.resolve()))]


def test_an_address_in_an_internal_network_is_told_and_a_query_is_published_only_for_who_asks(
    small: SmallOffice,
) -> None:
    with small.office.site.serve(small.folder / "pages") as home:
        plain = f"{home.rstrip('/')}/ask.html"
        url = f"{plain}?session=1"
        with pytest.raises(BadInput) as refused:
            contributing.contribute(small.office, "clerk.admin", "O7", Contribution(url=url))
        done = contributing.contribute(small.office, "clerk.admin", "O7", Contribution(url=url, with_query=True))
    assert (refused.value.code, refused.value.facts["plain"]) == ("web_query_not_published", plain)
    assert [one.code for one in done.notices] == ["web_private", "web_with_query"]
