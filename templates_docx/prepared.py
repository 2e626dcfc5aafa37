"""One template made ready: checked, compiled, packed. Knows docxtpl's steps, so that the short way equals the long."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from templates_docx import contexts, locate
from templates_docx.errors import TemplateError
from templates_docx.package import Packed, join, read_zip, write_zip
from templates_docx.sandbox import environment, forbidden

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment, Template

_TAG = re.compile(r"\{\{|\{%|\{#")
_BODY = "word/document.xml"
_LINE_BREAKS = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\n\t\a\f]")
_AFTERWARDS = re.compile(r"\{_[{%]|[}%]_\}|</w:tblGrid></w:tbl>")
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


class Prepared:
    """A template ready to be filled. ``placeholder`` the emblem is the drawn box; ``slow`` why docxtpl must do it, or
    "" for the short way."""

    def __init__(self, form: str, data: bytes, placeholder: bool) -> None:
        self.form = form
        self.data = data
        self.placeholder = placeholder
        self.env: Environment = environment()
        parts = read_zip(data)
        # Word's tracked deletions and insertions would both be printed.
        if locate.TRACKED.search(parts[_BODY]):
            raise TemplateError("template_tracked_changes", form=form, where=locate.changed(data))
        template = self._open()
        self._must_be_closed()
        sources = self._sources(template)
        for source in sources.values():
            self._inspect(source)
        self.slow = _why_slow(template, parts, sources)
        self._compiled: dict[str, tuple[str, Template, str]] = {}
        if not self.slow:
            self._compile(template, sources)
            fixed = [Packed(name, part) for name, part in parts.items() if name not in self._compiled]
            self._prefix = b"".join(member.local for member in fixed)
            directory, at = [], 0
            for member in fixed:
                directory.append(member.central(at))
                at += len(member.local)
            self._directory, self._count = b"".join(directory), len(fixed)

    def _open(self) -> DocxTemplate:
        from docxtpl import DocxTemplate

        template = DocxTemplate(BytesIO(self.data))
        try:
            template.init_docx()
        except Exception as error:
            # python-docx raises whatever the broken part makes it raise: KeyError, ValueError, lxml's own.
            raise TemplateError("template_unreadable", form=self.form, detail=str(error)) from error
        return template

    def _must_be_closed(self) -> None:
        from lxml import etree

        try:
            half = locate.unclosed(self.data)
        except etree.XMLSyntaxError as error:
            raise TemplateError("template_unreadable", form=self.form, detail=str(error)) from error
        if half is not None:
            raise TemplateError("template_syntax", form=self.form, detail="{{ }}", where=half)

    def _sources(self, template: DocxTemplate) -> dict[str, str]:
        """Jinja source by part name: the body, and headers and footers that hold tags."""
        sources = {_BODY: template.patch_xml(template.get_xml())}
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                xml = template.get_part_xml(part)
                if _TAG.search(xml):
                    sources[str(part.partname).lstrip("/")] = template.patch_xml(xml)
        return sources

    def _inspect(self, source: str) -> None:
        """Refuse what a form may not do and top-level names it may not use, before anything is filled.

        :raises TemplateError: ``template_syntax``, ``template_forbidden``, ``template_unknown_field``.
        """
        from jinja2 import TemplateSyntaxError
        from jinja2.meta import find_undeclared_variables

        try:
            tree = self.env.parse(source)
        except TemplateSyntaxError as error:
            raise TemplateError(
                "template_syntax", form=self.form, detail=error.message or "", where=locate.syntax(self.data, error)
            ) from error
        if wrong := forbidden(tree):
            raise TemplateError(
                "template_forbidden", form=self.form, detail=tuple(wrong), where=locate.first_tag(self.data, wrong)
            )
        known = contexts.known_names(self.form)
        for name in sorted(find_undeclared_variables(tree) - known):
            raise self._unknown(name)

    def _unknown(self, name: str) -> TemplateError:
        return TemplateError(
            "template_unknown_field",
            form=self.form,
            field=name,
            where=locate.field(self.data, name),
            meant=locate.close_to(name, contexts.all_names(self.form)),
        )

    def _compile(self, template: DocxTemplate, sources: dict[str, str]) -> None:
        parts = read_zip(self.data)
        for name, source in sources.items():
            head, tail = "", ""
            if name == _BODY:
                # docxtpl renders the body alone and puts it back; here its text stays in its frame.
                text = parts[name].decode("utf-8")
                start, end = text.index("<w:body"), text.rindex("</w:body>") + len("</w:body>")
                head, tail = text[:start], text[end:]
                self._pictures = "<wp:docPr" in source
            else:
                head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            self._compiled[name] = (head, self.env.from_string(source), tail)

    def fill(self, values: dict[str, Any]) -> bytes:
        """The filled .docx.

        :raises TemplateError: ``template_unknown_field`` for a name inside a list or person.
        """
        if self.slow:
            return self.fill_slowly(values)
        from jinja2 import TemplateError as JinjaError

        members = []
        try:
            for name, (head, template, tail) in self._compiled.items():
                text = template.render(values)
                if name == _BODY and self._pictures:
                    text = _number_pictures(text)
                # What docxtpl would still do afterwards: its own escapes, and tables that lost every row.
                if _AFTERWARDS.search(text):
                    return self.fill_slowly(values)
                members.append(Packed(name, (head + text + tail).encode("utf-8"), 1))
        except JinjaError as error:
            raise self._failed(error) from error
        return join(members, self._prefix, self._directory, self._count)

    def fill_slowly(self, values: dict[str, Any]) -> bytes:
        """The same by docxtpl, repacked with fixed dates.

        :raises TemplateError: the form does not take these facts.
        """
        from jinja2 import TemplateError as JinjaError

        template = self._open()
        try:
            template.render(values, self.env, autoescape=True)
        except JinjaError as error:
            raise self._failed(error) from error
        out = BytesIO()
        template.save(out)
        return write_zip(read_zip(out.getvalue()))

    def _failed(self, error: Exception) -> TemplateError:
        if found := _UNKNOWN.search(str(error)):
            return self._unknown(found[1] or found[2])
        return TemplateError("template_syntax", form=self.form, detail=str(error), where=None)


def _number_pictures(source: str) -> str:
    """docxtpl renumbers the pictures of the body from 1001 on."""
    number = iter(range(1001, 1_000_000))
    return re.sub(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")', lambda found: f"{found[1]}{next(number)}{found[2]}", source)


def _why_slow(template: DocxTemplate, parts: dict[str, bytes], sources: dict[str, str]) -> str:
    """What of docxtpl's work the short way does not do, if the template needs it."""
    from docx.oxml.ns import qn

    body = sources[_BODY]
    if any(_LINE_BREAKS.search(source) for source in sources.values()):
        return "line_break_in_text"
    raw = parts[_BODY].decode("utf-8", "replace")
    if "<w:body" not in raw or "</w:body>" not in raw:
        return "unusual_prefix"
    if any(_TAG.search(text.decode("utf-8", "ignore")) for name, text in parts.items() if "footnotes" in name):
        return "footnotes"
    if _TAG.search(parts.get("docProps/core.xml", b"").decode("utf-8", "ignore")):
        return "properties"
    if re.search(r"<w:gridSpan w:val=\"\{\{", body):
        return "dynamic_columns"
    for table in template.docx._element.body.iter(qn("w:tbl")):
        columns = len(table.find(qn("w:tblGrid")).findall(qn("w:gridCol")))
        rows = table.findall(qn("w:tr"))
        text = "".join(table.itertext())
        if "{%tc" in text or "{%-" in text or "{% hm" in text or "{% colspan" in text:
            return "dynamic_columns"
        for line in rows:
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in line.findall(qn("w:tc"))]
            if sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) != columns:
                return "uneven_table"
    return ""


def prepare(form: str, data: bytes, emblem: bytes | None) -> Prepared:
    """Read, put the office's emblem in, check and compile.

    :raises TemplateError: see there.
    """
    from templates_docx.emblem import fit

    try:
        parts = read_zip(data)
        text = parts[_BODY]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise TemplateError("template_unreadable", form=form, detail=str(error)) from error
    placeholder = False
    if b'name="emblem"' in text:
        placeholder = emblem is None
        if emblem is not None:
            data = write_zip(fit(parts, emblem))
    return Prepared(form, data, placeholder)
