"""The budget engine: ``BudgetData`` and a ``Choice`` in, a ``BudgetResult`` out.

Pure: the standard library and numpy, no Django, no clock, no database.  All
money is whole eurocents in Python integers or int64 arrays; floats never.
"""

from budgets.engine.allocation import FIGURES as MUNICIPAL_FIGURES
from budgets.engine.allocation import Allocation
from budgets.engine.carry import carried_over, lines_by_measure
from budgets.engine.choice_codec import choice_from_json
from budgets.engine.codec import data_from_json, fingerprint, to_json
from budgets.engine.compute import alone, compute, unchanged
from budgets.engine.coverage import Coverage
from budgets.engine.data import (
    Adjustment,
    Amounts,
    BudgetData,
    Choice,
    ControlTotal,
    Effect,
    Goal,
    Level,
    Line,
    Measure,
    MemorandumItem,
    Option,
    Stream,
    Target,
    TargetChange,
)
from budgets.engine.diff import BudgetDiff, FieldChange, Item, Total, diff, same_budget
from budgets.engine.estimates import Estimate
from budgets.engine.figures import (
    NotKnown,
    amounts_of,
    explain,
    explain_selection,
    figure_names,
    unfolded,
)
from budgets.engine.finding import Finding
from budgets.engine.findings import ControlCheck
from budgets.engine.ground import AdjustmentResult
from budgets.engine.housing import Housing, HousingKind
from budgets.engine.members import Cover, Key, Municipality, Participation
from budgets.engine.result import BudgetResult, OptionResult, UnknownFigure, difference, subtotal
from budgets.engine.settlement import (
    HOUSING_FIGURES,
    HousingResult,
    KindPlaces,
    known_sum,
    settle,
    settled_sum,
)
from budgets.engine.terms import Explanation, Share, Term
from budgets.engine.uncertainty import Threshold, Uncertainty, uncertainty
from budgets.engine.waterfall import Step, waterfall

__all__ = [
    "HOUSING_FIGURES",
    "MUNICIPAL_FIGURES",
    "Adjustment",
    "AdjustmentResult",
    "Allocation",
    "Amounts",
    "BudgetData",
    "BudgetDiff",
    "BudgetResult",
    "Choice",
    "ControlCheck",
    "ControlTotal",
    "Cover",
    "Coverage",
    "Effect",
    "Estimate",
    "Explanation",
    "FieldChange",
    "Finding",
    "Goal",
    "Housing",
    "HousingKind",
    "HousingResult",
    "Item",
    "Key",
    "KindPlaces",
    "Level",
    "Line",
    "Measure",
    "MemorandumItem",
    "Municipality",
    "NotKnown",
    "Option",
    "OptionResult",
    "Participation",
    "Share",
    "Step",
    "Stream",
    "Target",
    "TargetChange",
    "Term",
    "Threshold",
    "Total",
    "Uncertainty",
    "UnknownFigure",
    "alone",
    "amounts_of",
    "carried_over",
    "choice_from_json",
    "compute",
    "data_from_json",
    "diff",
    "difference",
    "explain",
    "explain_selection",
    "figure_names",
    "fingerprint",
    "known_sum",
    "lines_by_measure",
    "same_budget",
    "settle",
    "settled_sum",
    "subtotal",
    "to_json",
    "uncertainty",
    "unchanged",
    "unfolded",
    "waterfall",
]
