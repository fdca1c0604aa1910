"""Pressures that are a state things are in: an institution gives way, means are short, ruin is near.

Flags: ``institution`` (what can give way) with ``collapse`` (verbs), ``asset`` (what one may lack) with
``possess`` (verbs) or ``lacking`` (adjectives), ``worn-out``, ``brink``, ``level`` (figures that climb),
``costs``, ``spent`` (what wears down treasuries and armies).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_adjective, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import (
    LOOSE,
    clause_span,
    has_subject,
    phrase_span,
    predicate_span,
    tokens_span,
)
from detente.reading.base import conjuncts, phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

SCARCE = word_set(
    "no few little scant scarce insufficient inadequate meager meagre limited dwindling depleted"
)
UTTER = word_set("disintegrate crumble unravel collapse implode")
APART = frozenset({"apart"})
MONEY = word_set("dollar pound ruble rouble franc mark peso rupee dinar yen euro million billion fortune")
RUINOUS = frozenset({"economy", "unrest", "leadership change", "elections"})
DOWN = frozenset({"down", "up", "thin"})


def collapses(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "his army was disintegrating", "its grip was slipping", "his popularity had sunk"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    utter = verb.lemma_.lower() in UTTER or any(child.lower_ in APART for child in verb.children)
    if (
        verb.lemma_.lower() in {"fall", "come"}
        and not utter
        and any(child.dep_ == "dobj" for child in verb.children)
    ):
        return
    slots = verb_slots(verb)
    for noun in slots.get("obj" if is_passive(verb) else "subj", []):
        if weights.has(noun, "institution"):
            kind = _institution_kind(weights, noun)
            named = {"weak capacity": utter or weights.has(noun, "yields")}
            if not named.get(kind, True):
                continue
        elif utter and any(kind_of(weights.reading, id) == "state" for id in ids_at(weights.reading, [noun])):
            kind = "weak capacity"
        else:
            continue
        yield from made(
            weights.candidate(
                clause_span(verb, weights.sentence),
                kind,
                weights.on([noun]),
                f"gives-way.{cue.name}",
                0.69,
                verb,
            )
        )


def _institution_kind(weights: Weights, noun: Token) -> str:
    kind = weights.institution_kind(noun)
    return kind or "weak capacity"


def scarce(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "has few reserves", "lacked friends", "had scant control over the army"."""
    verb = head_of(covered)
    lacking = verb.lemma_.lower() == "lack"
    slots = verb_slots(verb)
    if verb.dep_ in {"aux", "amod"} or not slots.get("subj"):
        return
    if not lacking and any(child.dep_ == "neg" for child in verb.children):
        return
    bearers = ids_at(weights.reading, slots["subj"], owner=True)
    if not bearers:
        return
    for first in slots.get("obj", []):
        for thing in conjuncts(first):
            short = lacking or any(child.lower_ in SCARCE and not _some(child) for child in thing.children)
            kind = weights.asset_kind(thing)
            if short and kind:
                own = phrase(thing, without=LOOSE)
                span = tokens_span([verb, *own] if thing == first else own, weights.sentence)
                rule = f"scarce.{thing.lemma_.lower()}"
                yield from made(weights.candidate(span, kind, weights.on(slots["subj"]), rule, 0.7, verb))
                return


def _some(word: Token) -> bool:
    """ "a few", "a little": some, not hardly any."""
    return word.i > 0 and word.nbor(-1).lower_ == "a"


