# SPDX-License-Identifier: MIT
"""Columns that hold direct identifiers, and columns that only look like it. Made up, seeded."""

import string
from collections.abc import Callable, Iterator

import numpy as np

ROWS = 40
FIRST = [
    "Amelia",
    "Oliver",
    "Isla",
    "George",
    "Zainab",
    "Mohammed",
    "Niamh",
    "Tomasz",
    "Wei",
    "Priya",
    "Aoife",
    "Dafydd",
    "Chidi",
    "Sofia",
]
LAST = [
    "Smith",
    "Jones",
    "Taylor",
    "O'Brien",
    "Khan",
    "Patel",
    "Nowak",
    "Evans",
    "Okafor",
    "Hughes",
    "Begum",
    "Murphy",
    "Davies",
    "Chen",
]
WORDS = [
    "seen",
    "near",
    "the",
    "park",
    "with",
    "two",
    "others",
    "after",
    "school",
    "again",
    "on",
    "friday",
    "told",
    "worker",
    "later",
]

Draw = np.random.Generator


def _digits(rng: Draw, n: int) -> str:
    return "".join(map(str, rng.integers(0, 10, n)))


def _letters(rng: Draw, n: int, among: str = string.ascii_uppercase) -> str:
    return "".join(rng.choice(list(among), n))


def nhs_number(rng: Draw) -> str:
    """Ten digits with their check digit, written in one of three ways."""
    while True:
        nine = _digits(rng, 9)
        check = 11 - sum(int(digit) * (10 - at) for at, digit in enumerate(nine)) % 11
        if check != 10:
            whole = nine + str(check % 11)
            gap = str(rng.choice(["", " ", "-"]))
            return gap.join((whole[:3], whole[3:6], whole[6:]))


def name(rng: Draw) -> str:
    """A first and a last name, in one of three orders."""
    first, last = str(rng.choice(FIRST)), str(rng.choice(LAST))
    return str(rng.choice([f"{first} {last}", f"{last}, {first}", f"{last.upper()} {first}"]))


def birth_date(rng: Draw) -> str:
    """A day on which somebody of 5 to 40 was born."""
    day = np.datetime64("1984-01-01") + int(rng.integers(0, 13000))
    year, month, date = str(day).split("-")
    return str(rng.choice([f"{date}/{month}/{year}", f"{year}-{month}-{date}"]))


def insurance_number(rng: Draw) -> str:
    """Of the prefixes that are given out."""
    prefix = _letters(rng, 1, "ABCEGHJKLMOPRSTWXYZ") + _letters(rng, 1, "ABCEHJLMPRSWXY")
    parts = [prefix, *(_digits(rng, 2) for _ in range(3)), _letters(rng, 1, "ABCD")]
    return str(rng.choice(["", " "])).join(parts)


def postcode(rng: Draw) -> str:
    """Of a home."""
    out = str(rng.choice(["S1", "S10", "DN4", "LS17", "M3", "SW1A"]))
    return f"{out} {_digits(rng, 1)}{_letters(rng, 2, 'ABDEFGHJLNPQRSTUWXYZ')}"


def phone(rng: Draw) -> str:
    """A mobile or a landline, at home or from abroad."""
    kinds = [f"07{_digits(rng, 9)}", f"0114 {_digits(rng, 3)} {_digits(rng, 4)}"]
    return str(rng.choice([*kinds, f"+44 7{_digits(rng, 3)} {_digits(rng, 6)}"]))


def email(rng: Draw) -> str:
    """Of a person."""
    local = f"{rng.choice(FIRST)}.{rng.choice(LAST)}".lower().replace("'", "")
    return f"{local}@{rng.choice(['example.org', 'mail.example.com'])}"


def plate(rng: Draw) -> str:
    """Of a vehicle, from 2001 on."""
    letters = "ABCDEFGHJKLMNOPRSTUVWXY"
    return f"{_letters(rng, 2, letters)}{rng.integers(2, 70):02} {_letters(rng, 3, letters)}"


def free_text(rng: Draw) -> str:
    """More than forty characters of somebody's words."""
    return " ".join(rng.choice(WORDS, int(rng.integers(12, 25))))


IDENTIFIERS: dict[str, Callable[[Draw], str]] = {
    "names of people": name,
    "dates of birth": birth_date,
    "NHS numbers": nhs_number,
    "National Insurance numbers": insurance_number,
    "postcodes": postcode,
    "phone numbers": phone,
    "e-mail addresses": email,
    "vehicle registrations": plate,
    "free text": free_text,
}

HARMLESS: dict[str, Callable[[Draw], str]] = {
    "crime reference": lambda rng: f"14/{_digits(rng, 6)}/{rng.integers(18, 25)}",
    "area code": lambda rng: f"E01{_digits(rng, 6)}",
    "outward postcode": lambda rng: str(rng.choice(["S1", "S10", "DN4", "LS17"])),
    "street-crime id": lambda rng: bytes(rng.integers(0, 256, 32, dtype=np.uint8)).hex(),
    "token of 32 digits": lambda rng: bytes(rng.integers(0, 256, 16, dtype=np.uint8)).hex(),
    "month": lambda rng: f"2018-{rng.integers(1, 13):02}",
    "count": lambda rng: str(rng.integers(0, 5000)),
    "number of ten digits": lambda rng: str(rng.integers(10**9, 10**10)),
    "easting": lambda rng: f"{rng.uniform(4e5, 5e5):.1f}",
    "easting, all digits": lambda rng: repr(rng.uniform(4e5, 6e5)),
    "latitude, all digits": lambda rng: repr(rng.uniform(50.0, 55.0)),
    "category": lambda rng: str(rng.choice(["Violence and sexual offences", "Robbery"])),
    "ward": lambda rng: str(rng.choice(["Manor Castle", "Darnall", "Burngreave", "Firth Park"])),
    "premises type": lambda rng: str(rng.choice(["takeaway", "pub, bar, nightclub", "P03"])),
    "grade": lambda rng: f"{_letters(rng, 1, 'ABCDE')}{rng.integers(1, 6)}{rng.integers(1, 6)}",
    "hour": lambda rng: f"{rng.integers(0, 24):02}:00",
    "agency": lambda rng: str(rng.choice(["police", "social care", "school", "voluntary"])),
}


def columns(makers: dict[str, Callable[[Draw], str]], each: int) -> Iterator[tuple[str, list[str]]]:
    """Kind and values of so many columns of each kind."""
    for at, (kind, make) in enumerate(makers.items()):
        for column in range(each):
            rng = np.random.default_rng([at, column])
            yield kind, [make(rng) for _ in range(ROWS)]
