# SPDX-License-Identifier: MIT
"""Places whose surroundings hold more, or less, of a value than chance would put there."""

from libprofile.hotspots._false_discovery_rate import false_discovery_rate
from libprofile.hotspots._getis_ord import getis_ord
from libprofile.hotspots._local import LocalStatistic

__all__ = ["LocalStatistic", "false_discovery_rate", "getis_ord"]
