"""Who it was and whom it met where the sentence does not say it: from the pair, the parties, the passage.

Every argument found here is marked inferred, with its basis; where two readings are open, none is chosen.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from detente.reading.arguments import HARMFUL, ids_in
from detente.reading.base import Predicate, Reading
from detente.reading.embodied import HELPED, described, doer_of_what_is_feared, helpers, spelt_out
from detente.reading.other_side import is_meant, of_whom_it_is_said, only_other_named, wants_other_side
from detente.reading.pairs import count_dyads, country_of, main_pair, partner_of
from detente.reading.shared import share, unique
from detente.reading.slots import is_passive
from detente.reading.slots_understood import OBJECT_CONTROL
from detente.reading.who import actors_of, owner_of

OWNED_UP = "owned up to by it"
"""The basis given to a deed that its doer claims."""
TIES = frozenset({"relation", "tie", "link", "contact"})
GOOD_OFFICES = frozenset({"mediation", "offer without conditions"})
MEDIATING = frozenset(
    "mediate mediation mediator office broker arbitrate arbitration host intermediary facilitate peace "
    "negotiate negotiation talk conference settle settlement reconcile reconciliation solution".split()
)
"""What is offered to both sides of a conflict."""
PAIR_NOUNS = frozenset(
    (
        "crisis conflict hostility escalation de-escalation confrontation standoff stand-off "
        "fighting combat clash skirmish firefight talk negotiation"
    ).split()
) | {"peace talk"}
BOTH_WAYS = frozenset({"reciprocal", "mutual", "tit-for-tat", "bilateral"})


class Implied:
    """Fills what the sentence leaves out, as far as the text fixes it."""

    name = "implied"

    def __call__(self, reading: Reading) -> None:
        count_dyads(reading)
        for predicate in reading.predicates:
            spelt_out(reading, predicate)
            helpers(predicate)
            described(reading, predicate)
            _owned_up_to(reading, predicate)
            _implicit_doer(reading, predicate)
            _protesters(reading, predicate)
        adversaries = _adversaries(reading)
        for predicate in reading.predicates:
            imply(reading, predicate)
            _against_adversary(reading, predicate, adversaries)
        for predicate in reading.predicates:
            doer_of_what_is_feared(reading, predicate)
            share(reading, predicate)  # what was implied of a deed holds of its means
            _asked_for(reading, predicate)


def imply(reading: Reading, predicate: Predicate) -> None:
    """The other side as the target of an act between states whose target the sentence leaves out."""
    if predicate.sense is not None and predicate.sense.leaf in {"start of crisis", "end of crisis"}:
        felt_by = _felt_by(reading, predicate)
        if felt_by:
            predicate.targets = felt_by
            predicate.sources = [id for id in predicate.sources if id not in felt_by]
            return
    if (_between_the_pair(predicate) or _ties(predicate)) and not predicate.sources and not predicate.targets:
        pair = list(main_pair(reading))
        felt_by = ids_in(reading, predicate, "prep.for")
        if felt_by:
            predicate.targets = felt_by
        elif len(pair) == 2 and not _others_spoken_of(reading, predicate, set(pair)):
            predicate.sources, predicate.targets = pair, list(pair)
            predicate.inferred |= {
                "sources": "the pair the text is about",
                "targets": "the pair the text is about",
            }
        return
    between = (predicate.event == "REQUEST" and not _wonders(predicate)) or (
        predicate.sense is not None and predicate.sense.leaf in GOOD_OFFICES
    )
    if between and predicate.sources and not predicate.targets:
        doers = _doers_named(reading, predicate)
        if doers:
            predicate.targets = doers
            predicate.inferred["targets"] = "whose doing it is about"
            return
        pair = list(main_pair(reading))
        outside = not {country_of(reading, id) for id in predicate.sources} & set(pair)
        if len(pair) == 2 and outside and _is_for_parties(predicate):
            predicate.targets = pair
            predicate.inferred["targets"] = "the parties to the conflict"
        return
    if predicate.targets or not predicate.sources:
        return
    if _mutual(reading, predicate):
        envoys = [reading.actors[id] for id in predicate.sources if id in reading.actors]
        predicate.targets = unique(
            actor.country if actor.kind == "diplomat" and actor.country else actor.id for actor in envoys
        )
        predicate.inferred["targets"] = "each other"
        return
    if spoken_of := of_whom_it_is_said(reading, predicate):
        predicate.targets = spoken_of
        predicate.inferred["targets"] = "of whom it is said"
        return
    if not wants_other_side(reading, predicate):
        return
    if only := only_other_named(reading, predicate):
        predicate.targets = only
        predicate.inferred["targets"] = "the only other state that the sentence names"
        return
    found = partner_of(reading, predicate)
    if found and is_meant(reading, predicate, found):
        predicate.targets = found
        predicate.inferred["targets"] = "the other side of the pair"


def _wonders(predicate: Predicate) -> bool:
    """ "Asked whether it would help": a question, no request of the parties."""
    return any(token.lower_ in {"whether", "if"} for token in predicate.slots.get("comp", ()))


def _is_for_parties(predicate: Predicate) -> bool:
    """Whether what is asked or offered is for both sides of a conflict, not a loan for one of them."""
    if predicate.event != "AGREE" or predicate.lemma in MEDIATING:
        return True
    return any(token.lemma_.lower() in MEDIATING for token in predicate.token.subtree)


def _doers_named(reading: Reading, predicate: Predicate) -> list[str]:
    """ "called for an end to X's attacks": who does what the call is about, when it is one state."""
    found: list[str] = []
    for token in predicate.slots.get("prep.for", ()):
        for below in token.subtree:
            deed = reading.predicate_of(below)
            if deed is not None and deed is not predicate:
                found.extend(deed.sources)
    states = unique(state for id in found if (state := country_of(reading, id)) is not None)
    return states if len(states) == 1 else []


def _between_the_pair(predicate: Predicate) -> bool:
    """ "the crisis", "the fighting", "reciprocal actions": told of both sides without naming them."""
    if predicate.pos != "n":
        return False
    if any(token.lower_ in BOTH_WAYS for token in predicate.slots.get("mod", ())):
        return True
    return predicate.lemma in PAIR_NOUNS


def _ties(predicate: Predicate) -> bool:
    """ "Diplomatic relations were restored", "talks resumed": told without saying between whom."""
    if predicate.pos != "v" or predicate.event is None:
        return False
    return any(token.lemma_.lower() in TIES for token in predicate.slots.get("obj", ()))


def _others_spoken_of(reading: Reading, predicate: Predicate, pair: set[str]) -> bool:
    """Whether the sentence speaks of other states or groups, so that the pair cannot be meant for sure."""
    for mention in reading.mentions_by_sentence.get(predicate.sentence.index, ()):
        for id in mention.ids:
            state = country_of(reading, id)
            group = id in reading.actors and reading.actors[id].kind == "armed group"
            if group or (state is not None and state not in pair):
                return True
    return False


def _adversaries(reading: Reading) -> dict[str, str]:
    """The state that each armed group is most at odds with, by the events that name both."""
    counts: dict[str, Counter[str]] = {}
    for predicate in reading.predicates:
        weight = 2 if predicate.event in HARMFUL else 1 if predicate.event else 0
        for groups, others in (
            (predicate.sources, predicate.targets),
            (predicate.targets, predicate.sources),
        ):
            for group in groups:
                if group in reading.actors and reading.actors[group].kind == "armed group":
                    for other in others:
                        if (state := country_of(reading, other)) is not None and weight:
                            counts.setdefault(group, Counter())[state] += weight
    return {
        group: states.most_common(1)[0][0]
        for group, states in counts.items()
        if len(states) == 1 or states.most_common(2)[0][1] > states.most_common(2)[1][1]
    }


def _against_adversary(reading: Reading, predicate: Predicate, adversaries: dict[str, str]) -> None:
    """An armed group's deed or word without an addressee is aimed at the state it is at odds with."""
    if predicate.targets or predicate.event not in HARMFUL | {"REJECT", "ACCUSE"} or not predicate.sources:
        return
    if predicate.sense is not None and "-" in predicate.sense.target:
        return
    found = unique(adversaries[id] for id in predicate.sources if id in adversaries)
    if found and len(found) == 1:
        predicate.targets = found
        predicate.inferred["targets"] = "the state it is at odds with"


