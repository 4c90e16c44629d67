# SPDX-License-Identifier: MIT
"""CSV files as text of one shape: what would be misread is refused with its line, as C++ does."""

import csv
import difflib
import gzip
import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile.errors import InputError

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_csv(name: str, file: Any, columns: Sequence[str], encoding: str = "utf-8") -> pd.DataFrame:
    """Read some columns as text; nothing else of the file is kept.

    Raises
    ------
    InputError
        For a file that is empty, damaged, of another encoding, with NUL bytes, uneven rows, a
        column twice, or without one of the columns. No value of a row and no header is repeated: in
        a file without one it is the first record.
    """
    data = _bytes_of(name, file)
    _require_text(name, data, encoding)
    delimiter = _delimiter(data, encoding)
    try:
        header = _header(name, data, delimiter, encoding)
        _require_columns(name, header, columns)
        _require_even(name, data, delimiter, len(header), encoding)
        return pd.read_csv(
            io.BytesIO(data),
            sep=delimiter,
            dtype=str,
            usecols=list(dict.fromkeys(columns)),
            keep_default_na=False,
            na_values=[""],
            encoding=encoding,
        )
    except (csv.Error, pd.errors.ParserError) as error:
        raise InputError(f"{name}: cannot be split into rows and columns") from error


def _bytes_of(name: str, file: Any) -> bytes:
    """Return all of the file, unpacked, without a byte-order mark."""
    try:
        data = Path(file).read_bytes() if isinstance(file, str) else file.read()
    except IsADirectoryError as error:
        raise InputError(f'{name}: is a folder; name the file in it, or "{name}/*.csv"') from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}") from error
    if name.lower().endswith(".gz") and data:
        try:
            data = gzip.decompress(data)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(
                f"{name}: the compressed data is damaged or cut short; copy the file again"
            ) from error
    if not data:
        raise InputError(f"{name}: is empty")
    return bytes(data).removeprefix(_BYTE_ORDER_MARK)


def _require_text(name: str, data: bytes, encoding: str) -> None:
    if data.startswith(_UTF_16):
        raise InputError(f'{name}: is UTF-16; save it as "CSV UTF-8"')
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(
            f"{name}, line {_line_of(data, nul)}: holds a NUL byte, which text never does; "
            "export it again as CSV in UTF-8"
        )
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        byte = error.start - data.rfind(b"\n", 0, error.start)
        raise InputError(
            f"{name}, line {line}, byte {byte}: is not {encoding.upper()}; save it as "
            '"CSV UTF-8", or type encoding = "latin-1"'
        ) from error
    except LookupError as error:
        raise InputError(f"{name}: encoding = {encoding!r} is not known") from error


def _line_of(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _delimiter(data: bytes, encoding: str) -> str:
    """Return the most frequent of comma, semicolon, tab and bar in the header, as C++ does."""
    first = re.split(rb"[\r\n]", data, maxsplit=1)[0].decode(encoding)
    return max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", first).count)


def _rows(data: bytes, delimiter: str, encoding: str) -> Any:
    return csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=delimiter)


def _header(name: str, data: bytes, delimiter: str, encoding: str) -> list[str]:
    header: list[str] = next((row for row in _rows(data, delimiter, encoding) if row), [])
    if not header:
        raise InputError(f"{name}: is empty: it has no header")
    for column in header:
        if column and header.count(column) > 1:
            raise InputError(
                f"{name}, header: names the column {column!r} twice; rename one of them"
            )
    return header


def _require_columns(name: str, header: Sequence[str], columns: Sequence[str]) -> None:
    for column in columns:
        if column in header:
            continue
        near = difflib.get_close_matches(column, header, n=1, cutoff=0.6)
        guess = f"did you mean {near[0]!r}; or " if near else ""
        raise InputError(
            f"{name}: has no column {column!r}; {guess}is the delimiter another than comma, "
            "semicolon, tab or bar?"
        )


def _require_even(name: str, data: bytes, delimiter: str, width: int, encoding: str) -> None:
    """Raise for the first row with another number of fields than the header."""
    # Without quotation marks and lone carriage returns a row is a line, and delimiters can be
    # counted all at once.
    is_plain = b'"' not in data and data.count(b"\r") == data.count(b"\r\n")
    if is_plain and _lines_are_even(data, delimiter, width):
        return
    reader = _rows(data, delimiter, encoding)
    row, begins = 0, 1
    for fields in reader:
        if fields and len(fields) != width:
            is_last = next(reader, None) is None
            if is_last and data.count(b'"') % 2:
                raise InputError(
                    f"{name}, row {row} (line {begins}): opens a quotation mark that is never "
                    "closed"
                )
            raise InputError(
                f"{name}, row {row} (line {begins}): has {len(fields)} fields where the header has "
                f"{width}, separated by {_DELIMITERS[delimiter]}; put quotation marks around "
                "fields that hold one"
            )
        row += bool(fields)
        begins = reader.line_num + 1


def _lines_are_even(data: bytes, delimiter: str, width: int) -> bool:
    """Whether every line of plain text has as many fields as the header, or nothing at all."""
    characters: npt.NDArray[np.uint8] = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(characters == ord("\n"))
    if not len(ends) or ends[-1] != len(data) - 1:
        ends = np.append(ends, len(data))
    delimiters = np.flatnonzero(characters == ord(delimiter))
    counted = np.diff(np.searchsorted(delimiters, ends), prepend=0)
    lengths = np.diff(ends, prepend=-1) - 1
    is_return = characters[np.minimum(ends, len(data)) - 1] == ord("\r")
    is_blank = (lengths == 0) | ((lengths == 1) & is_return)
    return bool(np.all((counted == width - 1) | (is_blank & (counted == 0))))
