"""Events: who did, said or thought what to whom, when, where."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from detente.crisis.evidence import Evidence, Span
from detente.crisis.when import When

Layer = Literal["do", "say", "think"]
Modality = Literal[
    "asserted", "planned", "desired", "conditional", "hypothetical", "counterfactual", "claimed", "denied"
]
Polarity = Literal["negated", "did not happen"]
Direction = Literal["escalatory", "deescalatory", "cooperative", "uncooperative"]


class Place(Struct, frozen=True, omit_defaults=True):
    """Where: the words, the country (ISO3) when the text or a gazetteer fixes it, how it was found."""

    name: str
    country: str | None = None
    start: int | None = None
    end: int | None = None
    basis: str = "stated"


class Casualties(Struct, frozen=True, omit_defaults=True):
    """Killed and injured as the text counts them; ``None`` when it gives no number."""

    killed: int | None = None
    injured: int | None = None
    words: str = ""


class Event(Struct, frozen=True, omit_defaults=True):
    """One mention of an event (mentions of the same event share ``same_as``).

    ``event`` is one of PLOVER's 16 events or ``None``; ``leaf`` an ICBe leaf; ``intensity`` the Goldstein
    value named by ``intensity_scale``; ``rung`` the level −3…7 of our escalation ladder. ``sources`` and
    ``targets`` are actor ids; ``inferred`` names the fields that the text does not state in place and maps
    each to its basis. ``speaker`` is ``"author"`` or the ids of those whose words these are. ``about`` is
    the id of the event that a speech or thought is about. ``alternatives`` are other readings that were
    nearly chosen, best first.
    """

    id: str
    layer: Layer
    trigger: Span
    evidence: Evidence
    event: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    leaf: str | None = None
    cameo: str | None = None
    direction: Direction | None = None
    trigger_alt: tuple[Span, ...] = ()
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    inferred: dict[str, str] = {}
    when: When | None = None
    where: Place | None = None
    modality: Modality = "asserted"
    polarity: Polarity | None = None
    speaker: tuple[str, ...] = ("author",)
    intensity: float | None = None
    intensity_scale: str | None = None
    rung: int | None = None
    armed: bool | None = None
    domains: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    casualties: Casualties | None = None
    nominal: bool = False
    domestic: bool = False
    same_as: str | None = None
    about: str | None = None
    condition: str | None = None
    framing: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    sentence: int = 0

    @property
    def happened(self) -> bool:
        """Whether the account itself states that this took place."""
        return self.modality == "asserted" and self.polarity is None
