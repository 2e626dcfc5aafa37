#!/usr/bin/env bash
# A Thai passphrase as a Windows-874 console gives it (bytes that are no UTF-8). OpenSSL 3.0 makes and opens such a .p12. In its
# -legacy form the bytes were taken for Latin-1, so any program opens it that is given those Latin-1 letters; in its present form
# the raw bytes go into the key, and cryptography 50.0.2 cannot be told them: it fails with a TypeError of its own making.
# Seen: 2026-11-29, Debian 12.
. "$(dirname "$0")/common.bash"
debian openssl openssl 3.0
python_with cryptography==50.0.2
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=sample 2>/dev/null
printf 'รหัสผ่าน' | iconv -f UTF-8 -t TIS-620 >secret
for kind in legacy present; do
    openssl pkcs12 -export -inkey key.pem -in cert.pem -out $kind.p12 -passout file:secret $([ $kind == legacy ] && echo -legacy)
done
cat >open.py <<'PY'
import sys
from cryptography.hazmat.primitives.serialization import pkcs12
raw = open("secret", "rb").read()
said = []
for secret in (raw, raw.decode("latin-1").encode()):
    try:
        pkcs12.load_key_and_certificates(open(sys.argv[1], "rb").read(), secret)
        said.append("opened")
    except Exception as error:
        said.append(type(error).__name__)
print(*said)
PY
openssl pkcs12 -in present.p12 -noout -passin file:secret 2>/dev/null && openssl_says=opened || openssl_says=refused
seen 'present form, OpenSSL with the bytes' opened "$openssl_says"
seen 'legacy form, cryptography with the bytes, as Latin-1 letters' 'TypeError opened' "$("$python" open.py legacy.p12)"
seen 'present form, cryptography with the bytes, as Latin-1 letters' 'TypeError ValueError' "$("$python" open.py present.p12)"
finish
