# SPDX-License-Identifier: MIT
"""The gate between counting and everything that is released."""

from libprofile.disclosure._aoristic import ProtectedBins, protect_aoristic
from libprofile.disclosure._audit import Audit, audit
from libprofile.disclosure._audit_together import JointAudit, audit_together
from libprofile.disclosure._fidelity import Fidelity, fidelity
from libprofile.disclosure._guard import Finding, guard
from libprofile.disclosure._hierarchies import ProtectedHierarchies, protect_hierarchies
from libprofile.disclosure._ledger import Ledger
from libprofile.disclosure._ledger_records import (
    LedgerCheck,
    LedgerComparison,
    LedgerRelease,
    LedgerStep,
)
from libprofile.disclosure._policy import Policy
from libprofile.disclosure._protect import Protected, protect
from libprofile.disclosure._sharing import SharingPolicy
from libprofile.errors import DisclosureError

__all__ = [
    "Audit",
    "DisclosureError",
    "Fidelity",
    "Finding",
    "JointAudit",
    "Ledger",
    "LedgerCheck",
    "LedgerComparison",
    "LedgerRelease",
    "LedgerStep",
    "Policy",
    "Protected",
    "ProtectedBins",
    "ProtectedHierarchies",
    "SharingPolicy",
    "audit",
    "audit_together",
    "fidelity",
    "guard",
    "protect",
    "protect_aoristic",
    "protect_hierarchies",
]
