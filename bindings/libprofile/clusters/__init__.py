# SPDX-License-Identifier: MIT
"""Groups of incidents that lie close together."""

from libprofile._core import NOISE
from libprofile.clusters._dbscan import dbscan
from libprofile.clusters._estimator import Dbscan

__all__ = ["NOISE", "Dbscan", "dbscan"]
