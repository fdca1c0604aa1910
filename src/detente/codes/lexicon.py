"""The event lexicon: which word, in which construction, reports which event.

One row is one sense. Matching a sense's conditions against a sentence is the reader's work; this module
reads, checks and looks up. Slots of a condition:

``obj`` head of the direct object (or the passive subject) · ``subj`` · ``iobj`` · ``prt`` particle ·
``adv`` adverb · ``oprd`` object predicate ("declared persona non grata") · ``prep.X`` object of the
preposition X, hung on the verb or on its object (parsers do either) · ``xcomp`` infinitive or gerund
complement · ``comp`` clause complement (value ``that``) · and for nouns ``mod`` (adjective or compound),
``poss``, the bare prepositions (``of``, ``for``, ``from``, ``to``, ``on``, …) and ``verb``, the light verb
that carries the noun ("lodged a protest").

Where to look for source and target, verbs: ``subj``, ``obj``, ``iobj``, ``prep.X``, ``xsubj`` (subject of the
complement), ``poss`` (possessor of the object), ``partner`` (the other side of the dyad, implied), ``recip``
(a plural or conjoined subject acts on its members), ``-`` (nobody). Nouns: ``poss``, ``mod`` (demonym or
compound) and bare prepositions, with ``partner``, ``recip`` and ``-`` as for verbs.

Values: lemmas, ``@class`` (see ``word_classes.tsv``), ``*`` filled, ``-`` empty, ``ACTOR``, ``STATE``,
``GROUP``, ``PERSON``, ``PLACE`` (a name of a town or region); ``_`` stands for a space inside a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Literal, cast

import msgspec
from msgspec import Struct

from detente.codes import cameo, icbe, plover, table
from detente.errors import CodeBookError

PartOfSpeech = Literal["v", "n", "a"]
Layer = Literal["do", "say", "think"]

FILES: dict[PartOfSpeech, str] = {
    "v": "lexicon_verbs.tsv",
    "n": "lexicon_nouns.tsv",
    "a": "lexicon_adjectives.tsv",
}
CLASSES_FILE = "word_classes.tsv"
LIGHT_FILE = "light_verbs.tsv"
COLUMNS = (
    "lemma", "when", "event", "mode", "leaf", "layer", "cameo", "direction", "armed", "source", "target",
    "flags",
)  # fmt: skip
SLOTS = frozenset({"obj", "subj", "iobj", "prt", "adv", "oprd", "xcomp", "comp", "mod", "poss", "of", "verb"})
NOUN_PREPOSITIONS = frozenset(
    {"for", "from", "to", "in", "into", "on", "over", "against", "by", "with", "between", "at", "about"}
)
KINDS = frozenset({"ACTOR", "STATE", "GROUP", "PERSON", "PLACE"})
LOOK_VERB = frozenset({"subj", "obj", "iobj", "xsubj", "partner", "recip", "poss", "-"})
LOOK_NOUN = frozenset(
    {"poss", "by", "mod", "of", "between", "on", "against", "at", "with", "to", "from", "over", "in", "into",
     "for", "about", "toward", "outside", "along", "near", "upon", "within", "among", "partner", "recip", "-"}
)  # fmt: skip
FLAGS = frozenset(
    {"light", "report", "state", "stative", "aux", "factive", "killing", "reciprocal", "domestic", "sum"}
)
DIRECTIONS = frozenset({"", "escalatory", "deescalatory", "cooperative", "uncooperative"})
DEFAULT_SOURCE: dict[PartOfSpeech, tuple[str, ...]] = {
    "v": ("subj",),
    "n": ("poss", "by", "mod", "of"),
    "a": ("subj",),
}
DEFAULT_TARGET: dict[PartOfSpeech, tuple[str, ...]] = {
    "v": ("obj", "prep.against", "prep.on", "prep.at", "prep.with", "prep.to"),
    "n": ("on", "against", "at", "to", "with"),
    "a": ("prep.to", "prep.of", "prep.with"),
}


class Condition(Struct, frozen=True):
    """``slot`` must (or, ``negated``, must not) hold one of ``values``."""

    slot: str
    values: tuple[str, ...]
    negated: bool = False


class Sense(Struct, frozen=True):
    """One sense of a word. ``event`` is a PLOVER event or ``None`` (something happens, none of the 16).

    ``leaf`` is an ICBe leaf, say kind or think kind, by ``layer``. ``source`` and ``target`` say where to
    look for who and whom, best place first; ``armed`` is ``None`` where the word does not tell. ``own``: it
    comes from a user's code book, and no trained coder overrules it.
    """

    lemma: str
    pos: PartOfSpeech
    conditions: tuple[Condition, ...]
    event: str | None
    mode: str | None
    leaf: str | None
    layer: Layer
    cameo: str | None
    direction: str | None
    armed: bool | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    flags: frozenset[str]
    line: int
    own: bool = False

    def has(self, flag: str) -> bool:
        return flag in self.flags


class Lexicon:
    """Senses by lemma and part of speech, word classes and light verbs. Immutable once made."""

    def __init__(
        self,
        senses: dict[PartOfSpeech, dict[str, tuple[Sense, ...]]],
        classes: dict[str, frozenset[str]],
        light: dict[str, tuple[str, ...]],
    ) -> None:
        self._senses = senses
        self._classes = classes
        self._light = light
        self._multiword: dict[PartOfSpeech, dict[str, tuple[tuple[str, ...], ...]]] = {
            pos: _multiword(group) for pos, group in senses.items()
        }

    def senses(self, lemma: str, pos: PartOfSpeech) -> tuple[Sense, ...]:
        """The senses of ``lemma``, most conditions first; empty when the lexicon does not know it.

        Rule lemmatisers cut some verbs wrong ("stag" for "staged", "instal" for "installed"): an unknown verb
        is looked up again with the ending mended.
        """
        known = self._senses[pos]
        found = known.get(lemma)
        if found is None and pos == "v":
            mended = (f"{lemma}e", lemma + lemma[-1:], lemma.removesuffix("e"))
            found = next((known[form] for form in mended if form in known), None)
        return found or ()

    def lemmas(self, pos: PartOfSpeech) -> frozenset[str]:
        """All lemmas of a part of speech; multiword nouns with single spaces."""
        return frozenset(self._senses[pos])

    def multiword(self, pos: PartOfSpeech = "n") -> dict[str, tuple[tuple[str, ...], ...]]:
        """First token to the multiword lemmas that begin with it, longest first, each a tuple of lemmas.

        Hyphenated lemmas stand here as tokenisers split them (``("cease", "-", "fire")``); ``joined`` makes
        the lemma again.
        """
        return self._multiword[pos]

    def word_class(self, name: str) -> frozenset[str]:
        """The members of a word class (``talks`` or ``@talks``). Raises ``CodeBookError`` (C204)."""
        try:
            return self._classes[name.removeprefix("@")]
        except KeyError:
            raise CodeBookError("C204", f"no word class {name!r}", where=CLASSES_FILE) from None

    @property
    def light_verbs(self) -> dict[str, tuple[str, ...]]:
        """Light verb to its particles (``""`` for none): "conduct", "carry" with "out"."""
        return self._light

    def with_folder(self, folder: Path) -> Lexicon:
        """This lexicon with a user's ``lexicon_*.tsv``, ``word_classes.tsv`` and ``light_verbs.tsv`` added.

        A user's sense replaces a shipped one with the same lemma and conditions; a user's word class adds to
        one of the same name. Raises ``CodeBookError`` (C201 to C207) naming file and line.
        """
        classes = dict(self._classes)
        light = dict(self._light)
        if (path := folder / CLASSES_FILE).is_file():
            for name, words in _read_classes(table.from_file(path)).items():
                classes[name] = classes.get(name, frozenset()) | words
        if (path := folder / LIGHT_FILE).is_file():
            light |= _read_light(table.from_file(path))
        senses = dict(self._senses)
        for pos, name in FILES.items():
            if (path := folder / name).is_file():
                read = _read_senses(table.from_file(path), pos, classes)
                added = [msgspec.structs.replace(sense, own=True) for sense in read]
                merged = {(s.lemma, s.conditions): s for group in senses[pos].values() for s in group}
                merged |= {(s.lemma, s.conditions): s for s in added}
                senses[pos] = _grouped(merged.values())
        return Lexicon(senses, classes, light)


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once."""
    classes = _read_classes(table.shipped(CLASSES_FILE))
    senses: dict[PartOfSpeech, dict[str, tuple[Sense, ...]]] = {
        pos: _grouped(_read_senses(table.shipped(name), pos, classes)) for pos, name in FILES.items()
    }
    return Lexicon(senses, classes, _read_light(table.shipped(LIGHT_FILE)))


