"""The files an office begins with: ``office.toml`` with what it answered, and ``people.csv`` with a line for each post.

Nothing invented is left in them: where an answer is missing, the line says so and the reader refuses it by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.thai import long_date


@dataclass(frozen=True, slots=True)
class Answers:
    """What an office says of itself. ``groups``: key and name of each. ``home``: its front page, empty: none yet.

    ``own_site``: its pages are made by another program.
    """

    name: str
    code: str
    head_post: str
    address: str = ""
    phone: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    home: str = ""
    own_site: bool = False


def known_groups(starter: str) -> tuple[tuple[str, str], ...]:
    """Key and name of the groups in a starter ``office.toml``."""
    return tuple(re.findall(r'^\[\[group\]\]\nkey = "([^"]+)"\nname = "([^"]+)"', starter, re.M))


def with_keys(names: Sequence[str], known: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Groups with a key each: the usual one where the name is usual, else ``group1``, ``group2``, …"""
    usual = {name: key for key, name in known}
    return tuple((usual.get(name, f"group{place}"), name) for place, name in enumerate(names, 1))


def settings_text(starter: str, answers: Answers | None = None) -> str:
    """``office.toml`` of a real office from the starter text: no practice mark, and no date that is long over.

    :param answers: what was said; ``None``: the example stands, to be edited.
    """
    text = starter.replace("sample = true", "sample = false")
    text = re.sub(r"^# สำนักงานตัวอย่าง.*\n# A practice office.*\n\n", "", text)
    text = re.sub(r"^(hosting_expires|domain_expires) = .*$", r"# \1 = 2030-04-30", text, flags=re.M)
    text = re.sub(r"^holidays = .*$", "# วางไฟล์วันหยุดของปีด้วยคำสั่ง oit meeting days YYYY --write", text, flags=re.M)
    if answers is None:
        return text
    office = (
        ("key", _key(answers.code)), ("name", answers.name), ("short_name", answers.name), ("code", answers.code),
        ("address", answers.address), ("phone", answers.phone), ("head_post", answers.head_post),
        ("head_title", answers.head_post), ("name_en", ""), ("province", ""), ("email", ""),
    )  # fmt: skip
    begin, end = text.index("[office]"), text.index("[[group]]")
    block = text[begin:end]
    for key, value in office:
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}" if value else f'# {key} = ""'
        block = re.sub(rf"^{key} = .*$", lambda _, line=line: line, block, flags=re.M)  # type: ignore[misc]
    groups = "\n".join(
        f"[[group]]\nkey = {json.dumps(key)}\nname = {json.dumps(name, ensure_ascii=False)}\n"
        + (f"unit_head = {json.dumps(_leader(name), ensure_ascii=False)}\n" if name.startswith("หน่วย") else "")
        for key, name in answers.groups
    )
    site = f'[site]\nmode = "{"own" if answers.own_site else "build"}"\n'
    if answers.home:
        site += f"home = {json.dumps(answers.home, ensure_ascii=False)}\n"
    rest = text[text.index("[site]") :].replace('[site]\nmode = "build"\n', site, 1)
    return f"{text[:begin]}{block}{groups}\n{rest}"


def people_text(answers: Answers, since: date) -> str:
    """``people.csv`` with a line for each post an office must have; names and positions are to be filled in."""
    first = long_date(since, thai=False)
    posts = [("head", "", answers.head_post, "head"), ("registrar", answers.groups[0][1], "", "registrar")]
    posts += [("registrar2", answers.groups[-1][1], "", "registrar"), ("web", answers.groups[0][1], "", "web")]
    for key, name in answers.groups:
        posts += [(f"director.{key}", name, _leader(name), "director"), (f"clerk.{key}", name, "", "officer")]
    lines = [f"{login},,,{group},{post},{role},holder,{first},,," for login, group, post, role in posts]
    return "\n".join(("login,title,name,group,position,role,kind,from,until,order,acts_for", *lines)) + "\n"


def _leader(group: str) -> str:
    """The post of who leads a group: a unit has a head."""
    return f"หัวหน้า{group}" if group.startswith("หน่วย") else f"ผู้อำนวยการ{group}"


def _key(code: str) -> str:
    """The office's key, from the digits of its code for letters."""
    digits = "".join(re.findall(r"\d", code))
    return f"office{digits}" if digits else "office"
