"""The patterns that make a motive of a cue: one function a kind of the motive table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.crisis import AUTHOR
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.aims import aim
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.motive_feelings import FEELINGS
from detente.reading.affairs.motive_found import Found, doers, event_above, infinitive_of, verb_over, words_of
from detente.reading.affairs.motive_nouns import NAMED
from detente.reading.affairs.outcomes import outcome_of
from detente.reading.affairs.spans import phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import Predicate, phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

FORCEFUL = word_set(
    "militarily forcefully violently swiftly immediately quickly harshly kind similarly strongly"
)


def purpose(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "in order to achieve ...", "with the aim of isolating X", "for regional influence"."""
    if "for" in cue.flags:
        yield from _for_noun(place, cue, covered)
        return
    last = covered[-1]
    if "parted" in cue.flags:
        parted = infinitive_of(last)
        if parted is not None:
            span = tokens_span([*covered, *goal_clause(parted)], place.sentence)
            verb = verb_over(head_of(covered))
            who = doers(place, verb) if verb is not None else []
            words = words_of(goal_clause(parted))
            yield from place.make(span, who, "purpose.in-order", cue.confidence, act=verb, words=words)
        return
    goal = last.head if last.lower_ == "to" and last.dep_ == "aux" else None
    if goal is None:
        goal = next((child for child in last.children if child.dep_ in {"pcomp", "pobj"}), None)
    if goal is None and last.dep_ == "mark":
        goal = last.head
    if goal is None:
        return
    if "conjunction" in cue.flags and (covered[0].lower_ == "so" and goal.pos_ not in {"VERB", "AUX"}):
        return
    verb = verb_over(head_of(covered))
    if verb == goal or (verb is not None and verb.i >= covered[0].i and verb in list(goal.subtree)):
        verb = verb_over(goal)
    span = tokens_span([*covered, *goal_clause(goal)], place.sentence)
    who = doers(place, verb) if verb is not None else []
    yield from place.make(
        span, who, f"purpose.{cue.name}", cue.confidence, act=verb, words=words_of(goal_clause(goal))
    )


def goal_clause(goal: Token) -> list[Token]:
    """The words of a goal: a noun phrase without its punctuation, or a whole clause."""
    return phrase(goal, without=frozenset({"punct"})) if goal.pos_ != "VERB" else phrase(goal)