def _grouped(senses: Iterable[Sense]) -> dict[str, tuple[Sense, ...]]:
    groups: dict[str, list[Sense]] = {}
    for sense in senses:
        groups.setdefault(sense.lemma, []).append(sense)
    return {
        lemma: tuple(sorted(group, key=lambda sense: (-_weight(sense), sense.line)))
        for lemma, group in groups.items()
    }


def _weight(sense: Sense) -> float:
    """More conditions first; then listed words before word classes before "filled" or "empty"."""
    return sum(_CONDITION_WEIGHT[min(map(_generality, c.values))] for c in sense.conditions)


@cache
def _values(cell: str) -> tuple[str, ...]:
    """Cells repeat thousands of times in the lexicon: split each once."""
    return table.values(cell)


_CONDITION_WEIGHT = (1.0, 0.98, 0.96, 0.6)


def _generality(value: str) -> int:
    if value in ("*", "-"):
        return 3
    if value in KINDS:
        return 2
    return 1 if value.startswith("@") else 0


def joined(tokens: tuple[str, ...]) -> str:
    """The lemma that an entry of ``Lexicon.multiword`` stands for."""
    return " ".join(tokens).replace(" - ", "-")


def _multiword(lemmas: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for lemma in lemmas:
        words = tuple(lemma.replace("-", " - ").split(" "))
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda w: (-len(w), w))) for first, group in found.items()}


