#!/usr/bin/env bash
# tesseract 5.3.0 with Debian's Thai model (4.1.0) reads a clean ๖ as ๒: the year ๒๕๖๖ becomes ๒๕๒๒, a year that may well exist.
# The words around it are read right, so nothing warns.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian tesseract tesseract-ocr 5.3.0
file_of /usr/share/tesseract-ocr/5/tessdata/tha.traineddata tesseract-ocr-tha
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with pillow==13.0.0
"$python" - <<'PY'
from PIL import Image, ImageDraw, ImageFont
page = Image.new("L", (900, 160), 255)
ImageDraw.Draw(page).text((40, 30), "เลขที่ ๖/๒๕๖๖", 0, font=ImageFont.truetype("/usr/share/fonts/truetype/tlwg/Laksaman.ttf", 64))
page.save("page.png", dpi=(300, 300))
PY
said=$(tesseract page.png - -l tha --dpi 300 --psm 6 2>/dev/null)
echo "  whole answer: $(tr -d '\f\n' <<<"$said")"
seen 'how many ๖ of three' 0 "$(grep -o ๖ <<<"$said" | wc -l)"
seen 'the year' ๒๕๒๒ "$(grep -o '/๒๕..' <<<"$said" | tr -d /)"
finish
