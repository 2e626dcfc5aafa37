"""The tables as a whole: made, brought up to date, checked. ``scripts.schema`` writes new migrations."""

from workflow.records.schema.checking import SchemaProblem, check
from workflow.records.schema.revisions import (
    INITIAL,
    NEXT_STATEMENT,
    current_revision,
    head_revision,
    refuse_older,
    require_current,
)
from workflow.records.schema.tables import load_models
from workflow.records.schema.upgrading import create_at, create_or_upgrade, upgrade, upgrade_keeping_copy

__all__ = [
    "INITIAL",
    "NEXT_STATEMENT",
    "SchemaProblem",
    "check",
    "create_at",
    "create_or_upgrade",
    "current_revision",
    "head_revision",
    "load_models",
    "refuse_older",
    "require_current",
    "upgrade",
    "upgrade_keeping_copy",
]
