# SPDX-License-Identifier: MIT
"""Rates and scores of neighbourhoods and premises types, with what chance leaves open."""

from libprofile.risk._bym2 import bym2
from libprofile.risk._compare import RateComparison, compare_rates
from libprofile.risk._concentration import Concentration, concentration
from libprofile.risk._concentration_by_chance import (
    ChanceRange,
    ConcentrationByChance,
    TopTenthOverlap,
    concentration_by_chance,
    top_tenth_overlap,
)
from libprofile.risk._denominators import DenominatorCheck, age_bands, check_denominators
from libprofile.risk._displacement import (
    WeightedDisplacementDifference,
    weighted_displacement_difference,
)
from libprofile.risk._distance_decay import DistanceDecay, distance_decay
from libprofile.risk._empirical_bayes import EmpiricalBayes, empirical_bayes, excess_risk
from libprofile.risk._funnel import Funnel, funnel
from libprofile.risk._intervals import funnel_limits, poisson_interval, wilson_interval
from libprofile.risk._leroux import leroux
from libprofile.risk._matched_background import MatchedBackground, matched_background
from libprofile.risk._missing_spells import MissingSpells, missing_spells
from libprofile.risk._neighbourhood import neighbourhood_risk
from libprofile.risk._neighbourhood_score import (
    Association,
    NeighbourhoodScore,
    neighbourhood_score,
)
from libprofile.risk._opening_hours import OpeningHoursRisk, opening_hours_risk
from libprofile.risk._outreach_feedback import OutreachFeedback, outreach_feedback
from libprofile.risk._outreach_plan import outreach_plan
from libprofile.risk._outreach_result import OutreachPlan
from libprofile.risk._outreach_stability import OutreachStability, outreach_stability
from libprofile.risk._outreach_tiers import OutreachTiers, outreach_tiers
from libprofile.risk._peak_bands import PeakBands, peak_bands
from libprofile.risk._poisson_gamma import PoissonGamma, poisson_gamma
from libprofile.risk._premises_by_area import PremisesByArea, premises_type_by_area
from libprofile.risk._premises_type import premises_type_risk
from libprofile.risk._prevalence import Prevalence, prevalence
from libprofile.risk._ranks import rank_interval, rank_probability
from libprofile.risk._rates import Rate, StandardisedRate, rate, standardised_rate
from libprofile.risk._reporting_lag import ReportingLag, reporting_lag
from libprofile.risk._seasonality import Seasonality, seasonality
from libprofile.risk._spatial_risk import Estimate, SpatialRisk
from libprofile.risk._standardised_ratio import StandardisedRatio, standardised_ratio
from libprofile.risk._top_tenth_over_time import TopTenthOverTime, top_tenth_over_time

__all__ = [
    "Association",
    "ChanceRange",
    "Concentration",
    "ConcentrationByChance",
    "DenominatorCheck",
    "DistanceDecay",
    "EmpiricalBayes",
    "Estimate",
    "Funnel",
    "MatchedBackground",
    "MissingSpells",
    "NeighbourhoodScore",
    "OpeningHoursRisk",
    "OutreachFeedback",
    "OutreachPlan",
    "OutreachStability",
    "OutreachTiers",
    "PeakBands",
    "PoissonGamma",
    "PremisesByArea",
    "Prevalence",
    "Rate",
    "RateComparison",
    "ReportingLag",
    "Seasonality",
    "SpatialRisk",
    "StandardisedRate",
    "StandardisedRatio",
    "TopTenthOverTime",
    "TopTenthOverlap",
    "WeightedDisplacementDifference",
    "age_bands",
    "bym2",
    "check_denominators",
    "compare_rates",
    "concentration",
    "concentration_by_chance",
    "distance_decay",
    "empirical_bayes",
    "excess_risk",
    "funnel",
    "funnel_limits",
    "leroux",
    "matched_background",
    "missing_spells",
    "neighbourhood_risk",
    "neighbourhood_score",
    "opening_hours_risk",
    "outreach_feedback",
    "outreach_plan",
    "outreach_stability",
    "outreach_tiers",
    "peak_bands",
    "poisson_gamma",
    "poisson_interval",
    "premises_type_by_area",
    "premises_type_risk",
    "prevalence",
    "rank_interval",
    "rank_probability",
    "rate",
    "reporting_lag",
    "seasonality",
    "standardised_rate",
    "standardised_ratio",
    "top_tenth_over_time",
    "top_tenth_overlap",
    "weighted_displacement_difference",
    "wilson_interval",
]
