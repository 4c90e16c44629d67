# SPDX-License-Identifier: MIT
"""lp.risk.outreach_plan, tiers, stability and feedback: what Python adds to the tests in C++."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from outreach_squares import UNITS

import libprofile as lp


def test_visits_add_up_to_rounds_and_to_the_plan(plan, harm):
    visits = plan.to_frame()
    assert visits["harm"].sum() == pytest.approx(plan.harm)
    assert visits.groupby("team")["harm"].sum().tolist() == pytest.approx(plan.rounds["harm"])
    assert (visits.groupby("team")["leaves_h"].max() <= plan.rounds["hours"] + 1e-9).all()
    assert (plan.rounds["hours"] <= 4 + 1e-9).all()
    told = [harm.loc[row.area, row.band] for row in visits.itertuples()]
    assert visits["harm"].tolist() == told
    assert plan.gap < 2e-6
    assert plan.bound >= plan.harm


def test_rules_hold_and_say_what_they_cost(plan, areas):
    visits = plan.to_frame()
    assert set(areas.loc[visits["area"], "ward"]) == {"a", "b", "c"}
    assert plan.reserved_visits == visits["reserved"].sum() >= plan.reserved_target == 2
    assert min(plan.cost_travel, plan.cost_floors, plan.cost_reserve) >= 0
    assert plan.cost_reserve > 0


def test_ways_are_straight_lines_between_areas_at_the_speed(areas):
    found = lp.risk.outreach_plan(
        [5, 4] + [0] * 10, areas=areas, teams=1, hours=3, reserved_share=0, speed_km_h=10, detour=2
    )
    arrives = found.visits["arrives_h"].tolist()
    assert arrives[:2] == pytest.approx([0, 1 + 1 * 2 / 10])
    free = lp.risk.outreach_plan([5, 4], teams=1, hours=2, reserved_share=0)
    assert free.cost_travel is None


def test_the_table_is_by_team_and_band(plan):
    table = plan.by_team()
    assert list(table.index) == [1, 2, 3]
    assert set(table.columns) <= {"Fri 18-22", "Sat 20-24"}
    assert table.loc[1, plan.rounds.loc[1, "band"]] == ", ".join(plan.rounds.loc[1, "areas"])


def test_what_is_withheld_is_in_reserve(harm):
    withheld = harm.copy()
    withheld.loc["E3"] = np.nan
    found = lp.risk.outreach_plan(withheld, reserved_share=0.1)
    assert "E3" in set(found.visits["area"])
    assert found.visits.set_index("area").loc[["E3"], "reserved"].all()


def test_it_says_in_words_what_it_found_and_what_it_cannot_say(plan):
    words = plan.summary()
    assert "visits by 3 of 3 teams" in words
    assert "No plan under the same rules covers more." in words
    assert "the reserved share" in words
    assert "where nobody looked none are expected" in words
    assert "OutreachPlan" in plan._repr_html_()


def test_it_is_drawn_and_explored(plan, areas):
    pytest.importorskip("matplotlib")
    axes = plan.plot()
    assert axes.get_title() == "Outreach plan"
    assert len(axes.lines) == 2 * len(plan.rounds)
    assert "team 1" in plan.explore().html
    frame = plan.to_geodataframe()
    assert frame.crs == areas.crs
    assert frame.geometry.iloc[0].equals(areas.geometry[frame["area"].iloc[0]])
    with pytest.raises(lp.InvalidArgument, match="areas="):
        lp.risk.outreach_plan([1, 2]).plot()


def test_columns_of_districts_and_reserve_have_the_index_of_harm(harm):
    districts = pd.Series([*"aaaabbbbcccc"], index=UNITS)
    reserve = pd.Series([unit == "E1" for unit in UNITS], index=UNITS)
    by_index = lp.risk.outreach_plan(harm, districts=districts, floors=1, reserve=reserve)
    by_position = lp.risk.outreach_plan(
        harm, districts=[*districts], floors=1, reserve=reserve.to_numpy()
    )
    assert by_index.visits.equals(by_position.visits)
    for wrong in (
        {"districts": districts[::-1], "floors": 1},
        {"districts": districts.reset_index(drop=True), "floors": 1},
        {"reserve": reserve[::-1]},
    ):
        with pytest.raises(lp.InvalidArgument, match="the index of harm, in the same order"):
            lp.risk.outreach_plan(harm, **wrong)


def test_a_cost_that_the_search_does_not_find_is_not_known(plan):
    assert plan.unknown_costs == ()
    lost = dataclasses.replace(plan, cost_floors=None, unknown_costs=("floors",))
    assert "most_nodes did not suffice, is what these cost: floors of districts." in lost.summary()


def test_progress_reaches_its_end_and_threads_change_nothing(plan, areas, harm):
    shares = []
    reserve = [unit in ("E1", "E2") for unit in UNITS]
    options = {"areas": areas, "districts": "ward", "floors": 1, "reserve": reserve}
    again = lp.risk.outreach_plan(harm, **options, n_jobs=1, progress=shares.append)
    assert shares[-1] == 1.0
    assert again.visits.equals(plan.visits)
    with pytest.raises(lp.InvalidArgument, match="n_jobs"):
        lp.risk.outreach_plan(harm, **options, n_jobs=0)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"teams": 0}, "teams = 0: must be at least 1"),
        ({"teams": 1.5}, "teams"),
        ({"hours": 0}, "hours = 0"),
        ({"visit_hours": 9}, "visit_hours = 9"),
        ({"reserved_share": 2}, "reserved_share = 2"),
        ({"districts": "ward", "floors": 9}, "ask for 27 visits, of which no plan makes more than"),
        ({"districts": "ward", "floors": {"z": 1}}, "floors: 'z' is no district"),
        ({"floors": 1}, "need districts"),
        ({"districts": "town", "floors": 1}, "no column 'town'"),
        ({"band_hours": {"Fri 18-22": 4}}, "band_hours has no 'Sat 20-24'"),
        ({"band_hours": [4]}, "one for each of 2 bands"),
        ({"reserve": [True]}, "true or false for every area"),
        ({"travel_hours": [[0.0]]}, "travel_hours"),
        ({"speed_km_h": 0}, "speed_km_h = 0"),
        ({"most_rounds": 3}, "different rounds"),
    ],
)
def test_bad_input_is_told(harm, areas, wrong, message):
    with pytest.raises(lp.InvalidArgument, match=message):
        lp.risk.outreach_plan(harm, areas=areas, **wrong)


def test_harm_that_is_none_or_of_other_areas_is_told(harm, areas):
    with pytest.raises(lp.InvalidArgument, match="nothing to plan"):
        lp.risk.outreach_plan(harm * 0)
    with pytest.raises(lp.InvalidArgument, match="in the same order"):
        lp.risk.outreach_plan(harm[::-1], areas=areas)
    with pytest.raises(lp.InvalidArgument, match="must be numbers"):
        lp.risk.outreach_plan(["many"])
    with pytest.raises(lp.CrsError):
        lp.risk.outreach_plan(harm, areas=areas.to_crs(4326))


def test_tiers_follow_the_probabilities_of_the_draws():
    risk = lp.risk.poisson_gamma(pd.Series([60, 40, 20, 19, 4, 1.0], index=list("abcdef")), [9] * 6)
    tiers = lp.risk.outreach_tiers(risk, k=3)
    among = lp.risk.rank_probability(risk.draws(1000), 3)
    assert np.array_equal(tiers.probability, among)
    assert tiers.probability.sum() == pytest.approx(3)
    frame = tiers.to_frame()
    assert frame.loc["a", "tier"] == "A"
    assert frame.loc["f", "tier"] == ""
    assert set(frame.loc[["c", "d"], "tier"]) <= {"B", "C"}
    assert "up to 3" in tiers.summary()
    drawn = lp.risk.outreach_tiers(risk.draws(50), k=3)
    assert drawn.tier[0] == "A"
    with pytest.raises(lp.InvalidArgument, match="borders"):
        lp.risk.outreach_tiers(risk, 3, borders=(0.5, 0.8, 0.2))
    with pytest.raises(lp.InvalidArgument, match="k = 7"):
        lp.risk.outreach_tiers(risk, 7)


def test_stability_finds_a_planted_place_and_not_its_neighbours(areas):
    random = np.random.default_rng(4)
    spread = random.uniform((0, 0), (4000, 3000), (200, 2))
    planted = random.normal((2500, 1500), 60, (80, 2))
    events = np.vstack([spread, planted]) + np.array([435_000, 387_000])
    found = lp.risk.outreach_stability(events, areas, sizes_m=(250, 500), resamples=20)
    frame = found.to_frame()
    assert frame["stability"].idxmax() == "E6"
    assert frame.index.equals(areas.index)
    assert frame["stability"].mean() == pytest.approx(0.05, abs=1e-9)
    mean = frame[["250_m", "500_m"]].mean(axis=1)
    assert frame["stability"].tolist() == pytest.approx(mean.tolist())
    again = lp.risk.outreach_stability(events, areas, sizes_m=(250, 500), resamples=20, n_jobs=1)
    assert np.array_equal(found.stability, again.stability)
    assert "each laid nine times" in found.summary()
    with pytest.raises(lp.InvalidArgument, match="ground_m"):
        lp.risk.outreach_stability(events, areas, ground_m=0.01)


def test_proactive_records_move_the_plan_and_the_check_says_so(harm):
    proactive = harm * 0
    proactive.loc["E0"] = 50
    found = lp.risk.outreach_feedback(harm, proactive, teams=1, hours=2, reserved_share=0)
    assert found.areas.loc["E0", "without"] == 0
    assert found.areas.loc["E0", "with_proactive"] > 0
    assert found.lost > 0.1
    assert "leave them out" in found.summary()
    same = lp.risk.outreach_feedback(harm, harm * 0, teams=1, hours=2, reserved_share=0)
    assert (same.shared, same.lost) == (1.0, 0.0)
    assert "hardly move the plan" in same.summary()
    # Another area as good as the one that it replaces: the plan moves, what it covers does not.
    near = lp.risk.outreach_feedback(
        [9, 8, 7.9, 1], [0, 0, 1, 0], teams=1, hours=2, reserved_share=0
    )
    assert near.shared == 0.5
    assert near.lost < 0.1
    assert "change which areas are visited" in near.summary()
    assert "hardly move the plan" not in near.summary()
    with pytest.raises(lp.InvalidArgument, match="in another order; type proactive"):
        lp.risk.outreach_feedback(harm, proactive[::-1])


def test_ways_whose_columns_are_in_another_order_are_refused():
    names = ["a", "b"]
    harm = pd.DataFrame({"Friday": [3.0, 2.0]}, index=names)
    ways = pd.DataFrame([[0.0, 0.2], [0.2, 0.0]], index=names, columns=names)
    lp.risk.outreach_plan(harm, travel_hours=ways, teams=1, hours=2)
    with pytest.raises(
        lp.InvalidArgument, match=r"travel_hours\.T: has the labels of harm, in anot"
    ):
        lp.risk.outreach_plan(harm, travel_hours=ways[names[::-1]], teams=1, hours=2)
