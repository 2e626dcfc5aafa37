#!/usr/bin/env bash
# pytest-bdd 9.0.1: a Thai step whose keyword touches its text ("ดังนั้นต้อง…", as Thai is written, without a blank) right under the
# scenario's title is taken for its description. The scenario has no step left and passes, whatever it claims.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
python_with pytest-bdd==9.0.1 pytest==9.2.0
cat >claims.feature <<'FEATURE'
# language: th
โครงหลัก: ตัวอย่าง
  เหตุการณ์: ไม่เว้นวรรค
    ดังนั้นต้องล้มเหลว
  เหตุการณ์: เว้นวรรค
    ดังนั้น ต้องล้มเหลว
FEATURE
cat >test_claims.py <<'PY'
from pytest_bdd import scenarios, then
scenarios("claims.feature")
@then("ต้องล้มเหลว")
def fail():
    raise AssertionError
PY
"$python" -m pytest -q -p no:cacheprovider test_claims.py >said.txt 2>&1 || true  # one of the two fails, as it should
said=$(tail -n 1 said.txt | grep -oE '[0-9]+ (failed|passed)' | paste -sd' ')
seen 'the same claim without and with a blank' '1 failed 1 passed' "$said"
finish
