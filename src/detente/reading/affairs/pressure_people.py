"""Pressures that people make: voices at home, crowds, insurgents at war, elections near, new leaders.

Flags: ``voice`` (who speaks at home) with ``clamours`` (verbs), ``riots``, ``fights`` (insurgents against
their state), ``near`` (an election not far off), ``new-leader``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import STATE_SIDE, ids_at, kind_of
from detente.reading.affairs.around import head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, phrase_span
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

SOON = word_set("away off due loom approach imminent pending near ahead impending upcoming draw")
JUST = word_set("just recently newly only")
PUNISHING = word_set("punish forgive desert")
BLAMING = word_set("accuse criticize criticise denounce attack assail blame condemn castigate deride")
INSURGENT = word_set("guerrilla guerilla rebel insurgent separatist militant maquis mujahideen secessionist")
HELD = word_set("control hold")
OWN_SIDE = word_set(
    "army government state countryside troop force police regime authority territory soldier post garrison "
    "barracks convoy province region hinterland village town north south east west half"
)


def voices(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "newspapers clamoured for revenge", "the opposition accused him of selling out"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    speakers = [each for each in slots.get("subj", []) if weights.has(each, "voice")]
    if not speakers:
        return
    people = [each for each in slots.get("obj", []) if _is_person(weights, each)]
    who = _home_of(weights, [*speakers, *people])
    blaming = verb.lemma_.lower() in BLAMING
    objects = ids_at(weights.reading, [*slots.get("obj", []), *slots.get("prep.against", [])], owner=True)
    home = {country_of(weights.reading, id) or id for id in who}
    abroad = [id for id in objects if (country_of(weights.reading, id) or id) not in home]
    called = verb.lemma_.lower() == "call" and not slots.get("prep.for")
    if abroad or called or (blaming and not people):
        return  # what they say of others is no pressure by itself
    span = clause_span(verb, weights.sentence)
    if verb.lemma_.lower() in PUNISHING:
        if who:
            yield Candidate(*span, "audience cost", who, f"voice.{cue.name}", 0.69, weights.sentence)
        return
    yield from made(weights.candidate(span, "public opinion", who, f"voice.{cue.name}", 0.67, verb))


def _is_person(weights: Weights, token: Token) -> bool:
    if token.lemma_.lower() in {"government", "cabinet", "leadership", "administration", "leader"}:
        return True
    kinds = {kind_of(weights.reading, id) for id in ids_at(weights.reading, [token])}
    return bool(kinds & {"person", "official", "government", "party"})


def _home_of(weights: Weights, tokens: list[Token]) -> tuple[str, ...]:
    """The state at home in which these speak: theirs, else that of whom they speak."""
    for token in tokens:
        for id in ids_at(weights.reading, [token], owner=True):
            state = country_of(weights.reading, id)
            if state is not None:
                return (state,)
    return weights.on([])


def insiders(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "his generals were urging him to strike": those around a leader."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"}:
        return
    slots = verb_slots(verb)
    subjects, objects = slots.get("subj", []), slots.get("obj", [])
    if not any(weights.has(each, "insider") for each in subjects):
        return
    urged = {country_of(weights.reading, id) for id in ids_at(weights.reading, objects)}
    own = {country_of(weights.reading, id) for id in ids_at(weights.reading, subjects, owner=True)}
    pressing = bool(slots.get("prep.for")) and not objects
    if pressing:
        urged = own
    if not urged or (own and own != urged) or not (slots.get("xcomp") or pressing):
        return
    span = clause_span(verb, weights.sentence)
    who = _home_of(weights, objects or subjects)
    yield from made(weights.candidate(span, cue.kind, who, f"insiders.{cue.name}", 0.67, verb))


def riots(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "monks were rioting", "trade unions took to the streets", "its garrison mutinied"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ == "amod":
        return
    slots = verb_slots(verb)
    if "streets" in cue.flags and not any(
        noun.lemma_.lower() == "street" for name in ("prep.to", "prep.into") for noun in slots.get(name, [])
    ):
        return
    if slots.get("subj"):
        in_state = [*slots.get("prep.in", []), *slots["subj"]]
        span = clause_span(verb, weights.sentence)
        yield from made(
            weights.candidate(span, "unrest", weights.on(in_state), f"riot.{cue.name}", 0.7, verb)
        )


def fights(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Kurdish guerrillas were fighting the army", "the rebels controlled much of the countryside"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "acl"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    subjects, objects = slots.get("subj", []), slots.get("obj", [])
    ids = ids_at(weights.reading, subjects)
    if _fights_rebels(weights, verb, ids, objects):
        span = clause_span(verb, weights.sentence)
        who = weights.on(subjects)
        yield from made(weights.candidate(span, "insurgency", who, f"fights.{cue.name}", 0.69, verb))
        return
    armed = any(kind_of(weights.reading, id) == "armed group" for id in ids)
    if not armed and not any(each.lemma_.lower() in INSURGENT for each in subjects):
        return
    if any(kind_of(weights.reading, id) in STATE_SIDE for id in ids):
        return
    held = verb.lemma_.lower() in HELD
    before = any(child.lower_ in {"has", "have", "had"} and child.dep_ == "aux" for child in verb.children)
    ongoing = held or before or (verb.tag_ == "VBG" and any(child.lemma_ == "be" for child in verb.children))
    inside = any(word.lemma_.lower() in OWN_SIDE for thing in objects for word in thing.subtree)
    if not ongoing or not objects or not inside:
        return
    span = clause_span(verb, weights.sentence)
    who = weights.victim_of(ids)
    yield from made(weights.candidate(span, "insurgency", who, f"fights.{cue.name}", 0.69, verb))


def _fights_rebels(weights: Weights, verb: Token, ids: list[str], objects: list[Token]) -> bool:
    """ "had been fighting guerrillas for six years": a state at war with rebels."""
    going_on = verb.tag_ == "VBG" and any(child.lemma_ == "be" for child in verb.children)
    rebels = any(each.lemma_.lower() in INSURGENT for each in objects) or any(
        kind_of(weights.reading, id) == "armed group" for id in ids_at(weights.reading, objects)
    )
    return going_on and rebels and any(kind_of(weights.reading, id) in STATE_SIDE for id in ids)


def angry(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "whose voters were outraged"."""
    word = head_of(covered)
    if word.dep_ == "acomp":
        top, subjects = word.head, verb_slots(word.head).get("subj", [])
    elif word.pos_ == "VERB" and is_passive(word) and word.dep_ not in {"amod", "acl"}:
        top, subjects = word, verb_slots(word).get("obj", [])
    else:
        return
    speakers = [each for each in subjects if weights.has(each, "voice")]
    if speakers:
        span = clause_span(top, weights.sentence)
        who = _home_of(weights, speakers)
        yield from made(weights.candidate(span, cue.kind, who, f"angry.{cue.name}", 0.67, top))


