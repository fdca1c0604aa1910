"""Deeds taken back: "eased the siege", "withdrew its threat", "extended the ultimatum", "put off the attack".

The lexicon knows most pairs of verb and object. Where it has no sense for a pair, the event of the object
says what it is to take it back: a threat or a demand is given up, a measure lifted, an attack not made.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Condition, Sense
from detente.reading.base import Predicate, Reading

TAKEN_BACK = "taking_back"
PROLONGED = frozenset({"extend", "prolong"})
"""More time before harm is done gives way; more sanctions do not."""
ENDED = frozenset("cease discontinue end halt pause stop suspend terminate".split())
INTENDED = frozenset("bid campaign decision intention order plan preparation proposal scheme threat".split())
WORDS = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT"})
MEASURES = frozenset({"COERCE", "SANCTION"})
OF_WHOM = ("prep.on", "prep.against", "prep.of", "poss", "obj", "partner")
"""Where the side stands that something is taken back from."""
HOSTILE = WORDS | MEASURES | {"MOBILIZE", "ASSAULT", "PROTEST"}


def turn(reading: Reading, predicate: Predicate) -> None:
    """Set the sense of a verb that takes its object back."""
    verb = predicate.token.lemma_.lower()
    if predicate.noun is not None:
        if verb in PROLONGED and predicate.event == "THREATEN":
            predicate.sense = _sense(predicate, "THREATEN", ended=False)
        return
    if predicate.pos != "v":
        return
    names = {verb, *(f"{verb} {each.lower_}" for each in predicate.slots.get("prt", ()))}
    known = reading.books.lexicon.word_class(TAKEN_BACK)
    if not names & known and not (verb in PROLONGED and names == {verb}):
        return
    for thing in predicate.slots.get("obj", ()):
        event = _hostile(reading, predicate, thing)
        if _has_own(predicate) and event != "PROTEST":
            return
        if event is not None and (verb not in PROLONGED or event == "THREATEN"):
            predicate.sense = _sense(predicate, event, ended=verb in ENDED, thing=thing)
            predicate.alternatives = []
            predicate.rules.append("classify:taken back")
            return


def _has_own(predicate: Predicate) -> bool:
    """Whether the lexicon has a sense of the verb for just such an object."""
    return predicate.sense is not None and any(
        condition.slot == "obj"
        and not condition.negated
        and any(value.startswith("@") or value.islower() for value in condition.values)
        for condition in predicate.sense.conditions
    )


def _hostile(reading: Reading, verb: Predicate, thing: Token) -> str | None:
    """The event of what is taken back: a deed, or what a plan or an order is about."""
    event = reading.told_by(thing)
    if event is not None and event is not verb and event.event in HOSTILE:
        return event.event
    if thing.lemma_.lower() in INTENDED:
        for child in thing.children:
            below = [child] if child.dep_ == "acl" else list(child.children) if child.dep_ == "prep" else []
            for token in below:
                planned = reading.predicate_of(token)
                if planned is not None and planned.event in {*MEASURES, "MOBILIZE", "ASSAULT"}:
                    return "THREATEN"
    return None


def _sense(predicate: Predicate, event: str, *, ended: bool, thing: Token | None = None) -> Sense:
    """What it is to take back a deed of this event."""
    mode = leaf = None
    taken, cameo = ("CONCEDE", "080") if event in WORDS else ("RETREAT", "085")
    if event == "PROTEST":
        taken, cameo, leaf = "CONCEDE", "082", "end protest"
    elif event == "MOBILIZE":
        cameo, mode = "087", "disarm"
    elif event == "ASSAULT" and ended:
        cameo, mode, leaf = "0871", "ceasefire", "cease fire"
    elif event == "ASSAULT":
        taken, cameo = "CONCEDE", "080"
    source: tuple[str, ...] = ("subj",)
    target: tuple[str, ...] = OF_WHOM
    if predicate.pos != "v":
        source, target = (predicate.sense.source, predicate.sense.target) if predicate.sense else (source, ())
    return Sense(
        lemma=predicate.lemma,
        pos=predicate.pos,
        conditions=(Condition("obj", (thing.lemma_.lower(),)),) if thing is not None else (),
        event=taken,
        mode=mode,
        leaf=leaf,
        layer="do",
        cameo=cameo,
        direction="deescalatory" if taken == "RETREAT" else None,
        armed=None,
        source=source,
        target=target,
        flags=frozenset(),
        line=0,
    )
