"""Scores of a reader against hand-coded data, and agreement between coders."""

from detente.evaluation.alpha import alpha
from detente.evaluation.compare import FIELDS, Comparison, compare, compare_page, compare_tables, load_coding
from detente.evaluation.folds import Folds, Linker
from detente.evaluation.measures import Progress, Read, Scores
from detente.evaluation.on_gold import gold
from detente.evaluation.on_icbe import icbe
from detente.evaluation.on_petrarch import petrarch, suite_codes
from detente.evaluation.on_plv import PairCoder, plv
from detente.evaluation.presentation import table

__all__ = [
    "FIELDS",
    "Comparison",
    "Folds",
    "Linker",
    "PairCoder",
    "Progress",
    "Read",
    "Scores",
    "alpha",
    "compare",
    "compare_page",
    "compare_tables",
    "gold",
    "icbe",
    "load_coding",
    "petrarch",
    "plv",
    "suite_codes",
    "table",
]
