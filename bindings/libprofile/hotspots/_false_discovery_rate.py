# SPDX-License-Identifier: MIT
"""How many of the places called significant are likely to be chance."""

from libprofile import _core
from libprofile._inputs import FloatArray, Values, values_1d


def false_discovery_rate(p: Values) -> FloatArray:
    """Benjamini–Hochberg q of each p: the share of false finds among all that are as extreme.

    Parameters
    ----------
    p : array_like of float, shape (n,)
        In [0, 1]; NaN where nothing was tested.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where `p` is.

    Raises
    ------
    InvalidArgument
        For a p outside [0, 1].

    References
    ----------
    Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, pages 289-300.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.hotspots.false_discovery_rate([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    return _core.false_discovery_rate(values_1d(p, "p", missing=True))
