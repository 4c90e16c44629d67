#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The whole profile, against what a skilled analyst scripts with PyPI packages, on the same files.

Runs both in turn, takes medians, and prints time and peak memory as ratios, stage by stage.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from whole_profile_inputs import Inputs, national, south_yorkshire

ROOT = Path(__file__).resolve().parent.parent

# Name of a step: the baseline's stages, ours. The last two rows are work that only one side does.
STEPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "read": (("crimes", "areas", "premises"), ("read",)),
    "assign, count": (("join",), ("assign", "count")),
    "gate": ((), ("gate",)),
    "rates, hotspots": (("rates", "lisa"), ("hotspots",)),
    "clusters": (("dbscan",), ("clusters",)),
    "premises types": (("risk",), ("risk",)),
    "united outlines, document": ((), ("assemble",)),
    "files, pages": (("outputs", "html"), ("pages", "write")),
    "start": (("imports",), ()),
    "grid, HDBSCAN, density": (("grid", "hdbscan", "kde"), ()),
}
RESULTS = ("assign, count", "gate", "rates, hotspots", "clusters", "premises types")
BASELINE_ALONE = "grid, HDBSCAN, density"


@dataclass(frozen=True)
class Run:
    """One run: wall clock, processor time (user and system), largest resident set, and stages."""

    seconds: float
    processor_seconds: float
    peak_mib: float
    stages: dict[str, float]


def run(command: list[str]) -> Run:
    """Run a command to its end; the system's own account gives its peak memory."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, err):
            stream.seek(0)
        said, complaint = out.read().decode(), err.read().decode()
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed with {process.returncode}:\n{complaint[-2000:]}")
    stages = json.loads(said[said.index("{") :]).get("seconds", {})
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, stages)


def median_run(runs: list[Run]) -> Run:
    """Medians of everything; the stages are those of the first run."""
    stages = {name: statistics.median(r.stages[name] for r in runs) for name in runs[0].stages}
    return Run(
        statistics.median(r.seconds for r in runs),
        statistics.median(r.processor_seconds for r in runs),
        statistics.median(r.peak_mib for r in runs),
        stages,
    )


def baseline_python(baselines: Path, folder: Path) -> Path:
    """Python of an environment of the baseline's own, made from its requirements on first use."""
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        requirements = str(baselines / "requirements.txt")
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", requirements], check=True)
        (folder / "complete").touch()
    return python


def line(step: str, baseline: float | None, ours: float | None) -> str:
    """One row of the table; a dash where a side does not do the step or does not say."""
    cells = ["–" if value is None else f"{value:.3f}" for value in (baseline, ours)]
    ratio = f"{baseline / ours:.1f}" if baseline and ours else "–"
    return f"| {step} | {cells[0]} | {cells[1]} | {ratio} |"


def total(stages: dict[str, float], names: tuple[str, ...]) -> float | None:
    """Seconds of these stages together; None where none of them is known."""
    known = [stages[name] for name in names if name in stages]
    return sum(known) if known else None


def report(title: str, baseline: Run, ours: Run, runs: int) -> str:
    """Give the table as Markdown."""
    rows = [
        f"## {title}: median of {runs} runs, {os.cpu_count()} processors",
        "",
        "| step | baseline s | libprofile s | ratio |",
        "|---|---|---|---|",
    ]
    rows += [
        line(step, total(baseline.stages, theirs), total(ours.stages, mine))
        for step, (theirs, mine) in STEPS.items()
    ]
    stages = [sum((STEPS[step][side] for step in RESULTS), ()) for side in (0, 1)]
    rows.append(
        line(
            "records in memory to results",
            total(baseline.stages, stages[0]),
            total(ours.stages, stages[1]),
        )
    )
    alone = total(baseline.stages, STEPS[BASELINE_ALONE][0]) or 0.0
    rows.append(line("total, of what both do", baseline.seconds - alone, ours.seconds))
    rows.append(line("total", baseline.seconds, ours.seconds))
    rows.append(line("processor time", baseline.processor_seconds, ours.processor_seconds))
    memory = baseline.peak_mib / ours.peak_mib
    rows.append(f"| peak MiB | {baseline.peak_mib:.0f} | {ours.peak_mib:.0f} | {memory:.1f} |")
    return "\n".join(rows) + "\n"


def compare(inputs: Inputs, options: argparse.Namespace, python: Path, scratch: Path) -> str:
    """Run both sides in turn on the same files."""
    script = str(options.baselines / "analyst_profile.py")
    theirs = [str(python), script, *inputs.baseline_arguments, "--out", str(scratch / "baseline")]
    ours = [str(options.cli), "profile", str(inputs.config), "--out", str(scratch / "ours")]
    ours += ["--replace", "--json", "--quiet"]
    # The first run of each is not counted: the baseline's packages compile code in it, and the
    # files come off the disk.
    pairs = [(run(theirs), run(ours)) for _ in range(1 + options.runs)][1:]
    baseline_runs, our_runs = ([pair[side] for pair in pairs] for side in (0, 1))
    title = inputs.title
    return report(title, median_run(baseline_runs), median_run(our_runs), options.runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=["south-yorkshire", "national"], nargs="+")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cli", type=Path, default=ROOT / "build/release/bin/libprofile")
    parser.add_argument("--baselines", type=Path, default=ROOT.parent / "shared/baselines")
    real_data = os.environ.get("LIBPROFILE_REAL_DATA", str(ROOT.parent / "shared/data"))
    parser.add_argument("--data", type=Path, default=Path(real_data))
    parser.add_argument("--scratch", type=Path, default=ROOT / "build/benchmarks")
    parser.add_argument("--baseline-python", type=Path, help="instead of an environment made here")
    options = parser.parse_args()
    if not (options.baselines / "analyst_profile.py").exists():
        sys.exit(f"skipped: no analyst_profile.py in {options.baselines}; name it with --baselines")
    options.scratch.mkdir(parents=True, exist_ok=True)
    python = options.baseline_python or baseline_python(
        options.baselines, options.scratch / "baseline-env"
    )
    for name in options.set:
        folder = options.scratch / name
        folder.mkdir(exist_ok=True)
        if name == "south-yorkshire":
            inputs = south_yorkshire(options.data / "south-yorkshire", folder)
        else:
            inputs = national(options.cli, python, folder)
        print(compare(inputs, options, python, folder), flush=True)


if __name__ == "__main__":
    main()
