"""Step 5: who does it to whom.

The sense says in which slots to look (``source`` and ``target`` of the lexicon); what a noun phrase stands
for is asked of ``who``. An argument that the sentence does not give in place is looked for in its governor,
and for acts between states in the pair that the text is about; then it is marked inferred, with its basis.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from detente.reading.base import Predicate, Reading, conjuncts
from detente.reading.mentions_kinds import Referring
from detente.reading.pairs import country_of
from detente.reading.shared import share, unique
from detente.reading.slots import is_passive, noun_slots
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
REPLIES = frozenset({"answer", "response", "reply", "reaction"})
ONE_SIDED = frozenset("offer promise pledge propose accept vow declare announce undertake".split())
"""What two do together without doing it to each other."""
OF_CONTENT = frozenset("deny confirm say admit dispute acknowledge announce repeat believe know".split())
NAMED = frozenset({"name", "acronym", "metonym"})
VENUES = frozenset(
    (
        "declaration protocol accord agreement treaty pact conference meeting summit talk negotiation round "
        "process convention communique memorandum formula plan truce armistice settlement"
    ).split()
)
"""What is named after the place where it was made or held: "the Kremlin talks"."""
HELPFUL = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "THREATEN", "SANCTION"})


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
        source_slots = tuple(
            slot for slot in source_slots if slot != "of" and (slot != "poss" or "of" in predicate.slots)
        )
        target_slots = (*target_slots, "poss") if "of" not in predicate.slots else target_slots
    if not verbal and predicate.layer == "say" and "from" not in target_slots:
        source_slots = (*source_slots, "prep.from", "of.from")
    if predicate.noun is not None:
        source_slots = ("subj", *(slot for slot in source_slots if slot not in {"by", "poss", "mod", "of"}))
        if "prep.on" not in target_slots and "recip" not in target_slots:
            target_slots = (
                *target_slots,
                *(slot for slot in NOUN_TARGET if slot not in target_slots and slot != "of"),
            )
    mutual = sense is not None and ("reciprocal" in sense.flags or (not verbal and "recip" in target_slots))
    if mutual and predicate.lemma not in ONE_SIDED and _reciprocal(reading, predicate):
        return
    predicate.sources = _first(reading, predicate, source_slots, "sources")
    if not predicate.sources and predicate.noun is not None and is_passive(predicate.token):
        # "X's threats were taken seriously": the noun tells whose, where the verb names no agent
        predicate.sources = unique(
            id
            for slot in ("poss", "by", "mod")
            for token in noun_slots(predicate.noun).get(slot, ())
            for id in _tokenids_in(reading, predicate, token, slot)
        )
    _not_itself(reading, predicate, target_slots)
    taken = set(predicate.sources)
    predicate.targets = _first(reading, predicate, target_slots, "targets", without=taken)
    if not predicate.targets and len(predicate.sources) > 1 and _each_other(reading, predicate):
        predicate.targets = list(predicate.sources)
    if not predicate.targets and predicate.event in HARMFUL and "-" not in target_slots:
        defaults: tuple[str, ...] = VERB_TARGET if verbal else NOUN_TARGET[:-1]
        if sense is not None and any(condition.slot == "obj" for condition in sense.conditions):
            defaults = tuple(slot for slot in defaults if slot != "obj")  # "fired missiles": no target
        predicate.targets = _first(reading, predicate, defaults, "targets", without=taken)
    if not predicate.targets and predicate.event in HELPFUL and "-" not in target_slots:
        predicate.targets = [id for id in _within_object(reading, predicate) if id not in taken]
    if not predicate.targets and predicate.event is None and predicate.flag("state"):
        predicate.targets = _first(reading, predicate, ("obj",), "targets", without=taken)
    if not predicate.targets and "recip" in target_slots and predicate.lemma not in ONE_SIDED:
        _reciprocal(reading, predicate)
    if predicate.event == "SANCTION":
        predicate.targets = _senders(reading, predicate)


def _each_other(reading: Reading, predicate: Predicate) -> bool:
    """ "Promised each other help": whether a reciprocal stands among the objects."""
    things = predicate.slots.get("obj", ())
    tokens = [*predicate.slots.get("iobj", ())]
    tokens += [child for thing in things for child in thing.children if child.i < thing.i]
    mentions = [reading.mention_of(token) for token in tokens]
    return any(mention is not None and mention.how == "reciprocal" for mention in mentions)


def _not_itself(reading: Reading, predicate: Predicate, target_slots: tuple[str, ...]) -> None:
    """ "The four governments accused X": a subject that is no name and would be X itself is not X."""
    if not predicate.sources or "obj" not in target_slots:
        return
    objects = [reading.mention_of(token) for token in predicate.slots.get("obj", ())]
    if any(each is not None and each.how in {"reciprocal", "possessive"} for each in objects):
        return
    named = set(ids_in(reading, predicate, "obj"))
    if named and set(predicate.sources) <= named:
        mentions = [reading.mention_of(token) for token in predicate.slots.get("subj", ())]
        if any(isinstance(each, Referring) and each.owners for each in mentions):
            return  # "Icelandic gunboats harassed the boats": the subject says whose it is
        unnamed = [each for each in mentions if each is not None and each.how not in NAMED]
        if mentions and len(unnamed) == len(mentions):
            whom = ", ".join(sorted(named))
            reading.note("ambiguous actor", f"who {predicate.token.text} {whom} is not clear")
            predicate.sources = []


def _within_object(reading: Reading, predicate: Predicate) -> list[str]:
    """ "welcomed a resumption of ties with X": the actor deep inside the object."""
    for thing in predicate.slots.get("obj", ()):
        for token in thing.subtree:
            if token.dep_ == "pobj" and token.head.lower_ in {"with", "to", "toward", "towards", "between"}:
                own = {country_of(reading, id) for id in predicate.sources}
                found = [id for id, _ in actors_of(reading, token) if country_of(reading, id) not in own]
                if found:
                    return unique(found)
    return []


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
    return unique(found)


def _reciprocal(reading: Reading, predicate: Predicate) -> bool:
    """ "A and B met", "talks between A and B", "their clashes": each acts on the other."""
    members: list[str] = []
    for slot in ("subj", "prep.between", "prep.among", "poss", "mod", "by", "of"):
        members = ids_in(reading, predicate, slot)
        if len(members) > 1:
            break
    if len(members) < 2:
        return False
    predicate.sources = list(members)
    predicate.targets = list(members)
    others = [id for id in ids_in(reading, predicate, "prep.with") if id not in members]
    if others:
        predicate.targets = others
    predicate.rules.append("reciprocal")
    return True


def _first(
    reading: Reading,
    predicate: Predicate,
    slots: Iterable[str],
    role: str,
    without: AbstractSet[str] = frozenset(),
) -> list[str]:
    """The actors of the first slot that has any."""
    for slot in slots:
        if slot == "-":
            return []
        if slot in {"partner", "recip"}:
            continue  # not said in place: see the step after this one
        found = [id for id in ids_in(reading, predicate, slot) if id not in without]
        if found:
            predicate.rules.append(f"{role}:{slot}")
            return found
    return []


SLOT_ALIASES = {
    preposition: f"prep.{preposition}"
    for preposition in "on against at with to from over between for into in toward towards upon among".split()
}
"""The lexicon names the prepositions of nouns bare."""


def ids_in(reading: Reading, predicate: Predicate, slot: str) -> list[str]:
    """The actors that stand in a slot."""
    slot = SLOT_ALIASES.get(slot, slot)
    if slot == "xsubj":
        return _complement_subject(reading, predicate)
    if slot == "poss" and predicate.pos == "v" and "obj" in predicate.slots:
        return unique(id for token in predicate.slots["obj"] for id, _ in owner_of(reading, token))
    if slot == "of.from":
        # "condemnation of the raid from X": the phrase hangs on the nearer noun
        near = [
            child
            for token in predicate.slots.get("of", ())
            for child in token.children
            if child.lower_ == "from"
        ]
        return unique(id for child in near for noun in child.children for id, _ in actors_of(reading, noun))
    if slot == "acl.target":
        return _of_participle(reading, predicate)
    if slot in {"acl.subj", "light.subj"}:
        return []
    tokens = predicate.slots.get(slot) or predicate.slots.get(f"obj.{slot}", [])
    found: list[str] = []
    for token in tokens:
        found.extend(_tokenids_in(reading, predicate, token, slot))
    return unique(found)


def _tokenids_in(reading: Reading, predicate: Predicate, token: Token, slot: str) -> list[str]:
    if slot in {"mod", "poss"} and (mention := reading.mention_of(token)) is not None and mention.ids:
        # "the Bonn meeting", "the Paris attacks": a city before the noun tells where
        venue = mention.how == "metonym" and predicate.lemma.split()[-1] in VENUES
        if slot == "mod" and (mention.how == "place" or venue):
            return []
        return [*(mention.also if isinstance(mention, Referring) else ()), *mention.ids]
    if token.lower_ == "it" and slot == "obj" and predicate.lemma in OF_CONTENT:
        return []  # "denied it": what was said
    locative = slot in {"prep.in", "prep.at", "prep.into", "prep.near", "prep.from"}
    direct = [
        id for id, mention in actors_of(reading, token) if not (mention.how == "place" and slot == "subj")
    ]
    if direct:
        for other in conjuncts(token)[1:]:
            if reading.mention_of(other) is None and reading.predicate_of(other) is None:
                direct += [id for id, _ in owner_of(reading, other) if id not in direct]
        return direct
    event = reading.predicate_of(token)
    if event is not None and event is not predicate:
        if slot == "subj" and predicate.layer == "say" and (event.layer == "say" or event.lemma in REPLIES):
            return list(event.sources)  # "its reply promised", "the statement accused"
        if slot in {"subj", "poss"}:
            return list(event.sources) if predicate.layer == "do" and predicate.event else []
        if predicate.layer == "say" and slot in {"obj", "of", "prep.for"}:
            # to condemn a deed is to condemn its doer
            return list(event.sources)
        return []
    if (locative and slot == "prep.in") or _is_open(reading, token):
        return []
    return [id for id, _ in owner_of(reading, token)]


def _is_open(reading: Reading, token: Token) -> bool:
    """ "The two allies of X", "the besiegers of Y": it is not known who they are, but not X or Y."""
    mention = reading.mention_of(token)
    open_ones = {"set", "relational", "generic"}
    return isinstance(mention, Referring) and mention.reference in open_ones and not mention.ids


def _complement_subject(reading: Reading, predicate: Predicate) -> list[str]:
    found: list[str] = []
    for slot in ("ccomp", "xcomp"):
        for verb in predicate.slots.get(slot, []):
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found.extend(id for id, _ in actors_of(reading, child))
    if not found:
        found = ids_in(reading, predicate, "obj")
    return unique(found)


def _of_participle(reading: Reading, predicate: Predicate) -> list[str]:
    """ "airstrikes targeting X": the target of an event noun's participle."""
    for verb in predicate.slots.get("acl", []):
        if verb.lemma_.lower() in {"target", "hit", "strike", "aim", "direct", "kill", "involve"}:
            objects = [child for child in verb.children if child.dep_ == "dobj"]
            objects += [noun for child in verb.children if child.dep_ == "prep" for noun in child.children]
            for noun in objects:
                found = [id for id, _ in actors_of(reading, noun)] or [
                    id for id, _ in owner_of(reading, noun)
                ]
                if found:
                    return found
    return []


AIMING = frozenset({"target", "hit", "aim", "direct"})


def _fold_aims(reading: Reading) -> None:
    """ "conducted strikes targeting X": the participle names the target of the deed and is none itself."""
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
            found = (
                predicate.targets
                or ids_in(reading, predicate, "prep.at")
                or ids_in(reading, predicate, "prep.against")
            )
            if found:
                above.targets = [id for id in found if id not in above.sources]
                above.inferred.pop("targets", None)
                above.rules.append("targets:participle")
            reading.by_token = {key: each for key, each in reading.by_token.items() if each is not predicate}
        else:
            kept.append(predicate)
    reading.predicates = kept
