# SPDX-License-Identifier: MIT
"""What a tier lets out."""

import tomllib
from os import PathLike
from pathlib import Path
from typing import Any

from libprofile import _core
from libprofile._columns import suggestion
from libprofile.errors import InputError, InvalidArgument

_FIELDS = (
    "tier",
    "threshold",
    "premises_threshold",
    "dominance",
    "base",
    "minimum_residents",
    "minimum_window",
    "method",
    "zeros",
    "total_base",
    "pair_dominance",
    "p_ratio",
)


_TIERS = ("internal", "partner", "public")


def _tier(name: str) -> str:
    if name not in _TIERS:
        raise InvalidArgument(f"tier = {name!r}: must be one of internal, partner, public")
    return name


class Policy:
    """What a tier lets out. Frozen: a field may be stricter than its tier's floor, never laxer.

    Parameters
    ----------
    tier : {"internal", "partner", "public"}
        Gives the value of every field that is not given.
    **fields : int, float or str
        ``threshold``, ``premises_threshold``, ``dominance``, ``base``, ``minimum_residents``,
        ``minimum_window``, ``method`` (rounding or suppression). With suppression also ``zeros``
        (shown or withheld), ``total_base``, ``pair_dominance``, ``p_ratio``.

    Raises
    ------
    DisclosureError
        For a field that is laxer than the floor of its tier.
    InvalidArgument
        For a tier or field that is not known, and for fields that contradict each other.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.Policy.preset("partner").fields["base"]
    5
    >>> lp.Policy("partner", threshold=2)
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: threshold = 2: ...
    """

    def __init__(self, tier: str = "partner", **fields: Any) -> None:
        self._make(_tier(tier), fields)

    def _make(self, preset: str, fields: dict[str, Any]) -> None:
        for name in fields:
            if name not in _FIELDS:
                raise InvalidArgument(f"policy: has no field {name!r}; {suggestion(name, _FIELDS)}")
        try:
            self._core = _core.Policy(preset, **fields)
        except TypeError as error:
            raise InvalidArgument(
                "policy: tier, minimum_window, method and zeros must be text, every other field a "
                "number"
            ) from error

    @classmethod
    def preset(cls, name: str, **fields: Any) -> "Policy":
        """Return a policy by name.

        Parameters
        ----------
        name : str
            A tier, ``internal``, ``partner`` or ``public``: its floor. Or what a body publishes
            that it withholds: ``dfe_cin`` and ``acro`` (exact counts: internal tier),
            ``nhs_hes``, ``opensafely`` and ``ons_10_5`` (partner tier).
        **fields : int, float or str
            In place of those of the preset.

        Examples
        --------
        >>> import libprofile as lp
        >>> lp.Policy.preset("nhs_hes").fields["threshold"]
        8
        >>> lp.Policy.preset("nhs_hes", tier="public")
        Traceback (most recent call last):
            ...
        libprofile.errors.DisclosureError: threshold = 8: must be at least 10, ...
        """
        policy = cls.__new__(cls)
        policy._make(name, fields)
        return policy

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> "Policy":
        """Read a policy from a TOML file: the fields at the top, or in a table [policy]."""
        try:
            content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{path}: is not TOML: {error}") from error
        beside = [name for name in content if name != "policy"]
        if "policy" in content and beside:
            raise InvalidArgument(f"{path}: {beside[0]!r} stands beside [policy]; put it inside")
        fields = content.get("policy", content)
        if not isinstance(fields, dict):
            raise InvalidArgument(f"{path}: policy must be a table, [policy]")
        fields = dict(fields)
        return cls(fields.pop("tier", "partner"), **fields)

    @property
    def fields(self) -> dict[str, Any]:
        """Every field by name."""
        return self._core.fields

    @property
    def hash(self) -> str:
        """SHA-256 over the fields: equal policies have equal hashes."""
        return self._core.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self._core == other._core

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"Policy({values})"
