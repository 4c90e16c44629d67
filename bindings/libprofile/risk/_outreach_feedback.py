# SPDX-License-Identifier: MIT
"""Whether a plan feeds itself: with and without what the work itself found."""

from dataclasses import dataclass, field
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._labels import require_same_labels
from libprofile._results import Result
from libprofile.errors import InvalidArgument
from libprofile.risk._outreach_inputs import harm_of
from libprofile.risk._outreach_plan import outreach_plan, plan_of, question_of
from libprofile.risk._outreach_result import OutreachPlan

# As much of the harm lost is worth a warning. A choice.
_MUCH = 0.1
# A plan that keeps so many of its areas has hardly moved. A choice.
_MOST = 0.8


@dataclass(frozen=True, repr=False)
class OutreachFeedback(Result):
    """Two plans, with proactive records and without, made by `outreach_feedback`.

    Attributes
    ----------
    without : OutreachPlan
        From reported events only: the one to follow.
    with_proactive : OutreachPlan
        From all events.
    areas : DataFrame
        A row for each area that either visits: ``without`` and ``with_proactive``, its visits in
        each.
    shared : float
        Share of the areas of `without` that `with_proactive` visits too.
    lost : float
        Share of the reported harm that `without` covers and following `with_proactive` would not.
    """

    without: OutreachPlan
    with_proactive: OutreachPlan
    areas: pd.DataFrame = field(compare=False)
    shared: float
    lost: float

    def to_frame(self) -> pd.DataFrame:
        """Return the visits of each area in both plans."""
        return self.areas.copy()

    def summary(self) -> str:
        """Say in words how far proactive records would move the plan, and what that cannot say."""
        drawn = self.areas.index[self.areas["without"] == 0]
        if self.lost >= _MUCH:
            words = (
                "Proactive records would move the plan to where teams went before: leave them out."
            )
        elif self.shared < _MOST:
            words = (
                "Proactive records change which areas are visited, and hardly how much is covered: "
                "about as much is expected in the areas that they change."
            )
        else:
            words = "Proactive records hardly move the plan."
        return (
            f"{self.shared:.0%} of the areas of the plan from reported events are in the plan with "
            f"proactive records too; {len(drawn):,} areas are in that one only. Following it would "
            f"cover {self.lost:.0%} less of the reported harm. {words} Reported events depend on "
            "who reports: what nobody sees is in neither plan."
        )


def outreach_feedback(reported: Any, proactive: Any, **plan: Any) -> OutreachFeedback:
    """Compare the plan from reported events with the one that proactive records would give.

    Proactive records are found by visits; a plan that counts them goes where it went before.

    Parameters
    ----------
    reported : DataFrame, shape (n, bands), or array_like of float
        Expected events by area and band, without what the work itself found.
    proactive : DataFrame or array_like of float, of the same shape
        Those that it found.
    **plan
        Arguments of `outreach_plan`, the same for both plans.

    Returns
    -------
    OutreachFeedback

    Raises
    ------
    InvalidArgument
        For shapes or names that differ, and as `outreach_plan` does.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.outreach_feedback(
    ...     [9, 8, 2, 1], [0, 0, 30, 0], teams=1, hours=2, reserved_share=0
    ... )
    >>> found.shared, round(found.lost, 3)
    (0.5, 0.353)
    """
    require_same_labels(reported=reported, proactive=proactive, areas=plan.get("areas"))
    first = harm_of(reported, plan.get("areas")).frame
    second = harm_of(proactive, plan.get("areas")).frame
    if not first.columns.equals(second.columns):
        raise InvalidArgument(
            "proactive: must have the bands of reported, in their order; type "
            "proactive = proactive[reported.columns]"
        )
    if not first.index.equals(second.index):
        raise InvalidArgument("proactive: must have a row for each area of reported")
    rules = signature(outreach_plan).bind(first, **plan)
    rules.apply_defaults()
    asked = question_of(**rules.arguments)
    # Nothing is added where what was reported is withheld: it stays unknown.
    extra = second.fillna(0.0).where(first.notna(), 0.0).to_numpy()
    harm, *others = asked.arrays
    found = _core.outreach_feedback(
        harm, np.ascontiguousarray(extra.ravel()), *others, **asked.options
    )
    areas = pd.DataFrame(
        {name: found[f"visits_{name}"].astype(int) for name in ("without", "with_proactive")},
        index=first.index,
    )
    return OutreachFeedback(
        plan_of(found["without"], asked, asked.harm),
        plan_of(found["with_proactive"], asked, asked.harm + extra),
        areas[(areas > 0).any(axis=1)],
        shared=found["shared"],
        lost=found["lost"],
    )
