"""Scores of a reader on the unit tests of a CAMEO coder: exact triples of source, event code and target.

The suite has invented actors, so it runs with its own dictionaries (``*.actors.txt``, ``*.agents.txt``) as a
user's code books. Its verb codes, many of them invented too, are the user lexicon ``petrarch/verbs.tsv`` with
``petrarch/patterns.tsv`` for codes that depend on single words around the verb; both are used here only.

Conventions of the suite, applied to the records that the reader returns: verbs are coded, nouns are not; a
code ``A:B`` stands for the act and its return; a triple needs both sides and no one acts on himself; where no
target is marked, it is the first actor after the verb, with those coordinated to it.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from detente.crisis import Crisis, Document, Event, Mention
from detente.errors import DocumentError
from detente.evaluation.actor_codes import NOBODY, ActorCodes
from detente.evaluation.measures import Progress, Read, Scores, prf
from detente.evaluation.word_patterns import WordPatterns

if TYPE_CHECKING:
    from detente.codes import ActorBook

Triple: TypeAlias = tuple[str, str, str]
Row: TypeAlias = dict[str, Any]

_FOLDER = Path(__file__).parent / "petrarch"
_VERBS = "lexicon_verbs.tsv"
_BETWEEN = re.compile(r"\W*(?:and|or|the|a|an|,|\W)*(?:\w+ly |\w+ )?\W*\Z")


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
    ``DocumentError`` (V102) for a file that is no such suite, ``CodeBookError`` for the code books.
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

    A ``lexicon_verbs.tsv`` of the user's own takes the place of the suite's.
    """
    with tempfile.TemporaryDirectory(prefix="detente-suite-") as place:
        folder = Path(place)
        for file in sorted(Path(codes).iterdir()) if codes is not None and Path(codes).is_dir() else ():
            if file.is_file() and file.suffix in (".tsv", ".txt"):
                shutil.copyfile(file, folder / file.name)
        if not (folder / _VERBS).exists():
            (folder / _VERBS).write_text(_lexicon(), encoding="utf-8")
        yield folder


def _lexicon() -> str:
    """The suite's verbs as a user's lexicon that leaves nothing of the shipped senses of those verbs.

    A user's sense replaces the shipped one with the same conditions, so the suite's plain sense of a verb is
    repeated under the conditions of every shipped sense that the suite does not have.
    """
    from detente.codes import load_codes
    from detente.codes.lexicon import COLUMNS

    text = (_FOLDER / "verbs.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    plain = {row[0]: row for row in rows if not row[1]}
    taken = {(row[0], row[1]) for row in rows}
    for lemma, row in plain.items():
        for sense in load_codes(None).lexicon.senses(lemma, "v"):
            parts = [f"{c.slot}{'!' * c.negated}={'|'.join(c.values)}" for c in sense.conditions]
            if parts and (lemma, " ".join(parts)) not in taken:
                text += "\t".join([lemma, " ".join(parts), *row[2 : len(COLUMNS)]]) + "\n"
    return text


@dataclass(frozen=True)
class Suite:
    """The dictionaries of the suite: actors and agents, the codes of each verb, patterns around verbs."""

    actors: ActorBook
    verbs: dict[str, set[str]]
    patterns: WordPatterns

    @classmethod
    def of_folder(cls, folder: Path) -> Suite:
        """The dictionaries in a folder that ``suite_codes`` made. Raises ``CodeBookError`` (C2xx)."""
        from detente.codes import from_file, load_codes, values

        verbs: dict[str, set[str]] = {}
        for row in from_file(folder / _VERBS).rows:
            verbs.setdefault(row["lemma"], set()).add(row["cameo"])
        sets = {row["class"]: values(row["words"]) for row in from_file(_FOLDER / "sets.tsv").rows}
        rows = from_file(_FOLDER / "patterns.tsv").rows
        patterns = [(row["lemma"], row["pattern"], row["cameo"]) for row in rows if row["lemma"] in verbs]
        return cls(load_codes(folder).actors, verbs, WordPatterns.parse(patterns, sets))

    def triples(self, crisis: Crisis, on: date) -> set[Triple]:
        """The triples of all events of a crisis that these dictionaries code on that day."""
        actors = ActorCodes(self.actors, on)
        found: set[Triple] = set()
        for event in crisis.events:
            code = None if event.nominal else self.code(crisis, event)
            if code is None:
                continue
            act, _, reply = code.partition(":")
            sources = _coded(crisis, event, event.sources, actors)
            targets = _coded(crisis, event, _targets(crisis, event), actors)
            for source in sources:
                for target in targets:
                    if source == target or NOBODY in (source, target):
                        continue
                    found.add((source, act, target))
                    if reply:
                        found.add((target, reply, source))
        return found

    def code(self, crisis: Crisis, event: Event) -> str | None:
        """The code of an event: that of a word pattern that fits, else that of its sense in the lexicon."""
        lemma = _lemma(event)
        if event.cameo is None or event.cameo not in self.verbs.get(lemma, ()):
            return None
        text = crisis.document.text
        start, end = _sentence(crisis, event)
        # The verb is one word; a particle that belongs to the trigger is left to the words after it.
        word = event.trigger.slice(text).split()[0]
        before = text[start : event.trigger.start]
        after = text[event.trigger.start + len(word) : end]
        return self.patterns.code(lemma, before, word, after) or event.cameo


def _sentence(crisis: Crisis, event: Event) -> tuple[int, int]:
    place = next((span for span in crisis.sentences if span.contains(event.trigger)), None)
    return (place.start, place.end) if place else (0, len(crisis.document.text))


def _lemma(event: Event) -> str:
    """The lemma that the lexicon was asked for, from the rule of the evidence."""
    return event.evidence.by.removeprefix("rule:lexicon.").split(";")[0]


def _coded(crisis: Crisis, event: Event, ids: tuple[str, ...], codes: ActorCodes) -> list[str]:
    return [code for id in ids if (code := codes.of_actor(crisis, id, event.trigger))]


def _targets(crisis: Crisis, event: Event) -> tuple[str, ...]:
    """The stated targets, else the first actor named after the verb with those coordinated to it."""
    if event.targets and not event.inferred.get("targets", "").startswith("the other side"):
        return event.targets
    text = crisis.document.text
    end = _sentence(crisis, event)[1]
    after = sorted(
        (mention.start, mention.end, actor.id)
        for actor in crisis.actors
        for mention in actor.mentions
        if event.trigger.end <= mention.start < end and _names(mention) and actor.id not in event.sources
    )
    found: list[str] = []
    last = None
    for start, stop, id in after:
        if last is not None and (start < last or not _BETWEEN.match(text[last:start]) or start - last > 30):
            break
        found.append(id)
        last = stop
    return tuple(dict.fromkeys(found))


def _names(mention: Mention) -> bool:
    return mention.how not in ("pronoun", "possessive", "set", "reciprocal")


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
        raise DocumentError("V102", f"is no suite of records ({error})", where=str(file)) from error
    for number, row in enumerate(rows, 1):
        try:
            row["date"] = date.fromisoformat(f"{row['date'][:4]}-{row['date'][4:6]}-{row['date'][6:8]}")
            row["id"], row["text"], row["expected"]
        except (KeyError, TypeError, ValueError) as error:
            raise DocumentError("V102", f"line {number} is no record ({error})", where=str(file)) from error
    return [row for row in rows if row.get("coded", True) and not row.get("other_coding")]
