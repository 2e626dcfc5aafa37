#!/usr/bin/env bash
# pdfsig (poppler 22.12) ends with 0 whatever it finds: on a file changed after signing it prints "Digest Mismatch" and succeeds.
# A document time stamp of today is shown as signed on 1 January 1970, and is not looked at. Scripts must read its words.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
python_with pyhanko==0.38.0 pypdf==7.1.0 cryptography==50.0.2
"$python" "$here/small_signed.py"
for name in good changed stamped; do
    status=0
    TZ=UTC pdfsig -nocert "$name.pdf" >"$name.txt" 2>/dev/null || status=$?
    declare "$name=$status $(grep -o 'Validation: .*' "$name.txt" | tail -n 1)"
done
seen 'untouched' '0 Validation: Signature is Valid.' "$good"
seen 'changed after signing' '0 Validation: Digest Mismatch.' "$changed"
seen 'with a document time stamp' '0 Validation: Signature has not yet been verified.' "$stamped"
seen 'time of that stamp' 'Jan 01 1970 00:00:00' "$(grep -oP 'Signing Time: \K.*' stamped.txt | tail -n 1)"
finish
