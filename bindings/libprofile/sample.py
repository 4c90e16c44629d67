# SPDX-License-Identifier: MIT
"""A synthetic partnership in a fictional place in the North Sea."""

import fnmatch
import io
import json
import tomllib
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from libprofile import _core
from libprofile._config import read_inputs

__all__ = ["Partnership", "partnership"]


@dataclass(frozen=True)
class Partnership:
    """Synthetic records, as agencies might have sent them, and what was planted in them.

    Attributes
    ----------
    incidents : GeoDataFrame
        Every agency's, in the columns of the schema; EPSG:27700.
    areas : GeoDataFrame
        Neighbourhoods with code, name, district, population and under_18; EPSG:27700.
    premises : GeoDataFrame
        Columns id and type (P-codes); EPSG:27700.
    victims, offenders, episodes : DataFrame
        Tokens, never names.
    truth : dict
        Hotspots and premises types with the relative risks that were planted.
    """

    incidents: gpd.GeoDataFrame
    areas: gpd.GeoDataFrame
    premises: gpd.GeoDataFrame
    victims: pd.DataFrame
    offenders: pd.DataFrame
    episodes: pd.DataFrame
    truth: dict[str, Any]
    _files: dict[str, bytes] = field(repr=False, compare=False)

    def write(self, directory: str | PathLike[str]) -> None:
        """Write the files as the command ``libprofile sample`` does, into a new folder."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=False)
        for name, content in self._files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def partnership(
    size: float = 1,
    seed: int = 0,
    *,
    areas: int | None = None,
    incidents: int | None = None,
    premises: int | None = None,
) -> Partnership:
    """Draw a synthetic partnership.

    Parameters
    ----------
    size : float, default 1
        Times 600 areas, 4,000 incidents and 6,000 premises.
    seed : int, default 0
        The same size and seed give the same records on every machine.
    areas, incidents, premises : int, optional
        Instead of what `size` gives.

    Returns
    -------
    Partnership

    Raises
    ------
    InvalidArgument
        For a size or number outside its range.

    Examples
    --------
    >>> import libprofile as lp
    >>> made = lp.sample.partnership(size=0.1, seed=1)
    >>> len(made.areas), made.incidents.crs.to_epsg()
    (60, 27700)
    """
    files = _core.sample_files(
        size=size, seed=seed, areas=areas, incidents=incidents, premises=premises
    )
    inputs = read_inputs(
        tomllib.loads(files["profile.toml"].decode("utf-8")),
        lambda pattern: [(n, io.BytesIO(files[n])) for n in fnmatch.filter(files, pattern)],
        "profile.toml",
    )
    tables = {
        name: pd.read_csv(io.BytesIO(files[f"{name}.csv"]), dtype="string")
        for name in ("victims", "offenders", "episodes")
    }
    if inputs.premises is None:
        raise AssertionError("the sample always has premises")
    return Partnership(
        incidents=inputs.incidents,
        areas=inputs.areas,
        premises=inputs.premises,
        truth=json.loads(files["truth.json"]),
        _files=files,
        **tables,
    )
