"""Scores of a reader on the unit tests of a CAMEO coder: exact triples of source, event code and target.

The suite has invented actors, so it runs with its own dictionaries (``*.actors.txt``, ``*.agents.txt``) as a
user's code books. Its verb codes, many of them invented too, are in ``petrarch/verbs.tsv``, with
``petrarch/patterns.tsv`` for codes that depend on single words around the verb; both are used here only.

Conventions of the suite, applied to the records that the reader returns: verbs are coded, nouns are not; a
code ``A:B`` stands for the act and its return; a triple needs both sides and no one acts on himself. What the
suite counts as source and target is in ``sides``.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from detente.crisis import Crisis, Document, Event
from detente.errors import CodeBookError, DataError
from detente.evaluation.actor_codes import NOBODY, ActorCodes, Agents
from detente.evaluation.measures import Progress, Read, Scores, prf
from detente.evaluation.sides import Sides, sentence_of
from detente.evaluation.word_patterns import WordPatterns, plain_forms

if TYPE_CHECKING:
    from detente.codes import ActorBook, Condition

Triple: TypeAlias = tuple[str, str, str]
Row: TypeAlias = dict[str, Any]

_FOLDER = Path(__file__).parent / "petrarch"
_LEXICON = "lexicon_verbs.tsv"
_VERBS = "suite_verbs.tsv"


def petrarch(
    file: str | Path,
    read: Read,
    *,
    codes: str | Path,
    progress: Progress | None = None,
    misses: bool = False,
) -> Scores:
    """``{"triples", "source", "event", "target"}``, each with ``P``, ``R``, ``F1`` and ``n``.

    ``codes`` is the folder that ``suite_codes`` yields, and ``read`` comes from a reader with that folder.
    Triples count once a record; ``source``, ``event`` and ``target`` compare the sets of codes of a record.
    Records that are not coded, or that test the input format (``other_coding``), are left out. Raises
    ``DataError`` (V102) for a file that is no such suite, ``CodeBookError`` for the code books.
    """
    records = _records(Path(file))
    suite = Suite.of_folder(Path(codes))
    pairs: list[tuple[set[Triple], set[Triple]]] = []
    lines = []
    for done, record in enumerate(records, 1):
        day = record["date"]
        document = Document.from_text(record["text"], id=record["id"], published=day.isoformat())
        wanted = {(str(e["source"]), str(e["code"]), str(e["target"])) for e in record["expected"]}
        made = suite.triples(read(document), day)
        pairs.append((wanted, made))
        lines += [f"{record['id']} missed {' '.join(triple)}" for triple in sorted(wanted - made)]
        lines += [f"{record['id']} extra {' '.join(triple)}" for triple in sorted(made - wanted)]
        if progress:
            progress(done, len(records), record["id"])
    scores: Scores = {"triples": _compared(pairs)}
    for place, name in enumerate(("source", "event", "target")):
        scores[name] = _compared([({t[place] for t in w}, {t[place] for t in m}) for w, m in pairs])
    return {**scores, "misses": lines} if misses else scores


@contextmanager
def suite_codes(codes: str | Path | None) -> Iterator[Path]:
    """A folder for the time of the ``with`` block: the user's code books and the suite's verbs.

    A ``lexicon_verbs.tsv`` of the user's own takes the place of the suite's: then its ``cameo`` codes count.
    Raises ``CodeBookError`` (C220) where ``codes`` is no folder.
    """
    if codes is not None and not Path(codes).is_dir():
        raise CodeBookError("C220", "is not a folder", where=str(codes), remedy="Name a folder of code books")
    with tempfile.TemporaryDirectory(prefix="detente-suite-") as place:
        folder = Path(place)
        for file in sorted(Path(codes).iterdir()) if codes is not None else ():
            if file.is_file() and file.suffix in (".tsv", ".txt"):
                shutil.copyfile(file, folder / file.name)
        if not (folder / _LEXICON).exists():
            (folder / _LEXICON).write_text(_lexicon(), encoding="utf-8")
            shutil.copyfile(_FOLDER / "verbs.tsv", folder / _VERBS)
        yield folder


def _lexicon() -> str:
    """The suite's verbs as a user's lexicon that leaves nothing of the shipped senses of those verbs.

    A user's sense replaces the shipped one with the same conditions, so the suite's sense of a verb is
    repeated under the conditions of every shipped sense. The suite's codes stay out of it: they are no CAMEO
    codes, and the reader derives intensities from those.
    """
    from detente.codes import from_file, load_codes

    book = from_file(_FOLDER / "verbs.tsv")
    lexicon = load_codes().lexicon
    lines = [f"# {key}: {value}" for key, value in book.header.items()]
    lines.append("lemma\twhen\tevent\tmode\tleaf\tlayer\tcameo\tdirection\tarmed\tsource\ttarget\tflags")
    for row in book.rows:
        shipped = (" ".join(map(_condition, sense.conditions)) for sense in lexicon.senses(row["lemma"], "v"))
        sides = (row["source"], row["target"], row["flags"])
        for when in dict.fromkeys(("", *shipped)):
            lines.append(
                "\t".join((row["lemma"], when, row["event"], "", "", row["layer"], "", "", "", *sides))
            )
    return "\n".join(lines) + "\n"


def _condition(condition: Condition) -> str:
    values = "|".join(value.replace(" ", "_") for value in condition.values)
    return f"{condition.slot}{'!' if condition.negated else ''}={values}"


@dataclass(frozen=True)
class Suite:
    """The dictionaries of the suite: actors and agents, codes of verbs, word patterns.

    The code of a verb is ``None`` where the user's own lexicon gives it with the event.
    """

    actors: ActorBook
    agents: Agents
    verbs: dict[str, str | None]
    mutual: frozenset[str]
    patterns: WordPatterns

    @classmethod
    def of_folder(cls, folder: Path) -> Suite:
        """The dictionaries in a folder that ``suite_codes`` made. Raises ``CodeBookError`` (C2xx)."""
        from detente.codes import from_file, load_codes, values

        actors = load_codes(folder).actors  # first, as it checks the user's tables
        own = (folder / _VERBS).exists()
        rows = from_file(folder / (_VERBS if own else _LEXICON)).rows
        verbs = {row["lemma"]: row["code"] if own else None for row in rows}
        mutual = frozenset(row["lemma"] for row in rows if "reciprocal" in values(row["flags"]))
        sets = {row["class"]: values(row["words"]) for row in from_file(_FOLDER / "sets.tsv").rows}
        lines = from_file(_FOLDER / "patterns.tsv").rows if own else ()
        patterns = WordPatterns.parse([(row["lemma"], row["pattern"], row["code"]) for row in lines], sets)
        return cls(actors, Agents(actors), verbs, mutual, patterns)

    def triples(self, crisis: Crisis, on: date) -> set[Triple]:
        """The triples of all events of a crisis that these dictionaries code on that day."""
        actors = ActorCodes(self.actors, self.agents, crisis.document.text, on)
        found: set[Triple] = set()
        for event in crisis.events:
            if event.nominal:
                continue
            code, reciprocal = self.code(crisis, event)
            if not code:
                continue
            act, _, reply = code.partition(":")
            sources, targets = Sides(crisis, event, actors).both()
            if not targets and reciprocal:
                targets = sources  # "A and B agree"
            for source, target in product(sources, targets):
                if source != target and NOBODY not in (source, target):
                    found.add((source, act, target))
                    if reply:
                        found.add((target, reply, source))
        return found

    def code(self, crisis: Crisis, event: Event) -> tuple[str, bool]:
        """An event's code, empty for none, and whether its verb is mutual.

        The code is that of a word pattern that fits, else that of the verb; with a user's own lexicon it is
        the CAMEO code of the event.
        """
        text = crisis.document.text
        # The verb is one word; a particle that belongs to the trigger is left to the words after it.
        word = event.trigger.slice(text).split()[0]
        lemma = event.evidence.by.removeprefix("rule:lexicon.").split(";")[0]
        if lemma not in self.verbs:
            # A light verb goes by its noun in the reader, by itself in the suite ("expressed hope").
            lemma = next((verb for verb in plain_forms(word) if verb in self.verbs), "")
        if lemma not in self.verbs:
            return "", False
        start, end = sentence_of(crisis, event)
        before = text[start : event.trigger.start]
        after = text[event.trigger.start + len(word) : end]
        plain = self.verbs[lemma]
        code = self.patterns.code(lemma, before, word, after) or (event.cameo if plain is None else plain)
        return code or "", lemma in self.mutual


def _compared(pairs: list[tuple[set[Any], set[Any]]]) -> Scores:
    return prf(
        sum(len(wanted & made) for wanted, made in pairs),
        sum(len(made) for _, made in pairs),
        sum(len(wanted) for wanted, _ in pairs),
    )


def _records(file: Path) -> list[Row]:
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise DataError("V102", f"is no suite of records ({error})", where=str(file)) from error
    for number, row in enumerate(rows, 1):
        try:
            row["date"] = date.fromisoformat(f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:8]}")
            row["id"], row["text"], row["expected"]
        except (KeyError, TypeError, ValueError) as error:
            raise DataError("V102", f"line {number} is no record ({error})", where=str(file)) from error
    return [row for row in rows if row.get("coded", True) and not row.get("other_coding")]
