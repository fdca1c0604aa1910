"""Aims in nouns, verbs and participles: "its objective is", "sought to", "intended to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.motive_found import Found, infinitive_of, words_of
from detente.reading.affairs.outcomes import outcome_of
from detente.reading.affairs.spans import predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

VAGUE = word_set(
    "interest hope design resolve bid purpose idea point object gamble wager bet calculation reckoning ploy "
    "target mission"
)
"""Aims only with an infinitive."""


LONGED_FOR = word_set(
    "success victory triumph revenge pretext excuse glory prestige opportunity chance way exit compromise "
    "settlement recognition vengeance war fight confrontation conquest solution independence peace ally "
    "friend partner protector patron reconciliation rapprochement alliance coalition federation union unity "
    "unification reunification protection support backing consent approval blessing assurance guarantee "
    "security safety concession advantage foothold outlet access port harbour harbor market leverage parity "
    "redress satisfaction compensation reparation reparations restitution truce time quiet calm stability "
    "order autonomy leadership hegemony supremacy mastery domination dominance control influence territory "
    "land revision restoration return change overthrow removal downfall destruction annexation expansion "
    "annihilation deal loan credit money cash aid arms weapon weapons base respite breathing legitimacy "
    "popularity sympathy distraction diversion scapegoat showdown trial extradition release"
)


def _longed_for(noun: Token) -> bool:
    """ "was looking for a success abroad": no search for people or things."""
    return noun.lemma_.lower() in LONGED_FOR


def aim(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """Nouns ("its objective is the removal of X"), verbs ("aims to") and participles ("intended to")."""
    word = head_of(covered)
    if "motivated" in cue.flags:
        yield from _motivated(place, cue, word)
    elif word.pos_ in {"NOUN", "PROPN"}:
        yield from _aim_noun(place, cue, word)
    elif cue.pos in {"v", "a"} and word.pos_ not in {"NOUN", "PROPN"}:
        yield from _aim_verb(place, cue, word)


def _aim_verb(place: Found, cue: AffairCue, verb: Token) -> Iterator[Candidate]:
    goal = infinitive_of(verb)
    if goal is None and verb.lemma_.lower() in {"aim", "intend", "design", "gear"}:
        goal = next(
            (noun for slot in ("prep.at", "prep.for") for noun in verb_slots(verb).get(slot, [])), None
        )
    if goal is None and verb.lemma_.lower() in {"want", "covet", "crave"} and not is_passive(verb):
        goal = next((noun for noun in verb_slots(verb).get("obj", []) if noun.pos_ == "NOUN"), None)
        goal = goal or next(iter(verb_slots(verb).get("ccomp", [])), None)
    if goal is None and verb.lemma_.lower() in {"seek", "need", "pursue"} and not is_passive(verb):
        goal = next((noun for noun in verb_slots(verb).get("obj", []) if _longed_for(noun)), None)
    if goal is None and verb.lemma_.lower() in {"look", "thirst", "hunger", "yearn", "hanker", "angle"}:
        goal = next((noun for noun in verb_slots(verb).get("prep.for", []) if _longed_for(noun)), None)
    if goal is None and verb.lemma_.lower() in {"mean", "intend", "design"}:
        goal = next(iter(verb_slots(verb).get("prep.as", [])), None)
    if goal is None or verb.dep_ in {"aux"}:
        return
    nobody = verb_slots(verb).get("subj", [])
    denied = {"neither", "no", "nobody", "none"}
    if any(word.lower_ in denied for subject in nobody for word in [subject, *subject.children]):
        return
    passive = is_passive(verb) or cue.pos == "a"
    if passive == (cue.pos == "v") or (verb.lemma_.lower() in {"design", "calculate"} and not passive):
        return
    slots = verb_slots(verb)
    subjects = slots.get("obj", []) if is_passive(verb) else slots.get("subj", [])
    if cue.pos == "a" and not subjects and verb.dep_ in {"acomp", "amod", "acl"}:
        subjects = verb_slots(verb.head).get("subj", []) if verb.head.pos_ in {"AUX", "VERB"} else [verb.head]
    act = next((each for each in subjects if place.reading.predicate_of(each) is not None), None)
    who = ids_at(place.reading, subjects, owner=True)
    if verb.lemma_.lower() == "mean" and not passive and not who:
        return
    span = predicate_span(verb, place.sentence)
    status = status_at(place.reading, verb)
    if status.polarity or status.modality in {"hypothetical", "conditional", "denied"}:
        return
    for each in place.make(
        span,
        who,
        f"aim.{cue.name}",
        cue.confidence,
        act=act,
        words=words_of(phrase(goal)),
        outcome=outcome_of(verb),
    ):
        each.speaker = status.speaker
        yield each


def _aim_noun(place: Found, cue: AffairCue, noun: Token) -> Iterator[Candidate]:
    if noun.dep_ in {"compound", "amod"} or any(child.lower_ in {"no", "any"} for child in noun.children):
        return
    slots = around_noun(noun)
    owners = next(
        (
            slots[slot]
            for slot in ("poss", "by", "mod", "light")
            if ids_at(place.reading, slots.get(slot, []))
        ),
        [],
    )
    verb = noun.head
    goal: Token | None = None
    if noun.dep_ == "nsubj" and verb.lemma_.lower() in {"be", "remain", "become"}:
        goal = next(
            (
                child
                for child in verb.children
                if child.dep_ in {"attr", "xcomp", "ccomp", "acomp"} and child.i > verb.i
            ),
            None,
        )
        if goal is not None and goal.dep_ == "acomp":
            apposed = [
                child
                for child in [*verb.children, *goal.children]
                if child.dep_ in {"appos", "attr"} and child.i > goal.i
            ]
            goal = apposed[0] if apposed else None
        whole = goal
    else:
        goal = infinitive_of(noun) or next(
            (each for slot in ("for", "of") for each in slots.get(f"prep.{slot}", [])), None
        )
        whole = noun
    if goal is None or whole is None:
        return
    if whole == noun and not owners and cue.words[0] not in {"determination", "aspiration", "desire"}:
        return
    if whole == noun and noun.lemma_.lower() in VAGUE and infinitive_of(noun) is None:
        return
    who = ids_at(place.reading, owners, owner=True)
    kept = (
        phrase(whole, without=frozenset({"relcl", "appos", "punct", "poss", "det"}))
        if whole == noun
        else phrase(whole)
    )
    act = _letter_or_deed(place, slots)
    yield from place.make(
        tokens_span(kept, place.sentence),
        who,
        f"aim.{cue.name}",
        cue.confidence,
        act=act,
        words=words_of(phrase(goal)),
        outcome=outcome_of(noun),
    )


def _letter_or_deed(place: Found, slots: dict[str, list[Token]]) -> Token | None:
    """ "the aim of the note": the event whose aim it is."""
    for noun in [*slots.get("of", []), *slots.get("poss", [])]:
        if place.reading.predicate_of(noun) is not None:
            return noun
    return None


def _motivated(place: Found, cue: AffairCue, verb: Token) -> Iterator[Candidate]:
    if not is_passive(verb):
        return
    slots = verb_slots(verb)
    causes, moved = slots.get("subj", []), slots.get("obj", [])
    if causes and not ids_at(place.reading, causes) and (moved or verb.dep_ == "acl"):
        span = predicate_span(verb, place.sentence)
        act = next((each for each in moved if place.reading.predicate_of(each) is not None), None)
        yield from place.make(
            span, ids_at(place.reading, moved, owner=True), f"moved.{cue.name}", cue.confidence, act=act,
            words=words_of(phrase(causes[0])),
        )  # fmt: skip
