# SPDX-License-Identifier: MIT
"""Who is whose neighbour, and how much."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, index_of
from libprofile._labels import require_same_labels, require_same_places
from libprofile.errors import InvalidArgument


class Weights:
    """Who is whose neighbour, and how much: sparse spatial weights of n places.

    Made by `queen`, `rook`, `distance_band`, `k_nearest`, `kernel_weights`, `inverse_distance`,
    `triangulation`, `gabriel`, `relative_neighbourhood`, `block`, `read_weights` or
    `from_libpysal`. Immutable.

    Examples
    --------
    >>> import libprofile as lp
    >>> near = lp.geography.distance_band([(0, 0), (3, 0), (90, 0)], radius_m=5)
    >>> near.n, near.neighbours(0).tolist(), near.islands.tolist()
    (3, [1], [2])
    """

    def __init__(self, core: _core.Weights, index: pd.Index | None = None) -> None:
        if not isinstance(core, _core.Weights):
            raise InvalidArgument("weights are made by queen, rook, distance_band or k_nearest")
        if index is not None and len(index) != core.n:
            raise InvalidArgument(f"index has {len(index)} labels: must have one for each place")
        self._index = index
        self._core = core
        # Read-only views of what the library holds, which they keep alive.
        self._offsets = core.offsets
        self._neighbours = core.neighbours
        self._values = core.values

    @property
    def n(self) -> int:
        """Number of places."""
        return int(self._core.n)

    @property
    def index(self) -> pd.Index | None:
        """Index of the areas or points that they were made from; None where there was none.

        Values under the same labels in another order are refused wherever these weights are used.
        """
        return self._index

    @property
    def links(self) -> int:
        """Number of ordered pairs of neighbours."""
        return int(self._core.links)

    @property
    def islands(self) -> npt.NDArray[np.uint32]:
        """Places without neighbours (itself not counted), ascending."""
        return self._core.islands

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """Number of neighbours of each place."""
        return np.diff(self._offsets)

    def neighbours(self, i: int) -> npt.NDArray[np.uint32]:
        """Return the neighbours of place `i`, ascending: a view that cannot be written to."""
        row: npt.NDArray[np.uint32] = self._neighbours[self._row(i)]
        return row

    def weights(self, i: int) -> FloatArray:
        """Return the weights of `neighbours(i)`: a view that cannot be written to."""
        row: FloatArray = self._values[self._row(i)]
        return row

    def _row(self, i: int) -> slice:
        if not 0 <= i < self.n:
            raise InvalidArgument(f"i = {i}: must be from 0 to {self.n - 1}")
        return slice(int(self._offsets[i]), int(self._offsets[i + 1]))

    def row_standardised(self) -> "Weights":
        """Each row divided by its sum; rows of islands stay empty."""
        return Weights(self._core.row_standardised(), self._index)

    def with_self(self) -> "Weights":
        """Each place its own neighbour too, with weight 1 unless it has one already."""
        return Weights(self._core.with_self(), self._index)

    def without_self(self) -> "Weights":
        """No place its own neighbour; other links keep their weights."""
        return Weights(self._core.without_self(), self._index)

    def symmetrised(self) -> "Weights":
        """Each link in both directions, binary."""
        return Weights(self._core.symmetrised(), self._index)

    def union(self, other: "Weights") -> "Weights":
        """Links that either has, binary."""
        return Weights(self._core.union(self._beside(other)._core), self._index)

    def intersection(self, other: "Weights") -> "Weights":
        """Links that both have, binary."""
        return Weights(self._core.intersection(self._beside(other)._core), self._index)

    def difference(self, other: "Weights") -> "Weights":
        """Links that `other` has not, binary."""
        return Weights(self._core.difference(self._beside(other)._core), self._index)

    def symmetric_difference(self, other: "Weights") -> "Weights":
        """Links that exactly one of the two has, binary."""
        return Weights(self._core.symmetric_difference(self._beside(other)._core), self._index)

    def _beside(self, other: "Weights") -> "Weights":
        """Return the other weights, which must be of the same places in the same order."""
        require_places_of(require_weights(other).index, self, "other")
        return other

    def to_libpysal(self) -> Any:
        """Return the same weights as a `libpysal.graph.Graph` (islands explicit).

        Raises
        ------
        ModuleNotFoundError
            Where libpysal is not installed.
        """
        from libpysal.graph import Graph

        degree = np.diff(self._offsets)
        focal = np.repeat(np.arange(self.n), degree)
        lonely = np.flatnonzero(degree == 0)
        focal = np.concatenate([focal, lonely])
        neighbour = np.concatenate([self._neighbours.astype(np.int64), lonely])
        weight = np.concatenate([self._values, np.zeros(lonely.size)])
        order = np.lexsort((neighbour, focal))
        return Graph.from_arrays(focal[order], neighbour[order], weight[order])

    @classmethod
    def from_libpysal(cls, w_or_graph: Any) -> "Weights":
        """Take a `libpysal.graph.Graph` or the older `libpysal.weights.W`.

        Places are numbered in the order of the graph's own ids, which become the index.

        Raises
        ------
        InvalidArgument
            For anything else, or a weight that is not finite.
        """
        if not hasattr(w_or_graph, "sparse"):
            raise InvalidArgument(
                f"w_or_graph: must be a Graph or W of libpysal, not {type(w_or_graph).__name__}"
            )
        sparse = w_or_graph.sparse.tocsr()
        sparse.sort_indices()
        sparse.eliminate_zeros()
        return cls(
            _core.Weights.from_arrays(
                sparse.indptr.astype(np.int64),
                sparse.indices.astype(np.uint32),
                sparse.data.astype(np.float64),
            ),
            pd.Index(
                w_or_graph.unique_ids if hasattr(w_or_graph, "unique_ids") else w_or_graph.id_order
            ),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a row a link: `place`, `neighbour` and `weight`; places without any have none."""
        return pd.DataFrame(
            {
                "place": np.repeat(np.arange(self.n), self.counts),
                "neighbour": self._neighbours,
                "weight": self._values,
            }
        )

    def summary(self) -> str:
        """Say in plain words who has how many neighbours, and what that cannot say."""
        if self.n == 0:
            return "There are no places."
        counts = self.counts
        words = (
            f"{self.n:,} places with {self.links:,} links: {counts.min():,} to {counts.max():,} "
            f"each, {counts.mean():.1f} on average. "
        )
        if len(self.islands):
            words += f"{len(self.islands):,} have no neighbour: nothing can be tested there. "
        return words + (
            "Who counts as a neighbour is a choice, and other neighbours give other results."
        )

    def _repr_html_(self) -> str:
        return f"<p><strong>Weights</strong>. {self.summary()}</p>"

    def __repr__(self) -> str:
        return f"Weights(n={self.n}, links={self.links}, islands={len(self.islands)})"


def require_weights(weights: object) -> Weights:
    """Return spatial weights, or raise InvalidArgument with the way to make them."""
    if isinstance(weights, Weights):
        return weights
    if hasattr(weights, "sparse"):
        hint = "type weights = lp.geography.Weights.from_libpysal(weights)"
    else:
        hint = "make them with lp.geography.queen, rook, distance_band or k_nearest"
    raise InvalidArgument(f"weights: must be Weights, not {type(weights).__name__}; {hint}")


def weights_for(weights: object, **columns: Values | None) -> _core.Weights:
    """Return what the extension takes, for columns that are in the order of the weights."""
    checked = require_weights(weights)
    for name, values in columns.items():
        require_places_of(index_of(values), checked, name)
    require_same_labels(**columns)
    return checked._core


def require_places_of(index: pd.Index | None, weights: Weights, name: str) -> None:
    """Raise InvalidArgument where labels say that values are in another order than the weights."""
    whose = "the places that the weights were made from"
    require_same_places(index, weights.index, name, whose, "weights.index")
