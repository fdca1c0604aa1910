"""Relational event models: who acts on whom next, by Newton steps with standard errors."""

from detente.dynamics.processes.relational.fit import fit_relational
from detente.dynamics.processes.relational.records import Effect, RelationalFit
from detente.dynamics.processes.relational.simulate import DrawnRelations, simulate_relational
from detente.dynamics.processes.relational.statistics import STATISTICS

__all__ = ["STATISTICS", "DrawnRelations", "Effect", "RelationalFit", "fit_relational", "simulate_relational"]
