"""The records of a crisis: frozen, typed, JSON round-trip exact. No reading here."""

from detente.crisis.actor import AUTHOR, UNSPEC, Actor, ActorKind, Mention
from detente.crisis.affairs import SYMMETRIC, Cause, Claim, Motive, Pressure, Relation
from detente.crisis.course import DiplomaticChange, Note, Order, Phase
from detente.crisis.crisis import Crisis, rows
from detente.crisis.document import Document
from detente.crisis.event import Casualties, Event, Place
from detente.crisis.evidence import Evidence, Span
from detente.crisis.storage import write_whole
from detente.crisis.timeline import in_time_order
from detente.crisis.when import When

__all__ = [
    "AUTHOR",
    "SYMMETRIC",
    "UNSPEC",
    "Actor",
    "ActorKind",
    "Casualties",
    "Cause",
    "Claim",
    "Crisis",
    "DiplomaticChange",
    "Document",
    "Event",
    "Evidence",
    "Mention",
    "Motive",
    "Note",
    "Order",
    "Phase",
    "Place",
    "Pressure",
    "Relation",
    "Span",
    "When",
    "in_time_order",
    "rows",
    "write_whole",
]
