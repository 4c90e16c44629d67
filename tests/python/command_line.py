# SPDX-License-Identifier: MIT
"""Where the command line is, and how tests run it."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# LIBPROFILE_COMMAND: another build, such as that with sanitizers.
COMMAND = Path(
    os.environ.get("LIBPROFILE_COMMAND", ROOT / "build" / "release" / "bin" / "libprofile")
)
needs_command = pytest.mark.skipif(not COMMAND.exists(), reason=f"{COMMAND} is not built")


def run(*arguments, **options):
    """Run the command line; the exit status is the caller's to look at."""
    return subprocess.run(
        [COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )
