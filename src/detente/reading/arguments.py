"""Step 5: who does it to whom.

The sense says in which slots to look (``source`` and ``target`` of the lexicon); what a noun phrase stands
for is asked of ``who``. An argument that the sentence does not give in place is looked for in its governor,
and for acts between states in the pair that the text is about; then it is marked inferred, with its basis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Token

from detente.crisis import UNSPEC
from detente.reading.base import Predicate, Reading, conjuncts
from detente.reading.pairs import country_of, main_pair, partner_of
from detente.reading.slots import is_passive
from detente.reading.who import actors_of, owner_of

VERB_SOURCE = ("subj",)
VERB_TARGET = (
    "obj", "iobj", "prep.against", "prep.on", "prep.upon", "prep.at", "prep.with", "prep.to", "prep.toward",
    "prep.towards", "prep.into",
)  # fmt: skip
NOUN_SOURCE = ("poss", "by", "mod", "prep.by", "prep.from", "acl.subj", "light.subj")
NOUN_TARGET = (
    "prep.against", "prep.on", "prep.upon", "prep.at", "prep.with", "prep.to", "prep.toward", "prep.towards",
    "prep.into", "acl.target", "of",
)  # fmt: skip
ROLES_THAT_OWN = frozenset({"subj", "obj", "poss", "iobj"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION"})
IMPLIED_TARGET = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT", "CONCEDE", "RETREAT", "AGREE"})
SPEAKING_FOR_STATE = frozenset({"state", "government", "official", "military", "diplomat"})
IMPLIED_ACTS = frozenset(
    "decide decision response respond retaliate retaliation reprisal counter-attack counterattack reaction act assert "
    "announcement statement".split()
)


class Arguments:
    """Fills the sources and targets of every predicate."""

    name = "arguments"

    def __call__(self, reading: Reading) -> None:
        link_governors(reading)
        # nouns first: a verb whose subject is an event takes that event's actors
        for predicate in sorted(reading.predicates, key=lambda each: (each.pos != "n", each.start)):
            fill(reading, predicate)
        for predicate in reading.predicates:
            share(reading, predicate)
        _fold_aims(reading)
        for predicate in reading.predicates:
            _owned_up_to(reading, predicate)
            _implicit_doer(reading, predicate)
        adversaries = _adversaries(reading)
        for predicate in reading.predicates:
            imply(reading, predicate)
            _against_adversary(reading, predicate, adversaries)
        for predicate in reading.predicates:
            _asked_for(reading, predicate)


def link_governors(reading: Reading) -> None:
    """Set each predicate's governor: the predicate whose complement, modifier or adjunct it is."""
    for predicate in reading.predicates:
        token = predicate.token
        while token.head != token:
            link, token = token.dep_, token.head
            above = reading.predicate_of(token)
            if above is not None and above is not predicate:
                predicate.governor, predicate.link = above, link
                break


def fill(reading: Reading, predicate: Predicate) -> None:
    """Sources and targets from the slots of the predicate itself."""
    sense = predicate.sense
    verbal = predicate.pos == "v" or predicate.noun is not None
    source_slots = (sense.source if sense else ()) or (VERB_SOURCE if verbal else NOUN_SOURCE)
    target_slots = (sense.target if sense else ()) or (VERB_TARGET if verbal else NOUN_TARGET)
    if not verbal and target_slots[:1] == ("of",):
        # "the killing of X", "X's killing"; but "Y's killing of X"
        source_slots = tuple(slot for slot in source_slots if slot != "of" and (slot != "poss" or "of" in predicate.slots))
        target_slots = (*target_slots, "poss") if "of" not in predicate.slots else target_slots
    if not verbal:
        source_slots = (*source_slots, "prep.from") if "from" not in target_slots else source_slots
    if predicate.noun is not None:
        source_slots = ("subj", *(slot for slot in source_slots if slot not in {"by", "poss", "mod", "of"}))
        if "prep.on" not in target_slots and "recip" not in target_slots:
            target_slots = (*target_slots, *(slot for slot in NOUN_TARGET if slot not in target_slots and slot != "of"))
    if sense and ("reciprocal" in sense.flags or "recip" in target_slots) and _reciprocal(reading, predicate):
        return
    predicate.sources = _first(reading, predicate, source_slots, "sources")
    taken = set(predicate.sources)
    predicate.targets = _first(reading, predicate, target_slots, "targets", without=taken)
    if not predicate.targets and predicate.event in HARMFUL and "-" not in target_slots:
        defaults = VERB_TARGET if verbal else NOUN_TARGET[:-1]
        predicate.targets = _first(reading, predicate, defaults, "targets", without=taken)
    if not predicate.targets and predicate.event is None and predicate.flag("state"):
        predicate.targets = _first(reading, predicate, ("obj",), "targets", without=taken)
    if predicate.event == "SANCTION":
        predicate.targets = _senders(reading, predicate)


