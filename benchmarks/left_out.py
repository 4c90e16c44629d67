# SPDX-License-Identifier: MIT
"""Months that were left out, against what profiles say of the months before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import libprofile as lp

if TYPE_CHECKING:
    import geopandas as gpd
    from libprofile._profile_result import ProblemProfile

BEFORE = ("2018-01-01", "2018-09-30")
AFTER = ("2018-10", "2018-11", "2018-12")
KINDS = ("all", "Violence and sexual offences", "Robbery", "Burglary")


def with_limits(value: float, lower: float, upper: float, digits: int = 1) -> str:
    """Give "2.4 (1.8 to 3.1)", or the value alone where there are no limits."""
    if not np.isfinite(value):
        return "–"
    if np.isnan(lower):
        return f"{value:.{digits}f}"
    to = f"{upper:.{digits}f}" if np.isfinite(upper) else "any"
    return f"{value:.{digits}f} ({lower:.{digits}f} to {to})"


def real_profile(
    incidents: gpd.GeoDataFrame,
    areas: gpd.GeoDataFrame,
    premises: gpd.GeoDataFrame | None,
    window: tuple[str, str],
) -> ProblemProfile:
    """Profile South Yorkshire through the partner gate."""
    return lp.problem_profile(
        incidents,
        areas,
        premises=premises,
        crosswalk="fhrs" if premises is not None else "",
        code="LSOA11CD",
        name="LSOA11NM",
        parent="LADCD_ACTIVE",
        population="population",
        window=window,
        seed=1,
    )


def next_months(incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> list:
    """How much of the months left out lies in the places that the months before say."""
    square_km = areas.area.to_numpy() / 1e6
    rows = []
    for kind in KINDS:
        chosen = incidents if kind == "all" else incidents[incidents["category"] == kind]
        after = chosen[chosen["start"].isin(AFTER)]
        before = chosen[~chosen["start"].isin(AFTER)]
        exact = lp.geography.count(before, areas.set_index("LSOA11CD")).to_numpy().ravel()
        released = real_profile(before, areas, None, BEFORE).neighbourhoods["count"]
        maps = {
            "exact counts": exact / square_km,
            "released counts": pd.to_numeric(released).to_numpy(float, na_value=0) / square_km,
            "residents alone": areas["population"].to_numpy() / square_km,
        }
        for name, scores in maps.items():
            found = lp.hotspots.evaluate(
                scores, after, areas=areas, shares=(0.05, 0.1), replicates=199
            ).to_frame()
            rows.append(
                {
                    "counted": kind,
                    "events left out": f"{len(after):,}",
                    "map": name,
                    **{
                        f"{share:.0%} of the ground holds": with_limits(
                            *(
                                100
                                * found.loc[at, ["hit_rate", "hit_rate_lower", "hit_rate_upper"]]
                            ),
                            0,
                        )
                        + " %"
                        for at, share in enumerate((0.05, 0.1))
                    },
                    "PAI at 5%": f"{found.loc[0, 'pai']:.1f}",
                    "PEI at 5%": f"{found.loc[0, 'pei']:.2f}",
                }
            )
    return rows


def next_ranks(incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> list:
    """Whether areas that are said to be in the top tenth are there in the months left out."""
    risks = real_profile(incidents, areas, None, BEFORE).risks
    after = incidents[incidents["start"].isin(AFTER)]
    count = lp.geography.count(after, areas.set_index("LSOA11CD")).to_numpy().ravel()
    rate = count / areas["population"].to_numpy()
    top = rate >= np.sort(rate)[-((len(rate) + 9) // 10)]
    rank = 1 + np.array([(rate > one).sum() for one in rate])
    classes = [(0.95, 1.01, "almost certainly"), (0.8, 0.95, "probably")]
    classes += [(0.5, 0.8, "more likely than not"), (0.2, 0.5, "possibly")]
    classes += [(0, 0.2, "probably not")]
    rows = []
    for least, below, word in classes:
        chosen = (risks["p_top"] >= least).to_numpy() & (risks["p_top"] < below).to_numpy()
        inside = (risks["rank_best"] <= rank).to_numpy() & (rank <= risks["rank_worst"]).to_numpy()
        rows.append(
            {
                "said of January to September": word,
                "areas": int(chosen.sum()),
                "there in October to December": f"{top[chosen].mean():.0%}",
                "mean chance said": f"{risks['p_top'][chosen].mean():.0%}",
                "rank inside its range": f"{inside[chosen].mean():.0%}",
            }
        )
    return rows


def next_tiers(incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> list:
    """Whether areas in tiers have many in the months left out, beside the hot ones of Gi*."""
    found = real_profile(incidents, areas, None, BEFORE).hotspots
    after = incidents[incidents["start"].isin(AFTER)]
    count = lp.geography.count(after, areas.set_index("LSOA11CD")).to_numpy().ravel()
    rate = count / areas["population"].to_numpy()
    top = rate >= np.sort(rate)[-((len(rate) + 9) // 10)]
    tier = found["tier"].fillna("").to_numpy()
    hot = (found["label"] == "hot").to_numpy()
    kinds = {f"tier {letter}": tier == letter for letter in "ABC"}
    kinds |= {"in a tier": tier != "", "hot (Gi*)": hot}
    kinds |= {"hot and in a tier": hot & (tier != ""), "in no tier": tier == ""}
    people = areas["population"].to_numpy()

    def times(chosen: np.ndarray) -> str:
        if not chosen.any():
            return "–"
        overall = count.sum() / people.sum()
        return f"{count[chosen].sum() / people[chosen].sum() / overall:.1f}"

    return [
        {
            "said of January to September": name,
            "areas": int(chosen.sum()),
            "in the top tenth in October to December": f"{int(top[chosen].sum())}",
            "that is": f"{top[chosen].mean():.0%}" if chosen.any() else "–",
            "have of all events then": f"{count[chosen].sum() / count.sum():.0%}",
            "times the rate of all then": times(chosen),
        }
        for name, chosen in kinds.items()
    ]
