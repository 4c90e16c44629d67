# SPDX-License-Identifier: MIT
"""What a ledger says of its releases."""

from typing import Any, NamedTuple


class LedgerStep(NamedTuple):
    """Who took a release to which state, and when; of a withdrawal also why.

    ``destroyed`` is who says that every copy of the folder was destroyed.
    """

    state: str
    by: str
    at_utc: str
    reason: str
    destroyed: str


class LedgerRelease(NamedTuple):
    """One release of a ledger, without its counts."""

    id: str
    state: str
    stream: str
    window: tuple[str, str]
    next_window: tuple[str, str]
    tier: str
    partition: str
    vintage: str
    measure: str
    where: dict[str, list[str]]
    author: str
    approver: str
    steps: tuple[LedgerStep, ...]
    counts: bool
    entered_utc: str
    repeats: str
    manifest_sha256: str
    hash: str

    def step(self, state: str) -> LedgerStep | None:
        """Return the newest step to a state, None where the release was never in it."""
        return next((step for step in reversed(self.steps) if step.state == state), None)

    @property
    def was(self) -> str:
        """Of what was withdrawn, the state before; else empty."""
        if self.state != "withdrawn":
            return ""
        return next(step.state for step in reversed(self.steps) if step.state != "withdrawn")


class LedgerCheck(NamedTuple):
    """What is known of a ledger that is whole; note ``head`` somewhere else."""

    entries: int
    releases: int
    head: str


class LedgerComparison(NamedTuple):
    """How a ledger stands to another copy: same, ahead, behind or forked."""

    relation: str
    common: int


STEP_COLUMNS = (
    "reviewer", "reviewed_utc", "approver", "approved_utc", "releaser", "released_utc",
    "withdrawer", "withdrawn_utc", "was", "reason", "destroyed",
)  # fmt: skip
_WHO = {
    "reviewed": "reviewer",
    "approved": "approver",
    "released": "releaser",
    "withdrawn": "withdrawer",
}


def release_of(fields: dict[str, Any]) -> LedgerRelease:
    """Make a release of the fields that the extension gives."""
    steps = tuple(LedgerStep(*step) for step in fields["steps"])
    return LedgerRelease(**{**fields, "steps": steps})


def step_fields(release: LedgerRelease) -> dict[str, str]:
    """Name who took a release to which state and when, a column each; empty where nobody did."""
    fields = dict.fromkeys(STEP_COLUMNS, "")
    for state, who in _WHO.items():
        if (step := release.step(state)) is not None:
            fields.update({who: step.by, f"{state}_utc": step.at_utc})
    if release.state == "withdrawn":
        last = release.steps[-1]
        fields.update(was=release.was, reason=last.reason, destroyed=last.destroyed)
    return fields
