# SPDX-License-Identifier: MIT
"""The keys of a profile.toml, and the arguments of problem_profile that they stand for."""

from collections.abc import Mapping, Sequence
from typing import Any

from libprofile._columns import suggestion
from libprofile.errors import InputError, InvalidArgument

FILE_KEYS = (
    *("profile", "policy", "sharing", "incidents", "areas", "premises", "victims", "offenders"),
    "outreach",
)
OUTREACH_KEYS = (
    *("teams", "hours", "visit_hours", "bands", "reserved_share", "floor", "speed_km_h", "detour"),
    *("most_areas", "visited"),
)
# A file names visits, a table in memory has the areas that they were to.
FILE_OUTREACH_KEYS = (*OUTREACH_KEYS[:-1], "visits")
VISITS_KEYS = ("file", "code")
SHARING_KEYS = ("file", "purpose", "agencies")
PROFILE_KEYS = (
    *("title", "tier", "window", "crs", "seed", "key", "marking", "permutations"),
    "rejected_at_most",
)
AREA_KEYS = (
    *("files", "code", "name", "parent", "parent_name", "crs", "layer", "population", "repair"),
    *("vintage", "assured_residents"),
)
POPULATION_KEYS = ("file", "code", "count", "under_18")
_SOURCE_KEYS = (
    *("files", "layer", "encoding", "decimal", "crs", "x", "y", "columns", "constants", "values"),
    "crosswalk",
)
INCIDENT_KEYS = (*_SOURCE_KEYS, "counts", "categories")
PREMISES_KEYS = (*_SOURCE_KEYS, "radius_m", "register_date")
PEOPLE_KEYS = ("files", "layer", "encoding", "columns", "constants", "values")


def profile_arguments(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    given = dict(config["profile"])
    policy = {"tier": given.pop("tier", "partner")} | config.get("policy", {})
    arguments = {"policy": policy} | given
    if "window" in given:
        window = given["window"]
        require_keys(window, ("start", "end"), f"{name} [profile.window]", required=2)
        arguments["window"] = (str(window["start"]), str(window["end"]))
    if "sharing" in config:
        sharing = config["sharing"]
        require_keys(sharing, SHARING_KEYS, f"{name} [sharing]", required=2)
        arguments |= {"sharing": sharing["file"], "purpose": sharing["purpose"]}
        arguments["agencies"] = sharing.get("agencies", {})
    if "outreach" in config:
        require_keys(config["outreach"], FILE_OUTREACH_KEYS, f"{name} [outreach]")
        arguments["outreach"] = dict(config["outreach"])
    return arguments


def source_arguments(
    sources: Sequence[Mapping[str, Any]], premises: Mapping[str, Any], name: str
) -> dict[str, Any]:
    counts = {one.get("counts", "records") for one in sources}
    if len(counts) > 1:
        raise InvalidArgument(f"{name} [[incidents]]: counts must be the same for every source")
    arguments: dict[str, Any] = {
        "counts": counts.pop(),
        "categories": [one for source in sources for one in as_list(source.get("categories", []))],
        "crosswalk": premises.get("crosswalk", ""),
    }
    if "radius_m" in premises:
        arguments["premises_radius_m"] = premises["radius_m"]
    if "register_date" in premises:
        arguments["register_date"] = str(premises["register_date"])
    return arguments


def area_arguments(areas: Mapping[str, Any]) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "code": areas["code"],
        "name": areas.get("name"),
        "parent": as_list(areas.get("parent", [])),
        "parent_name": as_list(areas.get("parent_name", [])),
        "repair": areas.get("repair", False),
        "vintage": areas.get("vintage", ""),
        "assured_residents": areas.get("assured_residents", 0),
    }
    population = areas.get("population", {})
    arguments |= {"population": "population"} if population else {}
    return arguments | ({"under_18": "under_18"} if "under_18" in population else {})


def require_keys(
    table: Mapping[str, Any], known: Sequence[str], context: str, required: int = 0
) -> None:
    """Raise InputError for an unknown key, or one of the first `required` that is not there."""
    for key in table:
        if key not in known:
            raise InputError(f"{context}: unknown key {key!r}; {suggestion(key, known)}")
    for key in known[:required]:
        if key not in table:
            raise InputError(f"{context}: has no key {key!r}")


def as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
