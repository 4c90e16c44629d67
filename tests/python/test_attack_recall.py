# SPDX-License-Identifier: MIT
"""tools/attack: what it finds of numbers that are planted, with a seed, all over the pages.

`benchmarks/attack_recall.py` plants more of them, one at a time, and in every file.
"""

from collections import Counter

import page_figures
from attack_plants import found_together, pages_of, plants_in_page, seeded

AT_LEAST = 0.97


def test_numbers_planted_on_pages_are_found(known):
    release, about = known
    planted, found = Counter(), Counter()
    for name, page in pages_of(release).items():
        plants = list(plants_in_page(page, 6, seeded(name)))
        for strata in (("map data",), ("drawn map",), None):
            some = [
                one for one in plants if (one[0] in ("map data", "drawn map")) != (strata is None)
            ]
            some = [one for one in some if strata is None or one[0] in strata]
            planted.update(one[0] for one in some)
            found.update(found_together(release, page, some, about))
    print({place: f"{found[place]} of {count}" for place, count in planted.items()})
    assert planted.total() > 150
    assert found.total() >= AT_LEAST * planted.total()


def test_nothing_is_found_where_nothing_is_planted(known):
    release, about = known
    for page in release.pages.values():
        assert not page_figures.page(release, page, about, [*release.pages.values()]).unexplained()