def short(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was short of ammunition", "low on fuel"."""
    word = head_of(covered)
    slots = around_adjective(word)
    things = [*slots.get("prep.of", []), *slots.get("prep.on", [])]
    if not things and word.dep_ == "acomp":
        things = slots.get("subj", [])  # "bread was short in the cities"
    kinds = [kind for thing in things if (kind := weights.asset_kind(thing))]
    if word.dep_ == "amod" or not kinds or not slots.get("subj"):
        return
    span = phrase_span(word, weights.sentence)
    if things == slots["subj"]:
        span = clause_span(word.head, weights.sentence)
    yield from made(
        weights.candidate(span, kinds[0], weights.on(slots["subj"]), f"short.{cue.name}", 0.7, word)
    )


def worn_out(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was badly outgunned", "its forces were overstretched", "a deeply divided cabinet" is left alone."""
    word = head_of(covered)
    if word.pos_ == "VERB" and word.dep_ not in {"amod", "acl"} and is_passive(word):
        slots, top = verb_slots(word), word
        bearers = slots.get("obj", [])
    elif word.dep_ in {"acomp", "oprd"}:
        slots, top = around_adjective(word), word.head
        bearers = slots.get("subj", [])
    else:
        return
    if not ids_at(weights.reading, bearers, owner=True) and not any(
        weights.has(each, "institution", "worn") for each in bearers
    ):
        return
    span = predicate_span(top, weights.sentence)
    yield from made(weights.candidate(span, cue.kind, weights.on(bearers), f"worn.{cue.name}", 0.69, top))


def brink(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "close to bankruptcy", "on the verge of famine", "on the brink of collapse"."""
    word = head_of(covered)
    if word.pos_ == "NOUN":
        things = [inner for child in word.children if child.lower_ == "of" for inner in child.children]
    else:
        things = [inner for child in word.children if child.lower_ == "to" for inner in child.children]
    ruin = {"collapse", "bankruptcy", "starvation", "disintegration", "default", "ruin", "famine", "mutiny"}
    for thing in things:
        if thing.dep_ != "pobj":
            continue
        words = phrase(thing, without=LOOSE)
        kind = weights.kind_of_phrase(words, "")
        if thing.lemma_.lower() not in ruin and kind not in RUINOUS:
            continue
        above = word
        for _ in range(4):
            if above.pos_ in {"VERB", "AUX"} or above.head == above:
                break
            above = above.head
        bearers = verb_slots(above).get("subj", []) if above.pos_ in {"VERB", "AUX"} else []
        span = phrase_span(word, weights.sentence)
        yield from made(
            weights.candidate(span, kind or "general", weights.on(bearers), f"brink.{cue.name}", 0.7, word)
        )
        return


def level(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "inflation had reached 80 per cent", "prices doubled", "nationalist sentiment was running high"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    if verb.lemma_.lower() in {"run", "stand"} and not any(
        child.lower_ in {"high", "out", "at", "rampant"} for child in verb.children
    ):
        return
    for noun in verb_slots(verb).get("subj", []):
        words = phrase(noun, without=LOOSE)
        kind = weights.kind_of_phrase(words, "")
        if noun.pos_ == "NOUN" and weights.has(noun, "counts") and kind in {"economy", "public opinion"}:
            span = clause_span(verb, weights.sentence)
            yield from made(
                weights.candidate(span, kind, weights.on([noun]), f"level.{cue.name}", 0.69, verb)
            )


def costs(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the war cost a million dollars a day"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    money = any(
        word.lemma_.lower() in MONEY or word.tag_ == "$"
        for thing in [*slots.get("obj", []), *(c for c in verb.children if c.dep_ in {"npadvmod", "attr"})]
        for word in thing.subtree
    )
    subjects = slots.get("subj", [])
    if verb.pos_ == "VERB" and money and subjects and not ids_at(weights.reading, subjects):
        span = clause_span(verb, weights.sentence)
        yield from made(weights.candidate(span, "economy", weights.on(subjects), "costs", 0.68, verb))


def spent(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the war drained the treasury", "losses were crippling the economy", "tied down its army"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    lemma = verb.lemma_.lower()
    if lemma in {"tie", "pin", "bog", "bogge"} and not any(child.lower_ in DOWN for child in verb.children):
        return
    slots = verb_slots(verb)
    subjects = slots.get("subj", [])
    if ids_at(weights.reading, subjects):
        return
    for thing in slots.get("obj", []):
        inner = [
            thing,
            *(word for child in thing.children if child.lower_ == "of" for word in child.children),
        ]
        noun = next((each for each in inner if weights.has(each, "institution")), None)
        if noun is None:
            continue
        kind = weights.kind_of_phrase(
            [word for subject in subjects for word in phrase(subject, without=LOOSE)], ""
        )
        institution = weights.institution_kind(noun) or "weak capacity"
        kind = institution if institution != "weak capacity" or not kind or kind == "general" else kind
        span = clause_span(verb, weights.sentence)
        yield from made(weights.candidate(span, kind, weights.on([noun]), f"spent.{cue.name}", 0.675, verb))
        return


def cannot_police(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "could not police its own territory": what a state should be able to do at home."""
    verb = head_of(covered)
    able = any(child.lower_ in {"could", "can", "couldn", "ca"} for child in verb.children)
    negated = any(child.dep_ == "neg" or child.lower_ in {"barely", "hardly"} for child in verb.children)
    slots = verb_slots(verb)
    own = any(
        child.lower_ in {"its", "his", "their", "own", "her"}
        for thing in slots.get("obj", [])
        for child in thing.children
    )
    if verb.pos_ == "VERB" and able and negated and own and slots.get("subj"):
        span = clause_span(verb, weights.sentence)
        who = weights.on(slots["subj"])
        words = [word for thing in slots.get("obj", []) for word in phrase(thing, without=LOOSE)]
        if who:
            kind = "economy" if weights.kind_of_phrase(words, "") == "economy" else "weak capacity"
            yield Candidate(*span, kind, who, f"cannot.{cue.name}", 0.68, weights.sentence)


def poorly(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "whose army is poorly equipped"."""
    verb = head_of(covered)
    if not any(child.lower_ in {"poorly", "badly", "ill", "under"} for child in verb.children):
        return
    if not is_passive(verb) and verb.dep_ != "acomp":
        return
    bearers = verb_slots(verb).get("obj", []) or around_adjective(verb).get("subj", [])
    top = verb.head if verb.dep_ == "acomp" else verb
    if bearers and verb.dep_ != "amod":
        span = (
            clause_span(top, weights.sentence) if has_subject(top) else predicate_span(verb, weights.sentence)
        )
        yield from made(
            weights.candidate(span, cue.kind, weights.on(bearers), f"poorly.{cue.name}", 0.69, verb)
        )


def tied_down(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "tied down in Vietnam", "preoccupied with Northern Ireland", "a third of his army was bogged down"."""
    verb = head_of(covered)
    physical = cue.words[0] in {"tie", "tied", "bog", "bogged", "pin", "pinned", "stretch"}
    if verb.pos_ not in {"VERB", "ADJ"} or (physical and not any(c.lower_ in DOWN for c in verb.children)):
        return
    if verb.dep_ == "amod" or any(child.dep_ == "dobj" for child in verb.children):
        return
    slots = verb_slots(verb)
    bearers = [verb.head] if verb.dep_ == "acl" else [*slots.get("obj", []), *slots.get("subj", [])]
    names = ("prep.in", "prep.with", "prep.by")
    where = [thing for name in names for thing in slots.get(name, [])]
    if not bearers or not where or not (is_passive(verb) or physical):
        return
    if not ids_at(weights.reading, bearers, owner=True):
        return
    kind = weights.kind_of_phrase([word for thing in where for word in phrase(thing)], "")
    span = (
        clause_span(verb, weights.sentence) if has_subject(verb) else predicate_span(verb, weights.sentence)
    )
    kind = kind or ("weak capacity" if physical else "general")
    yield from made(weights.candidate(span, kind, weights.on(bearers), f"tied-down.{cue.name}", 0.685, verb))


def scarcely(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "can scarcely open a second front": what one may hardly do."""
    verb = head_of(covered).head
    able = any(child.dep_ == "aux" and child.lower_ in {"can", "could"} for child in verb.children)
    subjects = verb_slots(verb).get("subj", []) if verb.pos_ == "VERB" else []
    if able and ids_at(weights.reading, subjects) and verb.lemma_.lower() not in {"afford", "be"}:
        span = predicate_span(verb, weights.sentence)
        who = weights.on(subjects)
        if who:
            yield Candidate(*span, cue.kind, who, f"scarcely.{cue.name}", 0.68, weights.sentence)


def embattled(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "a divided cabinet", "the embattled president"."""
    word = head_of(covered)
    noun = word.head
    if word.dep_ != "amod" or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    leader = weights.institution_kind(noun) == "leadership change" or any(
        kind_of(weights.reading, id) in {"official", "person", "government"}
        for id in ids_at(weights.reading, [noun])
    )
    if leader:
        span = phrase_span(noun, weights.sentence)
        kind = "public opinion" if cue.words[0] == "unpopular" else cue.kind
        yield from made(
            weights.candidate(span, kind, weights.on([noun]), f"embattled.{cue.name}", 0.66, noun)
        )


STATES: dict[str, Pattern] = {
    "collapse": collapses,
    "possess": scarce,
    "lacking": short,
    "worn-out": worn_out,
    "brink": brink,
    "level": level,
    "costs": costs,
    "spent": spent,
    "polices": cannot_police,
    "poorly": poorly,
    "tied-down": tied_down,
    "scarcely": scarcely,
    "embattled": embattled,
}