def _read_classes(book: table.Table) -> dict[str, frozenset[str]]:
    _expect(book, ("class", "words"))
    return {row["class"]: frozenset(table.values(row["words"])) for row in book.rows}


def _read_light(book: table.Table) -> dict[str, tuple[str, ...]]:
    _expect(book, ("lemma", "particles"))
    return {row["lemma"]: table.values(row["particles"]) or ("",) for row in book.rows}


def _expect(book: table.Table, columns: tuple[str, ...]) -> None:
    if missing := [column for column in columns if column not in book.columns]:
        raise CodeBookError(
            "C203",
            f"has no column {', '.join(missing)}",
            where=book.name,
            remedy=f"Give it the columns {', '.join(columns)}",
        )


def _read_senses(book: table.Table, pos: PartOfSpeech, classes: dict[str, frozenset[str]]) -> list[Sense]:
    _expect(book, COLUMNS)
    seen: dict[tuple[str, tuple[Condition, ...]], int] = {}
    senses: list[Sense] = []
    for row, line in zip(book.rows, book.lines, strict=True):
        sense = _Row(book.name, line, row, pos, classes).sense()
        if first := seen.get((sense.lemma, sense.conditions)):
            raise CodeBookError(
                "C206",
                f"line {line} repeats the sense of line {first} ({sense.lemma!r}, same conditions)",
                where=book.name,
                remedy="Delete one of the two, or give it other conditions",
            )
        seen[sense.lemma, sense.conditions] = line
        senses.append(sense)
    return senses


