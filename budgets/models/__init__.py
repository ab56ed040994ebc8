"""How much: the tables of a budget, read into the engine by ``budgets.snapshot``."""

from budgets.models.controls import ControlTotal
from budgets.models.cover import Cover, CoverAmount
from budgets.models.housing import HousingKind, HousingRealised, HousingTarget, HousingTerms
from budgets.models.imports import ImportFile, ImportMapping
from budgets.models.keys import AllocationKey, KeyUse, KeyWeight
from budgets.models.lines import CostAmount, CostLine
from budgets.models.memorandum import MemorandumEstimate, MemorandumItem
from budgets.models.options import AdjustmentOption, OptionEffect, OptionLevel, OptionLine, OptionRelation
from budgets.models.proposals import Proposal
from budgets.models.scenarios import Scenario
from budgets.models.searches import Search
from budgets.models.streams import FundingStream, SavingsTarget, StreamAmount, StreamEstimate, TargetAmount
from budgets.models.versions import BudgetVersion

__all__ = [
    "AdjustmentOption",
    "AllocationKey",
    "BudgetVersion",
    "ControlTotal",
    "CostAmount",
    "CostLine",
    "Cover",
    "CoverAmount",
    "FundingStream",
    "HousingKind",
    "HousingRealised",
    "HousingTarget",
    "HousingTerms",
    "ImportFile",
    "ImportMapping",
    "KeyUse",
    "KeyWeight",
    "MemorandumEstimate",
    "MemorandumItem",
    "OptionEffect",
    "OptionLevel",
    "OptionLine",
    "OptionRelation",
    "Proposal",
    "SavingsTarget",
    "Scenario",
    "Search",
    "StreamAmount",
    "StreamEstimate",
    "TargetAmount",
]
