# SPDX-License-Identifier: MIT
"""A13: planted identifiers come out of no command, in no file, message or encoding."""

import base64
import csv
import os
import urllib.parse

import pytest

NAME = "Quillon Vexworth"
BORN = "29/02/1987"
NHS = "943 476 5919"
POSTCODE = "LS99 4XW"
PHONE = "07700 900873"
EMAIL = "q.vexworth@canary.example"
TEXT = "seen crying behind the Pellgate laundrette with two older men"
CANARIES = [NAME, BORN, NHS, POSTCODE, PHONE, EMAIL, TEXT]
# Parts that would be a leak by themselves.
PARTS = [*CANARIES, "Vexworth", "Quillon", "Pellgate", "9434765919", "LS994XW", "07700900873"]


def spelt(text):
    """A value in every way that software is known to write it, without regard to case."""
    for form in {text, text.replace(" ", ""), text[::-1]}:
        plain = form.encode()
        yield plain
        yield form.encode("utf-16-le")
        yield form.encode("utf-16-be")
        yield plain.hex().encode()
        yield urllib.parse.quote(form, safe="").encode()
        yield urllib.parse.quote_plus(form, safe="").encode()
        yield "".join(f"\\u{ord(letter):04x}" for letter in form).encode()
        yield "".join(f"&#x{ord(letter):x};" for letter in form).encode()