def _senders(reading: Reading, predicate: Predicate) -> list[str]:
    """To expel an envoy is aimed at the state that sent him; to recall one's own at nobody named."""
    own = {country_of(reading, id) for id in predicate.sources}
    found: list[str] = []
    for id in predicate.targets:
        actor = reading.actors.get(id)
        if actor is not None and actor.kind == "diplomat" and actor.country is not None:
            if actor.country not in own:
                found.append(actor.country)
        else:
            found.append(id)
    return _unique(found)


BOTH_WAYS = frozenset({"reciprocal", "mutual", "tit-for-tat", "bilateral"})


def _reciprocal(reading: Reading, predicate: Predicate) -> bool:
    """ "A and B met", "talks between A and B", "their clashes": each acts on the other."""
    members: list[str] = []
    for slot in ("subj", "prep.between", "prep.among", "poss", "mod", "by", "of"):
        members = _ids(reading, predicate, slot)
        if len(members) > 1:
            break
    if len(members) < 2:
        return False
    predicate.sources = list(members)
    predicate.targets = list(members)
    others = [id for id in _ids(reading, predicate, "prep.with") if id not in members]
    if others:
        predicate.targets = others
    predicate.rules.append("reciprocal")
    return True


def _first(
    reading: Reading, predicate: Predicate, slots: Iterable[str], role: str, without: set[str] = frozenset()  # type: ignore[assignment]
) -> list[str]:
    """The actors of the first slot that has any."""
    for slot in slots:
        if slot == "-":
            return []
        if slot == "partner":
            found = partner_of(reading, predicate)
            if found:
                predicate.inferred[role] = "the other side of the pair"
        elif slot == "recip":
            found = []
        else:
            found = [id for id in _ids(reading, predicate, slot) if id not in without]
        if found:
            predicate.rules.append(f"{role}:{slot}")
            return found
    return []


SLOT_ALIASES = {"on": "prep.on", "against": "prep.against", "at": "prep.at", "with": "prep.with", "to": "prep.to",
                "from": "prep.from", "over": "prep.over", "between": "prep.between", "for": "prep.for",
                "into": "prep.into", "in": "prep.in", "toward": "prep.toward", "towards": "prep.towards"}  # fmt: skip


def _ids(reading: Reading, predicate: Predicate, slot: str) -> list[str]:
    """The actors that stand in a slot."""
    slot = SLOT_ALIASES.get(slot, slot)
    if slot == "xsubj":
        return _complement_subject(reading, predicate)
    if slot == "poss" and predicate.pos == "v" and "obj" in predicate.slots:
        return _unique(id for token in predicate.slots["obj"] for id, _ in owner_of(reading, token))
    if slot == "acl.target":
        return _of_participle(reading, predicate)
    if slot in {"acl.subj", "light.subj"}:
        return []
    tokens = predicate.slots.get(slot) or predicate.slots.get(f"obj.{slot}", [])
    found: list[str] = []
    for token in tokens:
        found.extend(_token_ids(reading, predicate, token, slot))
    return _unique(found)


