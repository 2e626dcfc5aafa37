"""Who keeps scores, measures and meetings: who runs the cycle."""

from __future__ import annotations

from workflow.services.context.administrators import coordinates as keeps_reports
from workflow.services.context.administrators import must_coordinate as must_keep_reports

__all__ = ["keeps_reports", "must_keep_reports"]
