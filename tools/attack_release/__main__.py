# SPDX-License-Identifier: MIT
"""Attacks a released profile, knowing no more than is in its folder.

    tools/attack DIR                     # each attack, and what it got
    tools/attack DIR --json              # the same for a program
    tools/attack DIR --values FILE       # looks for these values too, a line each
    tools/attack OLD DIR                 # somebody who holds an earlier release as well
    tools/attack DIR --beside FILE       # and another publication's exact totals
    tools/attack DIR --raw FILE          # measured beside the exact counts, for the secure room

FILE of --beside and --raw is a table with level, unit, category and count, as `tables/counts.csv`
of a profile is; that of the same records at the internal tier holds the exact ones.

Exit status: 0 no attack succeeds, 1 one does, 2 wrong usage.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tools/attack",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folders",
        type=Path,
        metavar="DIR",
        nargs="+",
        help="a profile's folder; before it an earlier",
    )
    parser.add_argument("--json", action="store_true", help="print findings for a program")
    parser.add_argument("--values", type=Path, metavar="FILE", help="values that must be nowhere")
    parser.add_argument("--beside", type=Path, metavar="FILE", help="another publication's totals")
    parser.add_argument("--raw", type=Path, metavar="FILE", help="the exact counts")
    options = parser.parse_args()
    if len(options.folders) > 2:
        parser.error("one released folder, or an earlier one and a later one")
    for folder in options.folders:
        if not (folder / "manifest.json").is_file():
            parser.error(f"{folder}: no manifest.json; give the folder that libprofile wrote")
    for file in (options.values, options.beside, options.raw):
        if file is not None and not file.is_file():
            parser.error(f"{file}: no such file")
    return options


def main() -> int:
    """Attack, print, and say by the exit status whether anything was got."""
    options = _arguments()
    # Only now: wrong usage is told at once.
    import identifiers
    from suite import run, run_beside

    values = identifiers.canaries(options.values) if options.values else None
    *earlier, folder = options.folders
    try:
        found = run(folder, values)
        found += run_beside(folder, earlier[0] if earlier else None, options.beside, options.raw)
    except ValueError as error:
        print(f"tools/attack: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([asdict(finding) for finding in found], indent=2))
    else:
        for finding in found:
            verdict = "SUCCEEDED" if finding.succeeded else "fails"
            print(f"{finding.attack}  {verdict:<9}  {finding.tried}\n     {finding.got}")
        won = sum(finding.succeeded for finding in found)
        print(
            f"{won} of {len(found)} attacks succeed"
            if won
            else f"none of {len(found)} attacks succeeds"
        )
    return int(any(finding.succeeded for finding in found))


if __name__ == "__main__":
    sys.exit(main())
