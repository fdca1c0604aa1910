"""Words and constructions that say whether an event happened: modality, polarity and phase.

A cue governs an event in a construction: ``xcomp`` (infinitive or gerund complement), ``ccomp``
(that-clause), ``obj`` / ``subj`` (event noun as object or subject), ``mod`` (cue modifies the event noun),
``prep.X`` (event behind the preposition X of the cue), ``prep`` (event behind the cue itself), ``aux``,
``aux-perfect`` (have + participle), ``aux-past``, ``adv``, ``det``, ``advcl`` (clause the cue introduces),
``list`` (a deed that the cue noun lists: "demands, among them X"), ``content`` (what a call, demand or
plan that is the object of the verb is about: "resisted calls to strike"), ``decree`` (a measure that the verb
takes by itself: "ordered sanctions"), ``framed`` (what the subject calls a thing: "called it a massacre").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from msgspec import Struct

from detente.codes import table
from detente.crisis import Modality
from detente.errors import CodeBookError

CuePos = Literal["v", "n", "a", "aux", "adv", "det", "pron", "mark", "prep"]
Polarity = Literal["negated", "did not happen"]
CuePhase = Literal["begin", "continue", "end"]

FILE = "modality_cues.tsv"
COLUMNS = ("cue", "pos", "construction", "modality", "polarity", "phase", "note")
CONSTRUCTIONS = frozenset(
    (
        "xcomp ccomp obj subj mod prep aux aux-perfect aux-past adv det advcl list content decree framed"
    ).split()
)


class Cue(Struct, frozen=True):
    """What a word in a construction says of the event it governs."""

    cue: str
    pos: CuePos
    construction: str
    modality: Modality
    polarity: Polarity | None
    phase: CuePhase | None
    note: str
    line: int


class CueBook:
    """Cues by word and construction. Immutable once made."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = {(cue.cue, cue.pos, cue.construction): cue for cue in cues}
        self._of: dict[str, tuple[Cue, ...]] = {}
        for cue in self._cues.values():
            self._of[cue.cue] = (*self._of.get(cue.cue, ()), cue)

    def find(self, cue: str, pos: CuePos, construction: str) -> Cue | None:
        """The cue of a word of this part of speech in this construction, if there is one."""
        return self._cues.get((cue, pos, construction))

    def of(self, cue: str) -> tuple[Cue, ...]:
        """All cues of a word."""
        return self._of.get(cue, ())

    def all(self) -> tuple[Cue, ...]:
        """Every cue in the order of the file."""
        return tuple(self._cues.values())

    def with_folder(self, folder: Path) -> CueBook:
        """This book with a user's ``modality_cues.tsv`` on top. Raises ``CodeBookError`` (C201 to C208)."""
        path = folder / FILE
        return CueBook((*self.all(), *_read(table.from_file(path)))) if path.is_file() else self


@cache
def shipped_cues() -> CueBook:
    """The cues that ship with the package, read once."""
    return CueBook(_read(table.shipped(FILE)))


def _read(book: table.Table) -> list[Cue]:
    if missing := [column for column in COLUMNS[:4] if column not in book.columns]:
        raise CodeBookError("C203", f"has no column {', '.join(missing)}", where=book.name)
    cues: dict[tuple[str, str, str], Cue] = {}
    for row, line in zip(book.rows, book.lines, strict=True):
        key = (row["cue"], row["pos"], row["construction"])
        if key in cues:
            raise CodeBookError(
                "C206",
                f"line {line} repeats the cue of line {cues[key].line} ({' '.join(key)})",
                where=book.name,
                remedy="Delete one of the two",
            )
        _check(book.name, line, row)
        cues[key] = Cue(
            cue=row["cue"],
            pos=cast(CuePos, row["pos"]),
            construction=row["construction"],
            modality=cast(Modality, row["modality"]),
            polarity=cast(Polarity, row.get("polarity")) or None,
            phase=cast(CuePhase, row.get("phase")) or None,
            note=row.get("note", ""),
            line=line,
        )
    return list(cues.values())


def _check(where: str, line: int, row: dict[str, str]) -> None:
    construction = row["construction"]
    known = {"pos": get_args(CuePos), "modality": get_args(Modality)}
    known |= {"polarity": ("", *get_args(Polarity)), "phase": ("", *get_args(CuePhase))}
    wrong = next((column for column, allowed in known.items() if row.get(column, "") not in allowed), None)
    if wrong is None and construction not in CONSTRUCTIONS and not construction.startswith("prep."):
        wrong, known = "construction", {"construction": (*sorted(CONSTRUCTIONS), "prep.X")}
    if wrong is not None:
        raise CodeBookError(
            "C208",
            f"line {line} has the {wrong} {row[wrong]!r}",
            where=where,
            remedy=f"Known: {', '.join(name for name in known[wrong] if name)}",
        )
