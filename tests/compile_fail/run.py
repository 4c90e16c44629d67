# SPDX-License-Identifier: MIT
"""Checks that a snippet does not compile, for the reason that it names.

The compiler must accept the snippet with POSITIVE_TWIN defined. Without, it must refuse it, and its
messages must point at the one line marked "must not compile".
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MARK = "// must not compile"


def compile_snippet(compiler: str, root: str, snippet: Path, *definitions: str) -> tuple[bool, str]:
    """Whether the compiler accepts the snippet, and what it says."""
    command = [compiler, "-std=c++20", "-fsyntax-only", f"-I{root}", *definitions, str(snippet)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def fault(compiler: str, root: str, snippet: Path) -> str | None:
    """What is wrong with the snippet as a test, or None."""
    lines = snippet.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if MARK in line]
    if len(marked) != 1:
        return f"has {len(marked)} lines marked as not compiling, not one"
    accepted, messages = compile_snippet(compiler, root, snippet, "-DPOSITIVE_TWIN")
    if not accepted:
        return f"its positive twin does not compile:\n{messages}"
    accepted, messages = compile_snippet(compiler, root, snippet)
    if accepted:
        return "compiles"
    if f"{snippet.name}:{marked[0]}:" not in messages:
        return f"fails elsewhere than on line {marked[0]}:\n{messages}"
    return None


def main() -> int:
    compiler, root, *snippets = sys.argv[1:]
    if not snippets:
        print("no snippets given")
        return 1
    faults = 0
    for snippet in map(Path, snippets):
        found = fault(compiler, root, snippet)
        print(f"{snippet.name}: {found or 'does not compile, and its twin does'}")
        faults += found is not None
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
