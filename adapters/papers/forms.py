"""``templates_docx`` behind the ports: Word forms, LibreOffice, fonts, and the office's own forms looked at."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.rules.errors import BadInput, MissingOnMachine, NotFound, Unmet

if TYPE_CHECKING:
    from templates_docx.errors import PaperError
    from workflow.ports.documents import Rendered
    from workflow.ports.storage import FileStore


class WordForms:
    """``templates_docx`` behind the Renderer port; the office's own forms win, as far as they were accepted.

    :param accepted: name -> digest of the forms in force, asked for with the first form; ``None``: the files hold.
    :param store: where the bytes of accepted forms are.
    """

    def __init__(
        self,
        folder: Path,
        accepted: Callable[[], Mapping[str, str] | None] = lambda: None,
        store: FileStore | None = None,
    ) -> None:
        self._overrides = folder / "templates"
        self._accepted, self._store = accepted, store
        self._made: dict[tuple[tuple[str, str], ...], Path] = {}

    def _in_force(self) -> Path | None:
        """A folder with the forms in force: the office's own, or one made of what was accepted."""
        accepted = self._accepted()
        own = self._overrides if self._overrides.is_dir() else None
        if accepted is None or self._store is None:
            return own
        lying = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in own.glob("*.docx")} if own else {}
        if lying == accepted:
            return own
        key = tuple(sorted(accepted.items()))
        if key not in self._made:
            self._made = {key: self._made_of(accepted)}
        return self._made[key]

    def _made_of(self, accepted: Mapping[str, str]) -> Path:
        assert self._store is not None  # noqa: S101 -- looked at above
        made = Path(tempfile.mkdtemp(prefix="oit-forms-"))
        weakref.finalize(self, shutil.rmtree, made, ignore_errors=True)
        for name, digest in accepted.items():
            (made / Path(name).name).write_bytes(self._store.get(digest))
        emblem = self._overrides / "emblem.png"
        if emblem.is_file():
            shutil.copy(emblem, made / emblem.name)
        return made

    def render(self, form: str, facts: object) -> Rendered:
        """:raises BadInput: the form or a fact in it is not as it must be."""
        from templates_docx.errors import PaperError
        from templates_docx.render import render_noted
        from workflow.ports.documents import Rendered

        try:
            made = render_noted(form, facts, overrides=self._in_force())
        except PaperError as error:
            raise BadInput(error.code, (), **{"form": form, **_plain_facts(error.facts)}) from error
        return Rendered(made.docx, made.cautions)


def _plain_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """A place in a Word file as plain values: refusals carry nothing else."""
    return {
        name: asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        for name, value in facts.items()
    }


def _bad_input(error: PaperError) -> BadInput:
    """A document that could not be converted, as the procedure tells it: with each of its reasons."""
    problems = [Unmet(one.code, _plain_facts(one.facts)) for one in getattr(error, "problems", ())]
    return BadInput(error.code, problems, **_plain_facts(error.facts))


class WarmLibreOffice:
    """``templates_docx.conversion`` behind the Converter port: started on first use, kept for the command's life.

    :param seconds: for one document; ``None``: as long as somebody waits for it.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds

    @cached_property
    def _office(self) -> Any:
        from adapters.papers.confined import confined
        from templates_docx.conversion.to_pdf import LibreOffice

        if self._seconds is None:
            return LibreOffice(confined=confined)
        return LibreOffice(confined=confined, timeout=self._seconds)

    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        """:raises MissingOnMachine: LibreOffice, or a typeface, is not here."""
        from templates_docx.errors import MissingError, PaperError

        try:
            results: list[bytes | Exception] = self._office.convert(docx, on_done)
        except MissingError as error:
            raise MissingOnMachine(error.code, **error.facts) from error
        return [_bad_input(r) if isinstance(r, PaperError) else r for r in results]

    def close(self) -> None:
        if "_office" in self.__dict__:
            self._office.close()


def font() -> Path:
    """The face that signature boxes and codes are drawn with. :raises MissingOnMachine: names the package."""
    from templates_docx.errors import MissingError
    from templates_docx.fonts import font_file

    try:
        return font_file()
    except MissingError as error:
        raise MissingOnMachine(error.code, **error.facts) from error


@dataclass(frozen=True, slots=True)
class FormCheck:
    """One Word form looked at. ``own``: the office's own file. ``errors`` stop it from being used, ``cautions`` not."""

    form: str
    own: bool
    errors: tuple[Unmet, ...]
    cautions: tuple[Unmet, ...]