def _token_ids(reading: Reading, predicate: Predicate, token: Token, slot: str) -> list[str]:
    if slot in {"mod", "poss"} and (mention := reading.mention_of(token)) is not None and mention.ids:
        return list(mention.ids)
    locative = slot in {"prep.in", "prep.at", "prep.into", "prep.near", "prep.from"}
    direct = [id for id, mention in actors_of(reading, token) if not (mention.how == "place" and slot == "subj")]
    if direct:
        for other in conjuncts(token)[1:]:
            if reading.mention_of(other) is None and reading.predicate_of(other) is None:
                direct += [id for id, _ in owner_of(reading, other) if id not in direct]
        return direct
    event = reading.predicate_of(token)
    if event is not None and event is not predicate:
        if slot in {"subj", "poss"}:
            return list(event.sources) if predicate.layer == "do" and predicate.event else []
        if predicate.layer == "say" and slot in {"obj", "of", "prep.for"}:
            # to condemn a deed is to condemn its doer
            return list(event.sources)
        return []
    if locative and slot == "prep.in":
        return []
    return [id for id, _ in owner_of(reading, token)]


def _complement_subject(reading: Reading, predicate: Predicate) -> list[str]:
    found: list[str] = []
    for slot in ("ccomp", "xcomp"):
        for verb in predicate.slots.get(slot, []):
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found.extend(id for id, _ in actors_of(reading, child))
    if not found:
        found = _ids(reading, predicate, "obj")
    return _unique(found)


def _of_participle(reading: Reading, predicate: Predicate) -> list[str]:
    """ "airstrikes targeting X": the target of an event noun's participle."""
    for verb in predicate.slots.get("acl", []):
        if verb.lemma_.lower() in {"target", "hit", "strike", "aim", "direct", "kill", "involve"}:
            objects = [child for child in verb.children if child.dep_ == "dobj"]
            objects += [noun for child in verb.children if child.dep_ == "prep" for noun in child.children]
            for noun in objects:
                found = [id for id, _ in actors_of(reading, noun)] or [id for id, _ in owner_of(reading, noun)]
                if found:
                    return found
    return []


PAIR_NOUNS = frozenset(
    "crisis conflict hostility escalation de-escalation confrontation standoff stand-off fighting combat clash "
    "skirmish firefight talk negotiation".split()
) | {"peace talk"}


def share(reading: Reading, predicate: Predicate) -> None:
    """Arguments from the governor: the object of "urged" does what is urged, a noun takes its light subject."""
    above = predicate.governor
    if above is None:
        return
    if not predicate.sources and predicate.pos == "n" and predicate.link in {"dobj", "pobj", "prep", "attr"}:
        if above.flag("light") or above.flag("aux"):
            predicate.sources = list(above.sources)
            predicate.rules.append("sources:governor")
    if predicate.pos == "n" and predicate.noun is None and predicate.link in {"prep", "pobj"} and _instrument(predicate):
        if not predicate.sources and above.sources:
            predicate.sources = list(above.sources)
            predicate.inferred["sources"] = "means of the deed"
        if not predicate.targets and above.event == predicate.event:
            predicate.targets = list(above.targets)
            predicate.inferred["targets"] = "means of the deed"
    if predicate.pos == "v" and not predicate.targets and predicate.event and above.link != "relcl":
        if predicate.link == "conj" and above.targets and above.event == predicate.event:
            predicate.targets = [id for id in above.targets if id not in predicate.sources]
            predicate.inferred["targets"] = "shared with the coordinated verb"


def _instrument(predicate: Predicate) -> bool:
    """Whether the noun is the means of what governs it: "responded with airstrikes"."""
    preposition = predicate.token.head
    return preposition.lower_ in {"with", "by", "through", "via"} and preposition.head.pos_ == "VERB"