class _Row:
    """Checks one row; every complaint names file, line and remedy."""

    def __init__(
        self,
        where: str,
        line: int,
        row: dict[str, str],
        pos: PartOfSpeech,
        classes: dict[str, frozenset[str]],
    ) -> None:
        self.where, self.line, self.row, self.pos, self.classes = where, line, row, pos, classes

    def sense(self) -> Sense:
        row = self.row
        if not row["lemma"] or row["lemma"] != row["lemma"].lower():
            raise self.error("C205", f"has the lemma {row['lemma']!r}", "Write the lemma in lower case")
        layer = self.one_of("layer", {"do", "say", "think"})
        event = None if row["event"] in ("", "-") else self.one_of("event", plover.EVENTS)
        if row["mode"] and (event is None or row["mode"] not in plover.modes(event)):
            known = ", ".join(plover.modes(event)) if event else "none without an event"
            raise self.error("C205", f"has the mode {row['mode']!r}", f"Modes here: {known or 'none'}")
        if row["leaf"]:
            self.one_of("leaf", icbe.names(cast(Layer, layer)))
        if row["cameo"]:
            self.one_of("cameo", cameo.codes())
        self.one_of("direction", DIRECTIONS)
        armed = self.one_of("armed", {"", "y", "n"})
        return Sense(
            lemma=row["lemma"],
            pos=self.pos,
            conditions=self.conditions(),
            event=event,
            mode=row["mode"] or None,
            leaf=row["leaf"] or None,
            layer=cast(Layer, layer),
            cameo=row["cameo"] or None,
            direction=row["direction"] or None,
            armed={"y": True, "n": False}.get(armed),
            source=self.places("source") or DEFAULT_SOURCE[self.pos],
            target=self.places("target") or DEFAULT_TARGET[self.pos],
            flags=self.flags(),
            line=self.line,
        )

    def conditions(self) -> tuple[Condition, ...]:
        found = []
        for part in self.row["when"].split():
            slot, equals, value = part.partition("=")
            negated = slot.endswith("!")
            slot = slot.removesuffix("!")
            known = slot in SLOTS or (slot.startswith("prep.") and len(slot) > 5)
            known = known or (self.pos == "n" and slot in NOUN_PREPOSITIONS)
            if not equals or not known:
                raise self.error(
                    "C207",
                    f"has the condition {part!r}",
                    f"Use slot=value with {', '.join(sorted(SLOTS))}, prep.X",
                )
            values = tuple(name if name[0] == "@" else name.replace("_", " ") for name in table.values(value))
            for name in values:
                if name.startswith("@") and name[1:] not in self.classes:
                    raise self.error("C204", f"names the word class {name!r}", f"Define it in {CLASSES_FILE}")
            if not values:
                raise self.error("C207", f"has the condition {part!r}", "Give it a value, * or -")
            found.append(Condition(slot, values, negated))
        return tuple(sorted(found, key=lambda c: (c.slot, c.negated, c.values)))

    def places(self, column: str) -> tuple[str, ...]:
        places = _values(self.row[column])
        for place in places:
            fits = place in LOOK_NOUN if self.pos == "n" else place in LOOK_VERB or place.startswith("prep.")
            if not fits:
                allowed = LOOK_NOUN if self.pos == "n" else LOOK_VERB | {"prep.X"}
                raise self.error(
                    "C205", f"looks for the {column} in {place!r}", f"Use {', '.join(sorted(allowed))}"
                )
        return places

    def flags(self) -> frozenset[str]:
        flags = frozenset(_values(self.row["flags"]))
        if unknown := flags - FLAGS:
            raise self.error("C205", f"has the flag {min(unknown)!r}", f"Flags: {', '.join(sorted(FLAGS))}")
        return flags

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        value = self.row[column]
        if value not in (known := set(allowed)):
            raise self.error(
                "C205",
                f"has the {column} {value!r}",
                f"Known: {', '.join(sorted(name for name in known if name))}",
            )
        return value

    def error(self, code: str, what: str, remedy: str) -> CodeBookError:
        return CodeBookError(code, f"line {self.line} {what}", where=self.where, remedy=remedy)
