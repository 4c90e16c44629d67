# SPDX-License-Identifier: MIT
"""Groups of incidents that lie close together."""

from libprofile._core import NOISE
from libprofile.clusters._dbscan import Dbscan, dbscan

__all__ = ["NOISE", "Dbscan", "dbscan"]
