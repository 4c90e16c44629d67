# SPDX-License-Identifier: MIT
"""Places whose surroundings hold more, or less, of a value than chance would put there."""

from libprofile.hotspots._false_discovery_rate import false_discovery_rate
from libprofile.hotspots._getis_ord import getis_ord
from libprofile.hotspots._kernel_density import kernel_density
from libprofile.hotspots._local import LocalStatistic
from libprofile.hotspots._surface import Surface

__all__ = [
    "LocalStatistic",
    "Surface",
    "false_discovery_rate",
    "getis_ord",
    "kernel_density",
]
