# SPDX-License-Identifier: MIT
"""Areas, grids, which area each point lies in, who is whose neighbour, and counts."""

from libprofile.geography._assign import assign
from libprofile.geography._contiguity import queen, rook
from libprofile.geography._count import count
from libprofile.geography._grids import hexagon_grid, square_grid
from libprofile.geography._neighbours import distance_band, k_nearest
from libprofile.geography._to_plane import to_plane
from libprofile.geography._weights import Weights

__all__ = [
    "Weights",
    "assign",
    "count",
    "distance_band",
    "hexagon_grid",
    "k_nearest",
    "queen",
    "rook",
    "square_grid",
    "to_plane",
]
