"""What fills the places around a verb or an event noun, read off the dependency tree.

Passives, control, coordination, relative clauses and participles are undone here, so that the steps after
this one see who stands as subject and object whatever the form of the sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.slots_receivers import given_time, receivers

OBJECT_CONTROL = frozenset(
    (
        "urge ask tell order force compel persuade convince allow permit enable help encourage "
        "invite instruct command require press pressure push lead cause warn advise authorize "
        "authorise direct request expect induce prompt want forbid drive coerce implore beg "
        "counsel challenge oblige accuse blame charge suspect criticize criticise condemn prevent "
        "stop bar ban dissuade deter discourage keep block prohibit commend praise thank fault "
        "denounce rebuke assist get pay hire train arm task send"
    ).split()
)
"""Verbs whose object is the understood subject of the infinitive or gerund after it."""

CALLED_ON = frozenset({"call", "appeal", "prevail"})
"""Verbs that name behind a preposition who is to do what the infinitive says: "called on X to leave"."""

ADDRESSED = frozenset(
    "invitation request call appeal demand order plea pressure need ultimatum offer warning".split()
)
"""Nouns whose infinitive is what the addressee is to do: "an invitation to X to visit"."""

USING = frozenset({"use", "employ", "exploit"})
SUBJECT_DEPS = frozenset({"nsubj", "csubj", "expl"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
BARE = frozenset({"of", "by", "for", "to", "from", "in", "against"})
"""Prepositions whose objects the lexicon also asks for by their bare name, with nouns."""
_DEPTH = 6


def verb_slots(verb: Token) -> dict[str, list[Token]]:
    """The slots of a verb: ``subj``, ``obj``, ``iobj``, ``prt``, ``adv``, ``prep.X``, ``xcomp`` …"""
    slots: dict[str, list[Token]] = {}
    _complements(verb, slots)
    passive = is_passive(verb)
    if passive:
        patient = [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}] or _understood(
            verb
        )
        if patient:
            slots.setdefault("obj", []).extend(_antecedents(patient))
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
        subjects = _antecedents(own) if own else _understood(verb)
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
                slots[f"obj.prep.{child.lower_}"] = _fillers(child)
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
            for filler in _fillers(child):
                slots.setdefault(f"prep.{child.lower_}", []).append(filler)
                if child.lower_ in BARE:
                    slots.setdefault(child.lower_, []).append(filler)
        elif child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            slots.setdefault("xcomp" if is_infinitive(child) else "acl", []).append(child)
            if child.dep_ == "acl" and child.tag_ == "VBN":
                for agent in child.children:
                    if agent.dep_ == "agent":
                        slots.setdefault("by", []).extend(_fillers(agent))
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
                for filler in _fillers(child):
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
                    for filler in _fillers(child):
                        slots.setdefault(f"prep.{child.lower_}", []).append(filler)
                        if child.lower_ in BARE:
                            slots.setdefault(child.lower_, []).append(filler)
    return slots


def _complements(verb: Token, slots: dict[str, list[Token]]) -> None:
    for child in verb.children:
        label = child.dep_
        if label == "dobj":
            slots.setdefault("obj", []).extend(_antecedents([child]))
        elif label == "dative":
            fillers = _fillers(child) if child.pos_ in {"ADP", "PART"} else [child]
            slots.setdefault("iobj", []).extend(fillers)
            if child.pos_ in {"ADP", "PART"}:
                slots.setdefault(f"prep.{child.lower_}", []).extend(fillers)
        elif label == "prt":
            slots.setdefault("prt", []).append(child)
        elif label in {"prep", "agent"}:
            fillers = _fillers(child)
            slots.setdefault(f"prep.{child.lower_}", []).extend(fillers)
            for inner in child.children:
                if inner.dep_ == "prep":
                    # "out of", "away from", "on behalf of"
                    slots.setdefault(f"prep.{child.lower_}_{inner.lower_}", []).extend(_fillers(inner))
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
            if child.lower_ in {"up", "down", "off", "out", "back", "away", "forward", "over"}:
                slots.setdefault("prt", []).append(child)
            for inner in child.children:
                if inner.dep_ == "prep" and child.i > verb.i:  # "sent its envoy back to Paris"
                    slots.setdefault(f"prep.{inner.lower_}", []).extend(_fillers(inner))
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


def _fillers(preposition: Token) -> list[Token]:
    """The objects of a preposition, through a second preposition ("because of") and gerunds."""
    found = []
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            found.extend(_antecedents([child]))
    return found


def _has_actor_like(preposition: Token) -> bool:
    return any(
        child.dep_ == "pobj" and child.pos_ in {"PROPN", "NOUN", "PRON"} for child in preposition.children
    )


def _antecedents(tokens: list[Token]) -> list[Token]:
    """Relative pronouns replaced by what they stand for."""
    found = []
    for token in tokens:
        if token.lower_ in RELATIVES and token.tag_ in {"WDT", "WP", "IN", "DT"}:
            clause: Token | None = token.head
            for _ in range(_DEPTH):
                if clause is None or clause.dep_ == "relcl":
                    break
                clause = clause.head if clause.head != clause else None
            if clause is not None and clause.dep_ == "relcl":
                found.append(_whole_list(clause.head, token))
                continue
        found.append(token)
    return found


def _whole_list(noun: Token, pronoun: Token) -> Token:
    """ "A, B and C, which supported …": after a comma the pronoun stands for the whole list."""
    if pronoun.i and pronoun.nbor(-1).text == ",":
        while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
            noun = noun.head
    return noun


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _understood(verb: Token, depth: int = 0) -> list[Token]:
    """The subject (or, in the passive, the patient) that the form of the sentence leaves out."""
    if depth > _DEPTH:
        return []
    head, label = verb.head, verb.dep_
    if head == verb:
        return []
    if label == "conj":
        above: Token | None = head
        while above is not None and above.pos_ not in {"VERB", "AUX"}:
            # "calling it baseless and warning …": coordinated with the wrong word
            above = above.head if above.head != above and verb.tag_ in {"VBG", "VBD"} else None
        return _subject_of(above, depth + 1) if above is not None else []
    used = label in {"xcomp", "advcl"} and head.lemma_.lower() in USING and is_infinitive(verb)
    if used and (agents := _agents_of(head)):
        return agents  # "was used by X to reach its goals"
    if label in {"acl", "advcl", "xcomp"} and is_infinitive(verb) and (given := given_time(verb)):
        return given
    if label in {"xcomp", "advcl", "ccomp", "pcomp", "dep", "prep"} and head.pos_ in {"VERB", "AUX"}:
        if label == "ccomp" and verb.tag_ not in {"VBG", "VB", "VBN"}:
            return []
        if label == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL | CALLED_ON:
            return _objects_of(head) or _subject_of(head, depth + 1)
        return _subject_of(head, depth + 1)
    if label == "xcomp" and head.pos_ == "ADJ" and head.dep_ in {"acomp", "oprd"}:
        return _subject_of(head.head, depth + 1)  # "X was unable to …"
    if label == "xcomp" and head.pos_ in {"ADJ", "ADV", "ADP"} and head.head.pos_ in {"VERB", "AUX"}:
        return _subject_of(head.head, depth + 1)  # "is about to", "is ready to"
    if label == "pcomp" and head.pos_ in {"ADP", "SCONJ"}:
        return _of_gerund(head.head, depth)
    if label == "prep" and head.pos_ == "NOUN":
        return _owners_of(head, depth)  # "turned to sabotage, including burning crops"
    if label in {"acl", "relcl"}:
        if verb.tag_ in {"VBG", "VBN"} and label == "acl":
            return [head]
        if label == "relcl":
            return (is_infinitive(verb) and receivers(head)) or [head]
        if (users := _means_of(verb)) is not None:
            return users
        if head.lemma_.lower() in ADDRESSED:
            addressees = [
                noun
                for child in head.children
                if child.dep_ == "prep" and child.lower_ in {"to", "on", "for", "upon"}
                for noun in child.children
                if noun.dep_ == "pobj"
            ]
            if addressees:
                return addressees
        return _owners_of(head, depth)
    if label == "amod":
        return [head]
    return []


def _of_gerund(governor: Token, depth: int) -> list[Token]:
    """Who does what a gerund behind a preposition says: "accused X of plotting", "succeeded in taking"."""
    if governor.pos_ == "ADJ" and governor.dep_ in {"acomp", "oprd"}:
        return _subject_of(governor.head, depth + 1)  # "was successful in obtaining"
    if governor.pos_ in {"VERB", "AUX"}:
        if governor.lemma_.lower() in OBJECT_CONTROL and (objects := _objects_of(governor)):
            return objects
        return _subject_of(governor, depth + 1)
    controlled = governor.dep_ == "dobj" and governor.head.lemma_.lower() in OBJECT_CONTROL
    if controlled and governor.tag_ == "CD":
        return [governor]  # "accused the three of plotting"
    return _owners_of(governor, depth)


def _agents_of(verb: Token) -> list[Token]:
    """The agent of a passive: "by X"."""
    return [
        noun
        for child in verb.children
        if child.dep_ == "agent"
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _means_of(verb: Token) -> list[Token] | None:
    """ "was used by X in order to win": who acts by what is done; ``None`` where no "in order" stands."""
    order = verb.head
    if order.lower_ != "order" or order.dep_ != "pobj" or order.head.lower_ != "in":
        return None
    deed = order.head.head
    if deed.pos_ not in {"VERB", "AUX"}:
        return _owners_of(deed, _DEPTH - 1)
    return _agents_of(deed) or _subject_of(deed, _DEPTH - 1)


def _objects_of(verb: Token) -> list[Token]:
    direct = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "dative"}]
    if direct:
        return _antecedents(direct)
    return [
        noun
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in {"on", "upon", "for", "to"}
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _owners_of(noun: Token, depth: int) -> list[Token]:
    """Whose "decision" or "attempt" it is: possessor, by- or of-phrase, else the subject of the clause."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
            fillers = [each for each in _fillers(child) if each.pos_ in {"PROPN", "NOUN", "PRON"}]
            if fillers:
                return fillers
    modifiers = [
        child for child in noun.children if child.dep_ in {"amod", "compound"} and child.text[:1].isupper()
    ]
    if modifiers:
        return modifiers
    if noun.dep_ in {"dobj", "attr", "conj", "oprd"} and noun.head.pos_ in {"VERB", "AUX"}:
        return _subject_of(noun.head, depth + 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in {"VERB", "AUX"}:
        return _subject_of(noun.head.head, depth + 1)
    return []


def _subject_of(verb: Token, depth: int) -> list[Token]:
    """The logical subject of another verb, as the understood subject of one that depends on it."""
    own = [
        child
        for child in verb.children
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"} and child.pos_ != "VERB"
    ]
    if own:
        return _antecedents(own)
    return _understood(verb, depth)


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
                slots["obj"] = _antecedents(objects)
                return
