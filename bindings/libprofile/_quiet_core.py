# SPDX-License-Identifier: MIT
"""What the extension says of an argument: in the caller's names, and never with all arguments.

pybind11 repeats every argument of a call that fits no signature, coordinates and counts among them.
"""

import functools
import re
import sys
from collections.abc import Callable
from types import BuiltinFunctionType
from typing import Any, NoReturn

from libprofile import _core
from libprofile._own_words import retold
from libprofile.errors import InvalidArgument

_PARAMETER = re.compile(r"(\w+): ([^,()]*(?:[\[(][^\])]*[\])][^,()]*)*)")


def _refuse(
    function: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]
) -> NoReturn:
    signature = (function.__doc__ or "").split("->")[0]
    parameters = _PARAMETER.findall(signature.partition("(")[2])
    values = dict(zip((name for name, _ in parameters), given, strict=False)) | named
    missing = [
        name for name, kind in parameters if values.get(name, ...) is None and "None" not in kind
    ]
    if missing:
        raise InvalidArgument(f"{missing[0]} is None: must be given") from None
    raise InvalidArgument(
        f"{function.__name__}: an argument has a type that does not fit; it takes "
        + ", ".join(name for name, _ in parameters)
    ) from None


def _quiet(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        told = ""
        try:
            found = function(*given, **named)
        except InvalidArgument as error:
            told = retold(str(error), sys._getframe(1))
            if told == str(error):
                raise
        except TypeError as error:
            if "Invoked with" not in str(error):
                raise
        else:
            return found
        if told:
            raise InvalidArgument(told)
        return _refuse(function, given, named)

    return call


def hush() -> None:
    """Put every function of the extension behind the same answer."""
    for name, function in list(vars(_core).items()):
        if isinstance(function, BuiltinFunctionType):
            setattr(_core, name, _quiet(function))
