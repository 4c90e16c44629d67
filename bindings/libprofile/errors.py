# SPDX-License-Identifier: MIT
"""The errors that libprofile raises, and the one warning."""

__all__ = [
    "Cancelled",
    "CrsError",
    "DisclosureError",
    "Error",
    "GeometryError",
    "InputError",
    "InvalidArgument",
    "RejectedRowsWarning",
]


class Error(Exception):
    """Anything that libprofile raises on purpose."""


class InvalidArgument(Error, ValueError):
    """An argument breaks its documented rule."""


class CrsError(Error, ValueError):
    """Coordinates are in the wrong reference system, or in none."""


class GeometryError(Error, ValueError):
    """A geometry is invalid or of the wrong kind."""


class InputError(Error, OSError):
    """A file cannot be read or written, or does not hold what was said of it."""


class DisclosureError(Error, PermissionError):
    """Something would leave the room that the policy does not let out."""


class Cancelled(Error):
    """The caller asked for work to stop before it was done."""


class RejectedRowsWarning(UserWarning):
    """Some rows of a source cannot be used.

    `ProblemProfile.rejected` lists them, with row, column, rule and remedy.
    """
