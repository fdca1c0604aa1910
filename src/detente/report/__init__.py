"""What the user sees of a crisis: the brief, the files and the page."""

from detente.report.explain import explain
from detente.report.formats import FORMATS, render
from detente.report.summary import Piece, summary
from detente.report.terminal import brief, plain, print_brief

__all__ = ["FORMATS", "Piece", "brief", "explain", "plain", "print_brief", "render", "summary"]
