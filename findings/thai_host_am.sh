#!/usr/bin/env bash
# A Thai host name with the letter ำ (ตำบล, อำเภอ, น้ำ: a subdistrict's own name) is typed with U+0E33. IDNA 2008 allows that letter only
# taken apart (U+0E4D U+0E32), which browsers do before they ask; requests 2.34 and httpx 0.28 do not, and call the address
# invalid. Names without ำ go through. Python's own "idna" codec and idna.encode(…, uts46=True) take it apart as browsers do.
# Seen: 2026-11-30.
. "$(dirname "$0")/common.bash"
python_with requests==2.34.2 httpx==0.28.1 idna==3.20
cat >asked.py <<'PY'
import httpx
import idna
import requests

def told(asking):
    try:
        return asking()
    except (requests.exceptions.InvalidURL, httpx.InvalidURL, idna.IDNAError) as error:
        return type(error).__name__
for host in ("ตำบล.ไทย", "เมือง.ไทย"):
    print(
        told(lambda: requests.Request("GET", f"https://{host}/").prepare().url.split("/")[2]),
        told(lambda: httpx.URL(f"https://{host}/").raw_host.decode()),
        told(lambda: idna.encode(host).decode()),
        told(lambda: idna.encode(host, uts46=True).decode()),
        host.encode("idna").decode(),
    )
PY
mapfile -t asked < <("$python" asked.py)
seen 'ตำบล.ไทย: requests, httpx, idna, idna with uts46, the codec' \
    'InvalidURL InvalidURL InvalidCodepoint xn--m3ck7a0cwh.xn--o3cw4h xn--m3ck7a0cwh.xn--o3cw4h' "${asked[0]}"
seen 'เมือง.ไทย' "$(yes xn--72c5ctb0b4b.xn--o3cw4h | head -5 | paste -sd' ')" "${asked[1]}"
finish
