"""A person as papers name one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs or is named: name with title, e.g. นายตัวอย่าง ใจดี, and the post lines under it."""

    name: str
    posts: tuple[str, ...]
