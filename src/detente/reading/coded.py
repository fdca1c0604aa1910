"""The trained coder's step: what each event is, who takes part, and what each sentence reports.

The rules have found the candidates. The coder's word on a PLOVER event is weighed with theirs; its labels of
a sentence go to the event mention that carries them best; sides it is sure of fill what syntax left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec

from detente.coder import Chosen, Judgement, TrainedCoder, choose
from detente.codes import icbe, plover
from detente.crisis import Coding, Layer
from detente.reading.accidents import BY_ACCIDENT
from detente.reading.base import Predicate, Reading, Sentence
from detente.reading.figures import FIGURE
from detente.reading.other_side import faces
from detente.reading.pairs import country_of
from detente.reading.roots import told_root
from detente.reading.told_before import spoken_of_near
from detente.reading.views import side_of, view_of

if TYPE_CHECKING:
    pass

CARRIES = 0.2
"""A mention carries a label of its sentence from this probability on."""
TAKES = 0.4
"""… and takes it as its leaf from this one on, unless the rules gave it another label of the sentence."""
FILLS = 0.8
"""A side fills an open source or target from this probability on."""


class Coded:
    """Lets the trained coder decide."""

    name = "coded"

    def __init__(self, coder: TrainedCoder) -> None:
        self.coder = coder

    def __call__(self, reading: Reading) -> None:
        by_sentence: dict[int, list[Predicate]] = {}
        for predicate in reading.predicates:
            by_sentence.setdefault(predicate.sentence.index, []).append(predicate)
        judged = self.coder.judge(view_of(reading))
        for sentence, judgement in zip(reading.sentences, judged, strict=True):
            predicates = by_sentence.get(sentence.index, [])
            chosen = choose(self.coder.card, judgement)
            reading.roles[sentence.index] = dict(zip(judgement.sides, judgement.roles, strict=True))
            carried = self._carried(predicates, judgement, chosen)
            for row, predicate in enumerate(predicates):
                told_root(reading, predicate, judgement, row, self.coder)
                self._fill(reading, predicate, judgement)
            if chosen.kinds:
                reading.codings.append((self._coding(reading, sentence, chosen), carried))

    def _carried(
        self, predicates: list[Predicate], judgement: Judgement, chosen: Chosen
    ) -> dict[str, Predicate]:
        """The mention that carries each label of the sentence; the mention takes the label as its leaf."""
        labels = self.coder.card.labels
        found: dict[str, Predicate] = {}
        best: dict[int, float] = {}
        for layer, kinds in chosen.kinds.items():
            for kind in kinds:
                column = judgement.triggers[:, labels.index(f"{layer}:{kind}")]
                if not len(column) or column.max() < CARRIES:
                    continue
                row = int(column.argmax())
                predicate = predicates[row]
                found[f"{layer}:{kind}"] = predicate
                ruled = predicate.sense is not None and predicate.sense.leaf in kinds
                if predicate.layer == layer and not ruled and column[row] > best.get(row, TAKES):
                    best[row] = float(column[row])
                    _take(predicate, icbe.leaf(cast(Layer, layer), kind), self.coder.name)
        return found

    def _fill(self, reading: Reading, predicate: Predicate, judgement: Judgement) -> None:
        """An open source or target gets the sides that the coder is sure of."""
        if predicate.layer == "think" or predicate.sense is None or predicate.domestic:
            return
        if predicate.flag(BY_ACCIDENT):
            return
        first = 1 if predicate.layer == "say" else 3
        for column, field in ((first, "sources"), (first + 1, "targets")):
            held, other = (
                (predicate.sources, predicate.targets)
                if field == "sources"
                else (predicate.targets, predicate.sources)
            )
            if held or (field == "targets" and "-" in predicate.sense.target):
                continue
            taken = {side_of(reading, id) for id in other}
            likely = [
                side
                for row, side in enumerate(judgement.sides)
                if judgement.roles[row, column] >= FILLS and side not in taken and side in reading.actors
            ]
            states = {country_of(reading, id) for id in other} - {None}
            likely = [id for id in likely if country_of(reading, id) not in states]
            if predicate.event == "MOBILIZE" and field == "targets" and not faces(predicate):
                continue  # where forces go says nothing of whom they face
            if predicate.event == "ASSAULT" and field == "targets":
                likely = [id for id in likely if spoken_of_near(reading, predicate, id)]
            if likely:
                held += likely
                predicate.inferred[field] = f"the trained coder ({self.coder.name})"

    def _coding(self, reading: Reading, sentence: Sentence, chosen: Chosen) -> Coding:
        by = f"coder:{self.coder.name}"
        evidence = reading.evidence(sentence.start, sentence.end, by, chosen.event)
        return Coding(
            sentence=sentence.index,
            evidence=evidence,
            direction=chosen.direction,
            armed=chosen.armed,
            **cast("dict[str, Any]", chosen.kinds | chosen.roles),
        )


def _take(predicate: Predicate, leaf: icbe.Leaf, coder: str) -> None:
    sense = predicate.sense
    if sense is None or sense.leaf == leaf.name or predicate.flag(BY_ACCIDENT) or FIGURE in predicate.rules:
        return
    if _contradicts(sense.event, leaf.event) or (leaf.event == "ASSAULT" and predicate.flag("state")):
        return
    predicate.sense = msgspec.structs.replace(
        sense,
        leaf=leaf.name,
        direction=leaf.direction or sense.direction,
        armed=sense.armed if leaf.armed is None else leaf.armed,
    )
    predicate.rules.append(f"coder:{coder}.leaf")


def _contradicts(event: str | None, other: str | None) -> bool:
    """Whether a leaf of the event ``other`` would say of ``event`` what it is not: a test, an attack."""
    if event is None or other is None or event == other:
        return False
    return plover.quad(event) != plover.quad(other) or "ASSAULT" in {event, other}
