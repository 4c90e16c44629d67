# SPDX-License-Identifier: MIT
"""What several tests share: a partnership, the command line, the real data where it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import mini_input
import pytest
from outreach_squares import areas, harm, plan  # noqa: F401
from support import AREA_COLUMNS, ROOT, YEAR

import libprofile as lp

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

COMMAND = ROOT / "build" / "release" / "bin" / "libprofile"


@pytest.fixture(scope="session")
def partnership():
    return lp.sample.partnership(size=1, seed=1)


@pytest.fixture(scope="session")
def profile(partnership):
    return lp.problem_profile(
        partnership.incidents,
        partnership.areas,
        premises=partnership.premises,
        window=YEAR,
        counts="persons",
        seed=1,
        **AREA_COLUMNS,
    )


@pytest.fixture(scope="session")
def real_data():
    folder = Path(os.environ.get("LIBPROFILE_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real data is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def cli():
    if not COMMAND.exists():
        pytest.skip("build/release/bin/libprofile is not built")

    def run(*arguments, check=True, **options):
        done = subprocess.run(
            [COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, **options
        )
        if check and done.returncode != 0:
            raise AssertionError(f"exit {done.returncode}: {done.stderr}")
        return done

    return run


@pytest.fixture
def whole(tmp_path):
    """A folder with a whole, small set of inputs, for a test to break one piece of."""
    mini_input.write(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def release_config(tmp_path_factory, partnership):
    folder = tmp_path_factory.mktemp("sample")
    partnership.write(folder / "in")
    return folder / "in" / "profile.toml"


@pytest.fixture(scope="session")
def released(release_config):
    out = release_config.parent.parent / "out"
    lp.problem_profile.from_toml(release_config).write(out)
    return out


@pytest.fixture(scope="session")
def exact(release_config):
    """The same records at the internal tier: what the attacks must succeed on."""
    text = release_config.read_text().replace('tier = "partner"', 'tier = "internal"')
    internal = release_config.with_name("internal.toml")
    internal.write_text(text)
    out = release_config.parent.parent / "exact"
    lp.problem_profile.from_toml(internal).write(out, tier="internal")
    return out


@pytest.fixture(scope="session")
def known(released):
    """A release, and what its pages are held against, worked out once a run."""
    import page_figures
    from release import Release

    release = Release(released)
    return release, page_figures.Known(release)


@pytest.fixture
def twin(released, tmp_path):
    return shutil.copytree(released, tmp_path / "twin")
