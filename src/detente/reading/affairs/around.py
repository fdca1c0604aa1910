"""What stands around any word that a cue table names: verb, noun, adjective or preposition.

Adds to the slots of ``reading.slots``: ``self`` (the noun itself, what it is in apposition to or what it is
said of), ``light`` (the subject of the verb that has the noun), ``light.to`` (to whom that verb gives it),
``between`` (the members of a pair), ``noun`` (what an adjective describes), ``before`` and ``after``.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.mentions_kinds import word_set
from detente.reading.slots import noun_slots, verb_slots

MAKING = word_set("leave render keep")
COPULAS = word_set("be become remain seem appear stay prove")
GIVING = word_set(
    "give provide lend offer extend supply send furnish grant ship deliver afford render pledge promise "
    "pour channel accord allow increase continue sell transfer export fly airlift pour rush contribute "
    "dispatch donate funnel smuggle hand pass issue feed"
)
TAKING = word_set("receive obtain get find acquire enjoy take secure gain have use")
SAID_OF = frozenset({"acomp", "oprd", "attr", "ccomp", "xcomp", "prep", "conj"})
HAVING = word_set(
    "have share maintain enjoy experience grapple keep retain hold witness develop continue conduct form "
    "wage wag fight pursue establish entangle embroil involve engage lock mire forge sign conclude build "
    "exercise wield exert remain voice express announce reaffirm proclaim"
)
"""Verbs whose subject has what their object names: "has ties", "grappled with differences"."""

Slots = dict[str, list[Token]]


def head_of(tokens: list[Token]) -> Token:
    """The word of a cue on which the others depend."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head == token), tokens[0])


def slots_around(token: Token) -> Slots:
    """The slots around a word, whatever its part of speech."""
    if token.pos_ in {"NOUN", "PROPN", "NUM"} or token.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
        return around_noun(token)
    left = token.tag_ == "VBD" and token.dep_ in {"ccomp", "oprd"} and token.head.lemma_.lower() in MAKING
    verbal = token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")
    if verbal and token.dep_ not in {"amod"} and not left:
        return verb_slots(token)
    return around_adjective(token)


def around_noun(noun: Token) -> Slots:
    """The slots of a noun with those it has through its verb."""
    slots = noun_slots(noun)
    slots["self"] = _named_by(noun)
    verb = verb_above(noun)
    if verb is not None:
        outer = verb_slots(verb)
        lemma = verb.lemma_.lower()
        if noun not in outer.get("subj", []):
            slots["light"] = outer.get("subj", [])
            if lemma in HAVING:
                slots["having"] = outer.get("subj", []) or outer.get("obj", [])
        if lemma in GIVING:
            slots["light.giver"] = outer.get("subj", [])
            to = [*outer.get("iobj", []), *outer.get("prep.to", []), *outer.get("prep.for", [])]
            if not to and noun.dep_ == "dobj":
                # "gave Britain intelligence": the parser takes the receiver for a compound
                to = [child for child in noun.children if child.dep_ == "compound" and child.i == verb.i + 1]
                to = to or [child for child in noun.children if _is_receiver(child, verb)]
            slots["light.to"] = to or (outer.get("obj", []) if noun not in outer.get("obj", []) else [])
        if lemma in TAKING:
            slots["taker"] = outer.get("subj", [])
            slots["light.to"] = outer.get("subj", [])
            slots["light.giver"] = [*outer.get("prep.from", []), *slots.get("prep.from", [])]
        for slot, fill in outer.items():
            if (
                slot.startswith("prep.")
                and slot not in slots
                and (verb.dep_ == "relcl" or any(each.i > noun.i for each in fill))
            ):
                slots[slot] = fill
    slots["between"] = [*slots.get("prep.between", []), *slots.get("prep.among", [])]
    slots["acl.by"] = [
        agent
        for clause in slots.get("acl", [])
        for agent in verb_slots(clause).get("subj", [])
        if agent != noun
    ]
    return slots


def _is_receiver(child: Token, verb: Token) -> bool:
    """ "gave the IRA three million dollars", "gave the rebels bases": a name or a plural after the verb."""
    if child.dep_ == "compound" and child.tag_ in {"NNS", "NNPS"} and child.left_edge.i <= verb.i + 3:
        return child.left_edge.i > verb.i
    follows = child.i + 1 < len(child.doc) and (child.nbor(1).like_num or child.nbor(1).tag_ == "NNS")
    return child.pos_ == "PROPN" and child.left_edge.i == verb.i + 1 and follows