def _implicit_doer(reading: Reading, predicate: Predicate) -> None:
    """ "Supporting rebels has backfired", "efforts to persuade X failed": the state the passage is about."""
    token = predicate.token
    if predicate.sources or predicate.pos != "v":
        return
    gerund = token.tag_ == "VBG" and token.dep_ in {"csubj", "nsubj"}
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


AIMING = frozenset({"target", "hit", "aim", "direct"})


def _fold_aims(reading: Reading) -> None:
    """ "conducted strikes targeting X": the participle names the target of the deed, it is no deed of its own."""
    kept: list[Predicate] = []
    for predicate in reading.predicates:
        above = predicate.governor
        if (
            predicate.lemma in AIMING
            and predicate.pos == "v"
            and predicate.token.tag_ in {"VBG", "VBN"}
            and above is not None
            and above.event in {"ASSAULT", "COERCE"}
            and predicate.token.dep_ in {"acl", "advcl", "dep", "conj", "prep"}
        ):
            found = predicate.targets or _ids(reading, predicate, "prep.at") or _ids(reading, predicate, "prep.against")
            if found:
                above.targets = [id for id in found if id not in above.sources]
                above.inferred.pop("targets", None)
                above.rules.append("targets:participle")
            reading.by_token = {key: each for key, each in reading.by_token.items() if each is not predicate}
        else:
            kept.append(predicate)
    reading.predicates = kept


def _owned_up_to(reading: Reading, predicate: Predicate) -> None:
    """ "X claimed responsibility for the attack", "took credit for": X did it."""
    if predicate.pos != "v" or not predicate.sources:
        return
    if not any(each.lemma_.lower() in {"responsibility", "credit"} for each in predicate.slots.get("obj", ())):
        return
    for token in [*predicate.slots.get("prep.for", ()), *predicate.slots.get("obj.prep.for", ())]:
        event = reading.predicate_of(token)
        if event is not None and not event.sources:
            event.sources = list(predicate.sources)
            event.inferred["sources"] = "owned up to by it"


def imply(reading: Reading, predicate: Predicate) -> None:
    """The other side as the target of an act between states whose target the sentence leaves out."""
    if predicate.sense is not None and predicate.sense.leaf in {"start of crisis", "end of crisis"}:
        felt_by = _felt_by(reading, predicate)
        if felt_by:
            predicate.targets = felt_by
            predicate.sources = [id for id in predicate.sources if id not in felt_by]
            return
    if _between_the_pair(predicate) and not predicate.sources and not predicate.targets:
        pair = list(main_pair(reading))
        felt_by = _ids(reading, predicate, "prep.for")
        if felt_by:
            predicate.targets = felt_by
        elif len(pair) == 2 and not _others_spoken_of(reading, predicate, set(pair)):
            predicate.sources, predicate.targets = pair, list(pair)
            predicate.inferred |= {"sources": "the pair the text is about", "targets": "the pair the text is about"}
        return
    if predicate.event == "REQUEST" and predicate.sources and not predicate.targets:
        pair = list(main_pair(reading))
        if len(pair) == 2 and not {country_of(reading, id) for id in predicate.sources} & set(pair):
            predicate.targets = pair
            predicate.inferred["targets"] = "the parties to the conflict"
        return
    if predicate.targets or not predicate.sources:
        return
    if _mutual(reading, predicate):
        envoys = [reading.actors[id] for id in predicate.sources if id in reading.actors]
        predicate.targets = _unique(
            actor.country if actor.kind == "diplomat" and actor.country else actor.id for actor in envoys
        )
        predicate.inferred["targets"] = "each other"
        return
    if not _wants_other_side(reading, predicate):
        return
    found = partner_of(reading, predicate)
    if found:
        predicate.targets = found
        predicate.inferred["targets"] = "the other side of the pair"


