"""Pressures of many forms: caught between two, kept in power by others, spent by war, bound by a word.

Flags: ``between``, ``owes``, ``wasted`` (passives: "exhausted by the war"), ``purges``, ``leans`` (outsiders
press one side to yield) with ``yields``, ``promised`` (before the nation), ``memory``, ``figure`` ("inflation
of 80 per cent"), ``losing``, ``mood`` (adjectives after "be"), ``left-by`` (followers who leave a leader).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import around_adjective, around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_outsiders import OUTSIDE
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import noun_span, phrase_span, predicate_span
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

OWED = word_set(
    "throne survival power job independence office crown position post life regime rule existence"
)
GROUND = word_set("ground control war grip battle initiative momentum hold")
LEADERS = frozenset({"official", "person", "government", "state", "military"})


def _led(weights: Weights, tokens: list[Token], *, owner: bool = False) -> tuple[str, ...]:
    ids = ids_at(weights.reading, tokens, owner=owner)
    return tuple(id for id in ids if kind_of(weights.reading, id) in LEADERS)


def between(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "caught between China and India"."""
    verb = head_of(covered)
    if verb.dep_ == "amod" or not any(child.lower_ == "between" for child in verb.children):
        return
    passive = verb.pos_ == "VERB" and is_passive(verb)
    slots = verb_slots(verb) if passive else around_adjective(verb)
    who = _led(weights, slots.get("obj" if passive else "subj", []))
    if who:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"between.{cue.name}", 0.7, verb))


def owes(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "owed his throne to French troops", "kept in power by Moscow"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    if passive:
        kept = [*slots.get("prep.in", []), *slots.get("prep.on", [])]
        who = _led(weights, slots.get("obj", []))
        held = bool(slots.get("subj")) and (
            any(each.lemma_.lower() in OWED for each in kept) or any(c.lower_ == "up" for c in verb.children)
        )
    else:
        who = _led(weights, slots.get("subj", []))
        owed = [each for each in slots.get("obj", []) if each.lemma_.lower() in OWED]
        held = bool(owed) and verb.lemma_.lower() == "owe"
    if who and held:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"owes.{cue.name}", 0.68, verb))


