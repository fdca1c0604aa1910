"""Teaches the heads of ``accounts.npz`` on accounts coded by hand, and how sure one may be of their word.

    python training/account_heads.py [--accounts DIR] [--model DIR]

Learns from the accounts of the half ``fit`` alone. Each head learns from what the heads before it say of
accounts that they have not seen; the scores in the card, and the confidence, come from accounts left out.
About five minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from detente.coder.accounts import AccountHeads, Head
from detente.coder.calibration import Card, Platt, logit
from detente.coder.model import ACCOUNTS, CARD, TrainedCoder
from detente.crisis import Document
from detente.evaluation.gold_score import entities_of, match, score_matched
from detente.evaluation.measures import calibration
from detente.evaluation.on_gold import confidences, mean
from detente.reading import Reader
from detente.reading.base import Predicate, Reading, at, end
from detente.reading.predicates import Predicates
from detente.reading.prune import Prune, is_event
from detente.reading.reports import FIRST, SECOND, content_words, report_marks, word_marks
from detente.reading.roots import NULL, ROOT, root_marks, root_vector
from detente.reading.sides.taught import (
    BEFORE,
    HEADS,
    Role,
    TaughtSides,
    candidates,
    role_marks,
    role_vector,
)
from detente.reading.views import sentence_view, view_of

HERE = Path(__file__).parent.parent
FOLDS = 7
"""Accounts are left out in so many parts in turn."""
LEAST = 4
"""A mark that fewer words have is not learned."""
MAIN = 0.7
"""The weight of the event a coder chose, where another careful coder could choose others."""


@dataclass(frozen=True)
class Account:
    """A text with its coding."""

    name: str
    document: Document
    gold: dict[str, Any]

    @property
    def triggers(self) -> list[list[tuple[int, int]]]:
        """Of each event coded, the stretches that count as its trigger."""
        found = []
        for event in self.gold["events"]:
            other = event.get("trigger_alt") or []
            places = [event["trigger"], *(other if isinstance(other, list) else [other])]
            found.append([(place["start"], place["end"]) for place in places])
        return found


@dataclass
class Rows:
    """Examples of one head: vectors, marks, labels with weights, and the account each comes from."""

    vectors: list[np.ndarray] = field(default_factory=list)
    marks: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)

    def add(
        self, vector: np.ndarray, marks: Iterable[str], label: str, account: str, weight: float = 1
    ) -> None:
        self.vectors.append(vector)
        self.marks.append(list(marks))
        self.labels.append(label)
        self.weights.append(weight)
        self.accounts.append(account)

    def without(self, names: Iterable[str]) -> Rows:
        """The rows of other accounts than these."""
        kept = [row for row, name in enumerate(self.accounts) if name not in set(names)]
        columns = (self.vectors, self.marks, self.labels, self.weights, self.accounts)
        return Rows(*([column[row] for row in kept] for column in columns))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Lesson:
    """How a head is taught: the label of a plain yes, the ridge, and what a mark or a number may weigh."""

    yes: str | None
    strength: float
    mark: float
    vector: float


LESSONS = {
    FIRST: Lesson("yes", 0.005, 2.0, 1.0),
    SECOND: Lesson("yes", 0.005, 2.0, 1.0),
    HEADS["sources"]: Lesson("yes", 0.01, 3.0, 0.3),
    HEADS["targets"]: Lesson("yes", 0.01, 3.0, 0.3),
    ROOT: Lesson(None, 0.003, 10.0, 0.5),
}


def teach(rows: Rows, lesson: Lesson) -> Head:
    """A head for the labels of the rows."""
    counts = Counter(mark for marks in rows.marks for mark in set(marks))
    names = sorted(mark for mark, count in counts.items() if count >= LEAST)
    places = {mark: place for place, mark in enumerate(names)}
    vectors = np.stack(rows.vectors).astype(np.float32)
    mean, spread = vectors.mean(0), (vectors.std(0) + 1e-6) / lesson.vector
    given = np.zeros((len(vectors), len(names)), np.float32)
    for row, marks in enumerate(rows.marks):
        given[row, [places[mark] for mark in marks if mark in places]] = lesson.mark
    labels = np.array(rows.labels)
    wanted = labels == lesson.yes if lesson.yes is not None else labels
    inputs = np.hstack([(vectors - mean) / spread, given])
    found = LogisticRegression(C=lesson.strength, max_iter=300, tol=1e-3).fit(inputs, wanted, rows.weights)
    weights = found.coef_.T.astype(np.float32)
    width = vectors.shape[1]
    vector = weights[:width] / spread[:, None]
    bias = found.intercept_.astype(np.float32) - mean @ vector
    classes = (lesson.yes,) if lesson.yes is not None else tuple(map(str, found.classes_))
    return Head(classes, places, vector, weights[width:] * lesson.mark, bias)


def accounts(folder: Path) -> Iterator[Account]:
    """The accounts of a folder that may be learned from."""
    for file in sorted(folder.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        if gold.get("split", "fit") != "fit":
            continue
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        yield Account(gold["doc"], Document.from_text(text, id=gold["doc"]), gold)


class School:
    """The accounts, the coder, and the heads of each part left out."""

    def __init__(self, coder: TrainedCoder, pupils: list[Account]) -> None:
        self.coder, self.pupils = coder, pupils
        self.parts = [[each.name for each in pupils[place::FOLDS]] for place in range(FOLDS)]
        self.heads: list[dict[str, Head]] = [{} for _ in self.parts]
        self.whole: dict[str, Head] = {}

    def learn(self, name: str, look: Callable[[Account, AccountHeads, Rows], None]) -> None:
        """Teach one head: ``look`` adds the rows of an account, read with heads that have not seen it."""
        rows = Rows()
        for account, heads in self.each():
            look(account, heads, rows)
        for place, part in enumerate(self.parts):
            self.heads[place][name] = teach(rows.without(part), LESSONS[name])
        self.whole[name] = teach(rows, LESSONS[name])

    def each(self) -> Iterator[tuple[Account, AccountHeads]]:
        """Every account with heads that have not seen it."""
        for account in self.pupils:
            place = next(place for place, part in enumerate(self.parts) if account.name in part)
            yield account, AccountHeads(self.heads[place])

    def reader(self, heads: AccountHeads) -> Reader:
        self.coder.accounts = heads
        return Reader(self.coder)

    def words(self, account: Account, heads: AccountHeads, rows: Rows) -> None:
        """Every content word: whether it is the head of a trigger."""
        reader = self.reader(heads)
        reading = Reading(account.document, reader.books)
        for step in reader.steps:
            if isinstance(step, Predicates):
                break
            step(reading)
        views = [sentence_view(reading, sentence) for sentence in reading.sentences]
        triggers = [stretch for stretches in account.triggers for stretch in stretches]
        for sentence, (placed, pieces) in zip(reading.sentences, self.coder.vectors(views), strict=True):
            for token in content_words(sentence):
                stretch = placed.stretch(at(token) - sentence.start, end(token) - sentence.start)
                inside = [(start, stop) for start, stop in triggers if start <= at(token) < stop]
                if not stretch or (
                    inside and inside[0][0] <= at(token.head) < inside[0][1] and token.head != token
                ):
                    continue  # not the head of its trigger
                vector = pieces[slice(*stretch[0])].mean(0)
                rows.add(vector, word_marks(reading, token), "yes" if inside else "no", account.name)

    def reports(self, account: Account, heads: AccountHeads, rows: Rows) -> None:
        """Every predicate that the rules have read: whether it is an event of its own."""
        reader = self.reader(heads)
        reading = Reading(account.document, reader.books)
        for step in reader.steps:
            if isinstance(step, Prune):
                break
            step(reading)
        facing = faced(account, reading.predicates)
        for predicate in reading.predicates:
            if (word := reading.words.get(at(predicate.token))) is not None:
                marks = report_marks(reading, predicate, is_event(reading, predicate))
                label = "yes" if id(predicate) in facing else "no"
                rows.add(word.vector.astype(np.float32), marks, label, account.name)

    def roots(self, account: Account, heads: AccountHeads, rows: Rows) -> None:
        """Every event found: which of PLOVER's it is."""
        reading = self.reader(heads).uncoded(account.document)
        facing = faced(account, reading.predicates)
        by_sentence: dict[int, list[Predicate]] = {}
        for predicate in reading.predicates:
            by_sentence.setdefault(predicate.sentence.index, []).append(predicate)
        for sentence, judgement in zip(reading.sentences, self.coder.judge(view_of(reading)), strict=True):
            for row, predicate in enumerate(by_sentence.get(sentence.index, ())):
                event = facing.get(id(predicate))
                if event is None or at(predicate.token) not in reading.words:
                    continue
                fit = [event["plover"], *event.get("plover_alt", ())]
                vector = root_vector(reading, predicate, judgement, row)
                marks = list(root_marks(reading, predicate))
                for place, root in enumerate(fit):
                    weight = 1.0 if len(fit) == 1 else MAIN if place == 0 else (1 - MAIN) / (len(fit) - 1)
                    rows.add(vector, marks, root or NULL, account.name, weight)

    def sides(self, role: Role) -> Callable[[Account, AccountHeads, Rows], None]:
        """Of every event found the actors in reach: whether each has that role in it."""

        def look(account: Account, heads: AccountHeads, rows: Rows) -> None:
            reader = self.reader(heads)
            reading = reader.uncoded(account.document)
            for step in reader.joining:
                if isinstance(step, TaughtSides):
                    break
                step(reading)
            known = entities_of(account.gold, {"actors": list(_actors(reading))})
            key = {"sources": "actor", "targets": "target"}[role]
            ordered = sorted(reading.predicates, key=lambda each: each.start)
            facing = faced(account, ordered)
            for place, predicate in enumerate(ordered):
                event = facing.get(id(predicate))
                if event is None or at(predicate.token) not in reading.words:
                    continue
                before = ordered[max(0, place - BEFORE) : place]
                for actor in candidates(reading, predicate, before, role):
                    label = "yes" if known.get(actor, actor) in event[key] else "no"
                    marks = role_marks(reading, predicate, actor, before, role)
                    rows.add(role_vector(reading, predicate, actor), marks, label, account.name)

        return look


