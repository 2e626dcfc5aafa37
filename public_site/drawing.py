"""Draws the pages: facts in, HTML out. Opens nothing but the program's own templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from public_site import charts
from public_site.addresses import file_path, href, item_path, prefix, results_path, year_path
from public_site.labels import LABELS, Lang, media_words, size_words
from public_site.reusing import Earlier, drawn_from
from workflow.ports.site import MovedFile, OnlineState, SiteFacts, SiteItem, SiteResult, SiteSignature, SiteYear
from workflow.ports.year_parts import SitePart
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FormatDate = Callable[[date], str]

LATEST_SHOWN = 5
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class _Sub:
    number: str
    title: str
    anchor: str
    items: tuple[SiteItem, ...]


@dataclass(frozen=True, slots=True)
class _Indicator:
    number: str
    title: str
    anchor: str
    subs: tuple[_Sub, ...]


@dataclass(slots=True)
class Drawn:
    """What there is to say of the pages that were drawn: from what.

    `earlier`: the site before, whose pages are taken over where nothing they are drawn from has changed.
    """

    earlier: Earlier | None = None
    pages: dict[str, str] = field(default_factory=dict)
    _said: dict[int, tuple[str, list[str]]] = field(default_factory=dict)

    def said(self, facts: SiteFacts, year: SiteYear) -> tuple[str, list[str]]:
        """Digest of all that is said of a year and of what stood there before, and of each of its items: formed once
        for both languages."""
        if id(year) not in self._said:
            items = [drawn_from(item, [file_path(file) for file in item.files]) for item in year.items]
            former = [one for one in facts.former if one.place == year.place]
            self._said[id(year)] = (drawn_from(replace(year, items=()), items, former), items)
        return self._said[id(year)]


def draw(
    facts: SiteFacts, assets: Mapping[str, str], fmt_date: FormatDate, drawn: Drawn | None = None
) -> Iterator[tuple[str, str | None]]:
    """Yield every page as (path relative to the root, HTML), in a fixed order; without HTML: it is the one before.

    `assets` maps a name such as `site.css` to its path in the site; `fmt_date` forms the Thai date of the Buddhist era.
    """
    drawn = drawn or Drawn()
    for lang in LABELS:
        yield from _Pages(facts, assets, fmt_date, lang, drawn).all()


class _Pages:
    """The pages of one language."""

    def __init__(
        self, facts: SiteFacts, assets: Mapping[str, str], fmt_date: FormatDate, lang: Lang, drawn: Drawn
    ) -> None:
        self.facts, self.lang, self.fmt_date, self.drawn = facts, lang, fmt_date, drawn
        self.pre = prefix(lang)
        self.other: Lang = "en" if lang == "th" else "th"
        office = facts.office
        english = office.name_en or office.name_th
        names = (office.name_th, office.name_en) if lang == "th" else (english, office.name_th)
        self.common: dict[str, Any] = {
            "lang": lang, "other_lang": self.other, "pre": self.pre, "t": LABELS[lang],
            "office": office, "office_name": names[0], "office_other_name": names[1],
            "rehearsal": facts.rehearsal, "base_url": facts.base_url, "generated_at": facts.generated_at,
            "years": facts.years, "newest": facts.years[0].name, "by_list": False, "assets": assets, "indexed": True,
            "results": facts.results, "results_path": results_path,
            "day": self._day, "moment": self._moment, "title": self._title, "groups": self._groups,
            "grade": self._grade, "media": media_words, "size": lambda size: size_words(size, lang),
            "href": href, "item_path": item_path, "year_path": year_path, "file_path": file_path,
        }  # fmt: skip
        results = bool(facts.results)
        self._everywhere = drawn_from(
            lang, office, facts.rehearsal, facts.base_url, results, dict(assets), fmt_date(date(2023, 4, 30))
        )
        self._newest = drawn_from(self._everywhere, [(year.name, year.place) for year in facts.years])

    def all(self) -> Iterator[tuple[str, str | None]]:
        """Every page of this language."""
        newest = self.facts.years[0]
        rank = {code: -at for at, code in enumerate(self.facts.latest, 1)}
        dated = sorted(
            (item for item in newest.items if item.state is OnlineState.PUBLISHED and item.published_on),
            key=lambda item: (item.published_on or date.min, rank.get(item.code, -len(rank) - 1), -item.number),
            reverse=True,
        )
        yield self._page(
            "", "home.html", section="home", page="home", year=newest, tree=self._tree(newest),
            published=_published(newest), latest=dated[:LATEST_SHOWN],
        )  # fmt: skip
        yield self._page("oit/", "years.html", section="oit", page="years")
        for year in self.facts.years:
            yield from self._year(year)
        if self.facts.results:
            yield self._results()
        # One line for each file of each year: what is the same for all of them is formed once.
        genuine = [
            (href(item_path(year.place, item.code, self.lang)), item.code, file.title, year.name, file.sha256)
            for year in self.facts.years
            for item in year.items
            for file in item.files
        ]
        yield self._page(
            "verify/", "genuine.html", section="genuine", page="genuine", genuine=genuine, former=self.facts.former
        )
        if self.lang == "th":
            yield self._missing()
            for moved in self.facts.moved:
                yield self._moved(moved)

    def _year(self, year: SiteYear) -> Iterator[tuple[str, str | None]]:
        """Pages of a year name other years by their list alone: they stay as they are when a year begins."""
        by_list = len(self.facts.years) > 1
        everywhere = self._everywhere if by_list else self._newest
        tree = self._tree(year)
        of_all, said = self.drawn.said(self.facts, year)
        whole = drawn_from(everywhere, by_list, of_all)
        yield self._kept(f"oit/{year.place}/", whole) or self._page(
            f"oit/{year.place}/", "year.html", section="oit", page="year", year=year, tree=tree, by_list=by_list,
            published=_published(year),
            chart=charts.rows((sub.number, sub.title, sub.items) for one in tree for sub in one.subs),
        )  # fmt: skip
        subs = {item.code: sub for indicator in tree for sub in indicator.subs for item in sub.items}
        of_year = drawn_from(everywhere, by_list, year.fiscal_year, year.framework, year.folder, year.title)
        for index, item in enumerate(year.items):
            sub, where = subs[item.code], f"oit/{year.place}/{item.code.lower()}/"
            about = drawn_from(of_year, (sub.number, sub.title, sub.anchor), index, said[max(index - 1, 0) : index + 2])
            yield self._kept(where, about) or self._page(
                where, "item.html", section="oit", page="item", by_list=by_list,
                year=year, item=item, sub=sub,
                before=year.items[index - 1] if index else None,
                after=year.items[index + 1] if index + 1 < len(year.items) else None,
            )  # fmt: skip

    def _kept(self, where: str, about: str) -> tuple[str, None] | None:
        """The page as the site before has it, if it is drawn from the same; what it is drawn from is noted."""
        path, drawn = f"{self.pre}{where}index.html", self.drawn
        drawn.pages[path] = about
        return (path, None) if drawn.earlier is not None and drawn.earlier.page(path, about) else None

    def _results(self) -> tuple[str, str]:
        results = self.facts.results
        by_year = ((str(one.fiscal_year), "", one.total, one.level) for one in sorted(results, key=_of_year))
        return self._page(
            "oit/results/", "results.html", section="oit", page="results", totals=charts.scored(by_year),
            scores=[(one, charts.scored((*row, None) for row in one.indicators)) for one in results if one.indicators],
        )  # fmt: skip

    def _page(self, where: str, template: str, **more: object) -> tuple[str, str]:
        here, there = self.pre + where, prefix(self.other) + where
        root = "../" * here.count("/")

        def u(path: str) -> str:
            return (root + href(path)) or "./"

        return here + "index.html", self._fill(template, u=u, root=root, here=here, there=there, **more)

    def _missing(self) -> tuple[str, str]:
        # The page for a wrong address is served at any depth, so its links have to start at the root of the host.
        base = re.sub(r"^[a-z]+://[^/]*", "", self.facts.base_url or "") or "/"

        def u(path: str) -> str:
            return base + href(path)

        html = self._fill("missing.html", u=u, here="", there="en/", section="", page="missing", indexed=False)
        return "404.html", html

    def _moved(self, moved: MovedFile) -> tuple[str, str]:
        root = "../" * (moved.path.count("/") + 1)

        def u(path: str) -> str:
            return root + href(path)

        html = self._fill(
            "moved.html", u=u, here=f"{moved.path}/", there=item_path(moved.place, moved.code, "en"), section="",
            page="moved", indexed=False, moved=moved,
        )  # fmt: skip
        return f"{moved.path}/index.html", html

    def _fill(self, template: str, **more: object) -> str:
        return _environment().get_template(template).render({**self.common, **more})

    def _tree(self, year: SiteYear) -> list[_Indicator]:
        return [
            _Indicator(
                indicator.number,
                self._pick(indicator.title_th, indicator.title_en),
                _anchor(indicator.number),
                tuple(
                    _Sub(
                        sub.number,
                        self._pick(sub.title_th, sub.title_en),
                        _anchor(sub.number),
                        tuple(item for item in year.items if item.sub_indicator == sub.number),
                    )
                    for sub in indicator.subs
                ),
            )
            for indicator in year.indicators
        ]

    def _pick(self, th: str, en: str) -> str:
        return (en or th) if self.lang == "en" else th

    def _title(self, item: SiteItem | SitePart) -> str:
        return self._pick(item.title_th, item.title_en)

    def _groups(self, item: SiteItem) -> str:
        return (" · " if self.lang == "th" else ", ").join(self._pick(g.name_th, g.name_en) for g in item.groups)

    def _grade(self, signature: SiteSignature) -> str:
        return self._pick(signature.words_th, signature.words_en)

    def _day(self, day: date) -> Markup:
        """A date that is never broken over two lines."""
        from markupsafe import Markup

        words = self.fmt_date(day) if self.lang == "th" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return Markup('<span class="keep">{}</span>').format(words)

    def _moment(self, moment: datetime) -> Markup:
        local = moment.astimezone(BANGKOK)
        day = self._day(local.date())
        return day + (f" {local:%H:%M} น." if self.lang == "th" else f", {local:%H:%M}")


def _of_year(result: SiteResult) -> int:
    return result.fiscal_year


def _published(year: SiteYear) -> int:
    return sum(item.state is OnlineState.PUBLISHED for item in year.items)


def _anchor(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", number)


def _telephone(number: str) -> str:
    """A telephone number as `tel:` takes it: digits and a leading plus, up to the first word."""
    return re.sub(r"[^\d+]", "", re.split(r"[^\d+\-() ]", number, maxsplit=1)[0])


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    environment.filters["telephone"] = _telephone
    return environment
