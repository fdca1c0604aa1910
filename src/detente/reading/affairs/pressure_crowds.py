"""Pressures of people: protests with a place or a temper, strikes, plots, angry publics, polls.

Flags: ``protests`` (nouns), ``rises`` (verbs of protest) with ``crowd`` (who does it), ``temper``
(adjectives: "an angry House"), ``people`` (nouns they go with), ``rejects`` (what the public will not have),
``loathed`` (passives: "was detested in the north"), ``polls``, ``deserts`` (troops that do not obey).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of, place_id
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, has_subject, noun_span, phrase_span, predicate_span
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

MOODS = word_set(
    "patriotic violent bloody nationalist student popular anti-government nationwide huge large massive "
    "angry furious street hostile religious ethnic racial tribal communist communal sectarian military "
    "abortive armed peasant general hunger anti-war anti-american anti-western constant repeated new "
    "unprecedented noisy"
)
REVOLTS = word_set("uprising revolt rebellion insurrection mutiny secession insurgency")
LABOUR = word_set("general hunger nationwide national student labor labour dock rail miners")
NOTES = word_set("verbal diplomatic formal official strong written sharp stiff vehement")
ABROAD = word_set("embassy legation consulate embassies")
FIGHTERS = word_set("militant rebel fighter insurgent guerrilla militiaman raider gunman mercenary")
RISING_OBJECTS = word_set(
    "strike march rally demonstration protest coup rebellion revolt uprising mutiny petition boycott "
    "putsch plot resignation election referendum barricade"
)


def protests(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "patriotic demonstrations in the capital", "an uprising of the opposition party"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod", "nmod"}:
        return
    slots = around_noun(noun)
    if any(each.lemma_.lower() in ABROAD for fill in slots.values() for each in fill):
        return
    lemma = noun.lemma_.lower()
    if lemma == "march" and (noun.ent_type_ == "DATE" or any(child.tag_ == "CD" for child in noun.children)):
        return  # the month
    if lemma == "strike" and not any(child.lower_ in LABOUR for child in noun.children):
        return
    if lemma == "protest" and any(child.lower_ in NOTES for child in noun.children):
        return
    troops = any(child.lower_ in {"army", "police", "naval", "troop", "garrison"} for child in noun.children)
    temper = troops or any(child.lower_ in MOODS or child.tag_ == "CD" for child in noun.children)
    placed = any(child.lower_ in {"in", "across", "throughout", "within"} for child in noun.children)
    revolt = noun.lemma_.lower() in REVOLTS
    owned = revolt and bool(slots.get("of") or slots.get("by"))
    if not (temper or placed or owned) or noun.dep_ not in {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "appos",
    }:
        return
    where = [*slots.get("prep.in", []), *slots.get("prep.within", []), *slots.get("prep.against", [])]
    states = [state for each in where if (state := _state(weights, each)) is not None]
    main = set(weights.focus.main)
    if states and main and not set(states) & main:
        return
    who = tuple(dict.fromkeys(states)) or weights.on([])
    kind = "insurgency" if revolt else cue.kind
    span = noun_span(noun, weights.sentence)
    yield from made(weights.candidate(span, kind, who, f"protests.{cue.name}", 0.655, noun))


def _state(weights: Weights, token: Token) -> str | None:
    id = place_id(weights.reading, token)
    return (country_of(weights.reading, id) or None) if id is not None else None


def rises(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "students marched to the palace", "unions called a general strike", "officers are plotting"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    subjects = slots.get("subj", [])
    if verb.dep_ == "xcomp" and not subjects:
        subjects = verb_slots(verb.head).get("subj", []) or verb_slots(verb.head).get("obj", [])
    if not any(weights.has(each, "crowd") for each in subjects):
        return
    inner = [
        word
        for each in subjects
        for child in each.children
        if child.lower_ == "of"
        for word in child.children
    ]
    if any(weights.has(each, "ranks") or each.lemma_.lower() in FIGHTERS for each in inner):
        return
    if verb.dep_ == "conj" and weights.has(verb.head, "rises"):
        return  # one rising, told by two verbs
    violent = verb.lemma_.lower() in {"burn", "loot", "storm", "sack", "rampage"}
    if violent and any(each.lemma_.lower() in ABROAD for fill in slots.values() for each in fill):
        return  # what is done to foreign missions is an event
    if "light" in cue.flags:
        named = [*slots.get("obj", []), *slots.get("xcomp", []), *slots.get("prep.for", [])]
        if not any(each.lemma_.lower() in RISING_OBJECTS | {"march"} for each in named):
            return
    elif slots.get("obj") and "streets" in cue.flags:
        return
    who = _home(weights, subjects)
    whole = has_subject(verb)
    span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
    yield from made(weights.candidate(span, cue.kind, who, f"rises.{cue.name}", 0.68, verb))


def _home(weights: Weights, tokens: list[Token]) -> tuple[str, ...]:
    """The state at home in which these live."""
    for token in tokens:
        for id in ids_at(weights.reading, [token], owner=True):
            state = country_of(weights.reading, id)
            if state is not None:
                return (state,)
    return weights.on([])


def temper(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "an angry House of Commons", "a shaken city", "a restive parliament"."""
    word = head_of(covered)
    noun = word.head
    names_country = any(kind_of(weights.reading, id) == "state" for id in ids_at(weights.reading, [noun]))
    if word.dep_ == "amod" and weights.has(noun, "people", "voice") and not names_country:
        span = phrase_span(noun, weights.sentence)
        who = _home(weights, [noun])
        yield from made(weights.candidate(span, cue.kind, who, f"temper.{cue.name}", 0.67, noun))


