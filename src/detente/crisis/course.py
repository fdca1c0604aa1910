"""What is derived from the events: order, diplomatic state over time, phases; and the reader's notes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.crisis.evidence import Evidence
from detente.crisis.when import When

PhaseName = Literal["before", "onset", "escalation", "peak", "de-escalation", "settlement"]


class Order(Struct, frozen=True, omit_defaults=True):
    """``before`` precedes ``after`` (``relation`` ``<``) or is simultaneous with it (``=``)."""

    before: str
    after: str
    relation: Literal["<", "="] = "<"
    basis: str = "stated"


class DiplomaticChange(Struct, frozen=True, omit_defaults=True):
    """One change of the diplomatic state of a pair, in time order.

    ``aspect``: ``ambassador of A`` (A is the sender's id), ``meetings``, ``channel`` or ``relations``;
    ``state``: ``in post``, ``recalled``, ``expelled``, ``return announced``, ``held``, ``planned``,
    ``suspended``, ``open``, ``closed``, ``broken``, ``restored``.
    """

    pair: tuple[str, str]
    aspect: str
    state: str
    event: str
    when: When | None = None
    modality: str = "asserted"


class Phase(Struct, frozen=True, omit_defaults=True):
    """A phase of the crisis: its events in time order and the highest rung reached."""

    name: PhaseName
    events: tuple[str, ...]
    start: When | None = None
    end: When | None = None
    rung: int | None = None


class Note(Struct, frozen=True, omit_defaults=True):
    """What the reader was unsure of, in one sentence, with the records it is about.

    ``kind``: ``unnamed actor``, ``ambiguous actor``, ``ambiguous event``, ``tie``, ``date without a year``,
    ``impossible date``, ``contradiction``, ``unresolved reference``, ``document``, ``second opinion``.
    """

    kind: str
    text: str
    about: tuple[str, ...] = ()
    evidence: Evidence | None = None
