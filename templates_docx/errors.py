"""What can go wrong with templates, fonts and conversion: a stable code and facts; sentences come at the edge."""

from __future__ import annotations

from collections.abc import Sequence


class PaperError(Exception):
    """Base. ``code`` is stable; ``facts`` fill the sentence; ``exit_code`` is what the counter leaves with."""

    exit_code = 1

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.code, self.facts)


def _again(kind: type[PaperError], code: str, facts: dict[str, object]) -> PaperError:
    return kind(code, **facts)


class TemplateError(PaperError):
    """A template cannot be used or filled.

    Codes: ``template_unknown_form``; ``template_unreadable``; ``template_unknown_field`` (``form``, ``field``,
    ``where``); ``template_syntax`` (``form``, ``detail``, ``where``); ``template_forbidden`` (``form``, ``detail``);
    ``template_tracked_changes`` (``where``); ``emblem_unreadable``; ``template_wrong_facts`` (``form``, ``expected``,
    ``given``).
    """


class ConversionError(PaperError):
    """One document could not become a PDF.

    Codes: ``docx_empty``, ``docx_encrypted``, ``docx_not_docx``, ``docx_corrupt``, ``docx_too_large``,
    ``docx_tracked_changes`` (``where``), ``docx_prints_otherwise`` and ``file_reaches_out`` (``problems`` has each
    reason), ``conversion_failed``, ``conversion_timeout``.
    """

    def __init__(self, code: str, problems: Sequence[ConversionError] = (), **facts: object) -> None:
        super().__init__(code, **facts)
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:
        return _problems_again, (self.code, self.problems, self.facts)


def _problems_again(code: str, problems: tuple[ConversionError, ...], facts: dict[str, object]) -> ConversionError:
    return ConversionError(code, problems, **facts)


class MissingError(PaperError):
    """Something is not installed. Codes ``libreoffice_missing``, ``fonts_missing``, ``uno_missing``; fact ``package``
    is what apt installs."""

    exit_code = 4
