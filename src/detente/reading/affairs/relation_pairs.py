"""Who stands at the two ends of a relation that a cue speaks of, and whether they may."""

from __future__ import annotations

from itertools import combinations, product

import msgspec
from spacy.tokens import Token

from detente.crisis import Actor
from detente.reading.affairs.actors_near import ids_at, is_armed, kind_of, pair_here, place_slug
from detente.reading.affairs.relation_aid import MATTER, shared
from detente.reading.affairs.relation_ends import TIE_KINDS, Place, may, settled
from detente.reading.affairs.relation_slots import LAND, clause_subject, fillers, place_ids
from detente.reading.base import Reading
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of

CONTESTED = word_set("contested disputed rival competing conflicting")
THEMES = ("obj", "prep.over", "prep.about")
TOPIC = ("prep.over", "prep.about", "prep.concerning", "prep.regarding", "prep.around", "prep.to", "of")
LANDED = LAND | word_set(
    "sovereignty boundary frontier strait enclave canal waterway heights lake river reef kilometre "
    "kilometer mile acre hectare scrub sand marsh pasture oasis steppe swamp meadow headland canton "
    "county cape lagoon temple spring well salt pagoda"
)
BODIES = word_set(
    "bureau council committee assembly party league organization organisation agency commission front "
    "government parliament congress alliance company group force army regime"
)
SHARES = word_set("third half quarter part most portion much bulk rest fifth whole all")
SHARED = frozenset({"common", "shared", "mutual", "long", "with"})
SINGULAR = frozenset({"its", "his", "her"})
AT_PLACES = frozenset(
    {"prep.into", "prep.in", "prep.over", "prep.on", "prep.to", "prep.with", "prep.for", "prep.toward", "obj"}
)
"""Slots in which a state named as a place is still meant as an actor."""
Pairs = list[tuple[str, str]]


def pairs_of(place: Place) -> Pairs:
    """Heads and tails, without pairs that cannot be."""
    flags = place.cue.flags
    if not _topic_fits(place):
        return []
    if "pair" in flags:
        found = _members(place)
    elif "place" in flags:
        found = _parts_of_land(place)
    else:
        heads = _first(place, place.cue.first)
        tails = (
            place_ids(place.reading, place.cue, place.anchor, place.slots) if "place-tail" in flags else []
        )
        if place.cue.kind == "leads":
            heads = heads[:1]
        if heads and "place-tail" not in flags:
            tails = _first(place, place.cue.second)
        found = list(product(heads, tails))
        if not tails and len(heads) > 1 and place.cue.kind in TIE_KINDS and "self" in place.cue.first:
            mention = place.reading.mention_of(place.anchor)
            vague = mention is not None and mention.how == "set"  # "both adversaries"
            vague = vague and place.slots.get("self", [None])[0] is place.anchor
            if not vague or set(heads) == set(place.focus.main):
                found = list(combinations(heads, 2))  # "Syria and Israel, old foes, ..."
    if "reverse" in flags:
        found = [(tail, head) for head, tail in found]
    found = [settled(place, head, tail) for head, tail in found]
    return [(head, tail) for head, tail in dict.fromkeys(found) if head != tail and may(place, head, tail)]


def _topic_fits(place: Place) -> bool:
    """Whether the thing is, or is not, about land, as the row asks."""
    flags = place.cue.flags
    if "over-place" in flags:
        return about_land(place)
    if "contested" in flags:
        return any(child.lower_ in CONTESTED for child in place.anchor.children)
    if "over" in flags:
        return not about_land(place)
    if "land-noun" in flags:
        noun = place.anchor.head
        return place.anchor.dep_ == "amod" and noun.lemma_.lower() in LANDED and noun.pos_ == "NOUN"
    if "arms" in flags:
        near = [
            *place.slots.get("of", []),
            *(child for child in place.anchor.children if child.i < place.anchor.i),
        ]
        return any(each.lemma_.lower() in MATTER for each in near)
    if "shared" in flags:
        words = {child.lower_ for child in place.anchor.children}
        return len(place.cue.words) > 1 or bool(words & SHARED) or bool(place.slots.get("between"))
    if "pair" in flags and place.cue.kind == "neighbour_of":
        return not place.slots.get("poss")
    return True


