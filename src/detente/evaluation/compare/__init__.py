"""Where several codings of the same texts agree: read them, align them, count, show."""

from detente.evaluation.compare.agreement import FIELDS, Comparison, compare
from detente.evaluation.compare.codings import load_coding
from detente.evaluation.compare.shown import page as compare_page
from detente.evaluation.compare.shown import tables as compare_tables

__all__ = ["FIELDS", "Comparison", "compare", "compare_page", "compare_tables", "load_coding"]
