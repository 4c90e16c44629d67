# SPDX-License-Identifier: MIT
"""Place-based hotspot and problem-profile analysis behind a disclosure gate.

It profiles places, premises types and aggregate patterns, never a person.
"""

from libprofile import (
    clusters,
    disclosure,
    errors,
    geography,
    hotspots,
    profile,
    publish,
    records,
    risk,
    sample,
)
from libprofile._core import version as _version
from libprofile._quiet_core import hush as _hush
from libprofile.disclosure import Policy
from libprofile.errors import (
    Cancelled,
    CrsError,
    DisclosureError,
    Error,
    GeometryError,
    InputError,
    InvalidArgument,
    RejectedRowsWarning,
)
from libprofile.profile import problem_profile

__version__ = _version()
_hush()

__all__ = [
    "Cancelled",
    "CrsError",
    "DisclosureError",
    "Error",
    "GeometryError",
    "InputError",
    "InvalidArgument",
    "Policy",
    "RejectedRowsWarning",
    "__version__",
    "clusters",
    "disclosure",
    "errors",
    "geography",
    "hotspots",
    "problem_profile",
    "profile",
    "publish",
    "records",
    "risk",
    "sample",
]
