"""Point processes of a crisis: who excites whom, and who acts on whom next. The door of this folder."""

from detente.dynamics.processes.excitation import Excitation as Excitation
from detente.dynamics.processes.excitation import excitation as excitation
from detente.dynamics.processes.excitation import excitation_of as excitation_of
from detente.dynamics.processes.hawkes import Drawn as Drawn
from detente.dynamics.processes.hawkes import Estimate as Estimate
from detente.dynamics.processes.hawkes import Excites as Excites
from detente.dynamics.processes.hawkes import HawkesFit as HawkesFit
from detente.dynamics.processes.hawkes import Residual as Residual
from detente.dynamics.processes.hawkes import events_needed as events_needed
from detente.dynamics.processes.hawkes import fit_hawkes as fit_hawkes
from detente.dynamics.processes.hawkes import simulate_hawkes as simulate_hawkes
from detente.dynamics.processes.relational import STATISTICS as STATISTICS
from detente.dynamics.processes.relational import DrawnRelations as DrawnRelations
from detente.dynamics.processes.relational import Effect as Effect
from detente.dynamics.processes.relational import RelationalFit as RelationalFit
from detente.dynamics.processes.relational import fit_relational as fit_relational
from detente.dynamics.processes.relational import simulate_relational as simulate_relational

__all__ = [
    "STATISTICS",
    "Drawn",
    "DrawnRelations",
    "Effect",
    "Estimate",
    "Excitation",
    "Excites",
    "HawkesFit",
    "RelationalFit",
    "Residual",
    "events_needed",
    "excitation",
    "excitation_of",
    "fit_hawkes",
    "fit_relational",
    "simulate_hawkes",
    "simulate_relational",
]
