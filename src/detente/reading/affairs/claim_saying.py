"""A cue of saying where it stands: who says it, whether it was said, what its content may be."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.crisis import AUTHOR, UNSPEC
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.status_at import status_at
from detente.reading.base import Predicate, Reading, Sentence, phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots
from detente.reading.slots_fillers import is_infinitive

UNSAID = frozenset({"planned", "desired", "hypothetical", "conditional", "counterfactual"})


SPEECH_NOUNS = word_set(
    "accusation allegation charge claim report assertion statement suggestion contention notion idea "
    "rumor rumour demand proposal offer condemnation criticism involvement responsibility complaint "
    "complicity protest"
)


REPORTS = word_set(
    "report source figure account estimate evidence statistic document data rumor rumour intelligence"
)


PAPERS = word_set(
    "letter statement note message memorandum telegram speech communique communiqué declaration "
    "resolution treaty broadcast article editorial announcement ultimatum cable memo document agreement "
    "press newspaper radio"
)


MUTE = word_set(
    "event crisis fact situation move action failure success result behavior behaviour attack timing"
)


TOPICS = word_set(
    "determination readiness willingness desire intention need right support opposition commitment "
    "resolve belief concern view return withdrawal decision plan failure end success responsibility "
    "relation relations ceasefire cease-fire intent agreement independence fear hope regret "
    "satisfaction confidence doubt outrage anger solidarity importance necessity refusal acceptance "
    "rejection policy annexation mobilization release departure creation formation establishment state "
    "war victory death attack killing claim stance position sovereignty"
)


@dataclass(frozen=True)
class Saying:
    """A cue of the claim table where it stands."""

    reading: Reading
    sentence: Sentence
    cue: AffairCue
    covered: list[Token]

    @property
    def word(self) -> Token:
        return head_of(self.covered)

    @property
    def said_in(self) -> Predicate | None:
        return self.reading.predicate_of(self.word)

    def speakers(self) -> tuple[str, ...]:
        """Who says it: the subject's actors, else the event's sources; nobody named: ``UNSPEC``."""
        subjects = verb_slots(_said_beside(self.word)).get("subj", [])
        ids = ids_at(self.reading, subjects, owner=True)
        if not ids and any(child.lemma_.lower() == "evidence" for child in subjects):
            return (AUTHOR,)
        if not ids and self.said_in is not None:
            ids = list(self.said_in.sources)
        return tuple(ids) or (UNSPEC,)

    def happened(self) -> bool:
        """Whether the saying itself took place."""
        status = status_at(self.reading, self.word)
        return status.polarity is None and status.modality not in UNSAID

    def make(
        self,
        span: tuple[int, int],
        *,
        who: tuple[str, ...] | None = None,
        kind: str | None = None,
        bonus: float = 0.0,
        rule: str | None = None,
    ) -> Candidate:
        return Candidate(
            *span,
            kind or self.cue.kind,
            who if who is not None else self.speakers(),
            rule or self.cue.name,
            min(0.95, self.cue.confidence + bonus),
            self.sentence,
            said_in=self.said_in,
        )


def can_speak(saying: Saying) -> bool:
    """Whether the subject is somebody, or a paper or report of theirs; a deed that "indicates" is none."""
    subjects = verb_slots(saying.word).get("subj", [])
    if not subjects or is_passive(saying.word) or ids_at(saying.reading, subjects):
        return True
    return any(
        subject.lemma_.lower() in REPORTS | PAPERS
        or subject.pos_ in {"PROPN", "PRON"}
        or subject.ent_type_ in {"PERSON", "ORG", "NORP"}
        or (saying.reading.predicate_of(subject) is None and subject.lemma_.lower() not in MUTE)
        for subject in subjects
    )  # fmt: skip


def content_of(verb: Token) -> list[Token]:
    """The tokens of a content clause without its "that"."""
    aside = {
        token.i
        for noun in phrase(verb)
        if noun.dep_ == "appos" and noun.lemma_.lower() in SPEECH_NOUNS
        for token in noun.subtree
    }
    aside |= {
        token.i
        for other in verb.children
        if other.dep_ == "conj" and (_has_that(other) or _said_beside(other) is not other)
        for token in other.subtree
    }
    last = max(
        (child.i for child in verb.children if child.dep_ == "conj" and child.i in aside), default=None
    )
    joint = [child for child in verb.children if last is not None and child.dep_ in {"cc", "punct"}]
    aside |= {child.i for child in joint if last is not None and verb.i < child.i < last}
    return [
        token
        for token in phrase(verb)
        if token.i not in aside
        and not (token.dep_ == "mark" and token.head == verb and token.lower_ in {"that", "whether", "if"})
    ]


def _has_that(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def _said_beside(verb: Token) -> Token:
    """ "denies that X did it and suggests that Y did": the parser hangs the second saying on the content of
    the first; the verb whose subject says both, else the verb itself."""
    content, own = verb.head, any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    if verb.dep_ != "conj" or own or content.dep_ != "ccomp" or content.head.tag_ != verb.tag_:
        return verb
    auxiliaries = any(child.dep_ in {"aux", "auxpass"} for child in content.children)
    said = any(child.dep_ == "ccomp" and _has_that(child) for child in verb.children)
    return content.head if said and auxiliaries and _has_that(content) else verb


def has_infinitive(verb: Token) -> bool:
    """Whether a "to" infinitive hangs on the verb or on one of its direct dependents."""
    return any(
        is_infinitive(child) for child in verb.subtree if child.head == verb or child.head.head == verb
    )
