#!/usr/bin/env bash
# matplotlib 3.11.2 writes the text of a Thai cluster once for each of its glyphs: ปี is read back as ปีปี, ที่ as ที่ที่ที่. The
# chart looks right; searching and copying do not. Both kinds of embedded font (pdf.fonttype 3 and 42) do it.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with matplotlib==3.11.2 pypdfium2==5.15.2
said=$(MPLCONFIGDIR=$work "$python" - <<'PY'
import matplotlib
matplotlib.use("pdf")
from matplotlib import font_manager, pyplot
import pypdfium2
font_manager.fontManager.addfont("/usr/share/fonts/truetype/tlwg/Laksaman.ttf")
for kind in (3, 42):
    matplotlib.rcParams["pdf.fonttype"] = kind
    figure = pyplot.figure()
    figure.text(0.1, 0.5, "ปี ที่", family="Laksaman", size=20)
    figure.savefig("chart.pdf")
    print("".join(pypdfium2.PdfDocument("chart.pdf")[0].get_textpage().get_text_bounded().split()), end=" ")
PY
)
seen 'ปี ที่ with fonttype 3, 42' 'ปีปีที่ที่ที่ ปีปีที่ที่ที่' "${said% }"
finish
