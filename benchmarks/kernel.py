# SPDX-License-Identifier: MIT
"""What a benchmark of one method says about itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Run = Callable[[Any], object]


@dataclass(frozen=True)
class Peer:
    """Another package that does the same, or close to it."""

    name: str
    run: Run
    # The least ratio of its time to ours that is aimed at; None where none is.
    goal: float | None = None
    # Sizes above this take too long to be worth waiting for.
    most: int = 10**9


@dataclass(frozen=True)
class Kernel:
    """One method: its input by size, ours, and the peers'."""

    name: str
    make: Callable[[int], Any]
    ours: Run
    sizes: tuple[int, ...]
    # The size at which peers are compared; goals are said of it.
    compared_at: int
    peers: tuple[Peer, ...] = field(default=())
    # Peers that are not installed, with the package that brings each.
    absent: tuple[str, ...] = field(default=())