def about_land(place: Place) -> bool:
    """Whether "over", "about" or the like names a stretch of land."""
    if place.anchor.pos_ == "VERB":
        topics: tuple[str, ...] = THEMES
    else:
        topics = TOPIC if place.anchor.lemma_.lower() == "claim" else TOPIC[:-2]
    if any(_is_land(place.reading, noun) for slot in topics for noun in place.slots.get(slot, ())):
        return True
    near = [child for child in place.anchor.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return place.anchor.pos_ == "NOUN" and any(_is_ground(place.reading, each) for each in near)


def _is_ground(reading: Reading, name: Token) -> bool:
    """ "the Beagle dispute", "the Kashmir question": a name that is a place's or nobody's."""
    mention = reading.mention_of(name)
    if mention is None:
        return name.ent_type_ not in {"ORG", "PERSON", "NORP", "EVENT", "LAW"}
    return mention.how == "place" or any(kind_of(reading, id) == "place" for id in mention.ids)


def _is_land(reading: Reading, noun: Token) -> bool:
    near = [noun, *(child for child in noun.children if child.dep_ in {"compound", "amod"})]
    near += [inner for child in noun.children if child.lower_ == "of" for inner in child.children]
    if {token.lemma_.lower() for token in near} & LANDED:
        return True
    if noun.lemma_.lower() in SHARES and any(token.ent_type_ in {"GPE", "LOC"} for token in near):
        return True
    mention = reading.mention_of(noun)
    named = (
        noun.pos_ == "PROPN" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in {"dispute", "contest"}
    )
    if mention is not None:
        bare = named and all(kind_of(reading, id) in {"person", "unknown"} for id in mention.ids)
        return mention.how == "place" or bare or any(kind_of(reading, id) == "place" for id in mention.ids)
    if noun.ent_type_ in {"LOC", "GPE", "FAC"}:
        return True
    # "the Agacher had been disputed by both since": a name that is no actor's
    strange = noun.pos_ == "PROPN" and noun.ent_type_ not in {"LAW", "EVENT", "DATE", "WORK_OF_ART"}
    disputed = noun.head.lemma_.lower() in {"dispute", "contest"}
    return strange and disputed and (noun.doc[noun.i - 1].dep_ == "det" or noun.dep_ == "dobj")


def _first(place: Place, names: tuple[str, ...]) -> list[str]:
    """The actors of the first slot that has any; ``X.owner`` also takes whose thing the word is."""
    for name in names:
        if name == "self":
            # of "Iceland, a member of NATO" the one that is explained
            each = (ids_at(place.reading, [token]) for token in fillers(place.anchor, place.slots, name))
            found = next((ids for ids in each if ids), [])
        elif name == "main":
            state = place.focus.state_at(place.sentence)
            found = [state] if state else []
        elif name == "main-other":
            found = [id for id in place.focus.main if id not in _first(place, place.cue.first)][:1]
        elif name == "nearby":
            found = _nearby(place, without=_first(place, place.cue.first))
        elif name == "own":
            found = _own(place)
        elif name == "shared.to":
            act = place.reading.predicate_of(place.anchor.head)
            found = shared(place.reading, act) if act is not None and place.anchor.dep_ == "dobj" else []
        elif name == "event.of":
            found = _doers_of(place)
        elif name in {"act.source", "act.target"}:
            act = place.reading.predicate_of(place.anchor)
            found = list(act.sources if name == "act.source" else act.targets) if act else []
        else:
            loose = name.endswith(("light", "subj", "prep.against")) and "armed-head" not in place.cue.flags
            owner = loose or name.endswith((".owner", ".cause"))
            tokens = fillers(place.anchor, place.slots, name)
            found = ids_at(place.reading, tokens, owner=owner, places=name in AT_PLACES)
        if found:
            return found
    return []


def _nearby(place: Place, *, without: list[str]) -> list[str]:
    """The last group or state named before the cue in its sentence, the head apart."""
    if any(child.lower_ == "where" for child in place.anchor.head.children):
        return []  # "a valley where X held sway"
    before = [
        mention
        for mention in place.reading.mentions_by_sentence.get(place.sentence.index, ())
        if mention.head.i < place.anchor.i and mention.how != "place" and not mention.attributive
    ]
    groups = [each for each in before if any(is_armed(place.reading, id) for id in each.ids)]
    for mention in sorted(groups, key=lambda each: -each.head.i):
        found = [id for id in mention.ids if id not in without]
        if found:
            return found
    return []


def _own(place: Place) -> list[str]:
    """The organisation that a role noun's own actor belongs to ("the UN Secretary-General")."""
    for id in _first(place, ("self",)):
        body = id.split("_", 1)[0]
        if body != id and kind_of(place.reading, body) == "international organisation":
            return [body]
    return []


def _doers_of(place: Place) -> list[str]:
    """The known doers of the event after "behind": "X was behind the attack"."""
    for noun in place.slots.get("pobj", []):
        event = place.reading.predicate_of(noun)
        if event is not None:
            return [id for id in event.sources if is_armed(place.reading, id)]
    return []


def _members(place: Place) -> Pairs:
    """The pairs of a relation that its members have with one another."""
    tails = next(
        (
            found
            for name in place.cue.second
            if (found := ids_at(place.reading, fillers(place.anchor, place.slots, name)))
        ),
        [],
    )
    landed = bool(place.cue.flags & {"over-place", "contested", "pair-here", "land-noun"})
    for name in place.cue.first:
        if name == "act.source":
            members = _first(place, (name,)) if _alone(place.anchor) else []
        elif name == "sentence-pair":
            members = pair_here(place.reading, place.sentence) if landed else []
            if "pair-here" in place.cue.flags and set(members) != set(place.focus.main):
                members = []
        elif name == "main-pair":
            members = list(place.focus.main) if landed else []
        elif name == "main":
            state = place.focus.state_at(place.sentence)
            members = (
                [id for id in (*_states_here(place), state) if id and id not in tails][:1] if tails else []
            )
        elif name == "poss" and any(each.lower_ in SINGULAR for each in place.slots.get("poss", ())):
            members = ids_at(place.reading, fillers(place.anchor, place.slots, name))[:1]
        else:
            members = ids_at(place.reading, fillers(place.anchor, place.slots, name))
        others = [id for id in tails if id not in members]
        if members and others:
            return list(product(members, others))
        if len(members) > 1:
            return list(combinations(members, 2))
    if not tails and "tie" in place.cue.flags and _bare(place):
        return list(combinations(place.focus.main, 2))
    subjects = [id for id in ids_at(place.reading, clause_subject(place.anchor)) if id not in tails]
    return list(product(subjects[:1], tails))


def _alone(noun: Token) -> bool:
    """Whether a noun says of nobody that it is theirs: "the feud turned personal"."""
    return not any(
        child.dep_ in {"poss", "amod", "compound", "nmod", "prep", "relcl", "acl"} for child in noun.children
    )


def _bare(place: Place) -> bool:
    """Whether "relations" or "ties" stand without an owner and nobody else is spoken of: the main pair's."""
    owners = ("poss", "mod", "between", "of", "prep.with", "prep.to", "prep.among")
    if place.anchor.tag_ not in {"NNS", "NNPS"} or any(place.slots.get(name) for name in owners):
        return False
    named = {
        country_of(place.reading, id) or id
        for mention in place.reading.mentions_by_sentence.get(place.sentence.index, ())
        for id in mention.ids
        if country_of(place.reading, id) is not None
    }
    return len(place.focus.main) == 2 and named <= set(place.focus.main)


def _states_here(place: Place) -> list[str]:
    """The states that stand as owners in the sentence, the last first."""
    found: list[str] = []
    for mention in place.reading.mentions_by_sentence.get(place.sentence.index, ()):
        if mention.head.dep_ in {"poss", "nsubj"}:
            found.extend(
                id for id in mention.ids if kind_of(place.reading, id) == "state" and id in place.focus.main
            )
    return found[::-1]


def _parts_of_land(place: Place) -> Pairs:
    """ "Indian-controlled Kashmir": each ruler with its own part of the land, an actor of kind ``place``."""
    found: Pairs = []
    for noun in place.slots.get("noun", []):
        land = _land_name(noun)
        if land is None or noun.lemma_.lower() in BODIES:
            continue
        for ruler in place.slots.get("before", []):
            for id in ids_at(place.reading, [ruler]):
                found.append((id, _part(place, id, ruler.text.strip("-"), land)))
    return found


def _part(place: Place, owner: str, ruler: str, land: str) -> str:
    """The part of a land that a side holds, one actor however the text calls the hold."""
    modifier = f"{ruler}-{place.anchor.lower_}"
    id = place_slug(f"{owner} {land}")
    actor = place.reading.actors.get(id) or Actor(id=id, name=f"{modifier} {land}", kind="place")
    aliases = tuple(dict.fromkeys((*actor.aliases, modifier)))
    place.reading.actors[id] = msgspec.structs.replace(actor, aliases=aliases)
    return id


def _land_name(noun: Token) -> str | None:
    """The proper name of the land that a noun stands for: "Cyprus", "parts of Cyprus"."""
    if noun.pos_ != "PROPN" and noun.lemma_.lower() in LAND:
        named = [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
        if named:
            return " ".join(child.text for child in named)
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for inner in prep.children:
                    if inner.pos_ == "PROPN":
                        return " ".join(token.text for token in inner.subtree if not token.is_punct)
        return None
    if noun.pos_ != "PROPN":
        return None
    words = [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return " ".join(
        [*(child.text for child in words if child.i == noun.i - len(words) + words.index(child)), noun.text]
    )
