# SPDX-License-Identifier: MIT
"""Neighbouring places joined until each group is large enough."""

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile._inputs import Values, as_floats, values_1d
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, weights_for


def max_p_regions(
    weights: Weights,
    size: Values,
    *,
    floor: float,
    attributes: Values | None = None,
    attempts: int = 20,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> npt.NDArray[np.int64]:
    """Join neighbouring places into as many regions as reach a floor.

    Parameters
    ----------
    weights : Weights
        Who is whose neighbour; values do not matter and a link counts in both directions.
    size : array-like of float, shape (n,)
        What has to reach the floor, such as residents or counts. 0 or more.
    floor : float
        Least sum of sizes of a region. Above 0.
    attributes : array-like of float, shape (n,) or (n, k), optional
        What the places of a region should be alike in.
    attempts : int, default 20
        Random constructions of which the best is improved. 1 to 10,000.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    ndarray of int64, shape (n,)
        The region of each place, numbered from 0 by its first place. A part of the map that has
        less than the floor altogether is a region of its own.

    Raises
    ------
    InvalidArgument
        For lengths that do not fit, sizes below 0, or a floor that is not above 0.

    Notes
    -----
    The number of regions is not proved to be the largest.

    References
    ----------
    Duque, Anselin and Rey (2012), Journal of Regional Science 52, pages 397-419.
    Wei, Rey and Knaap (2021), Int. J. Geogr. Inf. Sci. 35, pages 1249-1269.

    Examples
    --------
    >>> import libprofile as lp
    >>> line = lp.geography.distance_band([(0, 0), (1, 0), (2, 0), (3, 0)], radius_m=1)
    >>> lp.geography.max_p_regions(line, [1, 1, 1, 1], floor=2).tolist()
    [0, 0, 1, 1]
    """
    require_whole(attempts=attempts, seed=seed, n_jobs=n_jobs)
    require_real(floor=floor)
    core = weights_for(weights, size=size)
    sizes = values_1d(size, "size")
    alike = np.empty(0) if attributes is None else as_floats(attributes, "attributes")
    if attributes is not None and (alike.ndim not in (1, 2) or len(alike) != len(sizes)):
        raise InvalidArgument(f"attributes: must have {len(sizes)} rows, one a place")
    region, _, _, _ = _core.max_p_regions(
        core,
        sizes,
        np.ascontiguousarray(alike).ravel(),
        floor=floor,
        attempts=attempts,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "max_p_regions"),
    )
    return region
