# SPDX-License-Identifier: MIT
"""Settings that must be numbers, refused by name before the extension refuses them by type.

What the extension says of a wrong type repeats all arguments, coordinates among them.
"""

import operator
from collections.abc import Iterable
from typing import Any

from libprofile.errors import InvalidArgument

_WHOLE = (-(2**31), 2**31 - 1)
_SEED = (0, 2**64 - 1)


def require_whole(**settings: Any) -> None:
    """Raise InvalidArgument unless each setting is a whole number, or None."""
    for name, value in settings.items():
        if value is None:
            continue
        try:
            number = operator.index(value)
        except TypeError:
            raise InvalidArgument(f"{_told(name, value)}must be a whole number") from None
        least, most = _SEED if name == "seed" else _WHOLE
        if not least <= number <= most:
            raise InvalidArgument(
                f"{name} = {value}: must be a whole number from {least} to {most}"
            )


def require_real(**settings: Any) -> None:
    """Raise InvalidArgument unless each setting is a number, or None."""
    for name, value in settings.items():
        if value is not None and not _is_real(value):
            raise InvalidArgument(f"{_told(name, value)}must be a number")


def require_reals(**settings: Iterable[Any]) -> None:
    """Raise InvalidArgument unless each setting is a series of numbers."""
    for name, values in settings.items():
        if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
            raise InvalidArgument(f"{name}: must be several numbers, not {type(values).__name__}")
        require_real(**{f"{name}[{at}]": value for at, value in enumerate(values)})


def _is_real(value: object) -> bool:
    if isinstance(value, (str, bytes)):
        return False
    try:
        float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _told(name: str, value: object) -> str:
    """Repeat a number; of anything else only the type, for it may hold records."""
    return f"{name} = {value}: " if _is_real(value) else f"{name} is {type(value).__name__}: "
