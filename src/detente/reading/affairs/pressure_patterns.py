"""The patterns that make a pressure of the cues of a sentence: one function a flag."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes.affair_cues import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_adjective, around_noun, head_of, slots_around
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_limits import LIMITS
from detente.reading.affairs.pressure_words import Weights
from detente.reading.affairs.spans import LOOSE, clause_span, noun_span, phrase_span, predicate_span, tokens_span
from detente.reading.base import conjuncts, phrase
from detente.reading.slots import is_passive, verb_slots

Pattern = Callable[[Weights, AffairCue, list[Token]], Iterator[Candidate]]
LISTING = frozenset({"as", "including", "like"})
JOINED = frozenset({"with", "by", "amid", "amidst"})
NEGATIVE = frozenset({"no", "little", "few", "other", "not", "n't"})
OBJECT_DEPS = frozenset({"dobj", "pobj", "nsubjpass", "attr", "nsubj"})


def _subtree(token: Token) -> list[Token]:
    return phrase(token, without=LOOSE)


def enumerated(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Challenges such as A, B and C, coupled with D": each is a pressure."""
    noun = head_of(covered)
    if noun.dep_ in {"compound", "amod"}:
        return
    listed: list[Token] = []
    for child in [*noun.children, *(noun.head.children if noun.dep_ == "nsubj" else ())]:
        if _lists(child) and child.i > noun.i and child.head == noun:
            listed.extend(each for inner in child.children if inner.dep_ in {"pobj", "dobj"} for each in conjuncts(inner))
        elif child.dep_ in {"acl", "advcl", "prep"} and child.lower_ in {"coupled", "combined", "along", "together"}:
            for preposition in child.children:
                if preposition.lower_ in JOINED:
                    listed.extend(each for inner in preposition.children if inner.dep_ == "pobj" for each in conjuncts(inner))
    if not any(_lists(child) for child in noun.children):
        return
    for each in listed:
        joined = [inner for child in each.subtree if child.lower_ in {"coupled", "combined"} for inner in _with_objects(child)]
        for thing in [each, *joined]:
            if thing.pos_ in {"NOUN", "PROPN", "VERB"}:
                span = phrase_span(thing, weights.sentence)
                kind = weights.kind_of_phrase(_subtree(thing))
                yield from _made(weights.candidate(span, kind, weights.on([]), "enumerated", 0.8, noun))


def _lists(word: Token) -> bool:
    """Whether a preposition opens a list of examples: "such as", "including"."""
    if word.dep_ not in {"prep", "acl"} or word.lower_ not in LISTING:
        return False
    return word.lower_ != "as" or (word.i > 0 and word.doc[word.i - 1].lower_ == "such")


def _with_objects(participle: Token) -> list[Token]:
    return [
        each
        for preposition in participle.children
        if preposition.lower_ in JOINED
        for inner in preposition.children
        if inner.dep_ == "pobj"
        for each in conjuncts(inner)
    ]


