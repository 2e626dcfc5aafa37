"""Who may see what of a ministry: by the office's settings, and by the account of the database that answers.

An account of the totals sees no single office, whatever a page asks: the database refuses it.
"""

from __future__ import annotations

from web.desk import Visit
from workflow.rules.errors import NotFound, WrongRole
from workflow.services.ministry.office_list import Ministry


def sees(visit: Visit) -> tuple[bool, bool]:
    """Whether who asks may see totals, and single offices."""
    told, ministry = visit.office.settings.ministry, visit.desk.ministry
    if ministry is None or visit.someone is None:
        return False, False
    login = visit.who.login
    single = login in told.inspectors and ministry.inspector is not None
    return login in told.everybody, single


def totals(visit: Visit) -> Ministry:
    """The database as who sees totals.

    :raises NotFound: this tray shows no ministry. :raises WrongRole: not to who asks.
    """
    ministry = visit.desk.ministry
    if ministry is None:
        raise NotFound("ministry_not_shown")
    if not sees(visit)[0]:
        raise WrongRole("ministry_not_yours", "ministry", login=visit.who.login)
    return ministry.totals


def single(visit: Visit) -> Ministry:
    """The database as who sees each office. :raises NotFound: / :raises WrongRole: as :func:`totals`."""
    ministry = visit.desk.ministry
    if ministry is None or ministry.inspector is None:
        raise NotFound("ministry_not_shown")
    if not sees(visit)[1]:
        raise WrongRole("ministry_not_yours", "ministry", login=visit.who.login)
    return ministry.inspector
