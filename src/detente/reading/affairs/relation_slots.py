"""The slots of the relation table that need more than the dependency tree gives by name."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.crisis import When
from detente.reading.affairs.actors_near import arena, place_id
from detente.reading.affairs.around import Slots, around_noun, verb_above
from detente.reading.base import Reading, at
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import verb_slots
from detente.reading.slots_fillers import behind

TIES = word_set(
    "relation tie relationship link bond contact rapport cooperation diplomacy dealing partnership friendship"
)
LAND = word_set(
    "region area territory part province peninsula island zone sector land side strip bank city town "
    "village coast section half portion enclave islands valley state district country kingdom border "
    "soil plateau stretch jungle desert ridge hill mountain atoll shoal rock outpost corridor glacier "
    "archipelago basin delta salient triangle pass islet oilfield forest highland waters water land"
)
WORLDWIDE = word_set(
    "international internationally diplomatically globally global worldwide world forum community"
)
REGIONAL = word_set("region regional regionally neighborhood neighbourhood")

SOIL = word_set("soil territory base sanctuary camp hideout haven bases side stronghold island")
SENDING = word_set("send dispatch deploy commit airlift despatch rush fly ship")
FACING = word_set("face confront battle fight combat suppress contain quell counter crush have")
SUPPOSED = word_set(
    "probability likelihood risk danger fear threat possibility prospect chance brink verge event specter "
    "spectre expectation anticipation outbreak avoidance"
)

CAUSES_OF_OTHERS = word_set(
    "operation effort campaign cause fight position stance claim government regime struggle war "
    "offensive side independence sovereignty bid case demand right rule rebellion insurgency"
)
"""To support such a thing of somebody's is to support them."""


def fillers(anchor: Token, slots: Slots, name: str) -> list[Token]:
    """The words in a slot; ``X.owner`` is slot ``X`` (whose owner is meant)."""
    if name.endswith(".owner"):
        return slots.get(name.removesuffix(".owner"), [])
    if name == "of.concerns":
        return [poss for noun in slots.get("of", []) for poss in noun.children if poss.dep_ == "poss"]
    if name == "of.members":
        return [poss for noun in slots.get("of", []) for poss in around_noun(noun).get("between", [])]
    if name == "as.obj":
        return _as_object(anchor)
    if name == "as.subj":
        return _as_subject(anchor)
    if name == "aim":
        return _wisher(anchor)
    if name == "one-of":
        return behind(anchor, {"of"})
    if name == "noun.set":
        return [anchor.head] if anchor.dep_ in {"amod", "compound", "nmod"} else []
    if name == "mod+listed":
        return [*fillers(anchor, slots, "listed"), *slots.get("mod", [])]
    if name == "obj.cause":
        return [noun for noun in slots.get("obj", []) if noun.lemma_.lower() in CAUSES_OF_OTHERS]
    if name == "rescuer":
        return _rescuer(anchor)
    if name == "sender":
        return _sender(anchor)
    if name == "facer":
        return _facer(anchor)
    if name == "listed":
        return [anchor.head] if anchor.dep_ == "conj" and anchor.head.pos_ == "PROPN" else []
    return slots.get(name, [])


def _sender(verb: Token) -> list[Token]:
    """ "sent troops to support X": who sent them."""
    above = verb.head
    if not any(child.tag_ == "TO" for child in verb.children) or above.lemma_.lower() not in SENDING:
        return []
    return verb_slots(above).get("subj", []) if above.pos_ == "VERB" else []


def _rescuer(noun: Token) -> list[Token]:
    """ "came to X's aid": who came."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "to" and above.head.lemma_.lower() in {"come", "rush", "go"}:
        return verb_slots(above.head).get("subj", [])
    return []


def _facer(noun: Token) -> list[Token]:
    """ "X faces an insurgency by Y": against whom it is."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in FACING:
        return verb_slots(verb).get("subj", [])
    return []


def is_supposed(noun: Token) -> bool:
    """ "the probability of war", "fear of a conflict": what might be, not what is."""
    above = noun.head
    return noun.dep_ == "pobj" and above.lower_ in {"of", "for"} and above.head.lemma_.lower() in SUPPOSED


def is_talked_about(token: Token) -> bool:
    """ "about supplying arms", "instead of backing X": a gerund that is not told as done."""
    verb = token if token.pos_ == "VERB" else token.head
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in {"about", "instead", "without"}