def facing(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "X faced economic hardship and unrest", "beset by rebellion": what weighs on the one who faces it."""
    verb = head_of(covered)
    if verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    bearers = slots.get("obj", []) if passive else slots.get("subj", [])
    things = slots.get("subj", []) if passive else [*slots.get("obj", []), *slots.get("prep.with", [])]
    for first in things:
        if first.pos_ != "NOUN":
            continue
        members = conjuncts(first)
        for thing in members:
            words = _subtree(thing)
            if not any(weights.kind_at(word) or weights.has(word, "posed") for word in words):
                continue
            if not _weighs(weights, words) or weights.has(thing, "pressure"):
                continue
            span = phrase_span(thing, weights.sentence)
            kind = weights.kind_of_phrase(words)
            yield from _made(weights.candidate(span, kind, weights.on(bearers), f"facing.{cue.name}", 0.72, verb))


def _weighs(weights: Weights, words: list[Token]) -> bool:
    """Whether a phrase names trouble, not only a topic ("attacks" alone may be the enemy's)."""
    if any(weights.has(word, "strong", "worse", "inside", "posed", "capacity", "suffered") for word in words):
        return True
    specific = any((weights.kind_at(word) or "general") != "general" for word in words)
    return specific and any(weights.has(word, "frame", "more") for word in words)


def posed(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the threat posed by X"."""
    noun = head_of(covered)
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.lemma_.lower() in {"pose", "present", "create"}:
            agents = verb_slots(clause).get("subj", [])
            kind = weights.kind_of_phrase([word for agent in agents for word in agent.subtree] or [noun])
            kind = kind if kind != "general" or not agents else "general"
            victims = weights.victim_of(ids_at(weights.reading, agents))
            yield from _made(
                weights.candidate(phrase_span(noun, weights.sentence), kind, victims, "posed-by", 0.74, noun)
            )


def strong(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "domestic unrest", "public outcry": weighs wherever it is stated."""
    noun = head_of(covered)
    if noun.dep_ in {"compound", "amod"} or noun.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return
    span = noun_span(noun, weights.sentence)
    yield from _made(weights.candidate(span, cue.kind, _bearers(weights, noun), f"strong.{cue.name}", 0.66, noun))


def _bearers(weights: Weights, noun: Token) -> tuple[str, ...]:
    slots = around_noun(noun)
    tokens = [*slots.get("poss", []), *slots.get("prep.in", []), *slots.get("prep.on", []), *slots.get("of", [])]
    ids = [id for id in ids_at(weights.reading, tokens, owner=True) if kind_of(weights.reading, id) != "population"]
    if ids:
        return tuple(ids)
    return weights.on(slots.get("light", []))


def graded(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """A topic that gets worse: "the worsening situation", "violence had continued to grow"."""
    noun = head_of(covered)
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "amod", "npadvmod"}:
        return
    much = "counts" in cue.flags
    modifiers = [child for child in noun.children if child.dep_ in {"amod", "advmod", "compound", "acl"} and child.i < noun.i]
    grades = {"worse", "more"} if much else {"worse"}
    for modifier in modifiers:
        if weights.has(modifier, *grades) and (cue.kind != "general" or weights.has(modifier, "worse")):
            kind = weights.kind_of_phrase(_subtree(noun), cue.kind)
            span = noun_span(noun, weights.sentence)
            who = _bearers(weights, noun)
            yield from _made(weights.candidate(span, kind, who, f"graded.{modifier.lemma_.lower()}", 0.68, noun))
            return
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.pos_ in {"VERB", "AUX"}:
        grade = _grade_of(weights, verb, grades)
        if grade is not None:
            kind = weights.kind_of_phrase(_subtree(noun), cue.kind)
            span = clause_span(verb, weights.sentence)
            who = _bearers(weights, noun)
            yield from _made(weights.candidate(span, kind, who, f"graded.{grade.lemma_.lower()}", 0.7, verb))
    elif noun.dep_ == "dobj" and weights.has(verb, "more", "worse") and verb.pos_ == "VERB" and "tension" in cue.flags:
        yield from _made(
            weights.candidate(
                predicate_span(verb, weights.sentence), cue.kind, _pair_or_state(weights), "raised", 0.66, verb
            )
        )


def _pair_or_state(weights: Weights) -> tuple[str, ...]:
    return tuple(weights.focus.main) or weights.on([])


def _grade_of(weights: Weights, verb: Token, grades: set[str]) -> Token | None:
    """The verb, its complement or its predicate noun that says that things get worse."""
    if weights.has(verb, *grades):
        return verb
    for child in verb.children:
        if child.dep_ in {"xcomp", "acomp", "attr", "oprd"}:
            if weights.has(child, *grades) or any(weights.has(inner, *grades) for inner in child.children if inner.dep_ == "amod"):
                return child
    return None


def increase(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "an increase of violence", "a wave of protests"."""
    noun = head_of(covered)
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "in"}:
            for topic in preposition.children:
                words = _subtree(topic)
                kind = weights.kind_of_phrase(words, "")
                if topic.dep_ == "pobj" and kind and weights.has(topic, "counts", "neutral"):
                    span = phrase_span(noun, weights.sentence)
                    who = _bearers(weights, topic)
                    yield from _made(weights.candidate(span, kind, who, f"increase.{cue.name}", 0.7, noun))


def looms(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "concerns loomed over the elections"."""
    verb = head_of(covered)
    subjects = verb_slots(verb).get("subj", [])
    if not any(weights.has(subject, "worry") for subject in subjects):
        return
    words = [word for child in verb.children if child.dep_ == "prep" for word in child.subtree]
    words += [word for subject in subjects for word in subject.subtree]
    kind = weights.kind_of_phrase([word for word in words if not weights.has(word, "worry")], "")
    if kind and kind not in {"general", "insurgency"}:
        yield from _made(
            weights.candidate(clause_span(verb, weights.sentence), kind, weights.on([]), "looms", 0.72, verb)
        )


def pushed(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "pushed the country to a critical juncture", "brought it to the verge of collapse"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB":
        return
    for slot, fill in verb_slots(verb).items():
        if slot in {"prep.to", "prep.into", "prep.toward", "prep.towards"}:
            words = [word for noun in fill for word in noun.subtree]
            if any(weights.kind_at(word) is not None or weights.has(word, "worse") for word in words):
                kind = weights.kind_of_phrase(words)
                who = weights.on(verb_slots(verb).get("obj", []))
                span = predicate_span(verb, weights.sentence)
                yield from _made(weights.candidate(span, kind, who, "pushed-to", 0.72, verb))
                return


def delayed_election(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "delays in national elections"."""
    noun = head_of(covered)
    if any(weights.kind_at(word) == "elections" for child in noun.children if child.dep_ == "prep" for word in child.subtree):
        span = phrase_span(noun, weights.sentence)
        yield from _made(weights.candidate(span, "elections", _bearers(weights, noun), "election-delay", 0.72, noun))


def suffered(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "suffered a setback"."""
    noun = head_of(covered)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in {"suffer", "sustain", "experience", "meet", "receive", "take", "endure"}:
        who = weights.on(verb_slots(verb).get("subj", []))
        span = predicate_span(verb, weights.sentence)
        yield from _made(weights.candidate(span, "weak capacity", who, f"suffered.{cue.name}", 0.7, verb))


def group_acts(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """An armed group that steps up what it does, or unleashes chaos."""
    verb = head_of(covered)
    if verb.pos_ != "VERB":
        return
    slots = verb_slots(verb)
    ids = ids_at(weights.reading, slots.get("subj", []))
    if not ids or any(kind_of(weights.reading, id) != "armed group" for id in ids):
        return
    objects = [*slots.get("obj", []), *slots.get("prep.to", []), *slots.get("prt", [])]
    words = [word for thing in objects for word in thing.subtree]
    comparative = any(word.tag_ in {"JJR", "RBR"} or word.lower_ in {"up", "more"} for word in words)
    havoc = any(weights.has(word, "havoc") for word in words)
    grown = cue.words[0] in {"intensify", "escalate", "expand", "increase"} and bool(words)
    if comparative or havoc or grown:
        top = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in {"begin", "start", "continue"} else verb
        span = clause_span(top, weights.sentence) if not havoc else predicate_span(verb, weights.sentence)
        yield from _made(
            weights.candidate(span, "insurgency", weights.victim_of(ids), f"group.{cue.name}", 0.7, verb)
        )


def harms(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "damaged its prestige", "lost face"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB":
        return
    for thing in verb_slots(verb).get("obj", []):
        face = weights.has(thing, "face") and verb.lemma_.lower() in {"lose", "save"} and not list(thing.children)
        if not weights.has(thing, "esteem") and not face:
            continue
        status = weights.status(verb)
        who = weights.on([child for child in thing.children if child.dep_ == "poss"] or verb_slots(verb).get("subj", []))
        span = tokens_span([verb, *phrase(thing, without=LOOSE)], weights.sentence)
        if who:
            yield Candidate(
                *span, "audience cost", who, f"esteem.{cue.name}", 0.72, weights.sentence, status.modality, status.speaker
            )


def isolates(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "leaving it more isolated in the region"."""
    word = head_of(covered)
    if word.dep_ == "amod":
        return
    status = weights.status(word)
    if word.tag_ in {"VBG", "VB"} or status.modality not in {"asserted"} or status.polarity:
        return
    slots = around_adjective(word) if word.dep_ in {"acomp", "oprd", "xcomp", "ccomp", "conj"} else verb_slots(word)
    who = ids_at(weights.reading, slots.get("subj", []) if word.pos_ != "VERB" else slots.get("obj", slots.get("subj", [])))
    made = word.head if word.head.lemma_.lower() in {"leave", "make", "keep", "render", "become", "remain", "find"} else word
    yield from _made(
        weights.candidate(
            predicate_span(made, weights.sentence), cue.kind, tuple(who) or weights.on([]), "isolated", 0.74, made
        )
    )


def sides(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the League sided with X": weighs on the other side."""
    verb = head_of(covered)
    favoured = ids_at(weights.reading, slots_around(verb).get("prep.with", []))
    if verb.pos_ != "NOUN" and favoured:
        span = clause_span(verb, weights.sentence)
        others = tuple(id for id in weights.focus.main if id not in favoured)
        yield from _made(weights.candidate(span, cue.kind, others, "sided-with", cue.confidence, verb))


def _made(candidate: Candidate | None) -> Iterator[Candidate]:
    if candidate is not None:
        yield candidate



PATTERNS: dict[str, Pattern] = {
    "enumerates": enumerated,
    "facing": facing,
    "posed": posed,
    "strong": strong,
    "topic": graded,
    "increase": increase,
    "looms": looms,
    "pushed": pushed,
    "of-election": delayed_election,
    "suffered": suffered,
    "group-acts": group_acts,
    "harms": harms,
    "isolates": isolates,
    "sides": sides,
    **LIMITS,
}
