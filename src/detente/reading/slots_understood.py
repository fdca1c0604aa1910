"""Who does what a clause says where its form leaves the subject out: control, coordination, participles."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.slots_fillers import antecedents, behind, fillers_of, is_infinitive
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
_DEPTH = 6


def understood(verb: Token, depth: int = 0) -> list[Token]:
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
        if head.lemma_.lower() in ADDRESSED and (asked := behind(head, {"to", "on", "for", "upon"})):
            return asked
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
        return antecedents(direct)
    return behind(verb, {"on", "upon", "for", "to"})


def _owners_of(noun: Token, depth: int) -> list[Token]:
    """Whose "decision" or "attempt" it is: possessor, by- or of-phrase, else the subject of the clause."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
            fillers = [each for each in fillers_of(child) if each.pos_ in {"PROPN", "NOUN", "PRON"}]
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
        return antecedents(own)
    return understood(verb, depth)