def _for_noun(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    noun = covered[0]
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ != "for":
        return
    if noun.lemma_.lower() == "power" and noun.tag_ == "NNS":
        return  # "great powers": states
    verb = preposition.head
    if verb.pos_ == "NOUN" and verb.dep_ == "dobj" and place.reading.predicate_of(verb) is None:
        verb = verb.head
    if verb.pos_ != "VERB":
        return
    if verb.lemma_.lower() in {
        "call",
        "ask",
        "blame",
        "appeal",
        "press",
        "account",
        "provide",
        "allow",
        "vote",
        "clamour",
        "clamor",
        "cry",
        "shout",
        "demand",
        "agitate",
    }:
        return
    span = tokens_span([preposition, *phrase(noun)], place.sentence)
    who = doers(place, verb)
    yield from place.make(
        span,
        who,
        f"for.{cue.name}",
        cue.confidence,
        act=verb,
        outcome=outcome_of(verb),
        words=words_of(phrase(noun)),
    )


def end_taken_up(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Toward that end": the goal is what was said before."""
    verb = verb_over(head_of(covered))
    if verb is not None:
        span = tokens_span(covered, place.sentence)
        yield from place.make(span, doers(place, verb), f"end.{cue.name}", cue.confidence, act=verb)


def attempt(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "efforts to persuade X to ...", and what somebody is said to be attempting."""
    word = head_of(covered)
    goal = infinitive_of(word)
    if goal is None:
        return
    if word.pos_ == "VERB":
        status = status_at(place.reading, word)
        if status.modality != "claimed" or status.speaker == (AUTHOR,):
            return
        who = ids_at(place.reading, verb_slots(word).get("subj", []))
        span = tokens_span(list(goal.subtree), place.sentence)
        for each in place.make(
            span, who, f"attempt.{cue.name}", cue.confidence, act=goal, words=words_of(list(goal.subtree))
        ):
            each.speaker = status.speaker
            yield each
        return
    if word.pos_ != "NOUN" or word.dep_ == "pobj":
        return
    slots = around_noun(word)
    owners = [each for slot in ("poss", "by", "mod", "light") for each in slots.get(slot, [])]
    outcome = outcome_of(word)
    if outcome is None and word.dep_ not in {"dobj", "nsubj", "nsubjpass"}:
        return
    span = tokens_span(phrase(goal), place.sentence)
    yield from place.make(
        span, ids_at(place.reading, owners), f"attempt.{cue.name}", cue.confidence - 0.05,
        words=words_of(phrase(goal)), outcome=outcome,
    )  # fmt: skip


def avoid(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "wariness to avoid escalation and prevent a new front": one motive a verb."""
    noun = head_of(covered)
    goal = infinitive_of(noun)
    if goal is None or noun.pos_ != "NOUN":
        return
    slots = around_noun(noun)
    owners = [each for slot in ("poss", "by", "mod", "light") for each in slots.get(slot, [])]
    for verb in [goal, *(child for child in goal.children if child.dep_ == "conj")]:
        span = tokens_span(_one_verb(verb), place.sentence)
        yield from place.make(
            span, ids_at(place.reading, owners, owner=True), f"avoid.{cue.name}", cue.confidence
        )


def _one_verb(verb: Token) -> list[Token]:
    return phrase(verb, without=frozenset({"cc", "conj", "punct"}))


def reply(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "in response to X", "retaliatory strikes", "(a response to X)", "responded militarily"."""
    word = head_of(covered)
    if "modifier" in cue.flags:
        noun = word.head
        if word.dep_ in {"amod", "compound"} and place.reading.predicate_of(noun) is not None:
            yield from place.make(
                tokens_span([word], place.sentence), [], f"reply.{cue.name}", cue.confidence, act=noun
            )
    elif "response" in cue.flags:
        if word.dep_ == "appos" and any(child.lower_ == "to" for child in word.children):
            act = (
                word.head
                if place.reading.predicate_of(word.head) is not None
                else event_above(place, word.head)
            )
            span = phrase_span(word, place.sentence)
            yield from place.make(span, [], f"reply.{cue.name}", cue.confidence, act=act)
    elif "forceful" in cue.flags:
        predicate = place.reading.predicate_of(word)
        if _answers(place, cue, word):
            kept = [word, *(child for child in word.children if child.lower_ in FORCEFUL | {"back"})]
            kept += [each for child in word.children if child.lower_ == "to" for each in phrase(child)]
            yield from place.make(
                tokens_span(kept, place.sentence), _who_answers(place, word), f"reply.{cue.name}",
                cue.confidence, act=word,
            )  # fmt: skip
        elif predicate is not None and predicate.event == "ASSAULT" and predicate.happened:
            kept = [word, *(child for child in word.children if child.lower_ in FORCEFUL)]
            yield from place.make(
                tokens_span(kept, place.sentence),
                list(predicate.sources),
                f"reply.{cue.name}",
                cue.confidence,
                act=word,
            )
    elif word.pos_ == "VERB" and cue.pos == "v":
        span = predicate_span(word, place.sentence)
        yield from place.make(span, doers(place, word), f"reply.{cue.name}", cue.confidence, act=word)
    else:
        yield from _in_reply(place, cue, covered)


def _answers(place: Found, cue: AffairCue, verb: Token) -> bool:
    """ "retaliated", "hit back": always; "responded" only by a deed or to one ("to the bombing")."""
    if (
        verb.pos_ != "VERB"
        or verb.dep_ in {"amod", "acl"}
        or is_passive(verb)
        or not _who_answers(place, verb)
    ):
        return False
    slots = verb_slots(verb)
    if "back" in cue.flags:
        return not slots.get("obj")
    by = any(each.tag_ == "VBG" for each in slots.get("prep.by", []))
    deeds = [
        place.reading.predicate_of(each) for each in [*slots.get("prep.to", []), *slots.get("prep.with", [])]
    ]
    return by or any(each is not None and each.event in DEEDS for each in deeds)


def _who_answers(place: Found, verb: Token) -> list[str]:
    return [
        id for id in doers(place, verb) if kind_of(place.reading, id) not in {"media", "place", "unknown"}
    ]


DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST"})


def _in_reply(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    last = covered[-1]
    thing = next((child for child in last.children if child.dep_ in {"pobj", "pcomp"}), None)
    if thing is None and last.lower_ in {"protest", "avenge"}:
        thing = next((child for child in last.children if child.dep_ == "dobj"), None)
    verb = verb_over(head_of(covered))
    if verb == last:
        verb = verb_over(last)
    if verb is None or (thing is None and "bare" not in cue.flags):
        return
    if thing is None:
        span = tokens_span(covered, place.sentence)
        who = doers(place, verb)
        yield from place.make(span, who, f"reply.{cue.name}", cue.confidence, act=verb)
        return
    kept = [*covered, *phrase(thing, without=frozenset({"relcl", "punct"}))]
    yield from place.make(
        tokens_span(kept, place.sentence), doers(place, verb), f"reply.{cue.name}", cue.confidence, act=verb,
        words=words_of(kept),
    )  # fmt: skip


def event_of(place: Found, token: Token) -> Predicate | None:
    """The event that a word or one above it tells of."""
    found = event_above(place, token)
    return place.reading.predicate_of(found) if found is not None else None


KINDS: dict[str, Callable[[Found, AffairCue, list[Token]], Iterator[Candidate]]] = {
    "purpose": purpose,
    "end": end_taken_up,
    "aim": aim,
    "attempt": attempt,
    "avoid": avoid,
    "reply": reply,
    **FEELINGS,
    **NAMED,
}
