"""What fills the places around a verb or an event noun, read off the dependency tree.

Passives, control, coordination, relative clauses and participles are undone here, so that the steps after
this one see who stands as subject and object whatever the form of the sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.slots_fillers import RELATIVES, antecedents, fillers_of, is_infinitive
from detente.reading.slots_understood import understood

SUBJECT_DEPS = frozenset({"nsubj", "csubj", "expl"})
BARE = frozenset({"of", "by", "for", "to", "from", "in", "against"})
"""Prepositions whose objects the lexicon also asks for by their bare name, with nouns."""


def verb_slots(verb: Token) -> dict[str, list[Token]]:
    """The slots of a verb: ``subj``, ``obj``, ``iobj``, ``prt``, ``adv``, ``prep.X``, ``xcomp`` …"""
    slots: dict[str, list[Token]] = {}
    _complements(verb, slots)
    passive = is_passive(verb)
    if passive:
        patient = [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}] or understood(
            verb
        )
        if patient:
            slots.setdefault("obj", []).extend(antecedents(patient))
        agents = [
            noun
            for child in verb.children
            if child.dep_ == "agent"
            or (child.dep_ == "prep" and child.lower_ == "by" and _has_actor_like(child))
            for noun in child.children
            if noun.dep_ == "pobj"
        ]
        if agents:
            slots["subj"] = agents
    else:
        own = [child for child in verb.children if child.dep_ in SUBJECT_DEPS and child.pos_ != "VERB"]
        if len(own) > 1 and any(
            child.text == ";" and own[0].i < child.i < own[-1].i for child in verb.children
        ):
            own = own[-1:]  # "X offered to mediate; both declined": the first is of the clause before
        subjects = antecedents(own) if own else understood(verb)
        if not subjects and verb.dep_ == "acl":
            # "offers to mediate by X": the phrase belongs to the noun
            subjects = [
                noun
                for child in verb.children
                if child.lower_ == "by" and _has_actor_like(child)
                for noun in child.children
            ]
        if subjects:
            slots["subj"] = subjects
    _shared_object(verb, slots)
    for thing in slots.get("obj", ()):
        # "closed its border with X", "used jets and drones against X": the parser hangs it on the object
        for child in (child for part in (thing, *thing.conjuncts) for child in part.children):
            if child.dep_ == "prep" and f"prep.{child.lower_}" not in slots:
                slots[f"obj.prep.{child.lower_}"] = fillers_of(child)
    return slots


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, as a finite form or as a bare past participle."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ != "conj" and any(child.dep_ == "nsubj" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        # "ten were killed and thirty injured"
        return is_passive(verb.head) and not any(child.dep_ == "dobj" for child in verb.children)
    return verb.dep_ in {"acl", "advcl", "amod", "relcl", "conj", "ROOT", "dep", "xcomp"} and not any(
        child.dep_ == "dobj" for child in verb.children
    )


def noun_slots(noun: Token) -> dict[str, list[Token]]:
    """The slots of an event noun: ``poss``, ``mod``, ``of``, ``by``, ``prep.X``, ``acl``, ``xcomp``."""
    slots: dict[str, list[Token]] = {}
    for child in noun.children:
        if child.dep_ == "poss":
            slots.setdefault("poss", []).append(child)
        elif child.dep_ in {"amod", "compound", "nmod", "nummod"}:
            slots.setdefault("mod", []).append(child)
        elif child.dep_ in {"prep", "agent"}:
            for filler in fillers_of(child):
                slots.setdefault(f"prep.{child.lower_}", []).append(filler)
                if child.lower_ in BARE:
                    slots.setdefault(child.lower_, []).append(filler)
        elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            slots.setdefault("xcomp" if is_infinitive(child) else "acl", []).append(child)
            if child.dep_ == "acl" and child.tag_ == "VBN":
                for agent in child.children:
                    if agent.dep_ == "agent":
                        slots.setdefault("by", []).extend(fillers_of(agent))
    if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        # "the recall and expulsion of envoys": what stands before the first noun belongs to the second too
        shared = noun_slots(noun.head) if noun.i - noun.head.i < 12 else {}
        own = any(child.dep_ in {"det", "poss"} for child in noun.children)
        for slot in ("by",) if own else ("poss", "by"):
            if slot not in slots and slot in shared:
                slots[slot] = shared[slot]
        for child in noun.head.children:
            if child.dep_ == "prep" and child.i > noun.i:
                # "accusations and threats from X": what follows the last noun belongs to it too
                for filler in fillers_of(child):
                    slots.setdefault(f"prep.{child.lower_}", []).append(filler)
    for follower in noun.children:
        if (
            follower.dep_ == "conj"
            and follower.pos_ in {"NOUN", "PROPN"}
            and "prep" not in {c.dep_ for c in noun.children}
        ):
            # "strikes and raids on the camps": the phrase after the last noun belongs to the first too
            for child in follower.children:
                if child.dep_ == "prep":
                    for filler in fillers_of(child):
                        slots.setdefault(f"prep.{child.lower_}", []).append(filler)
                        if child.lower_ in BARE:
                            slots.setdefault(child.lower_, []).append(filler)
    return slots


def _complements(verb: Token, slots: dict[str, list[Token]]) -> None:
    for child in verb.children:
        label = child.dep_
        if label == "dobj":
            slots.setdefault("obj", []).extend(antecedents([child]))
        elif label == "dative":
            fillers = fillers_of(child) if child.pos_ in {"ADP", "PART"} else [child]
            slots.setdefault("iobj", []).extend(fillers)
            if child.pos_ in {"ADP", "PART"}:
                slots.setdefault(f"prep.{child.lower_}", []).extend(fillers)
        elif label == "prt":
            slots.setdefault("prt", []).append(child)
        elif label in {"prep", "agent"}:
            fillers = fillers_of(child)
            slots.setdefault(f"prep.{child.lower_}", []).extend(fillers)
            for inner in child.children:
                if inner.dep_ == "prep":
                    # "out of", "away from", "on behalf of"
                    slots.setdefault(f"prep.{child.lower_}_{inner.lower_}", []).extend(fillers_of(inner))
        elif label == "xcomp" and verb.lemma_.lower() == "help" and _has_subject(child):
            slots.setdefault("ccomp", []).append(child)  # "helped X win", but "helped win"
        elif label == "xcomp":
            slots.setdefault("xcomp", []).append(child)
        elif label == "ccomp":
            slots.setdefault("ccomp", []).append(child)
            marker = next((mark for mark in child.children if mark.dep_ == "mark"), None)
            slots.setdefault("comp", []).append(marker if marker is not None else child)
        elif label == "advmod":
            slots.setdefault("adv", []).append(child)
            if child.lower_ in {"up", "down", "off", "out", "back", "away", "forward", "over", "aside"}:
                slots.setdefault("prt", []).append(child)
            for inner in child.children:
                if inner.dep_ == "prep" and child.i > verb.i:  # "sent its envoy back to Paris"
                    slots.setdefault(f"prep.{inner.lower_}", []).extend(fillers_of(inner))
        elif label == "advcl" and is_infinitive(child):
            slots.setdefault("purpose", []).append(child)
        elif label == "oprd":
            slots.setdefault("oprd", []).append(child)
    if verb.dep_ == "relcl" and "obj" not in slots and not is_passive(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECT_DEPS]
        if own and own[0].lower_ not in RELATIVES and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            slots["obj"] = [verb.head]


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECT_DEPS for child in verb.children)


def _has_actor_like(preposition: Token) -> bool:
    return any(
        child.dep_ == "pobj" and child.pos_ in {"PROPN", "NOUN", "PRON"} for child in preposition.children
    )


def _shared_object(verb: Token, slots: dict[str, list[Token]]) -> None:
    """ "condemned and rejected the plan": the first verb takes the object of the last."""
    if "obj" in slots or is_passive(verb):
        return
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 4:
            objects = [each for each in child.children if each.dep_ == "dobj"]
            if objects and not any(
                each.dep_ in {"prep", "ccomp", "xcomp", "advmod"} for each in verb.children if each.i > verb.i
            ):
                slots["obj"] = antecedents(objects)
                return
