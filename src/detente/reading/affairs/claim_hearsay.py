"""Claims in nouns, hearsay, and what the author judges."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import AUTHOR, UNSPEC
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import PAPERS, REPORTS, UNSAID, Saying, content_of
from detente.reading.affairs.spans import clause_span, phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.slots import is_passive
from detente.reading.slots_fillers import is_infinitive


def nominal(saying: Saying) -> Candidate | None:
    """ "India's acknowledgment of X", "the claim that ...", "condemnation of the attack from X"."""
    noun = saying.word
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod"}:
        return None
    status = status_at(saying.reading, noun)
    if status.polarity or status.modality in UNSAID:
        return None
    slots = around_noun(noun)
    wanted = saying.cue.second
    told = any(slots.get(f"prep.{name}") or slots.get(name) for name in wanted if name in {"of", "for"})
    told = told or ("that" in wanted and _has_that(noun)) or ("inf" in wanted and bool(slots.get("xcomp")))
    if not told:
        return None
    who: list[str] = []
    for slot in saying.cue.first:
        who = ids_at(saying.reading, slots.get(slot, []))
        if who:
            break
    if not who and saying.said_in is not None:
        who = list(saying.said_in.sources)
    return saying.make(phrase_span(noun, saying.sentence), who=tuple(who) or (UNSPEC,))


def _has_that(noun: Token) -> bool:
    return any(
        child.dep_ in {"acl", "ccomp", "relcl"}
        and any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
        for child in noun.children
    )


def according(saying: Saying) -> Candidate | None:
    """ "According to X, ...": the main clause is X's."""
    last = saying.covered[-1]
    sources = [child for child in last.children if child.dep_ == "pobj"]
    verb = saying.word.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if not sources or verb.pos_ not in {"VERB", "AUX"}:
        return None
    if sources[0].lemma_.lower() in {
        "plan",
        "agreement",
        "term",
        "treaty",
        "schedule",
        "resolution",
        "constitution",
        "law",
    }:
        return None
    who = ids_at(saying.reading, sources)
    kept = [token for token in phrase(verb) if token not in set(saying.word.subtree)]
    return saying.make(tokens_span(kept, saying.sentence), who=tuple(who) or (UNSPEC,), kind="asserts")


def hearsay_adverb(saying: Saying) -> Candidate | None:
    """ "reportedly went on all night"."""
    adverb = saying.word
    head = adverb.head
    if head.pos_ in {"VERB", "AUX"}:
        span = tokens_span(
            [adverb, *[token for token in phrase(head) if token.i >= min(adverb.i, head.i)]], saying.sentence
        )
        span = (
            min(span[0], predicate_span(head, saying.sentence)[0]),
            predicate_span(head, saying.sentence)[1],
        )
    else:
        span = phrase_span(head, saying.sentence)
    kind = "accuses" if adverb.lower_ == "allegedly" else "asserts"
    return saying.make(span, who=(UNSPEC,), kind=kind)


def hearsay_passive(saying: Saying) -> Candidate | None:
    """ "is alleged to fund them", "it was reported that ..."."""
    verb = saying.word
    if not is_passive(verb) or verb.dep_ == "amod" or any(child.dep_ == "agent" for child in verb.children):
        return None
    for child in verb.children:
        if child.dep_ == "xcomp" and is_infinitive(child):
            kind = "accuses" if saying.cue.words[0] in {"allege", "suspect"} else "asserts"
            return saying.make(predicate_span(verb, saying.sentence), who=(UNSPEC,), kind=kind)
        if child.dep_ == "ccomp" and any(inner.lower_ == "it" for inner in verb.children):
            return saying.make(tokens_span(content_of(child), saying.sentence), who=(UNSPEC,), kind="asserts")
    return None


def alone(saying: Saying) -> Candidate | None:
    """ "has backfired": the author's verdict."""
    if not saying.happened():
        return None
    verb = saying.word
    kept = [
        verb,
        *(child for child in verb.children if child.dep_ in {"aux", "advmod", "neg"} and child.i < verb.i),
    ]
    return saying.make(tokens_span(kept, saying.sentence), who=(AUTHOR,), kind="evaluation")


def proved(saying: Saying) -> Candidate | None:
    """ "proved highly unfavorable"."""
    verb = saying.word
    if not saying.happened():
        return None
    if not any(
        child.dep_ in {"acomp", "oprd", "attr", "xcomp"} and child.pos_ in {"ADJ", "NOUN"}
        for child in verb.children
    ):
        return None
    return saying.make(clause_span(verb, saying.sentence), who=(AUTHOR,), kind="evaluation")


def proved_that(saying: Saying) -> Candidate | None:
    """ "the crisis proved that neither side wanted war": a deed or outcome shows it, not a speaker."""
    verb = saying.word
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    content = [child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i]
    if not subjects or not content or not saying.happened() or subjects[0].pos_ not in {"NOUN"}:
        return None
    if ids_at(saying.reading, subjects) or subjects[0].lemma_.lower() in REPORTS | PAPERS:
        return None
    return saying.make(tokens_span(content_of(content[0]), saying.sentence), who=(AUTHOR,), kind="evaluation")


def evidence(saying: Saying) -> Candidate | None:
    """ "evidence indicates that ..."."""
    verb = saying.covered[-1]
    return saying.make(
        (min(clause_span(verb, saying.sentence)[0], tokens_span(saying.covered, saying.sentence)[0]),
         clause_span(verb, saying.sentence)[1]),
        who=(AUTHOR,), kind="evaluation",
    )  # fmt: skip


def confirmed(saying: Saying) -> Candidate | None:
    """ "none of it has been confirmed"."""
    verb = saying.word
    if (
        not is_passive(verb)
        or verb.dep_ in {"amod", "relcl", "acl"}
        or any(child.dep_ == "agent" for child in verb.children)
    ):
        return None
    return saying.make(clause_span(verb, saying.sentence), who=(AUTHOR,), kind="evaluation")
