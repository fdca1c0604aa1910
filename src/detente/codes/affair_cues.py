"""The cue tables of states of affairs: which words speak of a relation, pressure, motive, claim or cause.

Each table has the columns ``cue``, ``pos``, ``kind``, two role columns, ``flags`` and ``confidence``. ``cue``
is one or more lemmas (or word forms) separated by blanks; ``pos`` is ``v``, ``n``, ``a``, ``p`` (function
words) or ``-`` (any); a role column lists the slots to look in, best first. Confidence is 0-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from detente.codes.table import Table, shipped, values
from detente.errors import CodeBookError

RELATION_ROLES = ("head", "tail")
PRESSURE_ROLES = ("on", "where")
MOTIVE_ROLES = ("who", "goal")
CLAIM_ROLES = ("who", "content")
CAUSE_ROLES = ("cause", "effect")
PARTS_OF_SPEECH = frozenset({"v", "n", "a", "p", "-"})


class Word(Protocol):
    """What the look-up needs of a token of the parser."""

    i: int

    @property
    def lower_(self) -> str: ...
    @property
    def lemma_(self) -> str: ...
    @property
    def pos_(self) -> str: ...
    @property
    def tag_(self) -> str: ...
    @property
    def dep_(self) -> str: ...


AnyWord = TypeVar("AnyWord", bound=Word)


@dataclass(frozen=True)
class AffairCue:
    """One row of a cue table. ``first`` and ``second`` are its two role columns."""

    words: tuple[str, ...]
    pos: str
    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    flags: frozenset[str]
    confidence: float

    @property
    def name(self) -> str:
        """The cue as one word, for the name of the rule."""
        return "-".join(self.words)


@dataclass(frozen=True)
class AffairCues:
    """A cue table, looked up by the first word of the cue; longest cues first."""

    by_word: dict[str, tuple[AffairCue, ...]]

    def at(self, tokens: list[AnyWord], index: int) -> list[tuple[AffairCue, list[AnyWord]]]:
        """The cues that begin at a token: all rows of the longest that fits, with the tokens it covers."""
        token = tokens[index]
        rows = self.by_word.get(token.lower_, ())
        if token.lemma_.lower() != token.lower_:
            rows = (*rows, *self.by_word.get(token.lemma_.lower(), ()))
        found: list[tuple[AffairCue, list[AnyWord]]] = []
        for cue in sorted(rows, key=lambda row: -len(row.words)):
            covered = tokens[index : index + len(cue.words)]
            if found and len(cue.words) < len(found[0][0].words):
                break
            if len(covered) == len(cue.words) and _fits(cue, covered) and (cue, covered) not in found:
                found.append((cue, covered))
        return found

    def of_words(self, *words: str) -> tuple[AffairCue, ...]:
        """The rows of one cue, given by its words."""
        return tuple(row for row in self.by_word.get(words[0], ()) if row.words == words)


def _fits(cue: AffairCue, tokens: list[AnyWord]) -> bool:
    if any(
        word not in (token.lower_, token.lemma_.lower())
        for word, token in zip(cue.words, tokens, strict=True)
    ):
        return False
    if len(tokens) > 1 and cue.pos not in {"v", "n"}:
        return True
    return _is_pos(cue.pos, tokens[0] if cue.pos == "v" else tokens[-1])


def _is_pos(pos: str, token: Word) -> bool:
    match pos:
        case "v":
            mistagged = (
                token.tag_ == "JJ" and token.dep_ in {"ROOT", "ccomp", "conj"} and token.lower_.endswith("ed")
            )
            return token.tag_.startswith("VB") or token.pos_ == "VERB" or mistagged
        case "n":
            return token.pos_ in {"NOUN", "PROPN"} or token.tag_.startswith("NN")
        case "a":
            reduced = token.tag_ == "VBD" and token.dep_ in {"acl", "amod", "ccomp", "oprd"}
            return reduced or token.pos_ in {"ADJ", "ADV"} or token.tag_ in {"VBN", "JJ", "VBG"}
        case _:
            return True


def read_cues(table: Table, roles: tuple[str, str], kinds: frozenset[str]) -> AffairCues:
    """A cue table as read. Raises ``CodeBookError`` (C203) with the line of an unknown kind, part of speech
    or a confidence outside 0-1."""
    by_word: dict[str, list[AffairCue]] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        confidence = _confidence(row.get("confidence", ""), table.name, line)
        for value, allowed, what in (
            (row["kind"], kinds, "kind"),
            (row["pos"], PARTS_OF_SPEECH, "part of speech"),
        ):
            if value not in allowed:
                raise CodeBookError(
                    "C203",
                    f"line {line}: unknown {what} {value!r}",
                    where=table.name,
                    remedy=f"Use one of {', '.join(sorted(allowed))}",
                )
        for spelling in values(row["cue"]):
            words = tuple(spelling.lower().split())
            cue = AffairCue(
                words,
                row["pos"],
                row["kind"],
                values(row[roles[0]]),
                values(row[roles[1]]),
                frozenset(values(row["flags"])),
                confidence,
            )
            by_word.setdefault(words[0], []).append(cue)
    return AffairCues(
        {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in by_word.items()}
    )


def _confidence(cell: str, name: str, line: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise CodeBookError(
            "C203", f"line {line}: {cell!r} is no confidence", where=name, remedy="Give a number from 0 to 1"
        )
    return value


RELATION_KINDS = frozenset(
    {"hostile_to", "strained_with", "allied_with", "fraternal_with", "supports", "shelters", "based_in",
     "linked_to", "part_of", "has_leverage_over", "sympathises_with", "isolated_in", "neighbour_of", "leads",
     "rules", "disputes_territory_with"}
)  # fmt: skip
PRESSURE_KINDS = frozenset(
    {"economy", "elections", "insurgency", "unrest", "leadership change", "weak capacity", "public opinion",
     "alliance or external isolation", "audience cost", "constraint on response", "general", "word"}
)  # fmt: skip
MOTIVE_KINDS = frozenset(
    {"purpose", "aim", "wish", "reply", "avoid", "attempt", "end", "outcome", "no purpose",
     "fear", "wager", "longing", "unwilling", "passion", "wanted", "eye", "nurses", "rather", "unless"}
)  # fmt: skip
CLAIM_KINDS = frozenset(
    {
        "asserts",
        "denies",
        "accuses",
        "acknowledges",
        "frames",
        "demands",
        "hearsay",
        "judges",
        "evaluation",
        "not",
    }
)
CAUSE_KINDS = frozenset(
    {"causes", "provokes", "motivates", "constrains", "enables", "is evidence for", "ends"}
)


@lru_cache(maxsize=1)
def relation_cues() -> AffairCues:
    """``relation_cues.tsv``: kinds are those of ``crisis.Relation``."""
    return read_cues(shipped("relation_cues.tsv"), RELATION_ROLES, RELATION_KINDS)


@lru_cache(maxsize=1)
def pressure_cues() -> AffairCues:
    """``pressure_cues.tsv``: kinds are those of ``crisis.Pressure``."""
    return read_cues(shipped("pressure_cues.tsv"), PRESSURE_ROLES, PRESSURE_KINDS)


@lru_cache(maxsize=1)
def motive_cues() -> AffairCues:
    """``motive_cues.tsv``: kinds say how the goal is given (purpose, aim, wish, reply, …) or the outcome."""
    return read_cues(shipped("motive_cues.tsv"), MOTIVE_ROLES, MOTIVE_KINDS)


@lru_cache(maxsize=1)
def claim_cues() -> AffairCues:
    """``claim_cues.tsv``: kinds are the stances of ``crisis.Claim``, hearsay, judgement and evaluation."""
    return read_cues(shipped("claim_cues.tsv"), CLAIM_ROLES, CLAIM_KINDS)


@lru_cache(maxsize=1)
def cause_cues() -> AffairCues:
    """``cause_cues.tsv``: kinds are those of ``crisis.Cause``."""
    return read_cues(shipped("cause_cues.tsv"), CAUSE_ROLES, CAUSE_KINDS)
