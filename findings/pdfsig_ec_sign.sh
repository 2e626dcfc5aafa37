#!/usr/bin/env bash
# pdfsig measures a signature before it makes the one it writes. Of a key on a curve (EC, P-256) the two are not always
# of one length (DER leaves out leading zeros): some of the files it signs end with 3 and do not verify, the next run of
# the same command is good. With an RSA key every one is valid.
# Seen: 2026-11-30, poppler 22.12 (Debian 12), NSS 3.87.
. "$(dirname "$0")/common.bash"
debian pdfsig poppler-utils 22.12
debian certutil libnss3-tools 3.87
debian openssl openssl 3.0

debian soffice libreoffice-writer-nogui 7.4.7
docx page.docx "$(paragraph "$(run 'หนังสือ')")"
pdf page.docx

# signed NAME openssl-key-options...: the page signed 40 times with a new key of that kind: how many do not verify.
signed() {
    local name=$1
    shift
    p12 "$name" "$@"
    mkdir "$name"
    certutil -N -d "sql:$name" --empty-password
    pk12util -i "$name.p12" -d "sql:$name" -W sample >/dev/null
    certutil -M -d "sql:$name" -n Sample -t CTu,CTu,CTu
    local try wrong=0
    for try in {1..40}; do
        rm -f "$name.pdf"
        pdfsig -nssdir "$name" -nick Sample -add-signature page.pdf "$name.pdf" >"$name.log" 2>&1 && \
            pdfsig -nssdir "$name" -nocert "$name.pdf" 2>/dev/null | grep -q 'Signature is Valid' || wrong=$((wrong + 1))
    done
    [ $wrong -eq 0 ] && echo none || { [ $wrong -eq 40 ] && echo all || echo some; }
}

seen 'of 40 signatures by an EC key do not verify' some "$(signed ec ec -pkeyopt ec_paramgen_curve:P-256)"
seen 'of 40 signatures by an RSA key do not verify' none "$(signed rsa rsa:2048)"
finish
