# SPDX-License-Identifier: MIT
"""Prints what pyproject.toml asks for, one requirement a line: to build, to run, and extras."""

import re
import sys
import tomllib
from pathlib import Path


def main(extras: str) -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for name in re.findall(r"\w+", extras):
        wanted += project["project"]["optional-dependencies"][name]
    print("\n".join(dict.fromkeys(wanted)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