def _asked_for(reading: Reading, predicate: Predicate) -> None:
    """What is asked of somebody is theirs to do ("called for restraint"); what a state announces, its own."""
    above = predicate.governor
    if above is None:
        return
    controlled = predicate.link in {"xcomp", "ccomp", "pcomp", "prep"} and above.lemma in OBJECT_CONTROL
    if (
        controlled
        and _is_bare_verb(predicate)
        and above.targets
        and set(predicate.sources) <= set(above.sources)
    ):
        # "urged both sides to show restraint", "accused it of sending tanks"
        predicate.sources = list(above.targets)
        predicate.inferred["sources"] = f"whom {above.token.text} is said of"
        return
    if predicate.sources:
        return
    if above.event == "REQUEST" and predicate.pos == "n" and not predicate.targets and above.targets:
        if predicate.token.dep_ == "pobj" and predicate.token.head.lower_ in {"for", "to"}:
            predicate.sources = list(above.targets)
            predicate.inferred["sources"] = "of whom it is asked"
            if len(above.targets) > 1:  # "asked both for protection": of who asks; "for restraint": mutual
                helped = [id for id in above.sources if id not in above.targets]
                predicate.targets = helped if predicate.event in {"AID", "SUPPORT"} else list(above.targets)
    elif predicate.link == "ccomp" and above.layer == "say" and above.sources and predicate.pos == "v":
        future = {child.lower_ for child in predicate.token.children if child.dep_ == "aux"}
        if future & {"will", "would", "shall"} and is_passive(predicate.token):
            states = unique(state for id in above.sources if (state := country_of(reading, id)) is not None)
            predicate.sources = states
            predicate.inferred["sources"] = "who announced it"


