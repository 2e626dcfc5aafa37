"""``form.pdf``: one page whose form has one empty signature box, Head; ``typed.pdf``: the same, its form says /Type.

ISO 32000-2, 12.7.3, gives the dictionary of a form no /Type; most software writes one all the same.
"""

from pathlib import Path


def write(path, form):
    parts = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>/Annots [6 0 R]>>",
        "<</Length 0>>\nstream\n\nendstream",
        f"<<{form}/Fields [6 0 R]/SigFlags 1>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Head)/Rect[300 200 480 260]/F 4/P 3 0 R>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n"
    Path(path).write_bytes(out + f"{end}{len(out)}\n%%EOF\n".encode())


write("form.pdf", "")
write("typed.pdf", "/Type /AcroForm")
