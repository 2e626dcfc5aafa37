"""Each step of the procedure with the use case that takes it and what the use case asks for.

One table for every way in: the command line makes options of it, a browser makes fields. The words beside an input are
the screen's own; that a reason is asked for is said by the table of the procedure, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from workflow.rules.errors import NotFound

if TYPE_CHECKING:
    from workflow.services.context.office import Office
    from workflow.services.context.results import Outcome


class InputKind(StrEnum):
    """What an input is, whatever the screen looks like.

    The last seven are not typed in: where the signing key is and how its passphrase is asked for, how a person is asked
    to attest what is on paper or whether they want what they are shown, to whom hints on scans are shown before that,
    how a person is asked for the day on a paper, and what a screen had shown of a memo.
    """

    ITEMS = "items"
    ITEMS_OR_ALL = "items_or_all"
    FILES = "files"
    TEXT = "text"
    REASON = "reason"
    DAY = "day"
    PERSON = "person"
    FLAG = "flag"
    NAMES = "names"
    EXCEPTED_ITEMS = "excepted_items"
    KEY = "key"
    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a kind
    ATTEST = "attest"
    AGREE = "agree"
    SHOW = "show"
    WHEN = "when"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a use case asks for. ``name``: of its parameter. ``required``: the step makes no sense without it."""

    name: str
    kind: InputKind
    required: bool = False


@dataclass(frozen=True, slots=True)
class StepUseCase:
    """The use case of one step. :param place: ``module:function``, loaded when the step is taken.

    :param inputs: beside the office, the login of who acts and the fiscal year, which every use case takes.
    """

    place: str
    inputs: tuple[Input, ...]

    def load(self) -> Callable[..., list[Outcome]]:
        """The function itself, its module imported."""
        module, _, name = self.place.partition(":")
        found: Callable[..., list[Outcome]] = getattr(import_module(f"workflow.services.{module}"), name)
        return found


ITEMS = Input("codes", InputKind.ITEMS, required=True)
ITEMS_OR_ALL = Input("codes", InputKind.ITEMS_OR_ALL, required=True)
REASON = Input("reason", InputKind.REASON, required=True)
SEEN = Input("seen", InputKind.SEEN)

USE_CASES: dict[str, StepUseCase] = {
    "compile": StepUseCase(
        "collection.compiling:compile_items",
        (ITEMS, Input("signer", InputKind.PERSON), Input("attest", InputKind.ATTEST)),
    ),
    "reopen": StepUseCase("collection.compiling:reopen", (ITEMS,)),
    "submit": StepUseCase(
        "approval.submitting:submit_items",
        (
            ITEMS,
            Input("number", InputKind.TEXT),
            Input("subject", InputKind.TEXT),
            Input("opinion", InputKind.TEXT),
            Input("each", InputKind.FLAG),
            Input("signer", InputKind.PERSON),
            Input("without_emblem", InputKind.FLAG),
            Input("agree", InputKind.AGREE),
        ),
    ),
    "endorse": StepUseCase("approval.routing:endorse", (ITEMS, Input("opinion", InputKind.TEXT), SEEN)),
    "sign": StepUseCase(
        "approval.signing:sign",
        (
            ITEMS_OR_ALL,
            Input("key_file", InputKind.KEY, required=True),
            Input("passphrase", InputKind.PASSPHRASE, required=True),
            Input("excepted", InputKind.EXCEPTED_ITEMS),
            Input("reason", InputKind.TEXT),
            Input("capacity", InputKind.TEXT),
            SEEN,
        ),
    ),
    "receive": StepUseCase(
        "intake.receiving:receive",
        (
            Input("files", InputKind.FILES, required=True),
            Input("memo", InputKind.TEXT),
            Input("decided_on", InputKind.DAY),
            Input("signer", InputKind.PERSON),
            Input("excepted", InputKind.EXCEPTED_ITEMS),
            Input("look_only", InputKind.FLAG),
            Input("reason", InputKind.TEXT),
            Input("replacing", InputKind.TEXT),
            Input("attest", InputKind.ATTEST),
            Input("show", InputKind.SHOW),
            Input("when", InputKind.WHEN),
        ),
    ),
    "publish": StepUseCase("publication.publishing:publish", (ITEMS_OR_ALL, Input("returning", InputKind.NAMES))),
    "send_back": StepUseCase("approval.returning:send_back", (ITEMS, REASON, SEEN)),
    "withdraw": StepUseCase("approval.routing:withdraw", (ITEMS, REASON)),
    "add_part": StepUseCase("collection.year_parts:add_part", (ITEMS,)),
    "revise": StepUseCase("approval.returning:revise", (ITEMS, REASON)),
    "cancel_revision": StepUseCase("approval.returning:cancel_revision", (ITEMS,)),
    "replace_scan": StepUseCase("intake.replacing:replace_scan", (ITEMS, Input("attest", InputKind.ATTEST))),
}
"""Trigger of the table -> its use case."""


def take(trigger: str, office: Office, login: str, *, year: int | None = None, **inputs: Any) -> list[Outcome]:
    """Take a step; one result for each item, memo or page.

    :param inputs: by the names of the step's inputs; what is left out is not given.
    :raises NotFound: no such step. :raises TypeError: an input that the step does not ask for.
    :raises Refused: and whatever else the step's use case raises.
    """
    step = USE_CASES.get(trigger)
    if step is None:
        raise NotFound("no_such_step", step=trigger, steps=list(USE_CASES))
    unknown = inputs.keys() - {one.name for one in step.inputs}
    if unknown:
        raise TypeError(f"{trigger} does not ask for {', '.join(sorted(unknown))}")
    from workflow.records.writing import again

    use_case = step.load()
    return again(lambda: use_case(office, login, year=year, **inputs))