def near(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "an election loomed", "with elections only two months away", "ahead of elections"."""
    noun = head_of(covered)
    if cue.kind != "elections" or noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod", "nmod"}:
        return
    if _soon(noun) or _before(noun):
        span = phrase_span(noun, weights.sentence)
        who = weights.on([child for child in noun.children if child.dep_ in {"poss", "amod"}])
        if (
            who and not weights.status(noun).polarity
        ):  # due, therefore told as planned: it presses all the same
            yield Candidate(*span, "elections", who, "election-near", 0.68, weights.sentence)


def _soon(noun: Token) -> bool:
    """Whether an election is said to be due, or not far away."""
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.pos_ in {"VERB", "AUX"}:
        verb = noun.head
        words = [verb, *(child for child in verb.children if child.i > verb.i and child.dep_ != "punct")]
        told = [*words, *(inner for word in words[1:] for inner in word.children)]
        return any(word.lemma_.lower() in SOON for word in told)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in {"call", "hold", "contest", "fight"}:
        # "who must call an election this year"
        return any(child.lower_ in {"must", "will", "has", "have"} for child in noun.head.children) and any(
            child.lower_ in {"must", "will"} or child.tag_ == "TO" for child in noun.head.children
        )
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        after = noun.doc[noun.i + 1 : noun.i + 6]
        return any(word.lemma_.lower() in SOON and word.head in {noun, *after} for word in after)
    return False


def _before(noun: Token) -> bool:
    """ "ahead of elections", "on the eve of an election", "was preparing for elections"."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head
    if above.lower_ == "of":
        host = above.head
        return host.lower_ in {"ahead", "eve"} or (host.lower_ == "run" and host.i > 0)
    if above.lower_ == "to" and above.head.lower_ in {"up", "run-up", "close"}:
        return True
    return above.lower_ == "for" and above.head.lemma_.lower() in {"prepare", "campaign", "run"}


def new_leader(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had just replaced the ailing premier", "the newly elected president"."""
    verb = head_of(covered)
    plain = verb.pos_ == "VERB" and verb.dep_ not in {"amod", "acl"}
    if not plain or not any(child.lower_ in JUST for child in verb.children):
        return
    lemma = verb.lemma_.lower()
    slots = verb_slots(verb)
    office = {"office", "power", "presidency", "premiership", "throne", "post"}
    objects = [*slots.get("obj", []), *slots.get("prep.to", []), *slots.get("prep.into", [])]
    if lemma in {"take", "come", "assume", "win"} and not any(
        thing.lemma_.lower() in office for thing in objects
    ):
        return
    people = [*slots.get("subj", []), *slots.get("obj", [])]
    ids = ids_at(weights.reading, people)
    if not any(kind_of(weights.reading, id) in {"person", "official", "government"} for id in ids):
        return
    homes = tuple(
        dict.fromkeys(state for id in ids if (state := country_of(weights.reading, id)) is not None)
    )
    span = clause_span(verb, weights.sentence)
    who = homes[:1] or weights.on([])
    yield from made(weights.candidate(span, "leadership change", who, f"new-leader.{cue.name}", 0.68, verb))


def foreign_pressure(weights: Weights, noun: Token, bearers: list[Token]) -> bool:
    """Whether other states put on the pressure: "American pressure", "pressure from Brazil"."""
    given = [
        inner
        for child in noun.children
        for inner in ([child] if child.dep_ in {"amod", "poss"} else child.children)
        if child.dep_ in {"amod", "poss"} or child.lower_ in {"from", "by"}
    ]
    ids = set(ids_at(weights.reading, given))
    own = {country_of(weights.reading, id) or id for id in weights.on(bearers)} if bearers else set()
    return bool(ids) and all(
        kind_of(weights.reading, id) in STATE_SIDE | {"international organisation"}
        and (country_of(weights.reading, id) or id) not in own
        for id in ids
    )


PEOPLE: dict[str, Pattern] = {
    "clamours": voices,
    "insiders-urge": insiders,
    "riots": riots,
    "fights": fights,
    "angry": angry,
    "near": near,
    "new-leader": new_leader,
}
