"""Proves a site from its home page, as an evaluator would: fetch, read, walk, judge, and look again in a browser."""

from public_site.prove.limits import Limits
from public_site.prove.proof import prove

__all__ = ["Limits", "prove"]
