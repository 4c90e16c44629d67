# SPDX-License-Identifier: MIT
"""What tools/attack finds of numbers planted one at a time in every file of a released folder.

    .venv/bin/python benchmarks/attack_recall.py DIR [EACH]

EACH numbers in each kind of place of each page, and in each kind of file (20 unless told), are
others in their last figure.
"""

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def plant_in_files(
    folder: Path, scratch: Path, each: int, planted: Counter[str], found: Counter[str]
) -> None:
    """Numbers in tables, layers, documents and the GeoPackage, and whether any attack succeeds."""
    from attack_plants import plant_in_file, seeded
    from suite import run

    kinds = {".csv": "tables", ".geojson": "layers", ".json": "documents", ".gpkg": "GeoPackage"}
    for suffix, kind in kinds.items():
        for k in range(each):
            rng = seeded(f"{kind} {k}")
            twin = scratch / f"{kind}-{k}"
            shutil.copytree(folder, twin)
            files = sorted(path for path in twin.rglob(f"*{suffix}") if path.is_file())
            place = plant_in_file(twin, rng.choice(files), rng)
            planted[kind] += 1
            if any(one.succeeded for one in run(twin)):
                found[kind] += 1
            else:
                print(f"missed: {kind}: {place}")
            shutil.rmtree(twin)


def main() -> None:
    """Plant, attack, and print by kind of place what was found and what was missed."""
    sys.path[:0] = [str(ROOT / "tests" / "python"), str(ROOT / "tools" / "attack_release")]
    import page_figures
    from attack_plants import found_together, pages_of, plants_in_page, seeded
    from release import Release

    release = Release(Path(sys.argv[1]))
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    known = page_figures.Known(release)
    planted, found = Counter(), Counter()
    for name, page in pages_of(release).items():
        for plant in plants_in_page(page, each, seeded(name)):
            place, start, end, text = plant
            planted[place] += 1
            if list(found_together(release, page, [plant], known)):
                found[place] += 1
            else:
                before, after = page[max(0, start - 60) : start], page[end : end + 30]
                print(f"missed: {name}: {' '.join(f'{before}[{text}]{after}'.split())}")
    with tempfile.TemporaryDirectory() as scratch:
        plant_in_files(Path(sys.argv[1]), Path(scratch), each, planted, found)
    for place, count in planted.items():
        print(f"{place}: {found[place]} of {count}")
    print(f"all: {found.total()} of {planted.total()}")


if __name__ == "__main__":
    main()
