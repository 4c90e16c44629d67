# SPDX-License-Identifier: MIT
"""Holds what each folder may include, and fails on an include that breaks it.

Run from anywhere: ``python tests/check_layers.py``. Prints one line for each breach.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Folder: the folders of libprofile/ it may include. Its own is always allowed.
STAGES: dict[str, set[str]] = {
    "core": set(),
    "records": {"core"},
    "geography": {"core"},
    "hotspots": {"core", "geography"},
    "clusters": {"core", "geography"},
    "risk": {"core", "geography"},
    "disclosure": {"core", "geography"},
    "publish": {"core", "geography", "disclosure"},
    "sample": {"core", "records", "geography"},
    "io": {"core", "records", "geography", "publish"},
}
STAGES["profile"] = set(STAGES) - {"io", "sample"}
EVERY_STAGE = {*STAGES}

# Third party: the start of the include, and the folders whose sources (.cpp) may have it.
THIRD_PARTY: dict[str, set[str]] = {
    "tbb/": {"core"},
    "Random123/": {"core"},
    "sodium.h": {"core"},
    "geos_c.h": {"geography"},
    "nanoflann.hpp": {"geography"},
    "Eigen/": {"geography", "hotspots", "clusters", "risk"},
    "boost/math/": {"hotspots", "risk"},
    "lemon/": {"disclosure"},
    "Cbc": {"disclosure", "risk"},
    "Clp": {"disclosure", "risk"},
    "Coin": {"disclosure", "risk"},
    "Osi": {"disclosure", "risk"},
    "kainjow/": {"publish"},
    "nlohmann/": {"disclosure", "publish", "tools"},
    "sqlite3.h": {"disclosure", "publish"},
    "utf8proc.h": {"disclosure"},
    "gdal": {"io"},
    "ogr": {"io"},
    "cpl_": {"io"},
    "proj.h": {"io"},
    "pybind11/": {"bindings"},
    "CLI/": {"tools"},
    "toml++/": {"profile"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """One file of ours and the folder whose rules it follows."""

    path: Path
    folder: str
    text: str


def read_sources(root: Path) -> list[Source]:
    """All C++ sources that the table speaks of."""
    found = []
    for top in ("libprofile", "bindings/src", "tools"):
        for path in sorted((root / top).rglob("*.[ch]pp")):
            relative = path.relative_to(root)
            folder = relative.parts[1] if relative.parts[0] == "libprofile" else relative.parts[0]
            found.append(Source(relative, folder, path.read_text(encoding="utf-8")))
    return found


def breach(source: Source, include: str) -> str | None:
    """Say in words what is wrong with an include, or None."""
    if include.startswith("libprofile/"):
        parts = include.split("/")
        stage = parts[1]
        if "detail" in parts and stage != source.folder:
            return f"{include} is private to {stage}"
        allowed = STAGES.get(source.folder, EVERY_STAGE) | {source.folder}
        return None if stage in allowed else f"{source.folder} may not include {stage}"
    for prefix, folders in THIRD_PARTY.items():
        if include.startswith(prefix):
            if source.folder not in folders:
                return f"{source.folder} may not use {prefix}"
            public = source.path.parts[0] == "libprofile" and "detail" not in source.path.parts
            if public and source.path.suffix == ".hpp":
                return f"{prefix} belongs in .cpp files, not in public headers"
    return None


def breaches(sources: list[Source]) -> list[str]:
    """One line for every include that breaks the table."""
    return [
        f"{source.path}: {why}"
        for source in sources
        for include in INCLUDE.findall(source.text)
        if (why := breach(source, include))
    ]


def self_test() -> None:
    """Prove on planted sources that the check can fail."""
    planted = [
        ("risk", "libprofile/disclosure/policy.hpp"),
        ("hotspots", "gdal.h"),
        ("tools", "libprofile/publish/detail/render.hpp"),
    ]
    for folder, include in planted:
        source = Source(Path(f"libprofile/{folder}/planted.cpp"), folder, f'#include "{include}"\n')
        if not breaches([source]):
            raise AssertionError(f"{folder} including {include} went unnoticed")


def main() -> int:
    """Print every breach; exit status 1 where there is one."""
    self_test()
    found = breaches(read_sources(ROOT))
    print("\n".join(found) if found else "check_layers: every include keeps to the table")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
