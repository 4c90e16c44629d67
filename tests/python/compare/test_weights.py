# SPDX-License-Identifier: MIT
"""Weights side by side with libpysal and scipy."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

import libprofile as lp

libpysal = pytest.importorskip("libpysal")
spatial = pytest.importorskip("scipy.spatial")
Graph = pytest.importorskip("libpysal.graph").Graph

GEOGRAPHY = lp.geography
SEEDS = range(100)


def places(seed, n=40):
    """Points no two of which coincide, no four on a circle, no two pairs equally far apart."""
    return np.random.default_rng(seed).uniform(0, 1_000, (n, 2))


def square(column, row, side_m=100):
    return box(column * side_m, row * side_m, (column + 1) * side_m, (row + 1) * side_m)


def links(weights):
    return {(i, int(j)) for i in range(weights.n) for j in weights.neighbours(i)}


def theirs(graph):
    pairs = graph.adjacency.reset_index()
    kept = pairs[(pairs["weight"] != 0) & (pairs["focal"] != pairs["neighbor"])]
    return set(zip(kept["focal"].tolist(), kept["neighbor"].tolist(), strict=True))


def values(weights):
    return {
        (i, int(j)): float(w)
        for i in range(weights.n)
        for j, w in zip(weights.neighbours(i), weights.weights(i), strict=True)
    }


def same_values(ours, graph, factor=1.0, least=1e-12):
    """Weights above `least` agree, theirs up to a factor."""
    pairs = graph.adjacency.reset_index()
    expected = {
        (int(i), int(j)): w / factor
        for i, j, w in pairs.itertuples(index=False)
        if i != j and w / factor > least
    }
    found = {pair: w for pair, w in values(ours).items() if w > least}
    assert found.keys() == expected.keys()
    for pair, value in found.items():
        assert value == pytest.approx(expected[pair], rel=1e-10), pair


@pytest.fixture(scope="module")
def columbus(real_data):
    frame = gpd.read_file(real_data / "classics" / "columbus" / "columbus.shp")
    # Its unit is not known, and its numbers look like degrees: a thousand times them do not.
    larger = frame.geometry.scale(1_000, 1_000, origin=(0, 0))
    return frame.set_geometry(larger.set_crs(27700, allow_override=True))


@pytest.fixture(scope="module")
def centres(columbus):
    centroid = columbus.centroid
    return np.column_stack([centroid.x, centroid.y])


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_contiguity_of_columbus(columbus, rule):
    ours = getattr(GEOGRAPHY, rule)(columbus)
    assert links(ours) == theirs(Graph.build_contiguity(columbus, rook=rule == "rook"))


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_contiguity_of_random_lattices_with_gaps(rule):
    for seed in SEEDS:
        kept = np.flatnonzero(np.random.default_rng(seed).uniform(size=49) < 0.7)
        cells = gpd.GeoDataFrame(geometry=[square(k % 7, k // 7) for k in kept], crs=27700)
        ours = getattr(GEOGRAPHY, rule)(cells)
        assert links(ours) == theirs(Graph.build_contiguity(cells, rook=rule == "rook"))


GRAPHS = [
    ("triangulation", "delaunay"),
    ("gabriel", "gabriel"),
    ("relative_neighbourhood", "relative_neighborhood"),
]


@pytest.mark.parametrize(("name", "method"), GRAPHS)
def test_graphs_of_points(centres, name, method):
    for xy in [centres, *(places(seed) for seed in SEEDS)]:
        graph = Graph.build_triangulation(xy, method=method)
        assert links(getattr(GEOGRAPHY, name)(xy)) == theirs(graph)


@pytest.mark.parametrize("seed", range(3))
def test_triangulation_of_many_points_is_that_of_qhull(seed):
    xy = places(seed, 5_000)
    start, ends = spatial.Delaunay(xy).vertex_neighbor_vertices
    ours = GEOGRAPHY.triangulation(xy)
    for i in range(len(xy)):
        assert ours.neighbours(i).tolist() == sorted(ends[start[i] : start[i + 1]].tolist())


def test_nearest_and_bands(centres):
    for k, xy in enumerate([centres, *(places(seed) for seed in SEEDS)]):
        few = 1 + k % 8
        assert links(GEOGRAPHY.k_nearest(xy, few)) == theirs(Graph.build_knn(xy, few))
        radius_m = float(np.ptp(xy)) / 5
        band = Graph.build_distance_band(xy, radius_m, binary=True)
        assert links(GEOGRAPHY.distance_band(xy, radius_m)) == theirs(band)


def test_all_ties_are_those_within_the_distance_of_the_k_th():
    for seed in SEEDS:
        xy = np.random.default_rng(seed).integers(0, 8, (40, 2)).astype(float)
        tree = spatial.cKDTree(xy)
        tied = GEOGRAPHY.k_nearest(xy, 4, ties="all")
        for i, row in enumerate(tree.query(xy, k=5)[0]):
            within = sorted(set(tree.query_ball_point(xy[i], row[-1] * (1 + 1e-12))) - {i})
            assert tied.neighbours(i).tolist() == within


KERNELS = [
    ("triangular", "triangular", 1.0),
    ("epanechnikov", "parabolic", 0.75),
    ("quartic", "bisquare", 15 / 16),
    ("gaussian", "gaussian", 1 / np.sqrt(2 * np.pi)),
]


@pytest.mark.parametrize(("kernel", "name", "at_zero"), KERNELS)
def test_kernels_up_to_their_constant(centres, kernel, name, at_zero):
    for xy in [centres, *(places(seed) for seed in SEEDS)]:
        bandwidth_m = float(np.ptp(xy)) / 4
        graph = Graph.build_kernel(
            xy, kernel=name, bandwidth=bandwidth_m, taper=kernel != "gaussian"
        )
        ours = GEOGRAPHY.kernel_weights(xy, bandwidth_m=bandwidth_m, kernel=kernel)
        # Ours ends at 4 standard deviations, theirs nowhere.
        same_values(ours, graph, at_zero, least=np.exp(-8) if kernel == "gaussian" else 1e-12)


def test_inverse_distances():
    for seed in SEEDS:
        xy = places(seed)
        graph = Graph.build_distance_band(xy, 300, binary=False, alpha=-2)
        same_values(GEOGRAPHY.inverse_distance(xy, radius_m=300, power=2, least_m=1e-9), graph)


@pytest.mark.parametrize("order", [2, 3])
@pytest.mark.parametrize("lower", ["exclude", "include"])
def test_higher_orders(columbus, order, lower):
    graphs = [(GEOGRAPHY.queen(columbus), Graph.build_contiguity(columbus, rook=False))]
    for seed in range(50):
        xy = places(seed)
        graphs.append((GEOGRAPHY.gabriel(xy), Graph.build_triangulation(xy, method="gabriel")))
    for ours, graph in graphs:
        further = graph.higher_order(order, lower_order=lower == "include")
        assert links(GEOGRAPHY.higher_order(ours, order, lower=lower)) == theirs(further)


@pytest.mark.parametrize("name", ["union", "intersection", "difference", "symmetric_difference"])
def test_sets_of_links(name):
    for seed in SEEDS:
        xy = places(seed)
        near, band = GEOGRAPHY.k_nearest(xy, 4), GEOGRAPHY.distance_band(xy, 180)
        combined = getattr(near.to_libpysal(), name)(band.to_libpysal())
        assert links(getattr(near, name)(band)) == theirs(combined)


def test_blocks():
    for seed in SEEDS:
        codes = np.random.default_rng(seed).choice(["a", "b", "c", "d"], 30)
        assert links(GEOGRAPHY.block(codes)) == theirs(Graph.build_block_contiguity(codes))


def test_row_standardised_weights_and_islands():
    for seed in SEEDS:
        near = GEOGRAPHY.inverse_distance(places(seed), radius_m=120)
        same_values(near.row_standardised(), near.to_libpysal().transform("r"))
        assert near.islands.tolist() == near.to_libpysal().isolates.tolist()


def test_files_of_theirs_are_read_and_theirs_read_ours(centres, tmp_path):
    for seed in range(20):
        near = GEOGRAPHY.distance_band(places(seed), 200)
        path = tmp_path / f"{seed}.gal"
        GEOGRAPHY.write_weights(near, path)
        read = libpysal.io.open(str(path)).read()
        assert {(int(i) - 1, int(j) - 1) for i in read.neighbors for j in read.neighbors[i]} == (
            links(near)
        )
        kernel = GEOGRAPHY.kernel_weights(places(seed), k=4, kernel="gaussian")
        path = tmp_path / f"{seed}.gwt"
        GEOGRAPHY.write_weights(kernel, path)
        read = libpysal.io.open(str(path)).read()
        found = {
            (int(i) - 1, int(j) - 1): w
            for i in read.neighbors
            for j, w in zip(read.neighbors[i], read.weights[i], strict=True)
        }
        assert found == values(kernel)


@pytest.mark.parametrize(
    "name", ["wmat/rook31.gal", "book/book.gal", "stl/stl_hom_rook.gal", "baltim/baltim_k4.gwt"]
)
def test_files_that_come_with_libpysal(name):
    folder = Path(libpysal.examples.__file__).parent
    if not (folder / name).exists():
        pytest.skip(f"libpysal came without {name}")
    theirs_read = libpysal.io.open(str(folder / name)).read()
    ours, ids = GEOGRAPHY.read_weights(folder / name)
    assert ours.n == theirs_read.n
    expected = {(str(i), str(j)) for i in theirs_read.neighbors for j in theirs_read.neighbors[i]}
    assert {(ids[i], ids[j]) for i, j in links(ours)} == expected
