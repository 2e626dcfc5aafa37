#!/usr/bin/env bash
# A PKCS#11 token's label is 32 bytes, ten Thai letters. SoftHSM's own tool counts them as "chars" and refuses eleven Thai letters;
# the library beneath takes any 32 bytes, and python-pkcs11 0.10.1 shows the letter that was cut as U+FFFD, which nobody can type.
# Seen: 2026-11-29, Debian 12 (SoftHSM 2.6.1).
. "$(dirname "$0")/common.bash"
debian softhsm2-util softhsm2 2.6.1
python_with python-pkcs11==0.10.1
mkdir tokens
export SOFTHSM2_CONF=$work/conf
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$work" >conf
new_token() { softhsm2-util --init-token --free --label "$1" --so-pin 5678 --pin 1234 2>&1 | grep -oE 'must not have a length greater than 32 chars|has been initialized'; }
seen 'ten Thai letters' 'has been initialized' "$(new_token 'โทเคนสำนัก')"
seen 'eleven Thai letters' 'must not have a length greater than 32 chars' "$(new_token 'โทเคนสำนักง')"
said=$("$python" - <<'PY'
import ctypes, ctypes.util, glob, pkcs11
path = glob.glob("/usr/lib/softhsm/libsofthsm2.so") + glob.glob("/usr/lib/*/softhsm/libsofthsm2.so")
native = ctypes.CDLL(path[0])
native.C_Initialize(None)
count = ctypes.c_ulong()
native.C_GetSlotList(0, None, ctypes.byref(count))
slots = (ctypes.c_ulong * count.value)()
native.C_GetSlotList(0, slots, ctypes.byref(count))
done = native.C_InitToken(ctypes.c_ulong(slots[count.value - 1]), b"5678", ctypes.c_ulong(4), "โทเคนสำนักงาน".encode()[:32])
native.C_Finalize(None)
labels = [slot.get_token().label for slot in pkcs11.lib(path[0]).get_slots(token_present=True)]
print(done, *(ascii(label) for label in labels if "\ufffd" in label))
PY
)
seen 'C_InitToken with 32 bytes of it, and the label shown' \
    "0 '\\u0e42\\u0e17\\u0e40\\u0e04\\u0e19\\u0e2a\\u0e33\\u0e19\\u0e31\\u0e01\\ufffd'" "$said"
finish