def _is_bare_verb(predicate: Predicate) -> bool:
    """Whether the verb has no subject of its own: in "warned X that it would act" X does not act."""
    token = predicate.token
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    return token.tag_ in {"VB", "VBG"} and token.pos_ == "VERB" and not own


def _felt_by(reading: Reading, predicate: Predicate) -> list[str]:
    """Those whose crisis it is: "triggered a crisis for X", "X's crisis ended"."""
    for slot in ("prep.for", "obj.prep.for"):
        if found := ids_in(reading, predicate, slot):
            return found
    for slot in ("obj", "subj", "of"):
        for token in predicate.slots.get(slot, ()):
            if token.lemma_.lower() in PAIR_NOUNS:
                nouns = [noun for child in token.children if child.lower_ == "for" for noun in child.children]
                ids = [id for noun in nouns for id, _ in actors_of(reading, noun)]
                ids = ids or [id for id, _ in owner_of(reading, token)]
                if ids:
                    return unique(ids)
    return []


def _mutual(reading: Reading, predicate: Predicate) -> bool:
    """Both sides of the pair acting together act towards each other, but not when they condemn a deed."""
    refused = predicate.event == "REJECT" and predicate.layer == "say" and predicate.lemma != "dispute"
    if refused or predicate.lemma == "accept":
        return False  # what both refuse or accept is mostly somebody else's
    if predicate.event == "ACCUSE" and any(
        reading.predicate_of(each) for each in predicate.slots.get("obj", ())
    ):
        return False
    if HELPED in predicate.rules:
        return False  # who helps the other side does nothing to it
    pair = set(main_pair(reading))
    sides = {country_of(reading, id) for id in predicate.sources}
    return len(pair) == 2 and sides == pair


def _protesters(reading: Reading, predicate: Predicate) -> None:
    """ "The protests continued": by the protesters that the text speaks of, when it knows one group."""
    if predicate.event != "PROTEST" or predicate.sources or predicate.pos != "n":
        return
    known = [id for id in reading.actors if id.rpartition("_")[2] == "PROT"]
    if len(known) == 1:
        predicate.sources = known
        predicate.inferred["sources"] = "the protesters spoken of"


def _implicit_doer(reading: Reading, predicate: Predicate) -> None:
    """ "Supporting rebels has backfired", "efforts to persuade X failed": the state the passage is about."""
    token = predicate.token
    if predicate.sources or predicate.pos != "v":
        return
    gerund = token.tag_ == "VBG" and token.dep_ in {"csubj", "nsubj"} and "obj" in predicate.slots
    effort = token.dep_ == "acl" and token.head.lemma_.lower() in {"effort", "attempt", "bid"}
    if not gerund and not effort:
        return
    counts: Counter[str] = Counter()
    taken = {country_of(reading, id) or id for id in predicate.targets}
    for index in range(max(0, predicate.sentence.index - 2), predicate.sentence.index + 2):
        for mention in reading.mentions_by_sentence.get(index, ()):
            for id in mention.ids:
                state = country_of(reading, id)
                if state is not None and state not in taken:
                    counts[state] += 1
    if counts:
        best = counts.most_common(2)
        if len(best) == 1 or best[0][1] > best[1][1]:
            predicate.sources = [best[0][0]]
            predicate.inferred["sources"] = "the state the passage is about"
            predicate.confidence = min(predicate.confidence, 0.5)


def _owned_up_to(reading: Reading, predicate: Predicate) -> None:
    """ "X claimed responsibility for the attack", "took credit for": X did it."""
    if predicate.pos != "v" or not predicate.sources:
        return
    if predicate.lemma == "claim" and _is_group(reading, predicate.sources):
        # "the group claimed the attack": a deed, not a view of it
        for token in predicate.slots.get("obj", ()):
            _owns(reading, predicate, token)
    if not any(
        each.lemma_.lower() in {"responsibility", "credit"} for each in predicate.slots.get("obj", ())
    ):
        return
    for token in [*predicate.slots.get("prep.for", ()), *predicate.slots.get("obj.prep.for", ())]:
        _owns(reading, predicate, token)


def _is_group(reading: Reading, ids: list[str]) -> bool:
    return all(id in reading.actors and reading.actors[id].kind == "armed group" for id in ids)


def _owns(reading: Reading, predicate: Predicate, token: Token) -> None:
    event = reading.predicate_of(token)
    if event is not None and event.event == "ASSAULT" and not event.sources:
        event.sources = list(predicate.sources)
        event.inferred["sources"] = OWNED_UP
