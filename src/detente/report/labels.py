"""Short names that the terminal, the page and the plain files share."""

from __future__ import annotations

import re
from statistics import fmean

from detente.crisis import Crisis, DiplomaticChange
from detente.report.names import Names
from detente.report.words import count, line

RUNGS = {
    -3: "settlement",
    -2: "restored ties",
    -1: "talks and calls for restraint",
    0: "normal dealings",
    1: "verbal conflict",
    2: "diplomatic or economic cuts",
    3: "threat of force",
    4: "show of force",
    5: "limited strike",
    6: "clash of state forces",
    7: "war",
}
"""The rungs of the escalation ladder in a word or two."""

RELATIONS = {
    "hostile_to": "hostile to",
    "strained_with": "strained with",
    "allied_with": "allied with",
    "fraternal_with": "fraternal with",
    "supports": "supports",
    "shelters": "shelters",
    "based_in": "based in",
    "linked_to": "linked to",
    "part_of": "part of",
    "has_leverage_over": "has leverage over",
    "sympathises_with": "sympathises with",
    "isolated_in": "isolated in",
    "neighbour_of": "neighbour of",
    "leads": "leads",
    "rules": "rules",
    "disputes_territory_with": "disputes territory with",
}
STANCES = {
    "asserts": "says",
    "denies": "denies",
    "accuses": "accuses",
    "acknowledges": "acknowledges",
    "frames": "frames it as",
    "demands": "demands",
}
CAUSES = {
    "causes": "caused",
    "provokes": "provoked",
    "motivates": "motivated",
    "constrains": "constrained",
    "enables": "enabled",
    "is evidence for": "is evidence for",
    "ends": "ended",
}
KINDS = ("event", "relation", "pressure", "motive", "claim", "cause")
"""The kinds of record that have spans in the text, in the order a page lists them."""

BAD_STATES = frozenset({"recalled", "expelled", "suspended", "closed", "broken"})
GOOD_STATES = frozenset({"in post", "held", "open", "restored", "return announced"})
WARM = frozenset({"allied_with", "fraternal_with", "supports", "shelters", "sympathises_with"})
COLD = frozenset({"hostile_to", "strained_with", "disputes_territory_with"})


def rung_text(rung: int | None) -> str:
    """``+5``, ``0``, ``−2``; ``""`` without a rung."""
    if rung is None:
        return ""
    return "0" if rung == 0 else f"{'+' if rung > 0 else '−'}{abs(rung)}"


def rung_words(rung: int) -> str:
    """``+5 limited strike``."""
    return f"{rung_text(rung)} {RUNGS.get(rung, '')}".rstrip()


def rung_bar(rung: int | None) -> str:
    """The rung as marks: filled above normal dealings, hollow below."""
    return "" if not rung else ("▮" if rung > 0 else "▯") * abs(rung)


def aspect_words(change: DiplomaticChange, names: Names, *, pair: bool = True) -> str:
    """``ambassador of PAK`` as ``ambassador of Pakistan``, with the pair where the aspect names no side.

    ``pair`` false leaves the pair out, where it stands beside.
    """
    sender = change.aspect.rpartition(" of ")[2]
    aspect = re.sub(r"(?<= of ).+\Z", lambda match: names.inside(match[0]), change.aspect)
    if pair and sender in change.pair and len(set(change.pair)) == 2:
        host = next(id for id in change.pair if id != sender)
        return line(f"{aspect} to {names.inside(host)}")
    if not pair or aspect != change.aspect or " of " in aspect:
        return line(aspect)
    return line(f"{aspect} between {names.inside(change.pair[0])} and {names.inside(change.pair[1])}")


def doubt_words(change: DiplomaticChange) -> str:
    """The modality of a change where its state does not say it already."""
    known = change.modality == "asserted" or change.state == change.modality
    return "" if known or change.state.endswith("announced") else change.modality


SURE = 0.8
"""Events from this confidence on are counted as sure; the trained coder's scores are given for it too."""


def how_read(crisis: Crisis) -> str:
    """What read the account and how sure it is, in one line."""
    events = [event.evidence.confidence for event in crisis.events]
    affairs = (crisis.relations, crisis.pressures, crisis.motives, crisis.claims, crisis.causes)
    others = [record.evidence.confidence for kind in affairs for record in kind]
    sure = sum(confidence >= SURE for confidence in events)
    parts = [
        f"coder {line(crisis.coder, 80)}" if crisis.coder else "",
        f"made by {line(crisis.made_by, 80)}" if crisis.made_by else "",
        f"mean confidence {fmean(events):.2f} over {count(len(events), 'event')}, {sure:,} of them at {SURE}"
        " or more"
        if events
        else "",
        f"mean confidence {fmean(others):.2f} over {count(len(others), 'other record')}" if others else "",
    ]
    return ", ".join(part for part in parts if part) or "nothing was coded"
