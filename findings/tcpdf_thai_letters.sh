#!/usr/bin/env bash
# TCPDF places Thai marks itself, with the shapes that Thai fonts keep under codes of their own (U+F700-U+F71A), and writes
# these codes into the text as well. The page looks right; the words cannot be searched, copied or read aloud: of a tone mark
# without a vowel beneath it, of every vowel over a tall letter, of ญ with a vowel below there is no Thai letter left.
# Seen: 2026-11-30, TCPDF 6.6.2, PHP 8.2, Laksaman 0.7.3, poppler 22.12, pypdf 7.1.0 (Debian 12).
. "$(dirname "$0")/common.bash"
debian php php8.2-cli 8.2
debian pdftotext poppler-utils 22.12
file_of /usr/share/php/tcpdf/tcpdf.php php-tcpdf
file_of /usr/share/fonts/truetype/tlwg/Laksaman.ttf fonts-tlwg-laksaman-ttf
python_with pypdf==7.1.0

cat >made.php <<'PHP'
<?php
require '/usr/share/php/tcpdf/tcpdf.php';
$font = TCPDF_FONTS::addTTFfont('/usr/share/fonts/truetype/tlwg/Laksaman.ttf', 'TrueTypeUnicode', '', 32, __DIR__ . '/');
$made = new TCPDF('P', 'mm', 'A4', true, 'UTF-8');
$made->setPrintHeader(false);
$made->setPrintFooter(false);
$made->AddPage();
$made->SetFont($font, '', 16, __DIR__ . "/$font.php");
$made->Write(0, 'ข้อมูล ปีนี้ กตัญญู ที่');
$made->Output(__DIR__ . '/made.pdf', 'F');
PHP
php made.php >php.log 2>&1 || { cat php.log >&2; exit 1; }
cat >codes.py <<'PY'
import sys
line = sys.stdin.read().splitlines()[0]
print(" ".join(f"{ord(char):04X}" for char in line if "\uf700" <= char <= "\uf71a"))
PY
cat >read.py <<'PY'
import pypdf
print(pypdf.PdfReader("made.pdf").pages[0].extract_text())
PY
seen 'pdftotext: letters that are none' 'F70B F702 F70F' "$(pdftotext made.pdf - | $python codes.py)"
seen 'pypdf' 'F70B F702 F70F' "$($python read.py | $python codes.py)"
seen 'pdftotext finds the word for data' '0' "$(pdftotext made.pdf - | grep -c 'ข้อมูล' || true)"
finish