def around_adjective(word: Token) -> Slots:
    """The slots of an adjective, adverb or preposition that describes something."""
    slots: Slots = {}
    if word.dep_ in {"amod", "acl", "relcl", "nmod"}:
        slots["subj"] = slots["noun"] = [word.head]
    elif word.dep_ in SAID_OF or (word.dep_ == "advmod" and word.lower_ == "alone"):
        above = word.head
        if word.dep_ == "conj":
            return (
                {**around_adjective(above), **_prepositions(word)}
                if above.pos_ == "ADJ"
                else _prepositions(word)
            )
        if above.pos_ in {"VERB", "AUX"}:
            outer = verb_slots(above)
            made = above.lemma_.lower() in {"leave", "make", "keep", "render", "consider", "find", "hold"}
            slots["subj"] = (outer.get("obj") or outer.get("subj", [])) if made else outer.get("subj", [])
            if made and not outer.get("obj"):
                slots["subj"] = [child for child in word.children if child.dep_ == "nsubj"]
            for slot, fill in outer.items():
                if slot.startswith("prep."):
                    slots[slot] = fill
        elif word.dep_ == "prep":
            slots["subj"] = [above]
    own_subject = [child for child in word.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if own_subject:
        slots["subj"] = own_subject
    slots.update(_prepositions(word))
    return slots


def _prepositions(word: Token) -> Slots:
    slots: Slots = {}
    for child in word.children:
        if child.dep_ in {"prep", "agent"}:
            fill = [noun for noun in child.children if noun.dep_ in {"pobj", "pcomp"}]
            slots.setdefault(f"prep.{child.lower_}", []).extend(fill)
        elif child.dep_ == "pobj":
            slots.setdefault("pobj", []).append(child)
            for nested in child.children:
                if nested.dep_ == "prep":
                    fill = [noun for noun in nested.children if noun.dep_ == "pobj"]
                    slots.setdefault(f"prep.{nested.lower_}", []).extend(fill)
    return slots


def verb_above(noun: Token) -> Token | None:
    """The verb that has this noun as object, complement or (through a preposition) as adjunct."""
    token = noun
    for _ in range(4):
        above = token.head
        if above == token:
            return None
        if token.dep_ in {"dobj", "attr", "oprd", "dative", "nsubjpass", "acomp"} and above.pos_ in {
            "VERB",
            "AUX",
        }:
            return above
        if token.dep_ == "pobj" and above.head.pos_ in {"VERB", "AUX"}:
            return above.head
        if token.dep_ == "conj":
            token = above
            continue
        if (
            token.dep_ == "pobj"
            and above.dep_ == "prep"
            and above.lower_ == "of"
            and above.head.pos_ == "NOUN"
        ):
            token = above.head
            continue
        return None
    return None


def _named_by(noun: Token) -> list[Token]:
    """Who a relational noun stands for: itself, what it explains, or the subject it is said of."""
    if noun.dep_ == "appos":
        return [noun.head, noun]
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.doc[noun.left_edge.i - 1].text == ",":
        # "Turkey and Israel, old allies, met": the parser gives the verb two subjects
        first = [child for child in noun.head.children if child.dep_ == noun.dep_ and child.i < noun.i]
        if first and first[-1].right_edge.i == noun.left_edge.i - 2:
            return [first[-1], noun]
    if noun.dep_ in {"attr", "oprd"} and noun.head.pos_ in {"AUX", "VERB"}:
        verb = noun.head
        if verb.lemma_.lower() in COPULAS or noun.dep_ == "oprd":
            return verb_slots(verb).get("subj", []) or [noun]
    follower = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if follower is not None and follower.pos_ == "PROPN" and noun.pos_ == "NOUN":
        # "its ally Iraq", however the parser ties them
        while follower.dep_ == "compound" and follower.head.i > follower.i:
            follower = follower.head
        return [follower]
    appositions = [child for child in noun.children if child.dep_ == "appos"]
    if appositions:
        return appositions
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ == "PROPN":
        return [noun.head]
    return [noun]
