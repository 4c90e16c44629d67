# SPDX-License-Identifier: MIT
"""A13: direct identifiers in any byte of any file, archived and encoded text included."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

from finding import Finding
from release import Release

EMAIL = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(rb"(?<![\d.])(?:\+44\s?\d{2,4}|0\d{3,4})[\s-]\d{3,4}[\s-]?\d{3,4}(?![\d.])")
NHS = re.compile(rb"(?<![\d.])(\d{3})[ -](\d{3})[ -](\d{4})(?![\d.])")
INSURANCE = re.compile(
    rb"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?![A-Z0-9])"
)
POSTCODE = re.compile(rb"(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])")


def is_nhs_number(digits: bytes) -> bool:
    """Whether the last digit checks the others (modulus 11)."""
    weighed = sum(int(chr(digit)) * (10 - at) for at, digit in enumerate(digits[:9]))
    return (11 - weighed % 11) % 11 == int(chr(digits[9]))


def identifiers(content: bytes) -> int:
    """How many things in a file look like a direct identifier."""
    found = sum(len(kind.findall(content)) for kind in (EMAIL, PHONE, INSURANCE, POSTCODE))
    return found + sum(is_nhs_number(b"".join(parts)) for parts in NHS.findall(content))


def encodings(value: str) -> Iterator[bytes]:
    """A value in the ways it may hide in a file."""
    yield value.encode()
    yield value.encode("utf-16-le")
    yield base64.b64encode(value.encode()).rstrip(b"=")[:-1]
    yield value.encode().hex().encode()


def hidden(release: Release, values: set[str]) -> int:
    """How many of some values stand in any file, in any of these encodings."""
    contents = [path.read_bytes() for path in release.paths]
    contents += [release.name(path).encode() for path in release.paths]
    return sum(
        any(form in content for form in encodings(value) for content in contents)
        for value in values
    )


def canaries(file: Path) -> set[str]:
    """Values to look for, a line each; short ones would be found by chance."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if len(line.strip()) >= 6}


def texts(release: Release) -> Iterator[bytes]:
    """Every file as text; of the GeoPackage, whose outlines may look like anything, its words."""
    for path in release.paths:
        if path.suffix != ".gpkg":
            yield path.read_bytes()
    for rows in release.database.values():
        words = [str(value) for row in rows for value in row.values() if isinstance(value, str)]
        yield "\n".join(words).encode()


def attack(release: Release, values: set[str] | None = None) -> Finding:
    """Search every file and name, for shapes and for the values that are given."""
    shapes = sum(identifiers(text) for text in texts(release))
    known = hidden(release, values) if values else 0
    got = f"{len(release.paths)} files; {shapes:,} things that look like identifiers"
    if values:
        got += f"; {known:,} of {len(values):,} values that were given"
    return Finding("A13", "identifiers in any byte", got, shapes > 0 or known > 0)
