# SPDX-License-Identifier: MIT
"""The compiled part of libprofile, as the package sees it. tests/python compares both."""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any, Final, TypeAlias, final

import numpy as np
import numpy.typing as npt

_Floats: TypeAlias = npt.NDArray[np.float64]
_Limits: TypeAlias = tuple[_Floats, _Floats]
_Key: TypeAlias = bytes | str | PathLike[str]
_Path: TypeAlias = str | PathLike[str]
_Progress: TypeAlias = Callable[[float], object] | None
# Source, row (from 1), column, rule, remedy.
_Fault: TypeAlias = tuple[str, int, str, str, str]
# Codes, vertices of shape (m, 2) in metres, first vertex of each ring and their number.
_Cells: TypeAlias = tuple[list[str], _Floats, npt.NDArray[np.int64]]

# x_min, y_min, x_max, y_max in metres.
_Extent: TypeAlias = Sequence[float] | None
# x_min, y_max and cell in metres, rows, columns.
_Frame: TypeAlias = tuple[float, float, float, int, int]

NOISE: Final[int]

@final
class ColumnTable:
    @property
    def rows(self) -> int: ...
    @property
    def names(self) -> list[str]: ...

@final
class Grade:
    def __init__(self, text: str, scheme: str) -> None: ...
    @property
    def scheme(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def information(self) -> str: ...
    @property
    def handling(self) -> str | None: ...
    @property
    def is_counted(self) -> bool: ...
    def to_3x5x2(self) -> tuple[Grade, str, str]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Weights:
    @staticmethod
    def from_arrays(
        offsets: npt.NDArray[np.int64],
        neighbours: npt.NDArray[np.uint32],
        values: _Floats,
    ) -> Weights: ...
    @property
    def n(self) -> int: ...
    @property
    def links(self) -> int: ...
    @property
    def offsets(self) -> npt.NDArray[np.int64]: ...
    @property
    def neighbours(self) -> npt.NDArray[np.uint32]: ...
    @property
    def values(self) -> _Floats: ...
    @property
    def islands(self) -> npt.NDArray[np.uint32]: ...
    def row_standardised(self) -> Weights: ...
    def with_self(self) -> Weights: ...
    def without_self(self) -> Weights: ...
    def symmetrised(self) -> Weights: ...
    def union(self, other: Weights) -> Weights: ...
    def intersection(self, other: Weights) -> Weights: ...
    def difference(self, other: Weights) -> Weights: ...
    def symmetric_difference(self, other: Weights) -> Weights: ...

@final
class Crosswalk:
    @property
    def sources(self) -> int: ...
    @property
    def targets(self) -> int: ...
    @property
    def offsets(self) -> npt.NDArray[np.int64]: ...
    @property
    def target(self) -> npt.NDArray[np.uint32]: ...
    @property
    def share(self) -> _Floats: ...
    @property
    def ground_share(self) -> _Floats: ...
    # Count, lower, upper, standard error; outside, split sources, split share.
    def apportion(
        self, counts: _Floats
    ) -> tuple[_Floats, _Floats, _Floats, _Floats, float, int, float]: ...

@final
class AreaSet:
    @property
    def n(self) -> int: ...
    @property
    def codes(self) -> list[str]: ...

@final
class Policy:
    def __init__(
        self,
        preset: str,
        *,
        tier: str | None = None,
        threshold: int | None = None,
        premises_threshold: int | None = None,
        dominance: float | None = None,
        base: int | None = None,
        minimum_residents: int | None = None,
        minimum_window: str | None = None,
        method: str | None = None,
        zeros: str | None = None,
        total_base: int | None = None,
        pair_dominance: float | None = None,
        p_ratio: float | None = None,
    ) -> None: ...
    @property
    def fields(self) -> dict[str, Any]: ...
    @property
    def hash(self) -> str: ...
    @property
    def rounding_base(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class ProtectedTable:
    @property
    def columns(
        self,
    ) -> tuple[list[str], list[str], list[str], list[int | None], list[str]]: ...
    @property
    def base(self) -> int: ...
    @property
    def total_base(self) -> int: ...
    @property
    def policy(self) -> Policy: ...

@final
class ProtectedHierarchies:
    @property
    def columns(
        self,
    ) -> tuple[list[str], list[str], list[str], list[str], list[int | None], list[str]]: ...
    @property
    def base(self) -> int: ...
    @property
    def policy(self) -> Policy: ...

@final
class TableAudit:
    @property
    def columns(
        self,
    ) -> tuple[list[str], list[str], list[str], list[int | None], _Floats, _Floats, list[str]]: ...
    @property
    def base(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def solved(self) -> int: ...
    def explain(self, cell: int) -> tuple[list[str], list[int]]: ...

_NameLists = list[tuple[str, list[str]]]

@final
class ReleaseTerms:
    def __init__(
        self,
        *,
        stream: str,
        window: tuple[str, str],
        partition: str,
        vintage: str,
        measure: str,
        where: _NameLists,
        area_parts: _NameLists,
        category_parts: _NameLists,
        parameters: list[tuple[str, str]],
        manifest_sha256: str,
    ) -> None: ...

_Shape = tuple[list[str], list[str], list[tuple[str, list[str], npt.NDArray[np.uint32]]]]

@final
class Ledger:
    def __init__(self, path: str, *, time_limit_s: float = 60.0, wait_s: float = 120.0) -> None: ...
    def list(self) -> list[dict[str, Any]]: ...
    def check(self, seen: str) -> tuple[int, int, str]: ...
    def compare(self, copy: Ledger) -> tuple[str, int]: ...
    def enter(
        self, table: ProtectedTable, shape: _Shape, terms: ReleaseTerms, author: str
    ) -> dict[str, Any]: ...
    def release(
        self, table: ProtectedTable, shape: _Shape, terms: ReleaseTerms, author: str, approver: str
    ) -> dict[str, Any]: ...
    def advance(
        self,
        release: str,
        state: str,
        by: str,
        folder: _Path | None,
        reason: str,
        destroyed: str,
    ) -> tuple[dict[str, Any], str]: ...
    def find(self, folder: _Path) -> dict[str, Any] | None: ...

@final
class SpatialRisk:
    @property
    def relative_risk(self) -> _Floats: ...
    @property
    def lower(self) -> _Floats: ...
    @property
    def upper(self) -> _Floats: ...
    @property
    def deviation(self) -> tuple[float, float, float, float]: ...
    @property
    def mixing(self) -> tuple[float, float, float, float]: ...
    @property
    def coefficients(self) -> list[tuple[float, float, float, float]]: ...
    def exceedance(self, threshold: float) -> _Floats: ...
    def draws(
        self, count: int, seed: int = 0, *, n_jobs: int = -1, progress: _Progress = None
    ) -> _Floats: ...

@final
class PoissonGamma:
    @property
    def relative_risk(self) -> _Floats: ...
    @property
    def lower(self) -> _Floats: ...
    @property
    def upper(self) -> _Floats: ...
    @property
    def prior_mean(self) -> float: ...
    @property
    def rounding_band(self) -> float: ...
    @property
    def prior_variance(self) -> float: ...
    def exceedance(self, threshold: float) -> _Floats: ...
    def draws(
        self, count: int, seed: int = 0, *, n_jobs: int = -1, progress: _Progress = None
    ) -> _Floats: ...

@final
class Layer:
    @property
    def name(self) -> str: ...
    @property
    def is_table(self) -> bool: ...
    @property
    def tier(self) -> str: ...
    @property
    def columns(self) -> dict[str, list[Any]]: ...
    @property
    def geojson(self) -> str: ...

@final
class Document:
    @property
    def tier(self) -> str: ...
    def layer(self, name: str) -> Layer: ...
    @property
    def manifest(self) -> str: ...
    @property
    def data_quality(self) -> str: ...
    def write(
        self,
        directory: _Path,
        audiences: Sequence[str],
        replace: bool,
        entry: tuple[Ledger, str, str] | None = None,
    ) -> list[str]: ...
    def write_report(self, path: _Path, audience: str) -> None: ...

@final
class Source:
    def __init__(
        self,
        table: ColumnTable,
        kind: str,
        columns: Mapping[str, str],
        crosswalk: str,
        xy_m: _Floats | None,
        transformation: str,
        sources: Sequence[tuple[str, int, str]] = [],
    ) -> None: ...

def version() -> str: ...
def import_table(
    stream: object, context: str = "table", columns: Sequence[str] | None = None
) -> ColumnTable: ...
def validate(table: ColumnTable, kind: str, categories: Sequence[str] = []) -> dict[str, Any]: ...
def guard(table: ColumnTable) -> list[tuple[str, str, int]]: ...
def require_safe_columns(
    table: ColumnTable,
    kind: str,
    columns: Mapping[str, str],
    constants: Mapping[str, str],
    translations: Mapping[str, Mapping[str, str]],
) -> None: ...
def tokens(
    values: Sequence[str | None], key: _Key, previous: Sequence[_Key] = []
) -> list[str | None]: ...
def renewed_tokens(values: Sequence[str | None], key: _Key) -> list[str | None]: ...
def key_fingerprint(key: _Key) -> str: ...
def aoristic(
    start_s: npt.NDArray[np.int64], end_s: npt.NDArray[np.int64]
) -> tuple[_Floats, int]: ...
def schema(kind: str) -> list[tuple[str, str, bool, str, str, str]]: ...
def code_list(list_id: str) -> list[tuple[str, str]]: ...
def is_mappable(premises_type: str) -> bool: ...
def make_area_set(
    codes: Sequence[str],
    names: Sequence[str],
    wkb: Sequence[bytes],
    *,
    parents: Sequence[tuple[str, Sequence[str], Sequence[str]]] = [],
    population: _Floats | None = None,
    under_18: _Floats | None = None,
    lonlat_deg: _Floats | None = None,
    repair: bool = False,
    on_lattice: bool = False,
) -> AreaSet: ...
def on_lattice(xy: _Floats) -> _Floats: ...
def units_of_codes(codes: Sequence[str]) -> AreaSet: ...
def crosswalk(
    source: AreaSet,
    target: AreaSet,
    *,
    points: _Floats | None = None,
    weights: _Floats | None = None,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> Crosswalk: ...
def share_inside(
    cells: AreaSet, areas: AreaSet, *, n_jobs: int = -1, progress: _Progress = None
) -> _Floats: ...
def snapping(
    points: _Floats, *, tolerance_m: float = 0.005
) -> tuple[int, int, float, float, float, float]: ...
def assign(points: _Floats, areas: AreaSet, *, n_jobs: int = -1) -> npt.NDArray[np.int64]: ...
def count(
    unit: npt.NDArray[np.int32],
    category: npt.NDArray[np.int32],
    categories: Sequence[str],
    person: npt.NDArray[np.int32] | None,
    areas: AreaSet,
    *,
    n_jobs: int = -1,
) -> tuple[npt.NDArray[np.int64], int, int, int]: ...
def square_grid(
    areas: AreaSet, *, cell_m: float = 500.0, n_jobs: int = -1, progress: _Progress = None
) -> _Cells: ...
def hexagon_grid(
    areas: AreaSet, *, cell_m: float = 500.0, n_jobs: int = -1, progress: _Progress = None
) -> _Cells: ...
def queen(
    areas: AreaSet, *, snap_m: float = 0.0, n_jobs: int = -1, progress: _Progress = None
) -> Weights: ...
def rook(
    areas: AreaSet, *, snap_m: float = 0.0, n_jobs: int = -1, progress: _Progress = None
) -> Weights: ...
def distance_band(
    points: _Floats, *, radius_m: float, n_jobs: int = -1, progress: _Progress = None
) -> Weights: ...
def k_nearest(
    points: _Floats,
    *,
    k: int,
    ties: str = "lower",
    n_jobs: int = -1,
    progress: _Progress = None,
) -> Weights: ...
def kernel_weights(
    points: _Floats,
    *,
    bandwidth_m: float,
    k: int,
    kernel: str = "triangular",
    n_jobs: int = -1,
    progress: _Progress = None,
) -> Weights: ...
def inverse_distance(
    points: _Floats,
    *,
    radius_m: float,
    power: float = 1.0,
    least_m: float = 1.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> Weights: ...
def triangulation(points: _Floats, *, n_jobs: int = -1, progress: _Progress = None) -> Weights: ...
def gabriel(points: _Floats, *, n_jobs: int = -1, progress: _Progress = None) -> Weights: ...
def relative_neighbourhood(
    points: _Floats, *, n_jobs: int = -1, progress: _Progress = None
) -> Weights: ...
def higher_order(
    weights: Weights,
    order: int = 2,
    *,
    lower: str = "exclude",
    n_jobs: int = -1,
    progress: _Progress = None,
) -> Weights: ...
def block(
    codes: npt.NDArray[np.int32], *, n_jobs: int = -1, progress: _Progress = None
) -> Weights: ...
def read_weights(path: _Path, *, ids: Sequence[str]) -> tuple[Weights, list[str]]: ...
def write_weights(
    weights: Weights, path: _Path, *, ids: Sequence[str], replace: bool = False
) -> None: ...
def getis_ord(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def getis_ord_without_self(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def local_moran(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def local_geary(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def local_join_counts(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def local_colocation(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def losh(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def losh_dealing_values(
    columns: list[_Floats],
    weights: Weights,
    options: dict[str, Any],
    n_jobs: int,
    progress: _Progress,
) -> dict[str, Any]: ...
def standardised_rates(counts: _Floats, populations: _Floats) -> _Floats: ...
def false_discovery_rate(p: _Floats) -> _Floats: ...
def kernel_density(
    points: _Floats,
    *,
    bandwidth_m: float,
    cell_m: float = 100.0,
    kernel: str = "quartic",
    extent: _Extent = None,
    weights: _Floats | None = None,
    edge_correction: bool = False,
    mask: npt.NDArray[np.uint8] | None = None,
    scale: str = "per_km2",
    truncation_sd: float = 8.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[_Floats, _Frame]: ...
def adaptive_density(
    points: _Floats,
    *,
    bandwidth_m: float,
    pilot_m: float | None = None,
    most_ratio: float = 5.0,
    cell_m: float = 100.0,
    kernel: str = "quartic",
    extent: _Extent = None,
    weights: _Floats | None = None,
    edge_correction: bool = False,
    mask: npt.NDArray[np.uint8] | None = None,
    scale: str = "per_km2",
    truncation_sd: float = 8.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[_Floats, _Frame, _Floats]: ...
def bandwidth(
    points: _Floats, *, method: str = "plug_in", kernel: str = "quartic", n_jobs: int = -1
) -> float: ...
def bandwidth_score(
    points: _Floats, *, bandwidth_m: float, method: str, n_jobs: int = -1
) -> float: ...
def relative_risk(
    cases: _Floats,
    controls: _Floats,
    *,
    bandwidth_m: float,
    cell_m: float = 100.0,
    kernel: str = "quartic",
    extent: _Extent = None,
    case_weights: _Floats | None = None,
    control_weights: _Floats | None = None,
    edge_correction: bool = False,
    mask: npt.NDArray[np.uint8] | None = None,
    simulations: int = 0,
    seed: int = 0,
    truncation_sd: float = 8.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def class_breaks(
    values: _Floats, *, classes: int = 5, breaks: str = "equal_interval"
) -> list[float]: ...
def classify(values: _Floats, breaks: _Floats) -> npt.NDArray[np.int32]: ...
def isopleths(
    values: _Floats, *, x_min_m: float, y_max_m: float, cell_m: float, levels: _Floats
) -> tuple[_Floats, npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]: ...
def density_frame(
    points: _Floats,
    *,
    bandwidth_m: float,
    cell_m: float = 100.0,
    kernel: str = "quartic",
    extent: _Extent = None,
) -> _Frame: ...
def moran(
    values: _Floats,
    weights: Weights,
    *,
    around: _Floats | None = None,
    population: _Floats | None = None,
    assumption: str = "randomisation",
    alternative: str = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def geary(
    values: _Floats,
    weights: Weights,
    *,
    assumption: str = "randomisation",
    alternative: str = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def general_g(
    values: _Floats,
    weights: Weights,
    *,
    alternative: str = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def join_counts(
    values: _Floats,
    weights: Weights,
    *,
    alternative: str = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def lee(
    x: _Floats,
    y: _Floats,
    weights: Weights,
    *,
    alternative: str = "two-sided",
    permutations: int = 0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def evaluate(
    scores: _Floats,
    areas: _Floats,
    units: npt.NDArray[np.int64],
    *,
    weights: _Floats | None = None,
    earlier: _Floats | None = None,
    shares: Sequence[float] = (0.01, 0.05, 0.1, 0.2),
    ties: str = "split",
    replicates: int = 999,
    level: float = 0.95,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def dbscan(
    points: _Floats,
    *,
    radius_m: float = 250.0,
    min_points: float = 5.0,
    weights: _Floats | None = None,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> npt.NDArray[np.int32]: ...
def optics(
    points: _Floats,
    *,
    radius_m: float = 1000.0,
    min_points: int = 5,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def optics_cut(
    ordering: npt.NDArray[np.uint32],
    reachability_m: _Floats,
    core_distance_m: _Floats,
    predecessor: npt.NDArray[np.int32],
    *,
    radius_m: float,
) -> npt.NDArray[np.int32]: ...
def optics_xi(
    ordering: npt.NDArray[np.uint32],
    reachability_m: _Floats,
    core_distance_m: _Floats,
    predecessor: npt.NDArray[np.int32],
    *,
    xi: float = 0.05,
    min_points: int = 5,
    min_cluster_size: int = 5,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]: ...
def space_time_dbscan(
    points: _Floats,
    times_days: _Floats,
    *,
    radius_m: float = 250.0,
    lag_days: float = 14.0,
    min_points: int = 5,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> npt.NDArray[np.int32]: ...
def nearest_neighbour_hierarchy(
    points: _Floats,
    *,
    threshold_m: float | None = None,
    level: float = 0.05,
    area_m2: float | None = None,
    min_points: int = 5,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> list[dict[str, Any]]: ...
def k_distances(
    points: _Floats, *, min_points: int, n_jobs: int = -1, progress: _Progress = None
) -> _Floats: ...
def knee(falling: _Floats) -> int: ...
def summarise(
    points: _Floats,
    labels: npt.NDArray[np.int32],
    *,
    times: _Floats | None = None,
    persons: npt.NDArray[np.int32] | None = None,
    weights: _Floats | None = None,
    margin_m: float = 50.0,
    ring_m: float = 500.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...
def hulls(
    points: _Floats,
    labels: npt.NDArray[np.int32],
    *,
    ratio: float | None = None,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], list[_Floats]]: ...
def unit_outlines(
    points: _Floats,
    labels: npt.NDArray[np.int32],
    units: AreaSet,
    *,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[
    npt.NDArray[np.int32],
    npt.NDArray[np.int64],
    _Floats,
    npt.NDArray[np.int64],
    npt.NDArray[np.int64],
    npt.NDArray[np.int64],
]: ...
def stability(
    points: _Floats,
    *,
    radii_m: list[float],
    min_points: list[float],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...
def adjusted_rand(a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]) -> float: ...
def mask(values: _Floats, share: _Floats, *, least_share: float = 0.5) -> _Floats: ...
def hdbscan(
    points: _Floats,
    *,
    min_cluster_size: int = 5,
    min_points: int = 0,
    selection: str = "excess_of_mass",
    allow_single_cluster: bool = False,
    selection_epsilon_m: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def hdbscan_range(
    points: _Floats,
    *,
    min_points: npt.NDArray[np.int32],
    min_cluster_size: int = 5,
    selection: str = "excess_of_mass",
    allow_single_cluster: bool = False,
    selection_epsilon_m: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> list[dict[str, Any]]: ...
def nearest_neighbours(
    points: _Floats, *, k: int = 8, n_jobs: int = -1, progress: _Progress = None
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]: ...
def poisson_interval(count: _Floats, *, level: float = 0.95, method: str = "auto") -> _Limits: ...
def wilson_interval(successes: _Floats, total: _Floats, *, level: float = 0.95) -> _Limits: ...
def funnel_limits(
    expected: _Floats, *, level: float = 0.95, dispersion: float = 1.0
) -> _Limits: ...
def compare_rates(
    count: _Floats,
    population: _Floats,
    other_count: _Floats,
    other_population: _Floats,
    *,
    level: float = 0.95,
    two_sided: str = "minimum_likelihood",
    rounding_band: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def standardised_ratio(
    count: _Floats,
    population: _Floats,
    standard_count: _Floats,
    standard_population: _Floats,
    *,
    per: float = 10000.0,
    level: float = 0.95,
    rounding_band: float = 0.0,
) -> dict[str, Any]: ...
def check_denominators(
    count: _Floats,
    residents: _Floats,
    by_day: _Floats | None = None,
    *,
    people_by_day: float = 2.0,
    times_all: float = 5.0,
    rounding_band: float = 0.0,
) -> dict[str, Any]: ...
def age_bands(people: _Floats, starts: Sequence[int]) -> _Floats: ...
def prevalence(
    known: _Floats,
    population: _Floats,
    lowest_share: float,
    highest_share: float,
    *,
    per: float = 10000.0,
    level: float = 0.95,
    rounding_band: float = 0.0,
) -> dict[str, Any]: ...
def funnel(
    count: _Floats,
    expected: _Floats,
    *,
    inner_level: float = 0.95,
    outer_level: float = 0.998,
    overdispersion: str = "additive",
    method: str = "counts",
    winsorised_share: float = 0.1,
    rounding_band: float = 0.0,
) -> dict[str, Any]: ...
def poisson_gamma(
    count: _Floats,
    expected: _Floats,
    *,
    level: float = 0.95,
    rounding_band: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> PoissonGamma: ...
def neighbourhood_score(
    names: Sequence[str],
    roles: Sequence[str],
    weights: Sequence[float],
    count: _Floats,
    expected: _Floats,
    deprivation: _Floats | None = None,
    *,
    weight_change: float = 0.5,
    rounding_bands: Sequence[float],
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def require_no_protected_characteristics(names: Sequence[str], context: str) -> None: ...
def rate(
    count: _Floats,
    population: _Floats,
    *,
    per: float = 10000.0,
    level: float = 0.95,
    rounding_band: float = 0.0,
) -> dict[str, Any]: ...
def standardised_rate(
    count: _Floats,
    population: _Floats,
    standard: _Floats,
    *,
    per: float = 10000.0,
    level: float = 0.95,
    rounding_band: float = 0.0,
) -> tuple[float, float, float, str]: ...
def empirical_bayes(
    count: _Floats,
    population: _Floats,
    weights: Weights | None = None,
    *,
    rounding_band: float = 0.0,
    population_rounding_band: float = 0.0,
) -> tuple[_Floats, _Floats, _Floats]: ...
def excess_risk(count: _Floats, population: _Floats) -> _Floats: ...
def outreach_plan(
    harm: _Floats,
    band_hours: _Floats,
    travel_hours: _Floats,
    district: npt.NDArray[np.uint32],
    floors: npt.NDArray[np.uint32],
    reserve: npt.NDArray[np.uint8],
    *,
    teams: int = 3,
    hours: float = 4.0,
    visit_hours: float = 1.0,
    reserved_share: float = 0.2,
    most_rounds: int = 200_000,
    most_nodes: int = 10_000,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def outreach_feedback(
    harm: _Floats,
    proactive: _Floats,
    band_hours: _Floats,
    travel_hours: _Floats,
    district: npt.NDArray[np.uint32],
    floors: npt.NDArray[np.uint32],
    reserve: npt.NDArray[np.uint8],
    *,
    teams: int = 3,
    hours: float = 4.0,
    visit_hours: float = 1.0,
    reserved_share: float = 0.2,
    most_rounds: int = 200_000,
    most_nodes: int = 10_000,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def outreach_tiers(
    found: PoissonGamma | SpatialRisk,
    k: int,
    *,
    borders: Sequence[float] = [0.8, 0.5, 0.2],
    draws: int = 1000,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[_Floats, list[str]]: ...
def outreach_tiers_of_draws(
    draws: _Floats,
    k: int,
    *,
    borders: Sequence[float] = [0.8, 0.5, 0.2],
    n_jobs: int = -1,
) -> tuple[_Floats, list[str]]: ...
def outreach_stability(
    events: _Floats,
    places: _Floats,
    area: npt.NDArray[np.uint32],
    areas: int,
    *,
    sizes_m: list[float] = [250.0, 500.0, 1000.0],
    top_share: float = 0.05,
    resamples: int = 99,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[_Floats, _Floats, _Floats]: ...
def bym2(
    count: _Floats,
    expected: _Floats,
    weights: Weights,
    covariates: _Floats,
    *,
    names: Sequence[str] = [],
    roles: Sequence[str] = [],
    level: float = 0.95,
    largest_deviation: float = 1.0,
    tail: float = 0.01,
    mixing_prior: str = "uniform",
    rounding_band: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> SpatialRisk: ...
def leroux(
    count: _Floats,
    expected: _Floats,
    weights: Weights,
    covariates: _Floats,
    *,
    names: Sequence[str] = [],
    roles: Sequence[str] = [],
    level: float = 0.95,
    largest_deviation: float = 1.0,
    tail: float = 0.01,
    rounding_band: float = 0.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> SpatialRisk: ...
def rank_probability(draws: _Floats, k: int, *, n_jobs: int = -1) -> _Floats: ...
def weighted_displacement_difference(
    treated: tuple[float, float],
    control: tuple[float, float],
    displacement_treated: tuple[float, float] | None = None,
    displacement_control: tuple[float, float] | None = None,
    *,
    level: float = 0.95,
) -> tuple[float, float, float, float, float]: ...
def rank_interval(
    draws: _Floats, level: float, *, n_jobs: int = -1
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]: ...
def neighbourhood_risk(
    counts: _Floats,
    population: _Floats,
    *,
    level: float = 0.95,
    rounding_band: float = 0.0,
    low_at_most: float = 0.0,
    minimum_residents: float = 0.0,
) -> dict[str, Any]: ...
def concentration(counts: _Floats) -> dict[str, Any]: ...
def concentration_by_chance(
    places: int,
    events: int,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, tuple[float, float, float]]: ...
def top_tenth_over_time(
    counts: _Floats,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def top_tenth_overlap(
    first: _Floats,
    second: _Floats,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def london_days(seconds: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]: ...
def parse_window(start: str, end: str) -> tuple[int, int]: ...
def peak_bands(
    start_s: npt.NDArray[np.int64],
    end_s: npt.NDArray[np.int64],
    window_s: tuple[int, int] | None = None,
    *,
    clock: str = "week",
    rule: str = "scan",
    share: float = 0.5,
    longest_hours: int = 8,
    most_bands: int = 3,
    fewest_events: int = 20,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def seasonality(
    days: npt.NDArray[np.int32],
    first_day: int,
    last_day: int,
    *,
    by: str = "month",
    level: float = 0.95,
    exact_up_to: int = 10000,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def missing_spells(
    child: npt.NDArray[np.uint32],
    start_s: npt.NDArray[np.int64],
    end_s: npt.NDArray[np.int64],
    group: npt.NDArray[np.uint32] | None = None,
    *,
    observed_until_s: int,
    joined_within_s: int = 0,
    repeat_days: Sequence[int] = [30, 90],
    fewest_children: int = 10,
    level: float = 0.95,
) -> list[dict[str, Any]]: ...
def reporting_lag(
    incident: npt.NDArray[np.int32],
    reported: npt.NDArray[np.int32] | None,
    recorded: npt.NDArray[np.int32],
    *,
    as_of_day: int,
    longest_months: int = 24,
    level: float = 0.95,
) -> dict[str, Any]: ...
def premises_type_risk(
    premises: _Floats,
    types: npt.NDArray[np.uint32],
    incidents: _Floats,
    *,
    weights: _Floats | None = None,
    radius_m: float = 100.0,
    level: float = 0.95,
    dispersion_cell_m: float = 1000.0,
    excluded_types: Sequence[int] = [],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[list[dict[str, Any]], float, float]: ...
def premises_by_area(
    premises: _Floats,
    types: npt.NDArray[np.uint32],
    areas: npt.NDArray[np.uint32],
    parents: npt.NDArray[np.uint32],
    incidents: _Floats,
    *,
    weights: _Floats | None = None,
    radius_m: float = 100.0,
    level: float = 0.95,
    minimum_premises: float = 3.0,
    excluded_types: Sequence[int] = [],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def steadied_premises(
    incidents: _Floats,
    premises: _Floats,
    *,
    rounding_band: float = 0.0,
    premises_rounding_band: float = 0.0,
) -> tuple[_Floats, _Floats, _Floats]: ...
def matched_background(
    premises: _Floats,
    types: npt.NDArray[np.uint32],
    neighbourhoods: npt.NDArray[np.uint32],
    incidents: _Floats,
    *,
    weights: _Floats | None = None,
    radius_m: float = 100.0,
    level: float = 0.95,
    excluded_types: Sequence[int] = [],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def distance_decay(
    premises: _Floats,
    types: npt.NDArray[np.uint32],
    neighbourhoods: npt.NDArray[np.uint32],
    incidents: _Floats,
    *,
    weights: _Floats | None = None,
    limits_m: Sequence[float] = [50.0, 100.0, 200.0, 300.0, 400.0, 500.0],
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    excluded_types: Sequence[int] = [],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def opening_hours_risk(
    premises: _Floats,
    types: npt.NDArray[np.uint32],
    open_hours: npt.NDArray[np.uint8],
    incidents: _Floats,
    hour_of_week: npt.NDArray[np.int32],
    *,
    radius_m: float = 100.0,
    compared_with: str = "incidents_elsewhere",
    level: float = 0.95,
    excluded_types: Sequence[int] = [],
    n_jobs: int = -1,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def protect(
    units: Sequence[str],
    categories: Sequence[str],
    counts: npt.NDArray[np.int64],
    levels: Sequence[tuple[str, Sequence[str], npt.NDArray[np.uint32]]],
    residents: _Floats | None,
    largest: npt.NDArray[np.int64] | None,
    second: npt.NDArray[np.int64] | None,
    policy: Policy,
    key: _Key | None,
) -> ProtectedTable: ...
def protect_hierarchies(
    units: Sequence[str],
    categories: Sequence[str],
    counts: npt.NDArray[np.int64],
    levels: Sequence[tuple[str, Sequence[str], npt.NDArray[np.uint32]]],
    category_levels: Sequence[tuple[str, Sequence[str], npt.NDArray[np.uint32]]],
    residents: _Floats | None,
    policy: Policy,
    key: _Key | None,
) -> ProtectedHierarchies: ...

class ProtectedBins:
    @property
    def bins(self) -> list[str]: ...
    @property
    def counts(self) -> list[int]: ...
    @property
    def reliability(self) -> list[str]: ...
    @property
    def total(self) -> int: ...
    @property
    def base(self) -> int: ...
    @property
    def policy(self) -> Policy: ...

def protect_aoristic(
    name: str,
    bins: Sequence[str],
    weights: _Floats,
    pinned_total: int | None,
    policy: Policy,
    key: _Key | None,
) -> ProtectedBins: ...
def fidelity(
    table: ProtectedTable,
    units: Sequence[str],
    categories: Sequence[str],
    counts: npt.NDArray[np.int64],
    levels: Sequence[tuple[str, Sequence[str], npt.NDArray[np.uint32]]],
) -> list[tuple[str, int, int, int, int, int, int, int, int, float, float, float]]: ...
def max_p_regions(
    weights: Weights,
    size: _Floats,
    attributes: _Floats,
    *,
    floor: float,
    attempts: int = 20,
    seed: int = 0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[npt.NDArray[np.int64], _Floats, npt.NDArray[np.int64], float]: ...
def audit_table(
    table: ProtectedTable,
    units: Sequence[str],
    categories: Sequence[str],
    counts: npt.NDArray[np.int64],
    levels: Sequence[tuple[str, Sequence[str], npt.NDArray[np.uint32]]],
    *,
    time_limit_s: float = 60.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> TableAudit: ...

class JointAudit:
    @property
    def tables(self) -> list[TableAudit]: ...
    @property
    def solved(self) -> int: ...
    def explain(self, table: int, cell: int) -> tuple[list[str], list[int], list[int]]: ...

def audit_together(
    names: Sequence[str],
    tables: Sequence[TableAudit],
    shared: Sequence[Sequence[tuple[int, int]]],
    at_least: Sequence[tuple[tuple[int, int], tuple[int, int]]] = [],
    *,
    time_limit_s: float = 60.0,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> JointAudit: ...
def write_geojson(layer: Layer, path: _Path) -> None: ...
def leaflet_script() -> str: ...
def leaflet_style() -> str: ...
def sample_files(
    size: float = 1.0,
    seed: int = 0,
    *,
    areas: int | None = None,
    incidents: int | None = None,
    premises: int | None = None,
) -> dict[str, bytes]: ...

class SharingPolicy:
    def __init__(self, text: str, file: str) -> None: ...
    @staticmethod
    def from_file(path: str) -> SharingPolicy: ...
    @property
    def file(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def agencies(self) -> list[str]: ...
    @property
    def purposes(self) -> list[str]: ...
    @property
    def rules(
        self,
    ) -> list[tuple[str, list[str], list[str], list[str], list[str], str, str, str, str]]: ...
    @property
    def canonical_text(self) -> str: ...
    def why_not(
        self,
        agency: str,
        field: str,
        purpose: str,
        tier: str,
        day: str,
        table: str,
        handling: str,
    ) -> str | None: ...

def problem_profile(
    incidents: Source,
    areas: AreaSet,
    premises: Source | None,
    victims: Source | None,
    offenders: Source | None,
    crs: str,
    options: Mapping[str, Any],
    *,
    n_jobs: int = -1,
    progress: _Progress = None,
) -> tuple[Document, list[list[_Fault]], list[str], str]: ...
def profile_defaults() -> dict[str, Any]: ...
