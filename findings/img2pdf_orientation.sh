#!/usr/bin/env bash
# img2pdf 0.6.3 refuses photographs whose EXIF says mirrored (2, 4, 5, 7) or, as some scanners write, 0; told to go on with what is
# valid (Rotation.ifvalid) it leaves the mirrored ones unturned: an upright page of 5 lies on its side, mirrored, without a word.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
python_with img2pdf==0.6.3 pikepdf==10.18.0 pillow==13.0.0
said=$("$python" - 2>img2pdf.log <<'PY'
import io, img2pdf, pikepdf
from PIL import Image
kept = []
for way in (None, img2pdf.Rotation.ifvalid):
    said = []
    for orientation in range(9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        picture = io.BytesIO()
        Image.new("RGB", (60, 40), "white").save(picture, "JPEG", exif=exif)
        try:
            made = img2pdf.convert(picture.getvalue(), **({"rotation": way} if way else {}))
            with pikepdf.open(io.BytesIO(made)) as paper:
                said.append(str(paper.pages[0].get("/Rotate", 0)))
        except img2pdf.ExifOrientationError:
            said.append("refused")
    kept.append(" ".join(said))
print(*kept, sep="\n")
PY
)
mapfile -t lines <<<"$said"
seen 'turned by, for orientation 0 to 8' 'refused 0 refused 180 refused refused 90 refused 270' "${lines[0]}"
seen 'with Rotation.ifvalid' '0 0 0 180 0 0 90 0 270' "${lines[1]}"
finish
