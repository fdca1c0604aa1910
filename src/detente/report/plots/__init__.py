"""Charts of the dynamics of a crisis, drawn by altair. The door of the folder; altair is loaded when used."""

from detente.report.plots.chances import Chanced, Held, chances_plot, reliability_plot
from detente.report.plots.chosen import PLOTS, dynamics_plots
from detente.report.plots.drawing import Plot
from detente.report.plots.files import FORMATS, as_bytes, svg
from detente.report.plots.named import chart_files, check_charts

__all__ = [
    "FORMATS",
    "PLOTS",
    "Chanced",
    "Held",
    "Plot",
    "as_bytes",
    "chances_plot",
    "chart_files",
    "check_charts",
    "dynamics_plots",
    "reliability_plot",
    "svg",
]
