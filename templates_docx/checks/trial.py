"""Child of ``check``: fills the template on stdin with sample facts and prints what is wrong as JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict

from templates_docx import contexts
from templates_docx.errors import TemplateError
from templates_docx.locate import Place
from templates_docx.prepared import prepare
from templates_docx.samples import sample


def main() -> None:
    limit = int(os.environ["OIT_TRIAL_MEMORY"])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    seconds = int(os.environ["OIT_TRIAL_SECONDS"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    form = sys.argv[1]
    found = []
    try:
        prepare(form, sys.stdin.buffer.read(), None).fill(contexts.context(form, sample(form)))
    except TemplateError as error:
        where = error.facts.pop("where", None)
        found.append(
            {"code": error.code, "facts": error.facts, "where": asdict(where) if isinstance(where, Place) else None}
        )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
