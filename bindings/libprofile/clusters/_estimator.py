# SPDX-License-Identifier: MIT
"""What estimators share: scikit-learn's conventions, whether it is installed or not."""

import inspect
from typing import Any

import numpy as np
import numpy.typing as npt

from libprofile._advice import warn_beyond, warn_of_degrees
from libprofile._inputs import DEFAULT_CRS, FloatArray, points_xy

try:
    from sklearn.base import BaseEstimator, ClusterMixin
    from sklearn.utils.validation import _check_sample_weight, validate_data
except ImportError:
    _HAS_SKLEARN = False

    class BaseEstimator:  # type: ignore[no-redef]
        """The part of scikit-learn's that notebooks use."""

        def get_params(self, deep: bool = True) -> dict[str, Any]:
            """Return the parameters by name."""
            del deep
            return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

        def set_params(self, **params: Any) -> "BaseEstimator":
            """Set parameters by name."""
            for name, value in params.items():
                setattr(self, name, value)
            return self

    class ClusterMixin:  # type: ignore[no-redef]
        """The part of scikit-learn's that notebooks use."""

        def fit_predict(self, X: Any, y: Any = None, **kwargs: Any) -> Any:  # noqa: N803
            """Fit, and return the labels."""
            del y
            return self.fit(X, **kwargs).labels_  # type: ignore[attr-defined]
else:
    _HAS_SKLEARN = True


class PointClusterer(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """The base of estimators that give each point on a plane a label.

    A subclass stores its parameters in ``__init__`` and nothing else, and its ``fit`` calls
    `_points_of`, and `_weights_of` where it takes sample weights, then sets ``labels_``.
    """

    labels_: npt.NDArray[np.int32]
    n_features_in_: int

    def _points_of(self, X: Any) -> FloatArray:  # noqa: N803
        """Points in metres from whatever was given, and set ``n_features_in_``."""
        if hasattr(X, "geom_type") or not _HAS_SKLEARN:
            xy = points_xy(X)
            self.n_features_in_ = 2
            return xy
        return self._table_of(X, 2)

    def _table_of(self, X: Any, columns: int) -> FloatArray:  # noqa: N803
        """Finite numbers in rows, and set ``n_features_in_``."""
        if _HAS_SKLEARN:
            return np.asarray(validate_data(self, X, dtype=np.float64, order="C"))
        self.n_features_in_ = columns
        return np.ascontiguousarray(X, dtype=np.float64)

    def _advise(self, X: Any, xy: FloatArray, **settings: Any) -> None:  # noqa: N803
        """Warn of what is seldom meant, once the settings are known to be of their kind."""
        if not hasattr(X, "geom_type"):
            warn_of_degrees(xy, "X", DEFAULT_CRS)
        warn_beyond(xy, **settings)

    def _weights_of(self, sample_weight: Any, xy: FloatArray) -> FloatArray | None:
        """How many incidents each point stands for; None for one each."""
        if sample_weight is None:
            return None
        if _HAS_SKLEARN:
            return np.asarray(_check_sample_weight(sample_weight, xy, dtype=np.float64))
        return np.ascontiguousarray(sample_weight, dtype=np.float64)
