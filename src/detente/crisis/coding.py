"""Codings: what a trained coder says of a whole sentence, in ICBe's terms."""

from __future__ import annotations

from msgspec import Struct

from detente.crisis.evidence import Evidence


class Coding(Struct, frozen=True, omit_defaults=True):
    """What a sentence reports, as ICBe's coders code it: by sentence, several labels, actors by layer.

    Each dict maps a label to its probability (0 to 1), likeliest first: ``think`` and ``say`` kinds, ``do``
    leaves (acts that are only spoken or thought of included, as in ICBe), ``direction``, and ids of actors by
    role. Organs and officials count as their state. ``armed`` is ``None`` where no act is reported.
    ``events`` maps a label (``layer:name``) to the id of the event mention that carries it best.
    """

    sentence: int
    evidence: Evidence
    think: dict[str, float] = {}
    say: dict[str, float] = {}
    do: dict[str, float] = {}
    direction: dict[str, float] = {}
    armed: bool | None = None
    think_actors: dict[str, float] = {}
    say_source: dict[str, float] = {}
    say_target: dict[str, float] = {}
    do_source: dict[str, float] = {}
    do_target: dict[str, float] = {}
    events: dict[str, str] = {}
