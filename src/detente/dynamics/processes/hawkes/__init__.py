"""Self- and cross-exciting point processes with one shared exponential decay: fit, intervals, simulation."""

from detente.dynamics.processes.hawkes.fit import events_needed, fit_hawkes
from detente.dynamics.processes.hawkes.records import Estimate, Excites, HawkesFit, Residual
from detente.dynamics.processes.hawkes.simulate import Drawn, simulate_hawkes

__all__ = [
    "Drawn",
    "Estimate",
    "Excites",
    "HawkesFit",
    "Residual",
    "events_needed",
    "fit_hawkes",
    "simulate_hawkes",
]
