# SPDX-License-Identifier: MIT
"""Rates and scores of neighbourhoods and premises types, with what chance leaves open."""

from libprofile.risk._concentration import Concentration, concentration
from libprofile.risk._empirical_bayes import EmpiricalBayes, empirical_bayes, excess_risk
from libprofile.risk._intervals import funnel_limits, poisson_interval, wilson_interval
from libprofile.risk._neighbourhood import neighbourhood_risk
from libprofile.risk._premises_type import premises_type_risk
from libprofile.risk._rates import Rate, StandardisedRate, rate, standardised_rate

__all__ = [
    "Concentration",
    "EmpiricalBayes",
    "Rate",
    "StandardisedRate",
    "concentration",
    "empirical_bayes",
    "excess_risk",
    "funnel_limits",
    "neighbourhood_risk",
    "poisson_interval",
    "premises_type_risk",
    "rate",
    "standardised_rate",
    "wilson_interval",
]