def wasted(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "exhausted by eight years of war", "an army weakened by purges", "still smarting from its defeat"."""
    verb = head_of(covered)
    if verb.dep_ == "amod":
        return
    passive = verb.pos_ == "VERB" and is_passive(verb)
    after = [
        inner
        for child in verb.children
        if child.dep_ in {"agent", "prep"} and child.lower_ in {"by", "from", "after", "under"}
        for inner in child.children
        if inner.dep_ in {"pobj", "pcomp"}
    ]
    if not after or ("from" not in cue.flags and not passive):
        return
    if any(kind_of(weights.reading, id) in STATE_SIDE for id in ids_at(weights.reading, after)):
        return  # who wears another down acts
    if passive:
        bearers = verb_slots(verb).get("obj", [])
    else:
        bearers = verb_slots(verb).get("subj", []) if verb.pos_ == "VERB" else [verb.head]
    borne = bool(ids_at(weights.reading, bearers, owner=True)) or any(
        weights.has(each, "institution", "worn", "ranks", "people") for each in bearers
    )
    if not borne:
        return
    kind = weights.kind_of_phrase([word for each in after for word in each.subtree], "")
    kind = kind if kind and kind != "general" else cue.kind
    span = predicate_span(verb, weights.sentence)
    yield from made(weights.candidate(span, kind, weights.on(bearers), f"wasted.{cue.name}", 0.68, verb))


def purges(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had purged his officers"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    things = slots.get("obj", [])
    if any(
        weights.has(each, "ranks", "insider", "institution") and each.tag_ != "NN" for each in things
    ) or any(weights.has(each, "institution") for each in things):
        who = weights.on(things)
        yield from made(
            weights.candidate(weights.told(verb), cue.kind, who, f"purges.{cue.name}", 0.67, verb)
        )


def leans(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Washington pressed Israel to withdraw": outsiders press one side to yield."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    doers = ids_at(weights.reading, slots.get("subj", []))
    own = {country_of(weights.reading, id) or id for id in doers}
    main = set(weights.focus.main)
    if not doers or own & main or not all(kind_of(weights.reading, id) in OUTSIDE for id in doers):
        return
    if any(child.lower_ in {"would", "might", "could"} for child in verb.children):
        return
    targets = [*slots.get("obj", []), *slots.get("prep.on", []), *slots.get("prep.upon", [])]
    on = [
        id
        for id in ids_at(weights.reading, targets)
        if kind_of(weights.reading, id) in STATE_SIDE and (country_of(weights.reading, id) or id) in main
    ]
    yielding = any(weights.has(each, "yields") for each in slots.get("xcomp", []))
    if on and yielding:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, tuple(on), f"leans.{cue.name}", 0.67, verb))


def promised(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had promised the nation", "had publicly vowed": a word given in public binds."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    told = [*slots.get("iobj", []), *slots.get("obj", []), *slots.get("prep.to", [])]
    before = any(child.lower_ in {"had", "has", "have"} and child.dep_ == "aux" for child in verb.children)
    public = any(weights.has(each, "people") for each in told) or any(
        child.lower_ in {"publicly", "openly", "solemnly", "repeatedly"} for child in verb.children
    )
    who = _led(weights, slots.get("subj", []))
    if before and public and who:
        span = predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, who, f"promised.{cue.name}", 0.68, weights.sentence)


def memory(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the memory of 1962", "the humiliation of Suez"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod"}:
        return
    if any(child.lower_ == "of" for child in noun.children) and noun.dep_ in {"nsubj", "pobj", "conj"}:
        slots = around_noun(noun)
        who = weights.on(slots.get("poss", []))
        span = noun_span(noun, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"memory.{cue.name}", 0.655, noun))


def figure(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "inflation of 80 per cent", "with unemployment at six million"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod"}:
        return
    told = {"of", "at", "above", "over", "near", "running"}
    after = [child for child in noun.children if child.dep_ in {"prep", "acl"} and child.lower_ in told]
    if any(inner.like_num for child in after for inner in child.subtree):
        who = weights.on([])
        span = phrase_span(noun, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"figure.{cue.name}", 0.67, noun))


def losing(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was losing ground", "had lost control of the north"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    going = verb.tag_ == "VBG" or any(child.lower_ in {"had", "has", "have"} for child in verb.children)
    who = _led(weights, slots.get("subj", []), owner=True)
    if going and who and any(each.lemma_.lower() in GROUND for each in slots.get("obj", [])):
        span = weights.told(verb)
        yield from made(weights.candidate(span, cue.kind, who, f"losing.{cue.name}", 0.68, verb))


def mood(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "his troops were mutinous", "the war was unpopular at home"."""
    word = head_of(covered)
    if word.dep_ not in {"acomp", "amod"}:
        return
    bearers = [word.head] if word.dep_ == "amod" else around_adjective(word).get("subj", [])
    ranks = any(weights.has(each, "ranks", "institution") for each in bearers)
    if "of-ranks" in cue.flags and not ranks:
        return
    slots = around_adjective(word)
    near = [each for name in ("at", "with", "among", "in") for each in slots.get(f"prep.{name}", [])]
    at_home = any(weights.has(each, "people", "voice") or each.lower_ == "home" for each in near)
    if "of-ranks" not in cue.flags and not at_home:
        return
    who = weights.on(bearers)
    span = phrase_span(word.head, weights.sentence) if word.dep_ == "amod" else weights.told(word.head)
    if who:
        yield from made(weights.candidate(span, cue.kind, who, f"mood.{cue.name}", 0.67, word))


def left_by(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "his own kinsmen had deserted him"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or is_passive(verb):
        return
    slots = verb_slots(verb)
    left = _led(weights, [*slots.get("obj", []), *slots.get("prep.with", [])])
    followers = any(
        weights.has(each, "insider", "ranks", "follower", "allied") for each in slots.get("subj", [])
    )
    if left and followers:
        span = weights.told(verb)
        yield from made(weights.candidate(span, cue.kind, left, f"left-by.{cue.name}", 0.68, verb))


MORE: dict[str, Pattern] = {
    "between": between,
    "owes": owes,
    "wasted": wasted,
    "purges": purges,
    "leans": leans,
    "promised": promised,
    "memory": memory,
    "figure": figure,
    "losing": losing,
    "mood": mood,
    "left-by": left_by,
}