def _between_the_pair(predicate: Predicate) -> bool:
    """ "the crisis", "the fighting", "reciprocal actions": told of both sides without naming them."""
    if predicate.pos != "n":
        return False
    if any(token.lower_ in BOTH_WAYS for token in predicate.slots.get("mod", ())):
        return True
    return predicate.lemma in PAIR_NOUNS


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
        for groups, others in ((predicate.sources, predicate.targets), (predicate.targets, predicate.sources)):
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
    found = _unique(adversaries[id] for id in predicate.sources if id in adversaries)
    if found and len(found) == 1:
        predicate.targets = found
        predicate.inferred["targets"] = "the state it is at odds with"


def _asked_for(reading: Reading, predicate: Predicate) -> None:
    """What is asked of somebody is theirs to do ("called for restraint"); what a state announces, its own."""
    above = predicate.governor
    if above is None or predicate.sources:
        return
    if above.event == "REQUEST" and predicate.pos == "n" and not predicate.targets and above.targets:
        if predicate.token.dep_ == "pobj" and predicate.token.head.lower_ in {"for", "to"}:
            predicate.sources = list(above.targets)
            predicate.targets = list(above.targets) if len(above.targets) > 1 else []
            predicate.inferred["sources"] = "of whom it is asked"
    elif predicate.link == "ccomp" and above.layer == "say" and above.sources and predicate.pos == "v":
        future = {child.lower_ for child in predicate.token.children if child.dep_ == "aux"}
        if future & {"will", "would", "shall"} and is_passive(predicate.token):
            states = _unique(state for id in above.sources if (state := country_of(reading, id)) is not None)
            predicate.sources = states
            predicate.inferred["sources"] = "who announced it"


def _felt_by(reading: Reading, predicate: Predicate) -> list[str]:
    """Those whose crisis it is: "triggered a crisis for X", "X's crisis ended"."""
    for slot in ("prep.for", "obj.prep.for"):
        if found := _ids(reading, predicate, slot):
            return found
    for slot in ("obj", "subj"):
        for token in predicate.slots.get(slot, ()):
            if token.lemma_.lower() in PAIR_NOUNS:
                found = [noun for child in token.children if child.lower_ == "for" for noun in child.children]
                ids = [id for noun in found for id, _ in actors_of(reading, noun)]
                ids = ids or [id for id, _ in owner_of(reading, token)]
                if ids:
                    return _unique(ids)
    return []


def _mutual(reading: Reading, predicate: Predicate) -> bool:
    """Both sides of the pair acting together act towards each other."""
    pair = set(main_pair(reading))
    sides = {country_of(reading, id) for id in predicate.sources}
    return len(pair) == 2 and sides == pair


def _wants_other_side(reading: Reading, predicate: Predicate) -> bool:
    """Whether an act of a state that names no addressee is aimed at the other side of the pair."""
    if predicate.domestic or predicate.flag("domestic") or predicate.flag("reciprocal"):
        return False
    if predicate.sense is None or "-" in predicate.sense.target:
        return False
    kinds = {reading.actors[id].kind for id in predicate.sources if id in reading.actors}
    if not kinds <= SPEAKING_FOR_STATE or any(id.endswith(("_POL", "_SEC", "_PARA", "_PROT")) for id in predicate.sources):
        return False
    if any(reading.predicate_of(token) is not None for token in predicate.slots.get("obj", ())):
        return predicate.event in {"SANCTION", "REJECT"}  # "condemned the attack": aimed at its doer, see merge
    if predicate.event == "ASSAULT":
        return predicate.pos == "v" or predicate.noun is not None or predicate.lemma in IMPLIED_ACTS
    if predicate.event in IMPLIED_TARGET:
        return True
    return predicate.event is None and (predicate.layer == "say" or predicate.lemma in IMPLIED_ACTS)


def _unique(ids: Iterable[str]) -> list[str]:
    return [id for id in dict.fromkeys(ids) if id != UNSPEC]
