# SPDX-License-Identifier: MIT
import re
import shutil
import subprocess
import sys

import pytest
from conftest import COMMAND, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language, heading):
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]


def test_the_python_example_runs(tmp_path):
    code = block("python", "Python")
    assert len(code.strip().splitlines()) <= 12
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "profile" / "manifest.json").exists()


def test_the_command_line_example_runs(tmp_path):
    if not COMMAND.exists():
        pytest.skip("build/release/bin/libprofile is not built")
    code = block("sh", "Command line")
    assert len(code.strip().splitlines()) <= 8
    (tmp_path / "build" / "release").mkdir(parents=True)
    (tmp_path / "build" / "release" / "bin").symlink_to(COMMAND.parent)
    done = subprocess.run(
        [shutil.which("sh"), "-e", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "partnership-profile" / "report-outreach.html").exists()
    assert "approved" in done.stdout.splitlines()[-1]
    # What is approved was made with a key.
    page = (tmp_path / "partnership-profile" / "report-sign.html").read_text(encoding="utf-8")
    assert "No key was given" not in page


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("tool", ["attack", "check", "demo", "setup", "tidy", "tsan"])
def test_tools_say_what_they_do(tool):
    done = subprocess.run(
        [ROOT / "tools" / tool, "--help"], capture_output=True, text=True, check=True, timeout=30
    )
    assert len(done.stdout.strip()) > 30
