# SPDX-License-Identifier: MIT
"""From what users have to what a plan is made from: harm by area and band, ways, districts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._inputs import FloatArray, as_floats, index_of, require_metres, values_1d
from libprofile._labels import require_same_places
from libprofile._numbers import require_real
from libprofile.errors import InvalidArgument

_M_PER_KM = 1000.0


@dataclass(frozen=True)
class Harm:
    """Expected events: a row an area, a column a band, NaN where withheld."""

    frame: pd.DataFrame

    @property
    def values(self) -> FloatArray:
        """Return expected events, 0 where withheld."""
        return np.ascontiguousarray(np.nan_to_num(self.frame.to_numpy(), nan=0.0, posinf=np.inf))

    @property
    def withheld(self) -> npt.NDArray[np.bool_]:
        """Return whether anything of an area is withheld."""
        return np.asarray(self.frame.isna().to_numpy().any(axis=1), dtype=bool)

    @property
    def bands(self) -> list[str]:
        """Return the names of the bands."""
        return list(self.frame.columns)


def harm_of(harm: Any, areas: gpd.GeoDataFrame | gpd.GeoSeries | None) -> Harm:
    """Read harm: a frame of bands by area, a column, or an array of one or two dimensions."""
    array = as_floats(harm.to_numpy() if isinstance(harm, pd.DataFrame) else harm, "harm")
    if array.ndim == 1:
        array = array[:, np.newaxis]
    if array.ndim != 2:
        raise InvalidArgument(f"harm has {array.ndim} dimensions: must be (areas, bands)")
    named = isinstance(harm, pd.DataFrame)
    bands = [str(name) for name in harm.columns] if named else _band_names(array.shape[1])
    if len(set(bands)) != len(bands):
        raise InvalidArgument("harm: two bands have the same name")
    index = index_of(harm)
    if areas is not None:
        index = _agreed_index(index, areas, len(array))
    if index is not None and not index.is_unique:
        raise InvalidArgument("harm: two areas have the same name in the index")
    return Harm(pd.DataFrame(array, columns=bands, index=index))


def _band_names(count: int) -> list[str]:
    return ["all"] if count == 1 else [str(number) for number in range(1, count + 1)]


def _agreed_index(index: pd.Index | None, areas: Any, count: int) -> pd.Index:
    if not isinstance(areas, (gpd.GeoDataFrame, gpd.GeoSeries)):
        raise InvalidArgument(f"areas: must be a GeoDataFrame, not {type(areas).__name__}")
    require_metres(areas, "areas")
    if len(areas) != count:
        raise InvalidArgument(f"areas has {len(areas)} rows: must have one for each of {count}")
    if index is not None and not index.equals(areas.index):
        raise InvalidArgument(
            "areas: must have the index of harm, in the same order: harm = harm.loc[areas.index]"
        )
    names: pd.Index = areas.index
    return names


def band_hours_of(
    band_hours: Mapping[str, float] | Sequence[float] | None, bands: list[str], hours: float
) -> FloatArray:
    """Hours of each band, in order; each lasts as long as a team works where none are given."""
    if band_hours is None:
        return np.full(len(bands), float(hours))
    if isinstance(band_hours, Mapping):
        missing = [band for band in bands if band not in band_hours]
        if missing:
            raise InvalidArgument(f"band_hours has no '{missing[0]}': must have every band of harm")
        band_hours = [band_hours[band] for band in bands]
    lengths = values_1d(band_hours, "band_hours")
    if len(lengths) != len(bands):
        raise InvalidArgument(
            f"band_hours has {len(lengths)} values: must have one for each of {len(bands)} bands"
        )
    return lengths


def travel_hours_of(
    travel_hours: Any,
    harm: Harm,
    areas: gpd.GeoDataFrame | gpd.GeoSeries | None,
    speed_km_h: float | None,
    detour: float,
) -> FloatArray:
    """Hours of the way between each two areas, row by row; empty where ways take no time."""
    require_real(speed_km_h=speed_km_h, detour=detour)
    if travel_hours is not None:
        if isinstance(travel_hours, pd.DataFrame):
            places = harm.frame.index
            require_same_places(travel_hours.index, places, "travel_hours", "harm", "harm.index")
            require_same_places(
                travel_hours.columns, places, "travel_hours.T", "harm", "harm.index"
            )
        array = as_floats(
            travel_hours.to_numpy() if isinstance(travel_hours, pd.DataFrame) else travel_hours,
            "travel_hours",
        )
        if array.ndim != 2 or array.shape[0] != array.shape[1]:
            raise InvalidArgument(f"travel_hours has shape {array.shape}: must be (areas, areas)")
        return np.ascontiguousarray(array.ravel())
    if areas is None or speed_km_h is None:
        return np.empty(0)
    if not speed_km_h > 0 or not detour >= 1:
        raise InvalidArgument(
            f"speed_km_h = {speed_km_h}, detour = {detour}: must be above 0, and 1 or more"
        )
    inside = areas.geometry.representative_point()
    xy = np.column_stack([inside.x.to_numpy(), inside.y.to_numpy()])
    straight_m = np.hypot(*(xy[:, np.newaxis, :] - xy[np.newaxis, :, :]).transpose(2, 0, 1))
    return np.ascontiguousarray((straight_m * detour / _M_PER_KM / speed_km_h).ravel())


def districts_of(
    districts: Any, floors: int | Mapping[Any, int] | None, areas: Any, harm: Harm
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """District of each area, and the least visits of each district; empty without floors."""
    none = np.empty(0, dtype=np.uint32)
    if floors is None:
        return none, none
    if districts is None:
        raise InvalidArgument("floors: need districts, the district of each area")
    if isinstance(districts, str):
        if not isinstance(areas, gpd.GeoDataFrame) or districts not in areas.columns:
            raise InvalidArgument(f"areas has no column '{districts}' with the district of each")
        districts = areas[districts]
    else:
        _require_index(districts, "districts", harm)
    codes, labels = pd.factorize(pd.Series(districts), sort=True)
    if len(codes) != len(harm.frame) or (codes < 0).any():
        raise InvalidArgument("districts: must have a district for every area")
    wanted = dict.fromkeys(labels, floors) if not isinstance(floors, Mapping) else floors
    unknown = [name for name in wanted if name not in set(labels)]
    if unknown:
        raise InvalidArgument(f"floors: '{unknown[0]}' is no district of these areas")
    least = np.array([wanted.get(label, 0) for label in labels])
    if least.dtype.kind not in "iu" or (least < 0).any():
        raise InvalidArgument("floors: must be whole numbers of visits, 0 or more")
    return codes.astype(np.uint32), least.astype(np.uint32)


def _require_index(values: Any, name: str, harm: Harm) -> None:
    """Refuse a column whose index is not that of the areas; lists and arrays are by position."""
    if isinstance(values, pd.Series) and not values.index.equals(harm.frame.index):
        raise InvalidArgument(
            f"{name}: must have the index of harm, in the same order: "
            f"{name} = {name}.reindex(harm.index)"
        )


def reserve_of(reserve: Any, harm: Harm) -> npt.NDArray[np.uint8]:
    """1 for areas with a reserved share: those named, and those whose harm is withheld."""
    withheld = harm.withheld
    if reserve is None:
        return withheld.astype(np.uint8)
    _require_index(reserve, "reserve", harm)
    marked = values_1d(reserve, "reserve")
    if len(marked) != len(withheld) or not np.isin(marked, (0, 1)).all():
        raise InvalidArgument("reserve: must be true or false for every area")
    return np.asarray((marked != 0) | withheld, dtype=np.uint8)
