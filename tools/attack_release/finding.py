# SPDX-License-Identifier: MIT
"""What an attack got."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One attack on one release."""

    # "A01" as in docs/disclosure.md.
    attack: str
    # What was tried, in a few words.
    tried: str
    # What it got, in a sentence without any number of the records.
    got: str
    succeeded: bool
