# SPDX-License-Identifier: MIT
"""Columns that say who somebody is."""

from typing import Any, NamedTuple

from libprofile import _core
from libprofile._columns import attributes_of


class Finding(NamedTuple):
    """A column that looks as if it says who somebody is; never its values."""

    column: str
    kind: str
    rows: int


def guard(table: Any) -> list[Finding]:
    """Find columns that look like direct identifiers.

    Names, dates of birth, NHS and National Insurance numbers, postcodes, phones, e-mail addresses,
    vehicle plates, addresses and free text, by the words of a header and the shape of values.

    Parameters
    ----------
    table : DataFrame, GeoDataFrame, or any object with ``__arrow_c_stream__``

    Returns
    -------
    list of Finding
        Empty where nothing looks like an identifier.

    Raises
    ------
    InvalidArgument
        For anything that is no table.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> lp.disclosure.guard(pd.DataFrame({"contact": ["a.person@example.org"] * 3}))
    [Finding(column='contact', kind='e-mail addresses', rows=3)]
    """
    return [Finding(*row) for row in _core.guard(_core.import_table(attributes_of(table)))]