def in_base64(text):
    """The characters of base 64 that depend on a value alone, whatever comes before and after."""
    for form in {text, text.upper(), text.lower(), text.replace(" ", "")}:
        for offset in range(3):
            whole = base64.b64encode(b"\0" * offset + form.encode())
            yield whole[0 if offset == 0 else 4 : (offset + len(form)) // 3 * 4]


SPELT = {part: {form.lower() for form in spelt(part)} for part in PARTS}
BASE64 = {part: set(in_base64(part)) for part in PARTS}


def found_in(data):
    lower = data.lower()
    return sorted(
        part
        for part in PARTS
        if any(form in lower for form in SPELT[part]) or any(form in data for form in BASE64[part])
    )


def leaks(*folders, said=b""):
    """What is found in the files below folders, in their names, and in what a command said."""
    found = {"said": found_in(said)}
    for folder in folders:
        for path in folder.rglob("*"):
            found[f"name of {path}"] = found_in(str(path.relative_to(folder)).encode())
            if path.is_file():
                found[str(path)] = found_in(path.read_bytes())
    return {where: parts for where, parts in found.items() if parts}


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def sample(tmp_path, cli):
    """A partnership with every canary in every row of columns that nothing is mapped to."""
    folder = tmp_path / "sample"
    cli("sample", "--size", "0.1", "--seed", "3", "--out", folder)
    tables = [*(folder / "incidents").glob("*.csv"), folder / "premises.csv"]
    for path in tables:
        rows = rows_of(path)
        for row in rows:
            row["Name"] = NAME
            row[f"Notes on {NAME}"] = TEXT
            row[f"Born {BORN}"] = BORN
            row["NHS"] = NHS
            row["Address"] = f"1 Pellgate, {POSTCODE}"
            row["Telephone"] = PHONE
            row[EMAIL] = EMAIL
        write_rows(path, rows)
    return folder


@pytest.fixture
def attempt(tmp_path, cli):
    """Runs a command with a temporary folder of its own; gives its exit code and what it leaks."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def run(*arguments, code=None):
        environment = os.environ | {"TMPDIR": str(scratch)}
        done = cli(*arguments, check=False, env=environment)
        out = tmp_path / "out"
        assert code is None or done.returncode == code, done.stderr
        said = (done.stdout + done.stderr).encode()
        return leaks(scratch, *([out] if out.exists() else []), said=said)

    return run


def change(path, column, value, rows=slice(None)):
    """Puts a value into a column of some rows; free text differs from row to row, as it does."""
    table = rows_of(path)
    for i, row in enumerate(table[rows]):
        row[column] = f"{value}, note {i}" if value == TEXT else value
    write_rows(path, table)


def edit(sample, old, new):
    config = sample / "profile.toml"
    text = config.read_text()
    assert old in text
    config.write_text(text.replace(old, new))


@pytest.mark.parametrize("audience", ["all", "public"])
@pytest.mark.parametrize("tier", ["partner", "internal"])
def test_unmapped_fields_and_headers_do_not_come_out(sample, attempt, tmp_path, tier, audience):
    arguments = ["--tier", tier, "--audience", audience]
    assert attempt("check", sample / "profile.toml", code=0) == {}
    out = tmp_path / "out"
    found = attempt("profile", sample / "profile.toml", "--out", out, *arguments, code=0)
    assert found == {}
    assert (out / "manifest.json").exists()


def test_a_file_named_after_somebody_is_not_named_in_a_release(sample, attempt, tmp_path):
    (sample / "incidents" / "police.csv").rename(sample / "incidents" / f"{NAME}.csv")
    edit(sample, "incidents/police.csv", f"incidents/{NAME}.csv")
    found = attempt("profile", sample / "profile.toml", "--out", tmp_path / "out", code=0)
    assert found == {}


POLICE = [
    ("Committed From", BORN),
    ("Committed From", TEXT),
    ("Committed To", NAME),
    ("Easting", NAME),
    ("Northing", POSTCODE),
    ("Easting", PHONE),
    ("Location Role", NAME),
    ("Location Role", TEXT),
    ("Origin", EMAIL),
    ("Origin", NAME),
    ("Occurrence", NHS),
    ("Occurrence", NAME),
    ("Victim Token", NAME),
    ("Victim Token", NHS),
    ("Victim Token", BORN),
    ("Offence Group", EMAIL),
    ("Offence Group", PHONE),
    ("Offence Group", POSTCODE),
    ("Offence Group", TEXT),
    ("Force System", EMAIL),
    ("Force System", TEXT),
    ("Force System", NHS),
    ("Force System", PHONE),
]


@pytest.mark.parametrize("rows", [slice(None), slice(3, 8)], ids=["every row", "five rows"])
@pytest.mark.parametrize(("column", "value"), POLICE)
def test_values_that_are_rejected_are_not_repeated(sample, attempt, tmp_path, column, value, rows):
    change(sample / "incidents" / "police.csv", column, value, rows)
    assert attempt("check", sample / "profile.toml") == {}
    options = ["--out", tmp_path / "out", "--tier", "internal"]
    assert attempt("--json", "profile", sample / "profile.toml", *options) == {}


@pytest.mark.parametrize("value", [NAME, TEXT, EMAIL, PHONE, NHS, BORN, POSTCODE])
@pytest.mark.parametrize("column", ["Offence Group", "Force System", "Victim Token", "Occurrence"])
def test_one_value_in_the_wrong_field_does_not_come_out(sample, attempt, tmp_path, column, value):
    change(sample / "incidents" / "police.csv", column, value, slice(7, 8))
    assert attempt("profile", sample / "profile.toml", "--out", tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("premises_type", NAME),
        ("premises_type", TEXT),
        ("longitude", POSTCODE),
        ("premises_id", NHS),
    ],
)
def test_values_of_premises_are_not_repeated(sample, attempt, tmp_path, column, value):
    change(sample / "premises.csv", column, value, slice(5, 9))
    assert attempt("check", sample / "profile.toml") == {}
    assert attempt("profile", sample / "profile.toml", "--out", tmp_path / "out") == {}


@pytest.mark.parametrize("value", [NAME, TEXT, BORN, NHS])
def test_residents_that_are_no_numbers_are_not_repeated(sample, attempt, tmp_path, value):
    change(sample / "population.csv", "residents", value, slice(2, 4))
    assert attempt("check", sample / "profile.toml") == {}
    assert attempt("profile", sample / "profile.toml", "--out", tmp_path / "out") == {}


def test_broken_files_are_not_quoted(sample, attempt, tmp_path):
    path = sample / "incidents" / "police.csv"
    whole = path.read_bytes()
    broken = [
        whole + f'"{NAME},{TEXT}'.encode(),
        whole + b"\xff\xfe" + NAME.encode("utf-16-le"),
        whole.replace(b"police", NAME.encode() + b"\n", 3),
    ]
    for content in broken:
        path.write_bytes(content)
        assert attempt("check", sample / "profile.toml") == {}
        assert (
            attempt("--json", "profile", sample / "profile.toml", "--out", tmp_path / "out") == {}
        )


def test_pseudonymise_gives_no_value_back(sample, attempt, tmp_path):
    key = tmp_path / "key"
    key.write_bytes(os.urandom(48))
    key.chmod(0o600)
    source = sample / "incidents" / "police.csv"
    columns = f"Name,Notes on {NAME},Born {BORN},NHS,Address,Telephone,{EMAIL}"
    target = tmp_path / "out"
    target.mkdir()
    arguments = ["--key", key, "--out", target / "tokens.csv"]
    attempt("pseudonymise", source, "--columns", columns, *arguments, code=0)
    rows = rows_of(target / "tokens.csv")
    values = "\n".join(value for row in rows for value in row.values())
    assert found_in(values.encode()) == []
    # One column alone: what the others hold stays, what is said and left behind does not hold it.
    said = attempt(
        "pseudonymise", source, "--columns", "NHS", "--key", key, "--out", tmp_path / "one.csv"
    )
    assert said == {} or set(said) == {str(target / "tokens.csv")}


def test_pseudonymise_says_what_is_wrong_without_a_value(sample, attempt, tmp_path):
    source = sample / "incidents" / "police.csv"
    key = tmp_path / "key"
    key.write_bytes(NAME.encode())
    key.chmod(0o600)
    out = tmp_path / "tokens.csv"
    short_key = attempt(
        "pseudonymise", source, "--columns", "NHS", "--key", key, "--out", out, code=1
    )
    assert short_key == {}
    key.write_bytes(os.urandom(48))
    key.chmod(0o644)
    open_key = attempt(
        "pseudonymise", source, "--columns", "NHS", "--key", key, "--out", out, code=1
    )
    assert open_key == {}
    assert not out.exists()


def test_a_planted_leak_is_found_in_every_encoding(tmp_path):
    """Positive control: the scanner finds what a release would hold if something leaked."""
    for part in PARTS:
        for form in [*spelt(part), *in_base64(part), *(form.upper() for form in spelt(part))]:
            assert part in found_in(b"before " + form + b" after")
    (tmp_path / "release" / NAME).mkdir(parents=True)
    (tmp_path / "release" / "layer.bin").write_bytes(b"\0\1" + NHS.encode("utf-16-be") + b"\0")
    found = leaks(tmp_path / "release", said=f"row 3: '{EMAIL}' is no date".encode())
    assert len(found) == 3


def test_a_category_that_is_a_name_would_be_seen_at_the_internal_tier(sample, attempt, tmp_path):
    """Positive control on a real release: categories are printed, so the scanner finds one."""
    change(sample / "incidents" / "police.csv", "Offence Group", "Pellgate")
    found = attempt("profile", sample / "profile.toml", "--out", tmp_path / "out", code=0)
    assert any("counts.csv" in where for where in found)
