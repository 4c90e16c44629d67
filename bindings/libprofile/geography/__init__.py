# SPDX-License-Identifier: MIT
"""Areas, grids, which area each point lies in, who is whose neighbour, and counts."""

from libprofile.geography._assign import assign
from libprofile.geography._contiguity import queen, rook
from libprofile.geography._count import count
from libprofile.geography._crosswalk import Apportioned, Crosswalk, crosswalk
from libprofile.geography._grids import hexagon_grid, square_grid
from libprofile.geography._higher_order import block, higher_order
from libprofile.geography._kernel_weights import kernel_weights
from libprofile.geography._mask import mask, share_inside
from libprofile.geography._max_p_regions import max_p_regions
from libprofile.geography._nearest_neighbours import NearestNeighbours, nearest_neighbours
from libprofile.geography._neighbours import distance_band, inverse_distance, k_nearest
from libprofile.geography._snapping import Snapping, snapping
from libprofile.geography._to_plane import to_plane
from libprofile.geography._triangulation import gabriel, relative_neighbourhood, triangulation
from libprofile.geography._weights import Weights
from libprofile.geography._weights_files import read_weights, write_weights

__all__ = [
    "Apportioned",
    "Crosswalk",
    "NearestNeighbours",
    "Snapping",
    "Weights",
    "assign",
    "block",
    "count",
    "crosswalk",
    "distance_band",
    "gabriel",
    "hexagon_grid",
    "higher_order",
    "inverse_distance",
    "k_nearest",
    "kernel_weights",
    "mask",
    "max_p_regions",
    "nearest_neighbours",
    "queen",
    "read_weights",
    "relative_neighbourhood",
    "rook",
    "share_inside",
    "snapping",
    "square_grid",
    "to_plane",
    "triangulation",
    "write_weights",
]
