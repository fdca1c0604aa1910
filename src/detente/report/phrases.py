"""The table that words events, and the row of it that fits an event best."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.codes import parse, values
from detente.crisis import Event

BASE, PAST, PARTICIPLE = 0, 1, 2
"""Which form of the verb a template is filled with."""

_OWN_VERB = re.compile(r"\{(\w+)/(\w+)/(\w+)\}")


@dataclass(frozen=True)
class Phrase:
    """One row: a noun with its article, verb forms, and a template each with, without and among targets."""

    turn: str
    event: str
    mode: str
    leaf: str
    noun: str
    verb: tuple[str, ...]
    to: str
    alone: str
    mutual: str
    about: str
    broad: str

    def fill(self, template: str, form: int, targets: str, its: str, *, persons: bool = False) -> str:
        """``template`` (one of this row's) with the verb in ``form`` and the names put in.

        ``persons`` says that the targets are people themselves rather than states or groups.
        """
        worded = _OWN_VERB.sub(lambda match: match[form + 1], template)
        worded = worded.replace("{people}", "{t}" if persons else "people of {t}")
        worded = worded.replace("{envoys}", "{t}" if persons else "the envoy of {t}")
        worded = worded.replace("{v}", self.verb[form]).replace("{its}", its)
        return worded.replace("{t}", targets)


@cache
def _rows() -> tuple[Phrase, ...]:
    text = resources.files("detente.report").joinpath("phrases.tsv").read_text(encoding="utf-8")
    return tuple(
        Phrase(**{key: cell for key, cell in row.items() if key != "verb"}, verb=values(row["verb"]))
        for row in parse(text, "phrases.tsv").rows
    )


def phrase_for(event: Event, turn: str = "") -> Phrase | None:
    """The row that states most of the event's codes; ``None`` when none states one it has.

    ``turn`` is the state of diplomacy that the event brings, if any, as the table has it.
    """
    leaf = (event.leaf or "").rpartition("=")[2]
    return _best(turn, event.event or "", event.mode or "", leaf)


@cache
def _best(turn: str, event: str, mode: str, leaf: str) -> Phrase | None:
    best: tuple[int, Phrase] | None = None
    for row in _rows():
        pairs = ((row.turn, turn, 8), (row.leaf, leaf, 4), (row.mode, mode, 3), (row.event, event, 2))
        if any(stated and stated != own for stated, own, _ in pairs):
            continue
        weight = sum(points for stated, _, points in pairs if stated)
        if best is None or weight > best[0]:
            best = (weight, row)
    return best[1] if best else None


def article_of(noun: str) -> str:
    """``noun`` with a definite article: ``an attack`` as ``the attack``."""
    return f"the {bare(noun)}"


def bare(noun: str) -> str:
    """``noun`` without an article: ``an attack`` as ``attack``."""
    return re.sub(r"\A(an?|the) ", "", noun)
