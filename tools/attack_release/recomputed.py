# SPDX-License-Identifier: MIT
"""Every rate, limit and test of a release, made again from its counts and what everybody knows."""

import math
from functools import cached_property

import geopandas as gpd
import numpy as np
from premises_recomputed import PremisesRecomputed
from release import Release, Row
from risks_recomputed import risks

import libprofile as lp
from libprofile import _core

PER_THOUSAND = 1000.0
PER_HUNDRED = 100.0
# Numbers are written so that they read back to the bit; sums may come in another order here, which
# moves the last two figures of most, and more of those that are sums over thousands of chances, or
# that divide by what one stratum leaves of all.
RELATIVE = 2e-14
LONG_SUMS = {
    "share_top_tenth_by_chance": 1e-11,
    # Tails of normal laws: over rates of thousands of incidents.
    "q": 1e-9,
    **dict.fromkeys(("matched_lower", "matched_upper"), 1e-12),
}


def _float(value: object) -> float:
    return math.nan if value is None else float(str(value))


class Recomputed:
    """What the numbers of a release should be."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self.release = release
        self.base = release.base
        self.premises_base = release.premises_base
        self.tallies = release.tallies
        self._premises = PremisesRecomputed(release, self.base, self.premises_base)

    def explains(self, field: str, row: Row, value: float) -> bool:
        """Whether the field of a row is what the released counts of that row make of it."""
        expected = self._expected(field, row)
        near = LONG_SUMS.get(field, RELATIVE)
        return any(math.isclose(value, one, rel_tol=near, abs_tol=1e-30) for one in expected)

    def _expected(self, field: str, row: Row) -> list[float]:
        if "rate_per_1000" in row:
            return [self._neighbourhoods[row["unit"]][field]]
        if "relative_risk" in row:
            return [self._risks[row["unit"]][field]]
        if "z" in row:
            return [self._hotspots[row["unit"]][field]]
        if "steadied_per_100" in row:
            place = row["unit"] if row["from"] == "unit" else "all"
            return [self._premises.steadied[place, row["type"]][field]]
        if "matched_ratio" in row:
            return self._comparison(field, row["type"])
        if "incidents" in row:
            return self._premises_type(field, row)
        return self._premises_type_by_area(field, row)

    @cached_property
    def _neighbourhoods(self) -> dict[str, dict[str, float]]:
        rows = self._release.features("neighbourhoods")
        count = np.array([_float(row["count"]) for row in rows])
        population = np.array([_float(row["population"]) for row in rows])
        shown = np.isfinite(count) & np.array([row["reliability"] != "withheld" for row in rows])
        made = {name: np.full(len(rows), math.nan) for name in ("rate", "lower", "upper", "smooth")}
        band = self.base - 1
        known = shown & (population > 0)
        per = PER_THOUSAND / population[known]
        made["rate"][known] = count[known] * per
        made["lower"][known] = lp.risk.poisson_interval(np.maximum(count[known] - band, 0))[0] * per
        made["upper"][known] = lp.risk.poisson_interval(count[known] + band)[1] * per
        if known.any():
            # What rounding adds to the spread is taken off, by the band that the manifest gives.
            smooth, _, _ = _core.empirical_bayes(
                count[known], population[known], rounding_band=float(band)
            )
            made["smooth"][known] = np.asarray(smooth) * PER_THOUSAND
        return {
            row["unit"]: {
                "rate_per_1000": made["rate"][at],
                "lower": made["lower"][at],
                "upper": made["upper"][at],
                "smoothed_per_1000": made["smooth"][at],
            }
            for at, row in enumerate(rows)
        }

    @cached_property
    def _risks(self) -> dict[str, dict[str, float]]:
        return risks(self._release.features("neighbourhoods"), self.base)

    @cached_property
    def _hotspots(self) -> dict[str, dict[str, float]]:
        layer = self._release.layers["neighbourhoods"]
        areas = gpd.GeoDataFrame.from_features(layer["features"], crs=4326).to_crs(
            self._release.manifest["crs"]
        )
        by_rate = areas["population"].notna().any()
        value = areas["smoothed_per_1000"] if by_rate else areas["count"].astype(float)
        kept = areas[value.notna()]
        near = lp.geography.queen(kept.set_index("unit"), snap_m=0.05)
        found = lp.hotspots.getis_ord(np.sqrt(value[value.notna()].to_numpy()), near)
        return {
            unit: {"z": found.z[at], "p": found.p[at], "q": found.q[at]}
            for at, unit in enumerate(kept["unit"])
        }

    def _limits(self, incidents: float, of: float) -> dict[str, float]:
        band, premises_band = self.base - 1, self.premises_base - 1
        least = lp.risk.poisson_interval(np.array([max(0.0, incidents - band)]))[0][0]
        most = lp.risk.poisson_interval(np.array([incidents + band]))[1][0]
        return {
            "rate_per_100": PER_HUNDRED * incidents / of,
            "lower": PER_HUNDRED * least / (of + premises_band),
            "upper": PER_HUNDRED * most / max(min(1.0, of), of - premises_band),
        }

    def _comparison(self, field: str, kind: str) -> list[float]:
        if field == "q":
            return [self._premises.q[kind]]
        if field == "share_top_tenth_by_chance":
            return [self._premises.by_chance(kind)]
        found = self._premises.matched(kind)[field]
        return [] if found is None else [found]

    def _premises_type(self, field: str, row: Row) -> list[float]:
        if field in ("gini", "share_top_tenth"):
            return [self._premises.concentration(row["type"])[field]]
        of, incidents = _float(row["premises"]), _float(row["incidents"])
        made = self._limits(incidents, of)
        if field == "location_quotient":
            rows = self._release.tables["premises_types"]
            shown = [one for one in rows if one["premises"] and one["incidents"]]
            mean = sum(_float(one["incidents"]) for one in shown) / sum(
                _float(one["premises"]) for one in shown
            )
            return [incidents / of / mean]
        return [made[field]]

    def _premises_type_by_area(self, field: str, row: Row) -> list[float]:
        of = _float(row["premises"])
        # The count is not in the layer: the multiple of the base that the rate is nearest to.
        near = _float(row["rate_per_100"]) * of / PER_HUNDRED
        incidents = round(near / self.base) * self.base
        return [self._limits(incidents, of)[field]]
