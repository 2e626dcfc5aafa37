"""The office's emblem in place of the drawn box: same height as the regulation asks, width as the picture has it."""

from __future__ import annotations

import re
import struct

from templates_docx.errors import TemplateError

_DRAWING = re.compile(rb"<w:drawing\b.*?</w:drawing>", re.DOTALL)


def png_size(image: bytes) -> tuple[int, int]:
    """Width and height in pixels.

    :raises TemplateError: ``emblem_unreadable`` when it is not a PNG.
    """
    if image[:8] != b"\x89PNG\r\n\x1a\n" or image[12:16] != b"IHDR":
        raise TemplateError("emblem_unreadable", expected="PNG")
    width, height = struct.unpack(">II", image[16:24])
    if not width or not height or not 0.2 <= width / height <= 5:
        raise TemplateError("emblem_unreadable", expected="PNG", width=width, height=height)
    return width, height


def fit(parts: dict[str, bytes], image: bytes) -> dict[str, bytes]:
    """The parts of a .docx with ``image`` in the slot named "emblem" (ข้อ ๗๑: 3 cm and 1.5 cm high)."""
    width, height = png_size(image)
    parts = dict(parts)
    relations = parts.get("word/_rels/document.xml.rels", b"").decode("utf-8")

    def change(found: re.Match[bytes]) -> bytes:
        drawing = found.group()
        if b'name="emblem"' not in drawing:
            return drawing
        if embed := re.search(rb'r:embed="([^"]+)"', drawing):
            key = re.escape(embed[1].decode())
            for relation in re.findall(r"<Relationship\b[^>]*>", relations):
                target = re.search(r'Target="([^"]+)"', relation)
                if re.search(rf'Id="{key}"', relation) and target:
                    parts["word/" + target[1].removeprefix("/word/")] = image
        return re.sub(
            rb'cx="\d+" cy="(\d+)"', lambda ext: b'cx="%d" cy="%s"' % (int(ext[1]) * width // height, ext[1]), drawing
        )

    parts["word/document.xml"] = _DRAWING.sub(change, parts["word/document.xml"])
    return parts
