# SPDX-License-Identifier: MIT
"""A08 on documents: each says of itself, and of the others, what the others say."""

from collections.abc import Iterator
from datetime import date

from finding import Finding
from release import Release, Row, tally

import libprofile as lp

MANIFEST = 1
# The version of the package whose results these are written as.
RESULTS = "1.0.2"


def months_of_window(window: Row) -> list[str]:
    """Every month that a window touches, as 2024-01."""
    first, last = (date.fromisoformat(window[end]) for end in ("start", "end"))
    steps = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [f"{step // 12}-{step % 12 + 1:02}" for step in steps]


def policy_hash(policy: Row) -> str:
    """The digest of a policy, from its fields alone."""
    return str(lp.disclosure.Policy(**policy).hash)


def _of_the_manifest(release: Release) -> Iterator[str]:
    manifest = release.manifest
    if manifest["manifest_version"] != MANIFEST:
        yield "manifest.json: manifest_version"
    if manifest["policy_hash"] != policy_hash(manifest["policy"]):
        yield "manifest.json: policy_hash"
    repaired = manifest["repaired_on_lattice"]
    outlines = release.document("data-quality.json").get("outlines", {})
    lists = (repaired["codes"], outlines.get("repaired_on_lattice", repaired["codes"]))
    if repaired["count"] != len(repaired["codes"]) or lists[0] != lists[1]:
        yield "manifest.json: repaired_on_lattice"
    yield from _of_the_methods(manifest)
    read = {
        one["source"]: one["rows_read"]
        for one in release.document("data-quality.json").get("sources", [])
    }
    for one in manifest["inputs"]:
        if one["source"] in read and read[one["source"]] != one["rows"]:
            yield f"manifest.json: rows of {one['source']}"


def _of_the_methods(manifest: Row) -> Iterator[str]:
    """Settings that several methods share."""
    radii = {
        method["parameters"]["radius_m"]
        for method in manifest["methods"]
        if "radius_m" in method["parameters"]
    }
    if len(radii) > 1:
        yield "manifest.json: radius_m"


def _of_the_quality(release: Release) -> Iterator[str]:
    quality = release.document("data-quality.json")
    months = months_of_window(release.manifest["window"])
    told: dict[tuple[str, str], list[str]] = {}
    for one in quality.get("completeness", []):
        told.setdefault((one["agency"], one["field"]), []).append(one["month"])
    if any(one != months for one in told.values()):
        yield "data-quality.json: months of completeness"
    if not {*quality.get("months_without_records", [])} <= {*months}:
        yield "data-quality.json: months_without_records"


def _is_tallied(release: Release, file: Row) -> bool:
    """Whether a table has as many withheld rows as is said of it."""
    summary = file["sdc"].get("summary")
    if not summary:
        return True
    rows = release.tables.get(file["name"].removeprefix("tables/").removesuffix(".csv"), [])
    withheld = tally(rows)[2]
    return bool(summary["withheld rows"] == withheld and summary["suppressed"] == (withheld > 0))


def _of_the_results(release: Release) -> Iterator[str]:
    manifest, results = release.manifest, release.document("results.json")
    held = {one["path"] for one in manifest["artefacts"]} | {"manifest.json"}
    if results["version"] != RESULTS or results["tool"]["version"] != manifest["library_version"]:
        yield "results.json: version"
    for at, (name, one) in enumerate(results["results"].items()):
        if not name == one["uid"] == f"output_{at}":
            yield "results.json: uid"
        if one["timestamp"] != manifest["created_utc"]:
            yield "results.json: timestamp"
        if any(file["name"] not in held for file in one["files"]):
            yield "results.json: files"
        if any(not _is_tallied(release, file) for file in one["files"]):
            yield "results.json: withheld rows"
        if one["summary"] != "; ".join([one["status"], *one["comments"]]):
            yield "results.json: summary"


def _of_all(release: Release) -> Iterator[str]:
    """Title, marking, tier and windows are the same in each."""
    manifest = release.manifest
    for name in ("data-quality.json", "results.json"):
        document = release.document(name)
        for field in ("title", "marking", "tier", "window", "next_window"):
            told = manifest.get(field)
            if isinstance(told, dict) and field in document:
                told = {end: told[end] for end in document[field]}
            if field in document and document[field] != told:
                yield f"{name}: {field}"


def attack(release: Release) -> Finding:
    """Look for what one document says otherwise than another."""
    found = {
        place
        for part in (_of_the_manifest, _of_the_quality, _of_the_results, _of_all)
        for place in part(release)
    }
    got = f"told otherwise: {', '.join(sorted(found)[:5])}" if found else "nothing told otherwise"
    return Finding("A08", "documents beside one another", got, bool(found))