def _actors(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every actor as the crisis would hold it."""
    for actor in reading.actors.values():
        places = [{"start": each.start, "end": each.end} for each in reading.mentions if actor.id in each.ids]
        yield json.loads(msgspec.json.encode(actor)) | {"mentions": places}


def faced(account: Account, predicates: list[Predicate]) -> dict[int, dict[str, Any]]:
    """The event coded that each predicate reports, one to one, by the ``id()`` of the predicate."""
    found: dict[int, dict[str, Any]] = {}
    for event, stretches in zip(account.gold["events"], account.triggers, strict=True):
        best, most = None, 0
        for predicate in predicates:
            shared = max(min(stop, predicate.end) - max(start, predicate.start) for start, stop in stretches)
            if shared > most and id(predicate) not in found:
                best, most = predicate, shared
        if best is not None:
            found[id(best)] = event
    return found


def told(school: School) -> tuple[Platt, dict[str, Any]]:
    """How sure one may be of an event, and what the heads score on accounts they have not seen."""
    school.coder.card = msgspec.structs.replace(school.coder.card, told=Platt())
    said, scores = [], []
    for account, heads in school.each():
        crisis = school.reader(heads).read(account.document)
        seen = match(account.gold, json.loads(msgspec.json.encode(crisis)))
        said.append(confidences(seen))
        scores.append(score_matched(seen))
    alone = [
        (fitted([pair for other in said if other is not one for pair in other])(chance), right)
        for one in said
        for chance, right in one
    ]
    summed = mean(scores)
    kept = {name: summed[name]["F1"] for name in ("events", "plover", "sources", "targets", "status")}
    return fitted([pair for one in said for pair in one]), {
        "accounts": len(said),
        **kept,
        **calibration(alone),
    }


def fitted(said: list[tuple[float, bool]]) -> Platt:
    """The line that makes these answers likeliest."""
    chances = np.array([[logit(chance)] for chance, _ in said])
    found = LogisticRegression(C=1e6).fit(chances, [right for _, right in said])
    return Platt(round(float(found.coef_[0, 0]), 3), round(float(found.intercept_[0]), 3))


def teach_accounts(model: Path, folder: Path) -> Card:
    """Write ``accounts.npz`` into the model's folder, and what follows from it into the card."""
    coder = TrainedCoder(model)
    school = School(coder, list(accounts(folder)))
    school.learn(FIRST, school.words)
    school.learn(SECOND, school.reports)
    school.learn(ROOT, school.roots)
    for role, head in HEADS.items():
        school.learn(head, school.sides(role))
    platt, scores = told(school)
    AccountHeads(school.whole).write(model / ACCOUNTS)
    digest = hashlib.sha256((model / ACCOUNTS).read_bytes()).hexdigest()
    card = msgspec.structs.replace(
        coder.card,
        files=dict(sorted({**coder.card.files, ACCOUNTS: digest}.items())),
        told=platt,
        scores=coder.card.scores | {"told": scores},
    )
    (model / CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    return card


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accounts", type=Path, default=HERE / "tests/gold", help="folder of coded accounts")
    parser.add_argument(
        "--model", type=Path, default=HERE / "src/detente/coder/data", help="what it ships with"
    )
    options = parser.parse_args()
    card = teach_accounts(options.model, options.accounts)
    print(msgspec.json.format(msgspec.json.encode(card.scores["told"])).decode())


if __name__ == "__main__":
    main()
