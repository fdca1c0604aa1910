"""Coordinated lists of names ("A, the B, C and D"), and what a mention cannot be: its own co-arguments.

Lists are read off the words between the names, since the parser often loses a member of a long list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from detente.crisis import ActorKind
from detente.reading.base import ActorMention, Reading, Sentence
from detente.reading.mentions_kinds import DROPPED, Referring, with_conjuncts

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
JOINT = re.compile(
    r"\s*(?P<comma>,)?\s*(?P<and>and|or|nor|&|as well as|along with)?\s*(?:both\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
REPORTING = frozenset({"between", "among", "amongst", "of", "in"})
"""Prepositions behind which a set may well hold the subject of the clause ("ties between the two states")."""
LIMIT = 16


@dataclass(slots=True, frozen=True, eq=False)
class Listed:
    """A coordinated list of actors. ``attributive``: the names only modify a noun ("French and British")."""

    ids: tuple[str, ...]
    members: tuple[Referring, ...]
    attributive: bool

    @property
    def start(self) -> int:
        return self.members[0].start

    @property
    def sentence(self) -> Sentence:
        return self.members[0].sentence


def named_lists(reading: Reading) -> list[Listed]:
    """All lists of two names or more that an "and" or "or" closes, in text order."""
    found = []
    text = reading.document.text
    for sentence in reading.sentences:
        names = [
            each
            for each in reading.mentions_by_sentence.get(sentence.index, ())
            if isinstance(each, Referring)
            and each.reference == "name"
            and len(each.ids) == 1
            and each.how != DROPPED
        ]
        if len(names) > 1:
            names.sort(key=lambda each: each.start)
            found += [made for run in _runs(names, text) if (made := _listed(reading, run)) is not None]
    return found


def _runs(names: list[Referring], text: str) -> Iterator[list[tuple[Referring, bool]]]:
    """Stretches of names with nothing but commas and "and" between them; each with whether "and" precedes."""
    run: list[tuple[Referring, bool]] = [(names[0], False)]
    for left, right in pairwise(names):
        if right.start < left.end:
            continue
        gap = text[left.end : right.start] if right.start - left.end < 24 else "…"
        match = JOINT.fullmatch(gap)
        if match and (match["comma"] or match["and"]) and len(run) < LIMIT and _linked(run, right):
            run.append((right, bool(match["and"])))
        else:
            yield run
            run = [(right, False)]
    yield run


def _linked(run: list[tuple[Referring, bool]], right: Referring) -> bool:
    """Whether the parse allows a name in the list: coordinated, or the list misread at its start."""
    first = run[0][0]
    if right.attributive or right.head.dep_ in {"conj", "appos"}:
        return True
    if right.head.dep_ == first.head.dep_ and right.head.head == first.head.head:
        return True
    # "In March 1992 A, the B and C withdrew": the first name is drawn to the date
    before = first.head.doc[max(first.head.left_edge.i - 1, 0)]
    opened = first.start == first.sentence.start or before.ent_type_ == "DATE" or before.like_num
    goes_on = any(child.dep_ == "conj" for child in right.head.children)
    return len(run) == 1 and opened and goes_on and right.head.dep_ in SUBJECTS


def _listed(reading: Reading, run: list[tuple[Referring, bool]]) -> Listed | None:
    if len(run) < 2 or not run[-1][1]:
        return None
    members = tuple(each for each, _ in run)
    kinds = {_kind(reading, each.ids[0]) for each in members}
    if "place" in kinds or "media" in kinds:
        return None
    ids = tuple(dict.fromkeys(each.ids[0] for each in members))
    attributive = members[-1].attributive
    if len(ids) < 2 or (not attributive and any(each.attributive for each in members)):
        return None
    return Listed(ids, members, attributive)


def _kind(reading: Reading, id: str) -> ActorKind:
    actor = reading.actors.get(id)
    return actor.kind if actor else "unknown"


def mend_lists(lists: list[Listed]) -> None:
    """Tell each member of a list of those that the parse cut off from it."""
    for each in lists:
        if each.attributive:
            continue
        lead = next((member for member in each.members if member.head.dep_ in SUBJECTS), each.members[0])
        linked = {token.i for token in with_conjuncts([lead.head])}
        if lead is not each.members[0] and each.members[0].how == "place":
            each.members[0].how = "name"
        lead.also = tuple(
            member.ids[0] for member in each.members if member.head.i not in linked and member is not lead
        )


def co_arguments(reading: Reading, head: Token) -> set[str]:
    """The actors named as other arguments of the verb that a noun or pronoun is an argument of.

    Subject and object of one verb are two, unless a reflexive says otherwise; so are a possessor and what
    its noun is directed at ("its attack on X").
    """
    found: set[str] = set()
    if head.dep_ in SUBJECTS:
        for verb in _shared_verbs(head.head):
            for noun in _complements(verb):
                found |= _ids(reading, noun)
    elif head.dep_ == "poss":
        for noun in _complements(head.head):
            found |= _ids(reading, noun)
    else:
        verb = head.head
        if head.dep_ in {"pobj", "pcomp"}:
            if verb.lower_ in REPORTING:
                return found
            verb = verb.head
        if verb.pos_ == "VERB" and head.dep_ in {"pobj", "dobj", "dative"}:
            for child in verb.children:
                if child.dep_ in SUBJECTS or (child.dep_ == "dobj" and child != head):
                    found |= _ids(reading, child)
    return found


def _shared_verbs(verb: Token) -> list[Token]:
    """A verb and those with its subject: coordinated, or its infinitive ("agreed to attack")."""
    found = [verb]
    for one in found:
        if len(found) > 5:
            break
        for child in one.children:
            bare = not any(each.dep_ in SUBJECTS for each in child.children)
            if child.pos_ == "VERB" and child.dep_ in {"conj", "xcomp"} and bare:
                controlled = child.dep_ == "xcomp" and any(each.dep_ == "dobj" for each in one.children)
                if not controlled:
                    found.append(child)
    return found


def _complements(head: Token) -> Iterator[Token]:
    """Objects, and what follows a preposition that is not one of place."""
    for child in head.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP":
            yield child
        elif child.dep_ in {"prep", "agent", "dative"} and child.lower_ in {
            "to", "with", "against", "on", "upon", "from", "by", "at", "towards", "toward", "over",
        }:  # fmt: skip
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _ids(reading: Reading, noun: Token) -> set[str]:
    """What a name, and those coordinated with it, stand for."""
    found: set[str] = set()
    stack = [noun]
    while stack and len(found) < 8:
        token = stack.pop()
        mention: ActorMention | None = reading.mention_of(token)
        if isinstance(mention, Referring) and mention.reference == "name" and not mention.attributive:
            found.update(mention.ids)
        stack.extend(child for child in token.children if child.dep_ == "conj")
    return found
