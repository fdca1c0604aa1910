"""Reactions whose ground no word names: a complaint of what was just done, a refusal of what was just asked.

Two acts in neighbouring sentences make such a pair when the second is of a kind that answers the first, the
other side did the first, and each is directed at who did the other. A relative clause may also give the
ground of a measure: "expelled the envoy, who had mocked the king".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.affairs.actors_near import kind_of
from detente.reading.affairs.cause_link import Link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.base import Predicate, Reading, at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
CALLS = frozenset({"REQUEST", "THREATEN", "ACCUSE"})
OFFERS = frozenset({"REQUEST", "AGREE", "CONSULT"})
GROUNDS: dict[str, frozenset[str]] = {
    "REJECT": CALLS | OFFERS,
    "ACCUSE": HARM,
    "PROTEST": HARM,
    "REQUEST": HARM - {"SANCTION"},
    "SANCTION": HARM - {"SANCTION"} | {"ACCUSE"},
    "THREATEN": HARM,
    "MOBILIZE": frozenset({"ASSAULT"}),
    "AGREE": OFFERS,
    "CONCEDE": OFFERS | {"THREATEN"},
}
"""What kind of act (PLOVER events) a reaction of a kind answers."""
REPLIES = word_set(
    "reply insist retort respond answer counter rejoin assure remind reassure protest maintain"
)
ACCEPTING = word_set(
    "accept agree consent comply assent acquiesce yield bow oblige concur submit acceed accede obey"
)
"""Verbs that by themselves answer what was just asked."""
OFFENDING = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN", "PROTEST", "REJECT"})
PUNISHING = frozenset({"SANCTION", "COERCE", "ASSAULT", "ACCUSE"})
NEAR = 1
FAR = 4
CONFIDENCE = 0.55
REACTION = "reaction"
"""The rule's name; what it finds is nowhere said, so that nothing else may rest on it."""


def from_reactions(reading: Reading, sides: Sides, known: list[Link]) -> list[Link]:
    """``provokes`` from an act to the reaction that follows it, where no cue already gives a cause."""
    caused = {id for link in known for id in link.effect.ids}
    provoked = {
        link.effect.ids[0]: link.cause.event
        for link in known
        if link.kind == "provokes" and link.cause.event is not None and len(link.effect.ids) == 1
    }
    found: list[Link] = []
    for own in sorted(reading.predicates, key=lambda each: each.start):
        if not _is_told(own) or not own.id or own.pos == "n" or own.same_as is not None or own.id in caused:
            continue
        if _goes_on(reading, own, caused):
            continue
        cause = _taken_up(reading, own) or _ground(reading, sides, own)
        cause = cause or _to_be_stopped(reading, sides, own) or _crowd(reading, sides, own)
        cause = cause or _as_before(reading, own, provoked)
        if cause is not None:
            provoked[own.id] = cause
            found.append(_link(cause, own, own.start, own.end, REACTION))
            caused.add(own.id)
        found.extend(_told_of_target(reading, own))
    return found


def _as_before(reading: Reading, own: Predicate, provoked: dict[str, Predicate]) -> Predicate | None:
    """ "called the raid piracy and withdrew its ambassador": the measure has the ground of the words."""
    head = reading.predicate_of(own.token.head)
    if own.token.dep_ != "conj" or head is None or own.event not in MEASURES:
        return None
    ground = provoked.get(head.id)
    same = bool(set(own.sources) & set(head.sources))
    return ground if same and ground is not None and ground.layer == "do" and ground.happened else None


MEASURES = frozenset({"SANCTION", "COERCE", "MOBILIZE"})


def _is_told(own: Predicate) -> bool:
    """Whether the reaction took place, or somebody says that it did."""
    return own.polarity is None and (
        own.modality == "asserted"
        or (
            own.event == "REJECT"
            and own.modality == "claimed"
            and own.token.dep_ in {"ROOT", "conj", "relcl"}
        )
    )


def _goes_on(reading: Reading, own: Predicate, caused: set[str]) -> bool:
    """ "accused X of …, demanded … and warned": the first of several words of one speaker is the answer."""
    spoken = own.layer == "say" and own.token.dep_ in {"conj", "advcl", "acl", "ccomp"}
    if not spoken and own.token.dep_ != "pcomp":
        return False
    head = own.token.head
    if own.token.dep_ == "pcomp" and head.lower_ == "by":
        head = head.head  # "responded by severing relations"
    above = reading.predicate_of(head)
    return above is not None and above.id in caused and bool(set(above.sources) & set(own.sources))


def _link(cause: Predicate, effect: Predicate, start: int, stop: int, rule: str) -> Link:
    return Link(
        start,
        stop,
        "provokes",
        Side((cause.id,), None, cause),
        Side((effect.id,), None, effect),
        rule,
        CONFIDENCE,
        effect.sentence,
    )


def _taken_up(reading: Reading, own: Predicate) -> Predicate | None:
    """ "called the capture an act of piracy": the deed told before that a complaint names again."""
    if own.event not in {"ACCUSE", "REJECT", "PROTEST"}:
        return None
    for thing in own.slots.get("obj", []):
        named = reading.predicate_of(thing)
        deed = named.same_as if named is not None else None
        if deed is not None and deed.happened and deed.start < own.start and _apart(reading, deed, own):
            return deed
    return None


