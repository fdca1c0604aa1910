"""Verbs of saying and demanding, with the content they take."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import (
    SPEECH_NOUNS,
    TOPICS,
    Saying,
    can_speak,
    content_of,
    has_infinitive,
)
from detente.reading.affairs.spans import clause_span, phrase_span, predicate_span, tokens_span
from detente.reading.base import phrase
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots
from detente.reading.slots_fillers import is_infinitive

ADDRESSING = frozenset({"urge", "request", "counsel", "advise"})
ORDERING = frozenset(
    {"order", "ask", "request", "instruct", "tell", "advise", "press", "counsel", "pressure", "plead"}
)


def clause(saying: Saying) -> Candidate | None:
    """ "stated that ...", "said ...", "demanded that ...", also with an object ("denied any role")."""
    verb = saying.word
    if verb.dep_ == "amod" or verb.pos_ == "NOUN" or not saying.happened() or not can_speak(saying):
        return None
    slots = verb_slots(verb)
    agrees = saying.cue.kind == "acknowledges" and saying.cue.words[0] in {"accept", "recognize", "grant"}
    for child in verb.children:
        asked = any(each.lower_ in {"whether", "if"} for each in child.children)
        if asked and (saying.cue.kind == "demands" or saying.cue.words[0] == "find"):
            continue  # a question is no demand and no finding
        before = child.i < verb.i and "clause" in saying.cue.flags and not agrees and _between(child, verb)
        if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"} and (child.i > verb.i or before):
            if (
                saying.cue.kind == "demands"
                and saying.cue.words[0] in {"urge", "ask", "request", "order"}
                and slots.get("obj")
            ):
                return saying.make(predicate_span(verb, saying.sentence))
            return saying.make(tokens_span(content_of(child), saying.sentence), bonus=0.05)
    relative = next((child for child in verb.children if child.dep_ == "relcl"), None)
    if verb.dep_ == "parataxis" and _is_aside(verb):
        kept = [token for token in phrase(verb.head) if token not in set(verb.subtree)]
        return saying.make(tokens_span(kept, saying.sentence), bonus=-0.05)
    parenthetical = verb.dep_ in {"ccomp", "relcl", "parataxis"} and _is_parenthetical(verb)
    if parenthetical and relative is None and not agrees:
        return saying.make(clause_span(verb.head, saying.sentence), bonus=-0.05)
    if "object" in saying.cue.flags:
        found = nominal_object(saying)
        if found is not None:
            return found
    if "gerund" in saying.cue.flags:
        for child in verb.children:
            perfect = child.tag_ == "VBN" and any(aux.lower_ == "having" for aux in child.children)
            if child.dep_ in {"xcomp", "pcomp"} and (child.tag_ == "VBG" or perfect):
                return saying.make(phrase_span(child, saying.sentence, whole=True))
    if "infinitive" in saying.cue.flags:
        return infinitive(saying)
    return None


def _between(content: Token, verb: Token) -> bool:
    """Whether the speaker stands between what is said and the verb: "X crossed first, Y said"."""
    if any(child.dep_ == "mark" for child in content.children):
        return False
    return any(child.dep_ == "nsubj" and content.i < child.i < verb.i for child in verb.children) or any(
        child.dep_ == "nsubj" and child.i > verb.i for child in verb.children
    )


def _is_aside(verb: Token) -> bool:
    """ "Without aid, one columnist wrote, X would have lost"."""
    return (
        verb.i < verb.head.i
        and verb.head.pos_ in {"VERB", "AUX"}
        and any(child.dep_ == "nsubj" for child in verb.children)
        and not any(child.dep_ in {"ccomp", "dobj"} for child in verb.children)
    )


def _is_parenthetical(verb: Token) -> bool:
    return (
        verb.head.pos_ in {"VERB", "AUX"}
        and verb.i > verb.head.i
        and any(child.dep_ == "nsubj" for child in verb.children)
        and verb.dep_ == "parataxis"
    )


def infinitive(saying: Saying) -> Candidate | None:
    """ "claimed to have sunk a frigate"."""
    verb = saying.word
    if not saying.happened() or is_passive(verb):
        return None
    if any(is_infinitive(child) for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"}):
        return saying.make(predicate_span(verb, saying.sentence))
    return None


def nominal_object(saying: Saying) -> Candidate | None:
    """ "announced the return of ambassadors", "denied any involvement"."""
    verb = saying.word
    if (
        verb.dep_ == "amod"
        or verb.pos_ == "NOUN"
        or not saying.happened()
        or is_passive(verb)
        or not can_speak(saying)
    ):
        return None
    denial = saying.cue.kind == "denies"
    addressed = saying.cue.kind == "demands" and saying.cue.words[0] in ADDRESSING
    for thing in verb_slots(verb).get("obj", []):
        if thing.pos_ not in {"NOUN", "PROPN", "PRON"} or (thing.i < verb.i and not denial):
            continue
        if denial and thing.i < verb.i:
            return saying.make(clause_span(verb, saying.sentence))
        if denial and (thing.pos_ == "PRON" or not list(thing.children)):
            return saying.make(
                clause_span(verb, saying.sentence)
                if thing.pos_ == "PRON"
                else predicate_span(verb, saying.sentence)
            )
        if addressed and ids_at(saying.reading, [thing]):
            continue  # whom one asks is not what one asks for
        weighty = saying.reading.predicate_of(thing) is not None or thing.lemma_.lower() in TOPICS
        if denial or saying.cue.kind in {"acknowledges", "demands"} or weighty:
            return saying.make(phrase_span(thing, saying.sentence, whole=False))
    return None


def promise(saying: Saying) -> Candidate | None:
    """ "promised to punish", "vowed to retaliate"."""
    verb = saying.word
    if saying.cue.words[0] == "agree" or not saying.happened() or is_passive(verb):
        return None
    if any(is_infinitive(child) for child in verb.children if child.dep_ in {"xcomp", "ccomp", "advcl"}):
        return saying.make(predicate_span(verb, saying.sentence))
    return None


def judging(saying: Saying) -> Candidate | None:
    """ "commended the response": praise is a claim about its object."""
    verb = saying.word
    if verb.dep_ == "amod" or not saying.happened() or not verb_slots(verb).get("obj"):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def speech_object(saying: Saying) -> Candidate | None:
    """ "rejected the accusation": denies what was said; "rejected the proposal" does not."""
    verb = saying.word
    if not saying.happened() or is_passive(verb):
        return None
    for thing in verb_slots(verb).get("obj", []):
        if thing.lemma_.lower() in SPEECH_NOUNS - {"proposal", "offer", "demand"}:
            return saying.make(predicate_span(verb, saying.sentence))
    return None


def responsibility(saying: Saying) -> Candidate | None:
    """ "claimed responsibility for the bombing"."""
    if not saying.happened():
        return None
    verb = saying.word
    if any(
        child.lower_ in {"no", "nobody", "none"}
        for subject in verb_slots(verb).get("subj", [])
        for child in [subject, *subject.children]
    ):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def demanding(saying: Saying) -> Candidate | None:
    """ "called for restraint", "appealed to both sides to ..."."""
    verb = saying.word
    if verb.pos_ != "VERB" or not saying.happened():
        return None
    if saying.cue.words in {("appeal", "to"), ("call", "on"), ("call", "upon")} and not (
        has_infinitive(verb) or "prep.for" in verb_slots(verb)
    ):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def demanding_infinitive(saying: Saying) -> Candidate | None:
    """ "urged X to withdraw"."""
    verb = saying.word
    if not saying.happened() or not has_infinitive(verb):
        return (
            clause(saying)
            if any(child.dep_ == "ccomp" for child in verb.children) and saying.happened()
            else None
        )
    agent = any(child.dep_ == "agent" for child in verb.children)
    if is_passive(verb) and not agent and saying.cue.words[0] in ORDERING:
        return None
    if saying.cue.words[0] in {"order", "instruct", "command"} and _own(saying):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def _own(saying: Saying) -> bool:
    """Whether the order goes to the speaker's own men: a command, which claims nothing."""
    reading, slots = saying.reading, verb_slots(saying.word)
    own = {country_of(reading, id) for id in ids_at(reading, slots.get("subj", []), owner=True)}
    told = {country_of(reading, id) for id in ids_at(reading, slots.get("obj", []), owner=True)}
    return bool(told) and None not in told and told <= own


def against(saying: Saying) -> Candidate | None:
    """ "warned India against using force"."""
    verb = saying.word
    if not saying.happened() or "prep.against" not in verb_slots(verb):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


def insist_on(saying: Saying) -> Candidate | None:
    """ "insisted on X", "insisted upon X": a claim whose content is X."""
    slots = verb_slots(saying.word)
    if not saying.happened() or not any(slot in slots for slot in ("prep.on", "prep.upon", "prep.for")):
        return None
    return saying.make(predicate_span(saying.word, saying.sentence))
