# SPDX-License-Identifier: MIT
"""Neighbours of neighbours, and neighbours by a common code."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from libprofile import _core
from libprofile._choices import require_one_of
from libprofile._inputs import codes_of, index_of
from libprofile._numbers import require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.geography._weights import Weights, require_weights

if TYPE_CHECKING:
    import pandas as pd


def higher_order(
    weights: Weights,
    order: int = 2,
    *,
    lower: Literal["exclude", "include"] = "exclude",
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Places so many steps from neighbour to neighbour away, by the shortest way.

    Parameters
    ----------
    weights : Weights
        Values do not matter; directions do.
    order : int, default 2
        Steps. At least 1.
    lower : {"exclude", "include"}
        Whether places that fewer steps reach are neighbours too.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary, without the places themselves.

    Raises
    ------
    InvalidArgument
        For an order below 1, or anything that is no `Weights`.

    References
    ----------
    Anselin and Smirnov (1996), Journal of Regional Science 36, 67-89.

    Examples
    --------
    >>> import libprofile as lp
    >>> line = lp.geography.distance_band([(0, 0), (1, 0), (2, 0), (3, 0)], radius_m=1)
    >>> lp.geography.higher_order(line, 2).neighbours(0).tolist()
    [2]
    >>> lp.geography.higher_order(line, 2, lower="include").neighbours(0).tolist()
    [1, 2]
    """
    require_whole(order=order, n_jobs=n_jobs)
    report = progress_reporter(progress, "higher_order")
    core = _core.higher_order(
        require_weights(weights)._core,
        order=order,
        lower=require_one_of(lower, "lower", ("exclude", "include")),
        n_jobs=n_jobs,
        progress=report,
    )
    return Weights(core, weights.index)


def block(
    codes: "pd.Series[Any] | Sequence[Hashable]",
    *,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Weights:
    """Places are neighbours where they have the same code, such as that of their district.

    Parameters
    ----------
    codes : array_like, shape (n,)
        One a place. A missing code makes an island.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Weights
        Binary and symmetric.

    Raises
    ------
    InvalidArgument
        Where the codes would make more than 500 million links.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.geography.block(["north", "south", "north"]).neighbours(0).tolist()
    [2]
    """
    require_whole(n_jobs=n_jobs)
    report = progress_reporter(progress, "block")
    core = _core.block(codes_of(codes, "codes")[0], n_jobs=n_jobs, progress=report)
    return Weights(core, index_of(codes))