def _ground(reading: Reading, sides: Sides, own: Predicate) -> Predicate | None:
    """The last act of the other side told just before that this one answers."""
    grounds = GROUNDS.get(own.event or "", frozenset())
    replies = own.layer == "say" and own.lemma in REPLIES
    if not grounds and not replies:
        return None
    if own.event in {"AGREE", "CONCEDE"} and own.lemma not in ACCEPTING:
        return None
    for each in sides.told_before(own.start, own.sentence, NEAR):
        if not each.happened or not (_apart(reading, each, own) or _asked_of(each, own)):
            continue
        if each.event in grounds or (replies and each.event in CALLS):
            return each if _between(reading, each, own) else None
    return None


def _asked_of(each: Predicate, own: Predicate) -> bool:
    """ "parties called on the minister to resign. He refused": inside one country."""
    asked = set(each.targets) & set(own.sources) and not set(each.sources) & set(own.sources)
    return bool(asked) and each.event == "REQUEST" and own.event in {"REJECT", "AGREE", "CONCEDE"}


def _crowd(reading: Reading, sides: Sides, own: Predicate) -> Predicate | None:
    """ "A mob burned the library": the last thing that a government is told to have done before."""
    if own.event not in {"PROTEST", "ASSAULT", "COERCE", "SANCTION"} or not own.sources:
        return None
    subjects = own.slots.get("subj", [])
    if own.token.dep_ == "conj" or not any(each.lemma_.lower() in CROWDS for each in subjects):
        return None
    for each in sides.told_before(own.start, own.sentence, NEAR):
        doers = {kind_of(reading, id) for id in each.sources}
        if each.happened and each.layer == "do" and each.event and doers & RULING:
            return each
    return None


CROWDS = word_set(
    "mob crowd rioter protester protestor demonstrator student rally nationalist villager youth"
)
RULING = frozenset({"state", "government", "official", "military"})


def _to_be_stopped(reading: Reading, sides: Sides, own: Predicate) -> Predicate | None:
    """ "Two neighbours called for a truce": the last attack between those whom outsiders ask to stop."""
    asked = _states(reading, own.targets)
    if own.event != "REQUEST" or len(asked) < 2 or asked & _states(reading, own.sources):
        return None
    stops = any(
        each.governor is own and each.event == "RETREAT"
        for each in reading.predicates
        if each.sentence is own.sentence
    )
    if not stops:
        return None
    for each in sides.told_before(own.start, own.sentence, FAR):
        doers, victims = _states(reading, each.sources), _states(reading, each.targets)
        if each.event == "ASSAULT" and each.happened and doers and doers < asked and victims <= asked:
            return each
    return None


def _states(reading: Reading, ids: list[str]) -> set[str]:
    return {country_of(reading, id) or id for id in ids}


def _apart(reading: Reading, one: Predicate, other: Predicate) -> bool:
    """Whether two different sides are the doers, both known."""
    first, second = _states(reading, one.sources), _states(reading, other.sources)
    return bool(first) and bool(second) and not first & second


def _between(reading: Reading, cause: Predicate, own: Predicate) -> bool:
    """Whether what is answered was done to who answers, who answers its doer or nobody named."""
    victims, doers = _states(reading, cause.targets), _states(reading, cause.sources)
    reacting, addressed = _states(reading, own.sources), _states(reading, own.targets)
    if any(kind_of(reading, id) == "international organisation" for id in own.targets):
        addressed = set()
    if victims & reacting:
        return not addressed or bool(addressed & doers)
    if own.event in {"REJECT", "AGREE", "CONCEDE"} and cause.layer == "say":
        met = "targets" in cause.inferred or not victims or bool(victims & reacting)
        return met and ("targets" in own.inferred or not addressed or bool(addressed & doers))
    if own.event in {"THREATEN", "MOBILIZE"}:
        return bool(victims & reacting) and (not addressed or bool(addressed & doers))
    if own.event in {"ACCUSE", "PROTEST"} and "targets" not in own.inferred and addressed & doers:
        return True
    direct = "targets" not in own.inferred or cause.sentence is own.sentence or own.lemma in REPLIES
    return (not victims or cause.sentence is own.sentence) and direct and bool(addressed & doers)


def _told_of_target(reading: Reading, own: Predicate) -> Iterator[Link]:
    """ "expelled the envoy, who had mocked the king": what he had done is why."""
    if own.event not in PUNISHING:
        return
    for target in own.slots.get("obj", []):
        for clause in _clauses_on(target):
            done = reading.predicate_of(clause)
            if done is None or not done.happened or done.event not in OFFENDING or done is own:
                continue
            subjects = [child for child in clause.children if child.dep_ in {"nsubj"}]
            past = any(child.dep_ == "aux" and child.lower_ == "had" for child in clause.children)
            if past and subjects and subjects[0].lower_ in {"who", "which"}:
                yield _link(done, own, at(subjects[0]), end(clause), "told-of-target")


def _clauses_on(noun: Token) -> Iterator[Token]:
    """The relative clauses on a noun or on what explains it."""
    for child in noun.children:
        if child.dep_ == "relcl":
            yield child
        elif child.dep_ in {"appos", "prep", "pobj"}:
            yield from _clauses_on(child)
