"""A small Word file for the findings: ``small_docx.py FILE BODY``; more parts from the environment (common.bash)."""

import os
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{LINKS}"'
LOOK = (
    '<w:rFonts w:ascii="Laksaman" w:hAnsi="Laksaman" w:cs="Laksaman"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="th-TH" w:bidi="th-TH"/>'
)
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1701" '
    'w:header="709" w:footer="567" w:gutter="0"/>'
)


def relationships(rows: str) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


target, body = sys.argv[1:3]
defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{LOOK}</w:rPr></w:rPrDefault></w:docDefaults>"
parts = {"styles": f"<w:styles {SPACES}>{defaults}</w:styles>"}
for name in ("numbering", "settings"):
    if inner := os.environ.get(name.upper()):
        parts[name] = f"<w:{name} {SPACES}>{inner}</w:{name}>"
types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{name}+xml"/>' for name in parts)
links = "".join(f'<Relationship Id="{name}" Type="{LINKS}/{name}" Target="{name}.xml"/>' for name in parts)
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr(
        "[Content_Types].xml",
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{RELATIONS}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{types}</Types>',
    )
    main = f'<Relationship Id="main" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
    out.writestr("_rels/.rels", relationships(main))
    out.writestr("word/_rels/document.xml.rels", relationships(links))
    whole = f"<w:body>{body}<w:sectPr>{PAGE}</w:sectPr></w:body>"
    out.writestr("word/document.xml", f"{XML}<w:document {SPACES}>{whole}</w:document>")
    for name, text in parts.items():
        out.writestr(f"word/{name}.xml", XML + text)