def field_meanings() -> dict[str, str]:
    """Name of a field of any form -> its meaning in Thai, as the table for staff has it."""
    from templates_docx.names import MEANINGS

    return dict(MEANINGS)


def check_forms(folder: Path, form: str | None = None) -> Iterator[FormCheck]:
    """Look at one form, or at everything in the office's ``templates/`` (every shipped form where there is nothing).

    :raises NotFound: no such form.
    """
    from workflow.ports.papers import FORMS

    if form is not None and form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    for name in [form] if form is not None else own_forms(folder) or list(FORMS):
        yield _check_form(name, folder / "templates")


def own_forms(folder: Path) -> list[str]:
    """Names of the Word files in the office's ``templates/``, known forms or not, but for those of Word itself."""
    own = folder / "templates"
    return sorted(p.stem for p in own.glob("*.docx") if not p.name.startswith(("~$", "."))) if own.is_dir() else []


def _check_form(form: str, own: Path) -> FormCheck:
    from templates_docx.checks.check import check_template
    from templates_docx.errors import PaperError
    from templates_docx.render import placeholder_emblem, template_file

    overrides = own if own.is_dir() else None
    errors: list[Unmet] = []
    cautions: list[Unmet] = []
    try:
        path = template_file(form, overrides)
        for one in check_template(form, path):
            facts = _plain_facts({**one.facts, "where": one.where})
            (errors if one.severity == "error" else cautions).append(Unmet(one.code, facts))
        if not errors and placeholder_emblem(form, overrides):
            cautions.append(Unmet("placeholder_emblem", {"form": form}))
    except PaperError as error:
        errors.append(Unmet(error.code, {"form": form, **_plain_facts(error.facts)}))
        path = own / f"{form}.docx"
    return FormCheck(form, path.parent == own, tuple(errors), tuple(cautions))


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended in an office's own form. ``kept``: the file as it was; None when there was nothing to mend.

    ``done``: what was changed; ``left``: what still prints otherwise, for a person to decide.
    """

    form: str
    file: Path
    kept: Path | None
    done: tuple[Unmet, ...]
    left: tuple[Unmet, ...]


def mend_form(folder: Path, form: str) -> Mended:
    """Write what is mechanical to mend in the office's own form; the file as it was stays beside it.

    :raises NotFound: no such form. :raises BadInput: ``template_not_own``; it cannot be read or written.
    """
    import zipfile

    from lxml.etree import XMLSyntaxError

    from templates_docx.checks.fidelity import DATE_TAG
    from templates_docx.checks.mend import mended
    from workflow.ports.papers import FORMS

    if form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    path = folder / "templates" / f"{form}.docx"
    if not path.is_file():
        raise BadInput("template_not_own", form=form)
    kept: Path | None = None
    try:
        data = path.read_bytes()
        fresh, changes = mended(data, form)
        if changes:
            kept = next(at for n in range(1, 1000) if not (at := path.with_suffix(f".docx.{n}")).exists())
            # Written beside and moved: Word may have the form open at this moment.
            beside = path.with_suffix(".docx.new")
            beside.write_bytes(fresh)
            kept.write_bytes(data)
            beside.replace(path)
    except (zipfile.BadZipFile, XMLSyntaxError, KeyError) as error:
        raise BadInput("template_unreadable", form=form, detail=str(error)) from error
    except OSError as error:
        raise BadInput("document_folder_unwritable", folder=str(path.parent), detail=error.strerror) from error
    looked = _check_form(form, path.parent)
    facts = {"form": form, "file": path.name, "tag": DATE_TAG}
    done = tuple(Unmet(f"{one.code}_mended", _plain_facts({**facts, "where": one.where})) for one in changes)
    return Mended(form, path, kept, done, (*looked.errors, *looked.cautions))


def copy_form(folder: Path, form: str) -> Path:
    """Put our form into the office's ``templates/`` to be edited; where it is now.

    :raises NotFound: no such form. :raises BadInput: ``template_exists``; or the folder cannot be written to.
    """
    from templates_docx.render import template_file
    from workflow.ports.papers import FORMS

    if form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    target = folder / "templates" / f"{form}.docx"
    try:
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as out:
            out.write(template_file(form).read_bytes())
    except FileExistsError:
        raise BadInput("template_exists", form=form, file=str(target)) from None
    except OSError as error:
        raise BadInput("document_folder_unwritable", folder=str(target.parent), detail=error.strerror) from error
    return target
