"""The records of a crisis: frozen, typed, JSON round-trip exact. No reading here."""

from detente.crisis.actor import AUTHOR, UNSPEC, Actor, ActorKind, Mention
from detente.crisis.affairs import SYMMETRIC, Cause, Claim, Motive, Pressure, Relation
from detente.crisis.coding import Coding
from detente.crisis.course import DiplomaticChange, Note, Order, Phase, PhaseName
from detente.crisis.crisis import Crisis, rows
from detente.crisis.document import Document
from detente.crisis.event import Casualties, Direction, Event, Layer, Modality, Place, Polarity
from detente.crisis.evidence import Evidence, Span
from detente.crisis.storage import read_whole, write_whole
from detente.crisis.timeline import in_time_order
from detente.crisis.when import Basis, Precision, When

__all__ = [
    "AUTHOR",
    "SYMMETRIC",
    "UNSPEC",
    "Actor",
    "ActorKind",
    "Basis",
    "Casualties",
    "Cause",
    "Claim",
    "Coding",
    "Crisis",
    "DiplomaticChange",
    "Direction",
    "Document",
    "Event",
    "Evidence",
    "Layer",
    "Mention",
    "Modality",
    "Motive",
    "Note",
    "Order",
    "Phase",
    "PhaseName",
    "Place",
    "Polarity",
    "Precision",
    "Pressure",
    "Relation",
    "Span",
    "When",
    "in_time_order",
    "read_whole",
    "rows",
    "write_whole",
]
