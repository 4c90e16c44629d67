# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

KEY = bytes(range(32))


def test_hours_leave_without_fractions_and_add_up():
    rng = np.random.default_rng(5)
    start = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 3_000, 400), unit="h")
    end = start + pd.to_timedelta(rng.integers(0, 30, 400), unit="h")
    hours = lp.records.aoristic(start, end).sum(axis=0).reshape(7, 4, 6).sum(axis=2).ravel()
    index = [
        f"{day} {part}" for day in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] for part in range(4)
    ]
    safe = lp.disclosure.protect_aoristic(pd.Series(hours, index=index), key=KEY)
    frame = safe.to_frame()
    assert frame["bin"].tolist() == index
    assert frame["count"].sum() == safe.total == 400
    assert (frame["count"] % 5 == 0).all()
    assert (np.abs(frame["count"].to_numpy(float) - hours) < 5).all()
    assert "28 bins that add up to 400" in safe.summary()
    again = lp.disclosure.protect_aoristic(pd.Series(hours, index=index), key=KEY)
    pd.testing.assert_frame_equal(frame, again.to_frame())


def test_what_is_no_table_of_weights_is_refused():
    for wrong in ([0.5, 0.25], [-1.0, 2.0], [np.nan, 1.0]):
        with pytest.raises(lp.InvalidArgument):
            lp.disclosure.protect_aoristic(wrong)
    with pytest.raises(lp.InvalidArgument):
        lp.disclosure.protect_aoristic([3.5, 8.5], total=20)
    with pytest.raises(lp.DisclosureError):
        lp.disclosure.protect_aoristic([3.5, 8.5], lp.disclosure.Policy.preset("opensafely"))
    with pytest.raises(lp.DisclosureError):
        lp.disclosure.ProtectedBins(None)
