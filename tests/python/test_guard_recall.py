# SPDX-License-Identifier: MIT
"""How often the guard of inputs finds what it should, and speaks up where it should not."""

from collections import Counter

import pandas as pd
import pytest
from identifier_corpus import HARMLESS, IDENTIFIERS, columns

import libprofile as lp

EACH = 40


def found_in(values):
    # A header that says nothing, so that values alone decide.
    return {finding.kind for finding in lp.disclosure.guard(pd.DataFrame({"field_7": values}))}


def report(capsys, title, rates):
    with capsys.disabled():
        print(f"\n{title}: " + ", ".join(f"{kind} {rate:.0%}" for kind, rate in rates.items()))


def test_columns_of_identifiers_are_found(capsys):
    found, total = Counter(), Counter()
    for kind, values in columns(IDENTIFIERS, EACH):
        total[kind] += 1
        found[kind] += bool(found_in(values))
    recall = {kind: found[kind] / total[kind] for kind in total}
    report(capsys, "guard, recall by kind of column", recall)
    assert min(recall.values()) >= 0.95
    assert sum(found.values()) / sum(total.values()) >= 0.98


def test_a_tenth_of_the_rows_is_enough(capsys):
    recall = {}
    for kind in IDENTIFIERS:
        hits = [
            bool(found_in(values[:4] + ["not known"] * 36))
            for one, values in columns(IDENTIFIERS, EACH)
            if one == kind
        ]
        recall[kind] = sum(hits) / len(hits)
    report(capsys, "guard, recall where a tenth of the rows hold one", recall)
    assert sum(recall.values()) / len(recall) >= 0.8


def test_harmless_columns_are_left_alone(capsys):
    alarms, total = Counter(), Counter()
    for kind, values in columns(HARMLESS, EACH):
        total[kind] += 1
        alarms[kind] += bool(found_in(values))
    rates = {kind: alarms[kind] / total[kind] for kind in total}
    report(capsys, "guard, false alarms", rates)
    assert sum(alarms.values()) / sum(total.values()) <= 0.02


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_no_finding_repeats_a_value(kind):
    for one, values in columns({kind: IDENTIFIERS[kind]}, 3):
        said = repr(lp.disclosure.guard(pd.DataFrame({"field_7": values})))
        assert not any(value in said for value in values), one