def clause_subject(word: Token) -> list[Token]:
    """The subject of the clause that a word stands in."""
    token = word
    for _ in range(8):
        if token.head == token:
            return []
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return []
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            undone = any(child.dep_ == "neg" or child.tag_ == "TO" for child in token.children)
            return [] if undone else verb_slots(token).get("subj", [])
    return []


def _as_object(noun: Token) -> list[Token]:
    """ "used them as proxies": what the noun is said of."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        return verb_slots(noun.head.head).get("obj", [])
    return []


def _as_subject(noun: Token) -> list[Token]:
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        return verb_slots(noun.head.head).get("subj", [])
    return []


def _wisher(noun: Token) -> list[Token]:
    """Whose aim the noun is: "its objective is the removal of X", "seeks the destruction of X"."""
    verb = verb_above(noun)
    if verb is None and noun.dep_ == "appos":
        verb = verb_above(noun.head)
    if verb is None:
        return []
    subjects = verb_slots(verb).get("subj", [])
    return [poss for subject in subjects for poss in subject.children if poss.dep_ == "poss"] or subjects


def ties_noun(word: Token) -> Token | None:
    """The "relations" or "ties" that an adjective describes or a verb acts on."""
    candidates: list[Token] = []
    if word.dep_ == "amod":
        candidates = [word.head]
    elif word.pos_ == "VERB" or word.tag_.startswith("VB"):
        slots = verb_slots(word)
        candidates = [*slots.get("obj", []), *slots.get("subj", [])]
    elif word.dep_ == "pobj" and word.head.head.pos_ in {"VERB", "AUX"}:
        candidates = verb_slots(word.head.head).get(
            "subj", []
        )  # "relations are at a low", "plunged to a low"
    elif word.dep_ in {"acomp", "oprd", "attr"}:
        candidates = verb_slots(word.head).get("subj", [])
    for noun in candidates:
        if noun.lemma_.lower() in TIES:
            return noun
    return None


def place_ids(reading: Reading, cue: AffairCue, anchor: Token, slots: Slots) -> list[str]:
    """The places in the tail slots of a row."""
    for name in cue.second:
        if name in {"arena", "arena-stated"}:
            words = {token.lower_ for token in anchor.sent if abs(token.i - anchor.i) <= 6} - {anchor.lower_}
            if words & REGIONAL:
                return [arena(reading, "region")]
            if words & WORLDWIDE or name == "arena":
                return [arena(reading, "world")]
            continue
        for token in fillers(anchor, slots, name):
            if "soil" in cue.flags and token.lemma_.lower() not in SOIL:
                continue  # "crossed from Peru" may be only the way they came
            if "rule" in cue.flags or cue.kind == "rules":
                found = _ruled(reading, token)
            elif "arena" in cue.flags and token.lemma_.lower() in REGIONAL | WORLDWIDE:
                found = arena(reading, "region" if token.lemma_.lower() in REGIONAL else "world")
            else:
                found = place_id(reading, token)
            if found is not None and not ("capital" in cue.flags and not _is_capital(reading, token, found)):
                return [found]
    return []


def _is_capital(reading: Reading, token: Token, id: str) -> bool:
    """Whether a town stands for its state: "took Phnom Penh", and not "took Cambodia"."""
    actor = reading.actors.get(id)
    return actor is not None and actor.kind == "state" and token.text not in actor.name


def _ruled(reading: Reading, noun: Token) -> str | None:
    """The land that is ruled, when the noun names one."""
    land = noun
    if noun.pos_ != "PROPN" and noun.lemma_.lower() in LAND:
        inner = [
            child
            for prep in noun.children
            if prep.dep_ == "prep" and prep.lower_ == "of"
            for child in prep.children
        ]
        named = [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
        land = inner[0] if inner else (named[-1] if named else noun)
    if land.pos_ != "PROPN":
        return None
    return place_id(reading, land)


def since_of(reading: Reading, anchor: Token) -> When | None:
    """The date that "since" gives near a word, if any."""
    for host in (anchor, anchor.head):
        for child in host.children:
            if child.lower_ == "since" and child.dep_ in {"prep", "mark"}:
                place = at(child)
                for when in reading.dates:
                    if when.start is not None and place < when.start <= place + 40:
                        return when
    return None
