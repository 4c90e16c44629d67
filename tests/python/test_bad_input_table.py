# SPDX-License-Identifier: MIT
"""The table of docs/bad-input.md names a test for each fault, and every test of bad input."""

import ast
import re

import pytest
from support import ROOT

TESTS = ROOT / "tests" / "python"


def rows():
    lines = (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8").splitlines()
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("|")]
    return {row[0].strip(): [cell.strip() for cell in row[1:]] for row in cells[2:]}


def names_in(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def there_are():
    paths = set(TESTS.glob("test_bad_input_*.py")) - {TESTS / "test_bad_input_table.py"}
    assert len(paths) == 6
    return set().union(*map(names_in, paths))


@pytest.mark.parametrize("fault", rows())
def test_each_fault_has_tests_that_exist(fault):
    what, tests = rows()[fault]
    names = re.findall(r"`(\w+)`", tests)
    assert what
    assert names
    assert set(names) <= there_are()


def test_every_test_of_bad_input_stands_in_the_table():
    named = {name for _, tests in rows().values() for name in re.findall(r"`(\w+)`", tests)}
    assert named == there_are()
