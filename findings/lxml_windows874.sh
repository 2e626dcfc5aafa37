#!/usr/bin/env bash
# lxml's HTML parser (libxml2) loses every link of a windows-874 page behind one byte that its converter does not know:
# a Thai word pasted in as UTF-8, or a dash in a page that calls itself tis-620. Nothing says so: the tree ends there,
# quietly, and recover=True makes no difference. Browsers go on. Decoding first, with replacement, keeps every link.
# Seen: 2026-11-30, lxml 6.1.3.
. "$(dirname "$0")/common.bash"
python_with lxml==6.1.3
cat >links.py <<'PYTHON'
from lxml import html

LINK = '<p><a href="{}.pdf">ข้อ {}</a></p>'


def page(charset: str, odd: bytes, codec: str) -> bytes:
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    before, after = LINK.format(1, 1), LINK.format(2, 2) * 20
    return head.encode() + before.encode(codec) + odd + after.encode(codec) + b"</body></html>"


def count(tree: html.HtmlElement) -> int:
    return len(tree.xpath("//a[@href]"))


pasted = "ก".encode()
for name, charset, odd in (("clean", "windows-874", b""), ("pasted", "windows-874", pasted), ("dash", "tis-620", b"\x96")):
    body = page(charset, odd, "cp874")
    plain = count(html.fromstring(body))
    decoded = html.fromstring(body.decode("cp874", "replace").encode(), parser=html.HTMLParser(encoding="utf-8"))
    print(name, plain, count(decoded))
PYTHON
"$python" links.py >links.txt || cat links.txt >&2
seen 'clean page: links as parsed, links when decoded first' 'clean 21 21' "$(sed -n 1p links.txt)"
seen 'one UTF-8 letter pasted in' 'pasted 1 21' "$(sed -n 2p links.txt)"
seen 'a dash in a page that says tis-620' 'dash 1 21' "$(sed -n 3p links.txt)"
finish
