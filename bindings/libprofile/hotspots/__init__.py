# SPDX-License-Identifier: MIT
"""Places whose surroundings hold more, or less, of a value than chance would put there."""

from libprofile.hotspots._adaptive_density import adaptive_density
from libprofile.hotspots._bandwidth import bandwidth, bandwidth_score
from libprofile.hotspots._evaluate import MapAccuracy, evaluate
from libprofile.hotspots._false_discovery_rate import false_discovery_rate
from libprofile.hotspots._geary import geary
from libprofile.hotspots._general_g import general_g
from libprofile.hotspots._getis_ord import getis_ord
from libprofile.hotspots._global import GlobalStatistic, JoinCounts
from libprofile.hotspots._isopleths import isopleth_classes, isopleths
from libprofile.hotspots._join_counts import join_counts
from libprofile.hotspots._kernel_density import kernel_density
from libprofile.hotspots._lee import lee
from libprofile.hotspots._local import LocalStatistic
from libprofile.hotspots._local_geary import local_geary
from libprofile.hotspots._local_join_counts import local_colocation, local_join_counts
from libprofile.hotspots._local_moran import local_moran, standardised_rates
from libprofile.hotspots._losh import losh
from libprofile.hotspots._moran import moran
from libprofile.hotspots._relative_risk import RelativeRisk, relative_risk
from libprofile.hotspots._surface import Surface

__all__ = [
    "GlobalStatistic",
    "JoinCounts",
    "LocalStatistic",
    "MapAccuracy",
    "RelativeRisk",
    "Surface",
    "adaptive_density",
    "bandwidth",
    "bandwidth_score",
    "evaluate",
    "false_discovery_rate",
    "geary",
    "general_g",
    "getis_ord",
    "isopleth_classes",
    "isopleths",
    "join_counts",
    "kernel_density",
    "lee",
    "local_colocation",
    "local_geary",
    "local_join_counts",
    "local_moran",
    "losh",
    "moran",
    "relative_risk",
    "standardised_rates",
]
