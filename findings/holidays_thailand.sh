#!/usr/bin/env bash
# holidays 0.109, Thailand: the default list is not that of a government office. It has Labour Day (with its substitute) and
# Children's Day, and no Royal Ploughing Day, which stands in a category of its own and ends with 2026. Days that the Cabinet
# adds are known for years past alone. The names follow LANG, so that comparing by name fails on another machine.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
python_with holidays==0.109
cat >look.py <<'PY'
import holidays
def thai(year, **how):
    return holidays.country_holidays("TH", years=year, language="th", **how)
def named(days, word):
    return sum(word in name for name in days.values())
print(named(thai(2026), "แรงงาน"), named(thai(2027), "แรงงาน"), named(thai(2026), "เด็ก"), named(thai(2026), "พืชมงคล"))
print(*(named(thai(year, categories=("government",)), "พืชมงคล") for year in (2025, 2026, 2027)))
print(*(named(thai(year), "พิเศษ") for year in (2024, 2025, 2026, 2027)))
PY
mapfile -t lines < <("$python" look.py)
seen 'Labour Day 2026, 2027 (with substitute), Children 2026, Ploughing 2026' '1 2 1 0' "${lines[0]}"
seen 'Ploughing Day in "government", 2025 to 2027' '1 1 0' "${lines[1]}"
seen 'days added by the Cabinet, 2024 to 2027' '2 2 1 0' "${lines[2]}"
name() { env -u LC_ALL -u LANGUAGE LANG=$1 "$python" -c "import holidays; print(holidays.TH(years=2026).get('2026-04-06'))"; }
seen 'name of 6 April in en_US' 'Chakri Memorial Day' "$(name en_US.UTF-8)"
seen 'name of 6 April in th_TH' 'วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์' "$(name th_TH.UTF-8)"
finish
