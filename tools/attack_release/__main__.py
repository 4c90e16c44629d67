# SPDX-License-Identifier: MIT
"""Attacks a released profile, knowing no more than is in its folder.

    tools/attack DIR                     # each attack, and what it got
    tools/attack DIR --json              # the same for a program
    tools/attack DIR --values FILE       # looks for these values too, a line each

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
    parser.add_argument("folder", type=Path, metavar="DIR", help="a profile's folder")
    parser.add_argument("--json", action="store_true", help="print findings for a program")
    parser.add_argument("--values", type=Path, metavar="FILE", help="values that must be nowhere")
    options = parser.parse_args()
    if not (options.folder / "manifest.json").is_file():
        parser.error(f"{options.folder}: no manifest.json; give the folder that libprofile wrote")
    if options.values is not None and not options.values.is_file():
        parser.error(f"{options.values}: no such file")
    return options


def main() -> int:
    """Attack, print, and say by the exit status whether anything was got."""
    options = _arguments()
    # Only now: wrong usage is told at once.
    import identifiers
    from suite import run

    values = identifiers.canaries(options.values) if options.values else None
    found = run(options.folder, values)
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
