"""What the user sees of a crisis: the brief, the files and the page."""

from detente.report.dynamics_page import dynamics_page
from detente.report.dynamics_rows import dynamics_csv
from detente.report.dynamics_text import dynamics_text
from detente.report.explain import explain
from detente.report.forecast_page import forecast_page
from detente.report.forecast_text import Ahead, ahead_json, ahead_text
from detente.report.formats import FORMATS, render
from detente.report.history_page import history_page
from detente.report.history_rows import history_csv
from detente.report.history_text import history_text, search_text
from detente.report.play_page import play_page
from detente.report.play_text import play_text
from detente.report.plots import PLOTS, Plot, chart_files, check_charts, dynamics_plots
from detente.report.stream_text import stream_json, stream_text
from detente.report.summary import Piece, summary
from detente.report.terminal import brief, plain, print_brief

__all__ = [
    "FORMATS",
    "PLOTS",
    "Ahead",
    "Piece",
    "Plot",
    "ahead_json",
    "ahead_text",
    "brief",
    "chart_files",
    "check_charts",
    "dynamics_csv",
    "dynamics_page",
    "dynamics_plots",
    "dynamics_text",
    "explain",
    "forecast_page",
    "history_csv",
    "history_page",
    "history_text",
    "plain",
    "play_page",
    "play_text",
    "print_brief",
    "render",
    "search_text",
    "stream_json",
    "stream_text",
    "summary",
]