def rejects(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "no party wanted war", "his countrymen would not stand for it", "the public would never forgive"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    subjects = [
        each
        for each in verb_slots(verb).get("subj", [])
        if weights.has(each, "people", "voice") and each.lemma_.lower() not in {"country", "nation"}
    ]
    refused = any(child.dep_ == "neg" for child in verb.children) or any(
        child.lower_ in {"no", "few", "neither"} for each in subjects for child in each.children
    )
    opposed = "opposed" in cue.flags
    if not subjects or refused == opposed:
        return
    who = _home(weights, subjects)
    if who:
        whole = has_subject(verb)
        span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
        yield Candidate(*span, cue.kind, who, f"rejects.{cue.name}", 0.68, weights.sentence)


def loathed(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the bargain was detested in the north", "was resented at home"."""
    verb = head_of(covered)
    slots = verb_slots(verb)
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or not is_passive(verb):
        return
    doers = slots.get("subj", [])
    by_people = any(weights.has(each, "people", "voice") for each in doers)
    where = [*slots.get("prep.in", []), *slots.get("prep.throughout", []), *slots.get("prep.at", [])]
    if ids_at(weights.reading, doers) or not (by_people or (where and not doers)):
        return
    states = [state for each in where if (state := _state(weights, each)) is not None]
    who = tuple(states[:1]) or _home(weights, doers)
    span = (
        clause_span(verb, weights.sentence) if has_subject(verb) else predicate_span(verb, weights.sentence)
    )
    yield from made(weights.candidate(span, cue.kind, who, f"loathed.{cue.name}", 0.68, verb))


def polls(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "a poll found 77 per cent of the public behind him", "polls showed that voters wanted peace"."""
    noun = head_of(covered)
    verb = noun.head
    told = {"show", "find", "suggest", "indicate", "reveal", "put", "record", "give"}
    if noun.dep_ != "nsubj" or verb.lemma_.lower() not in told:
        return
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in {"dobj", "ccomp"}]
    if after:
        span = predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, weights.on([]), "polls", 0.68, verb))


def sympathy(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "with whom many Turks sympathized": what people at home feel for others."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    many = any(
        child.lower_ in {"many", "most", "some", "ordinary", "few", "all"}
        for each in slots.get("subj", [])
        for child in each.children
    )
    people = any(weights.has(each, "people", "voice") for each in slots.get("subj", []))
    populations = any(
        kind_of(weights.reading, id) in {"population", "state"}
        for id in ids_at(weights.reading, slots.get("subj", []))
    )
    if people or (many and populations):
        span = clause_span(verb, weights.sentence)
        who = _home(weights, slots.get("subj", []))
        yield from made(weights.candidate(span, cue.kind, who, f"sympathy.{cue.name}", 0.67, verb))


def deserts(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "soldiers handed out rifles", "troops refused to fire", "whole units went over to the rebels"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl", "xcomp"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    subjects = slots.get("subj", [])
    if not any(weights.has(each, "ranks") for each in subjects):
        return
    lemma = verb.lemma_.lower()
    if lemma == "refuse" and not any(
        each.lemma_.lower() in {"fire", "shoot", "fight", "obey", "march", "serve"}
        for each in slots.get("xcomp", [])
    ):
        return
    if lemma in {"join", "hand"} and not any(
        each.lemma_.lower()
        in {"rebel", "rifle", "weapon", "arm", "crowd", "insurgent", "demonstrator", "uprising"}
        for each in slots.get("obj", [])
    ):
        return
    if lemma in {"go", "melt"} and not any(child.lower_ in {"over", "away"} for child in verb.children):
        return
    whole = has_subject(verb)
    span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
    who = _home(weights, subjects)
    yield from made(weights.candidate(span, cue.kind, who, f"deserts.{cue.name}", 0.68, verb))


def by_group(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "bombings by ISIS and the PKK": violence of armed groups, in whose country it happens."""
    noun = head_of(covered)
    if cue.kind != "insurgency" or noun.pos_ != "NOUN" or noun.dep_ not in {"conj", "nsubj", "pobj"}:
        return
    slots = around_noun(noun)
    groups = ids_at(weights.reading, [*slots.get("by", []), *slots.get("poss", [])])
    plural = noun.tag_ == "NNS" or noun.lemma_.lower() in {"violence", "terrorism"}
    if plural and groups and all(kind_of(weights.reading, id) == "armed group" for id in groups):
        span = phrase_span(noun, weights.sentence)
        who = weights.victim_of(groups)
        yield from made(weights.candidate(span, cue.kind, who, f"by-group.{cue.name}", 0.66, noun))


def enrages(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the photographs enraged the public", "shocked the country"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"}:
        return
    slots = verb_slots(verb)
    people = [each for each in slots.get("obj", []) if weights.has(each, "people", "voice")]
    if people:
        span = predicate_span(verb, weights.sentence)
        who = _home(weights, people)
        yield from made(weights.candidate(span, cue.kind, who, f"enrages.{cue.name}", 0.68, verb))


CROWDS: dict[str, Pattern] = {
    "enrages": enrages,
    "protests": protests,
    "rises": rises,
    "temper": temper,
    "rejects": rejects,
    "loathed": loathed,
    "polls": polls,
    "sympathy": sympathy,
    "deserts": deserts,
    "by-group": by_group,
}
