"""Child of ``check``: fills the template on stdin with sample facts and prints what is wrong as JSON.

What the form must print is looked for in what was filled, not among its tags: a field may stand in a branch that is
never printed.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict

from templates_docx import contexts, locate
from templates_docx.errors import TemplateError
from templates_docx.locate import Place
from templates_docx.prepared import prepare
from templates_docx.samples import variants
from workflow.ports.papers import OBLIGATORY
from workflow.thai.read_back import lacking


def main() -> None:
    limit = int(os.environ["OIT_TRIAL_MEMORY"])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    seconds = int(os.environ["OIT_TRIAL_SECONDS"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    json.dump(tried(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


def tried(form: str, data: bytes) -> list[dict[str, object]]:
    """Fill the Word file with each sample of its form and tell what is wrong: code, facts, where (None: nowhere)."""
    found: list[dict[str, object]] = []
    try:
        template = prepare(form, data, None)
        lacks: dict[str, str] = {}
        for facts in variants(form):
            filled = template.fill(contexts.context(form, facts))
            text = "\n".join(place.text for place in locate.paragraphs(filled))
            lacks |= lacking(facts, OBLIGATORY.get(form, ()), text)
        found += [
            {"code": "template_lacks_field", "facts": {"form": form, "field": field}, "where": None} for field in lacks
        ]
    except TemplateError as error:
        where = error.facts.pop("where", None)
        found.append(
            {"code": error.code, "facts": error.facts, "where": asdict(where) if isinstance(where, Place) else None}
        )
    return found


if __name__ == "__main__":
    main()
