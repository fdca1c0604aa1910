"""What a noun lists as its content: "demands that included the release of Y", "conditions: the closure of X".

Cues of the construction ``list`` in the cue book say what a deed is that stands on such a list: a demand's is
wanted, a plan's planned, an accusation's claimed. Deeds on a list of deeds ("measures including the closure")
have no cue and stay as told.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes import Cue, CueBook
from detente.reading.attribution import speaker_of
from detente.reading.base import Predicate, Reading
from detente.reading.slots import is_passive, verb_slots
from detente.reading.weighed import Weighed

CLIMB = 8
LISTING = frozenset(
    "be become comprise contain cover embrace encompass entail feature include involve list mean remain "
    "stay stipulate".split()
)
"""Verbs whose subject is the list and whose object is on it."""
OPENING = frozenset({"consist", "range", "start", "begin", "run", "extend", "centre", "center", "focus"})
"""… with what is on the list behind a preposition: "consisted of X", "ranged from X to Y"."""
LEADING = frozenset({"top", "head", "lead", "crown", "dominate"})
"""Verbs whose passive subject is the list: "was topped by X"; in the active their object is."""
FIGURING = frozenset({"be", "feature", "figure", "number", "rank", "stand", "remain"})
"""Verbs that put their subject on a list: "X was among the demands"."""
INTRODUCING = frozenset({"including", "like", "notably", "namely", "chiefly", "viz"})
AMONG = frozenset({"among", "amongst"})
THEM = frozenset({"them", "these", "those", "they", "which"})

_Hit = tuple[Token, Cue] | None


def weigh_listed(reading: Reading, predicate: Predicate, found: Weighed) -> None:
    """Weigh the noun on whose list the predicate stands; demands that an ultimatum lists are made."""
    if predicate.event == "REQUEST":
        return
    index = predicate.sentence.index
    lists = _Lists(reading.books.cues, reading.sentences[index - 1].root if index else None)
    tokens = [predicate.token]
    if predicate.noun is not None and predicate.pos == "v":
        tokens.append(predicate.noun)
    hit = next((hit for token in tokens if (hit := lists.of(token)) is not None), None)
    if hit is None:
        return
    noun, cue = hit
    governor = reading.predicate_of(noun)
    if governor is predicate:
        return
    found.take(cue.modality, f"{cue.cue}:")
    if governor is not None and not governor.sources and governor.governor is not None:
        governor = governor.governor  # "presented demands": who demands stands with the verb
    if governor is not None and governor.layer == "say" and found.speaker is None:
        found.speaker, found.said_by = speaker_of(governor, reading, noun), governor


@dataclass(frozen=True, slots=True)
class _Lists:
    """Looks for the list that a deed stands on; ``before`` is the root of the sentence before."""

    cues: CueBook
    before: Token | None

    def of(self, token: Token) -> _Hit:
        """The noun of the list and its cue."""
        node = token
        for _ in range(CLIMB):
            link, head = node.dep_, node.head
            if head == node:
                return None
            if link == "conj" or (link == "appos" and self.cue(head) is None):
                node = head
            elif link == "appos":
                return self.cue(head)
            elif link == "pobj" and head.lower_ == "to" and head.dep_ == "prep" and _ranged(head.head):
                node = head.head  # "from the release of X to the lifting of Y"
            elif link in {"pobj", "pcomp"}:
                return self.behind(head)
            else:
                return self.under(node, link, head) if head.pos_ in {"VERB", "AUX"} else None
        return None

    def under(self, node: Token, link: str, verb: Token) -> _Hit:
        """The list that a verb makes: "the demands included X", "X was among the demands"."""
        if link in {"nsubj", "nsubjpass"}:
            return self.figures(node, verb) or self.first(self.among(verb, node))
        if link not in {"dobj", "attr", "ccomp", "oprd", "appos", "dep"}:
            return None
        listed = self.first(self.among(verb, node))
        if listed is None and verb.lemma_.lower() in LISTING and verb.i < node.i:
            return self.first(self.subjects(verb))
        return listed

    def behind(self, preposition: Token) -> _Hit:
        """ "demands, including X", "demands such as X", "the demands ranged from X to Y"."""
        above = preposition.head
        such = preposition.lower_ == "as" and any(
            each.lower_ == "such" for each in (*preposition.children, *above.children)
        )
        if preposition.lower_ in INTRODUCING or such:
            if above.pos_ in {"NOUN", "PROPN"}:
                held = _held(above)
                if above.dep_ == "pobj" and above.head.lower_ == "of":
                    held.append(above.head.head)
                return self.first(held)
            return self.first([each for noun in _before(above, preposition) for each in _held(noun)])
        opens = above.lemma_.lower() in OPENING and preposition.lower_ in {"of", "from", "with", "on", "in"}
        leads = above.lemma_.lower() in LEADING and preposition.dep_ == "agent"
        return self.first(self.subjects(above)) if opens or leads else None

    def figures(self, node: Token, verb: Token) -> _Hit:
        """ "The release was among the demands", "was one of the conditions", "topped the list of demands"."""
        lemma = verb.lemma_.lower()
        after = [child for child in verb.children if child.i > max(node.i, verb.i)]
        if lemma in LEADING:
            return self.first([each for child in after if child.dep_ == "dobj" for each in _held(child)])
        if lemma not in FIGURING:
            return None
        for child in after:
            if child.dep_ == "prep" and child.lower_ in AMONG:
                return self.first([each for noun in child.children for each in _held(noun)])
            if child.dep_ == "attr":
                return self.first(_held(child))
        return None

    def among(self, verb: Token, node: Token) -> list[Token]:
        """ "Among its demands was X", "presented ten demands, among them X", "Among them was X"."""
        for child in verb.children:
            if child.dep_ != "prep" or child.lower_ not in AMONG or child.i > node.i:
                continue
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.lower_ not in THEM:
                    return _held(noun)
                if noun.dep_ == "pobj":
                    held = [held for each in _before(verb, child) for held in _held(each)]
                    return held or self.told_last()
        return []

    def subjects(self, verb: Token) -> list[Token]:
        """The subject of a listing verb; of "these included", what the sentence before spoke of."""
        slots = verb_slots(verb)
        nouns = slots.get("obj" if is_passive(verb) else "subj", [])
        if any(noun.lower_ in THEM for noun in nouns):
            return self.told_last()
        return [each for noun in nouns for each in _held(noun)]

    def told_last(self) -> list[Token]:
        """The objects of the sentence before, which "these" and "them" take up."""
        if self.before is None:
            return []
        return [each for noun in _before(self.before, None) for each in _held(noun)]

    def first(self, nouns: list[Token]) -> _Hit:
        """The first noun that has a cue."""
        return next((hit for noun in nouns if (hit := self.cue(noun)) is not None), None)

    def cue(self, noun: Token) -> _Hit:
        """The noun with its cue, where it has one."""
        cue = self.cues.find(noun.lemma_.lower(), "n", "list")
        return (noun, cue) if cue is not None else None


def _before(verb: Token, stop: Token | None) -> list[Token]:
    """The objects of a verb, direct or behind a preposition, that stand before a word; the nearest first."""
    near = [child for child in verb.children if stop is None or child.i < stop.i]
    nouns = [child for child in near if child.dep_ in {"dobj", "nsubjpass", "attr"}]
    nouns += [
        noun for child in near if child.dep_ in {"prep", "dative"} for noun in child.children
        if noun.dep_ == "pobj"
    ]  # fmt: skip
    return sorted(nouns, key=lambda each: -each.i)


def _held(noun: Token) -> list[Token]:
    """What the noun is a list of, and the noun: "list of demands", "the terms of the treaty"."""
    inner = [
        each
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for each in child.children
        if each.dep_ == "pobj"
    ]
    return [*inner, noun]


def _ranged(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "from" and noun.head.head.lemma_.lower() in OPENING
