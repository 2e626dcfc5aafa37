"""The naive script: a soffice for every file, docxtpl's template opened anew, pyHanko's default signer.

It does a few documents and is scaled to the cycle's number of them, which the report says.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.office.floor import Parts, Timer, sign_one, verify_one
from benchmarks.office.workload import Work


def convert(docx: bytes, folder: Path) -> bytes:
    """One soffice with a profile of its own, as a script that starts it for each file."""
    from templates_docx.fonts import fontconfig_file

    source = folder / "one.docx"
    source.write_bytes(docx)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(fontconfig_file(None))}
    subprocess.run(
        [*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120, env=environment
    )
    return (folder / "one.pdf").read_bytes()


def run(work: Work, texts: Any, key_file: Path, root: bytes, few: int = 4) -> Parts:
    """Seconds by part for the whole cycle, scaled up from ``few`` documents; the first one warms the profile."""
    from docxtpl import DocxTemplate
    from pyhanko.sign.signers import SimpleSigner

    from templates_docx.render import template_file
    from templates_docx.sandbox import environment

    timer = Timer()
    signer = SimpleSigner.load_pkcs12_data(key_file.read_bytes(), other_certs=[], passphrase=b"demo-only")

    def render(form: str, values: Any) -> bytes:
        template = DocxTemplate(template_file(form))
        template.render(values, environment(), autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    with tempfile.TemporaryDirectory() as place:
        convert(render(*texts[0]), Path(place))
        for form, values in texts[:few]:
            docx = timer.run("render", lambda form=form, values=values: render(form, values))
            pdf = timer.run("convert", lambda docx=docx: convert(docx, Path(place)))
            signed = timer.run("sign", lambda pdf=pdf: sign_one(pdf, signer, None))
            assert timer.run("verify", lambda signed=signed: verify_one(signed, root))
    times = {"render": work.rendered, "convert": work.rendered, "sign": work.signed, "verify": work.signed}
    return {part: seconds / few * times[part] for part, seconds in timer.parts.items()}
