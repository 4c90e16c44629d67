# SPDX-License-Identifier: MIT
"""Weights in the files that GeoDa and others read."""

from collections.abc import Hashable, Sequence
from os import PathLike
from pathlib import Path

from libprofile import _core
from libprofile.geography._weights import Weights, require_weights


def _texts(ids: Sequence[Hashable] | None) -> list[str]:
    return [] if ids is None else [str(one) for one in ids]


def read_weights(
    path: str | PathLike[str], *, ids: Sequence[Hashable] | None = None
) -> tuple[Weights, list[str]]:
    """Read a GAL or GWT file, by the ending of its name.

    GAL says who is whose neighbour; GWT gives each link a value, which GeoDa's files of distance
    and nearest neighbours fill with the distance itself.

    Parameters
    ----------
    path : str or path
        At most 4 GB.
    ids : sequence, optional
        The places in the order wanted, as in an index. Absent: the order of the file. GWT does
        not name islands: its places are 1 to n where identifiers are such numbers.

    Returns
    -------
    weights : Weights
    ids : list of str
        The identifier of each place.

    Raises
    ------
    InputError
        Where the file cannot be read or breaks its format, naming file, line and rule.
    InvalidArgument
        For another ending, or `ids` with repeats.

    Examples
    --------
    >>> import libprofile as lp, os, tempfile
    >>> near = lp.geography.distance_band([(0, 0), (3, 0), (90, 0)], radius_m=5)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "near.gal")
    ...     lp.geography.write_weights(near, path, ids=["a", "b", "c"])
    ...     back, ids = lp.geography.read_weights(path)
    >>> back.neighbours(0).tolist(), back.islands.tolist(), ids
    ([1], [2], ['a', 'b', 'c'])
    """
    core, names = _core.read_weights(Path(path), ids=_texts(ids))
    return Weights(core), names


def write_weights(
    weights: Weights,
    path: str | PathLike[str],
    *,
    ids: Sequence[Hashable] | None = None,
    replace: bool = False,
) -> None:
    """Write a GAL or GWT file, by the ending of its name; whole, or not at all.

    Parameters
    ----------
    weights : Weights
        All 1 for GAL, which has no room for other values.
    path : str or path
        Its folder must be there.
    ids : sequence, optional
        An identifier for each place, without white space; absent: 1 to n.
    replace : bool, default False
        Whether a file of that name may go.

    Returns
    -------
    None

    Raises
    ------
    InputError
        Where it cannot be written, or is there already.
    InvalidArgument
        For another ending, identifiers that repeat, or values that GAL cannot hold.

    Examples
    --------
    See `read_weights`.
    """
    core = require_weights(weights)._core
    _core.write_weights(core, Path(path), ids=_texts(ids), replace=replace)
