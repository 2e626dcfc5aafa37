"""The office's own pages go online as somebody accepted them, whatever lies in the folder by then."""

from __future__ import annotations

import pytest

from tests.services.small_office import SmallOffice
from workflow.rules.errors import CheckFailed, WrongRole
from workflow.services.administration.accepted_pages import accept_pages, pages_waiting
from workflow.services.operations.doctor import examine
from workflow.services.publication.publishing import publish

NEW = "<!doctype html><html lang=th><title>ถามตอบ</title><p>เครื่องหมาย</html>"


def online(small: SmallOffice, name: str = "ask.html") -> str | None:
    live = small.office.site.live()
    assert live is not None
    page = live.public / name
    return page.read_text(encoding="utf-8") if page.exists() else None


def told(small: SmallOffice) -> dict[str, str]:
    return {check.code: check.severity for check in examine(small.office).checks if check.code.startswith("pages_")}


def test_words_that_nobody_accepted_do_not_go_online_and_are_told_before_and_after(small: SmallOffice) -> None:
    pages = small.folder / "pages"
    before = (pages / "ask.html").read_text(encoding="utf-8")
    assert pages_waiting(small.office).waiting == ()
    (pages / "ask.html").write_text(NEW, encoding="utf-8")
    (pages / "news.html").write_text(NEW, encoding="utf-8")
    assert told(small) == {"pages_unaccepted": "broken"}
    small.bring("head_signed", "O1")
    (outcome,) = publish(small.office, "web", ["O1"])
    assert outcome.error is None
    assert [(n.code, n.facts["names"]) for n in outcome.notices] == [("pages_unaccepted", ["ask.html", "news.html"])]
    assert online(small) == before
    assert online(small, "news.html") is None


def test_the_web_officer_accepts_them_alone_and_the_journal_names_what_goes_online(small: SmallOffice) -> None:
    pages = small.folder / "pages"
    others = sorted(path.name for path in pages.iterdir() if path.name != "ask.html")
    (pages / "ask.html").write_text(NEW, encoding="utf-8")
    with pytest.raises(WrongRole):
        accept_pages(small.office, "clerk.hr")
    found = accept_pages(small.office, "web")
    assert found is not None
    assert (found.changed, found.came, found.gone) == (("ask.html",), (), ())
    assert accept_pages(small.office, "web") is None
    entry = small.journal()[-1]
    assert (entry.kind, entry.actor, entry.facts["names"]) == ("pages_accepted", "web", ["ask.html"])
    (pages / "ask.html").unlink()
    assert pages_waiting(small.office).gone == ("ask.html",)
    small.bring("published", "O1")
    assert online(small) == NEW, "what was accepted, whatever became of the file"
    (published,) = [one for one in small.journal() if one.step == "publish"]
    assert len(published.facts["pages"]) == 64
    assert others == sorted(path.name for path in pages.iterdir())


def test_a_page_that_could_not_go_online_is_not_accepted(small: SmallOffice) -> None:
    (small.folder / "pages" / "run.php").write_text("<?php", encoding="utf-8")
    (small.folder / "pages" / "Items.JSON").write_text("{}", encoding="utf-8")
    with pytest.raises(CheckFailed) as refused:
        accept_pages(small.office, "web")
    assert [one.facts["reason"] for one in refused.value.reasons] == ["own_page_clashes", "own_page_kind"]
    assert small.journal()[-1].kind != "pages_accepted"


def test_an_office_of_an_earlier_program_goes_on_under_its_files_until_it_accepts_them_once(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workflow.services.administration import accepted_pages

    def none_yet(use_case: object, real: object = accepted_pages._accepted) -> object:
        found = real(use_case)  # type: ignore[operator]
        return None if found is not None and small.journal()[-1].kind != "pages_accepted" else found

    monkeypatch.setattr(accepted_pages, "_accepted", none_yet)
    (small.folder / "pages" / "ask.html").write_text(NEW, encoding="utf-8")
    assert told(small) == {"pages_never_accepted": "caution"}
    assert accept_pages(small.office, "web") is not None
    assert told(small) == {}
