"""Accusing, condemning and framing."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import Saying
from detente.reading.affairs.spans import QUOTES, phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.slots import is_passive, verb_slots


def framed_as(saying: Saying) -> Candidate | None:
    """ "denounced the raid as illegal", "framed as an operation", "designated as a terrorist group"."""
    verb = saying.word
    if verb.dep_ == "amod":
        return None
    hosts = [verb, *(thing for thing in verb_slots(verb).get("obj", []) if thing.i > verb.i)]
    for preposition in (child for host in hosts for child in host.children):
        if preposition.dep_ in {"prep", "mark", "advmod"} and preposition.lower_ == "as":
            content = [
                child
                for child in preposition.children
                if child.dep_ in {"pobj", "amod", "pcomp", "acomp", "advcl"}
            ]
            if (
                content
                and saying.happened()
                and content[0].lemma_.lower() not in {"result", "well", "part", "soon"}
            ):
                objects = verb_slots(verb).get("obj", [])
                if is_passive(verb):
                    return saying.make(predicate_span(verb, saying.sentence), kind="frames")
                kept = [each for each in [*objects, preposition] if each.i > verb.i]
                if objects and kept and objects[0].i > verb.i:
                    return saying.make(
                        tokens_span([token for each in kept for token in phrase(each)], saying.sentence),
                        kind="frames",
                    )
                return saying.make(tokens_span(phrase(preposition), saying.sentence), kind="frames")
    return as_adjective(saying)


def as_adjective(saying: Saying) -> Candidate | None:
    """ "described the step as unlawful": the parser takes "as" for an adverb of the adjective."""
    verb = saying.word
    if verb.dep_ == "amod" or not saying.happened() or not verb_slots(verb).get("obj"):
        return None
    for child in verb.children:
        joined = child.dep_ in {"advcl", "oprd", "acomp"} and child.pos_ in {"ADJ", "VERB"}
        marked = any(inner.lower_ == "as" and inner.i < child.i for inner in child.children)
        if joined and marked and child.i > verb.i:
            kept = [thing for thing in verb_slots(verb)["obj"] if thing.i > verb.i]
            tokens = [token for each in [*kept, child] for token in phrase(each)]
            return saying.make(tokens_span(tokens, saying.sentence), kind="frames")
    return None


def small_clause(saying: Saying) -> Candidate | None:
    """ "called the decision a provocation"."""
    verb = saying.word
    if not saying.happened():
        return None
    for child in verb.children:
        if child.dep_ == "oprd" and child.i > verb.i and child.pos_ in {"NOUN", "ADJ", "PROPN"}:
            return saying.make(predicate_span(verb, saying.sentence), kind="frames")
        if (
            child.dep_ == "ccomp"
            and child.pos_ in {"NOUN", "ADJ"}
            and (saying.cue.words[0] != "declare" or child.pos_ == "ADJ")
        ):
            return saying.make(predicate_span(verb, saying.sentence), kind="frames")
        quoted = [inner for inner in child.children if inner.dep_ == "appos" and _is_quoted(inner)]
        if child.dep_ == "dobj" and quoted:
            return saying.make(predicate_span(verb, saying.sentence), kind="frames")
    return None


def _is_quoted(noun: Token) -> bool:
    """Whether a phrase opens with a quotation mark: 'branded the move "an incursion"'."""
    left = noun.left_edge
    return left.text in QUOTES or (left.i > 0 and left.nbor(-1).text in QUOTES)


def accusing(saying: Saying) -> Candidate | None:
    """ "accused X of ...", "was blamed by X as ..."."""
    verb = saying.word
    if verb.dep_ == "amod" or verb.tag_ in {"NN", "NNS"} or not saying.happened():
        return None
    slots = verb_slots(verb)
    told = {slot for slot in slots if slot.startswith("prep.") and slot != "prep.by"}
    if saying.cue.words[0] in {"charge", "attribute", "ascribe", "suspect"} and not told & {
        "prep.with",
        "prep.to",
        "prep.of",
    }:
        return None
    named = ids_at(saying.reading, slots.get("subj", []), owner=True)
    if saying.cue.words[0] == "blame" and slots.get("obj") and not told and named and not is_passive(verb):
        kind = "accuses" if ids_at(saying.reading, slots["obj"], owner=True) else "asserts"
        return saying.make(predicate_span(verb, saying.sentence), kind=kind)
    if not slots.get("obj") or (
        saying.cue.words[0] == "blame" and not ids_at(saying.reading, slots["obj"], owner=True) and not told
    ):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def condemning(saying: Saying) -> Candidate | None:
    """ "condemned the attack"; with "as" it is a framing."""
    verb = saying.word
    if verb.dep_ == "amod" or not saying.happened() or framed_as(saying) is not None:
        return None
    slots = verb_slots(verb)
    if not slots.get("obj"):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def judging_word(saying: Saying) -> Candidate | None:
    """ "unsubstantiated accusations": the word is somebody's, when the stretch is told as theirs."""
    word = saying.word
    if word.dep_ not in {"amod", "acomp"}:
        return None
    noun = word.head
    if (
        noun.lemma_.lower() not in {"accusation", "allegation", "charge", "claim", "report"}
        or word.dep_ != "amod"
    ):
        return None
    status = status_at(saying.reading, noun)
    if status.modality not in {"claimed", "denied"}:
        return None
    return saying.make(phrase_span(noun, saying.sentence), who=status.speaker, kind="frames", rule="judges")
