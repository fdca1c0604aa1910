"""Hostility in names that are called: "called Amin a butcher", "denounced them as bandits".

Who calls another a murderer, an aggressor or a puppet is hostile to him; the account says so itself, since
it is the calling that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.crisis import Relation, Span
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import word_set

CALLING = word_set(
    "call brand label denounce describe regard see consider term dub decry condemn vilify style depict "
    "portray treat stigmatize stigmatise"
)
NAMES = word_set(
    "murderer killer butcher assassin criminal tyrant dictator despot traitor renegade terrorist bandit "
    "gangster thug brute monster madman maniac lunatic devil satan enemy foe aggressor invader usurper "
    "mob rabble scum pirate puppet stooge lackey imperialist warmonger fascist nazi hitler liar hypocrite "
    "vermin cockroach rat dog snake mercenary saboteur subversive outlaw occupier oppressor colonialist "
    "racist barbarian heretic infidel apostate clique gang hooligan provocateur"
)
IDLE = frozenset({"media", "place", "unknown"})
CONFIDENCE = 0.6


def label_relations(reading: Reading) -> list[Relation]:
    """``hostile_to`` from every hostile name that one actor is told to call another, once for the two."""
    found: dict[tuple[str, str], Relation] = {}
    for act in reading.predicates:
        if act.pos != "v" or act.token.lemma_.lower() not in CALLING or not act.happened:
            continue
        if act.token.dep_ != "ROOT" and act.modality != "asserted":
            continue
        for name, called in _names(reading, act):
            for head in act.sources:
                for tail in called:
                    if head != tail and not IDLE & {kind_of(reading, head), kind_of(reading, tail)}:
                        found.setdefault((head, tail), _relation(reading, act, name, head, tail))
    return list(found.values())


def _names(reading: Reading, act: Predicate) -> Iterator[tuple[Token, list[str]]]:
    """The hostile nouns after the verb, each with those who are called it."""
    inner = [
        noun
        for child in act.token.children
        for noun in ([child] if child.dep_ != "prep" else child.children if child.lower_ == "as" else [])
    ]
    for noun in inner:
        if noun.i > act.token.i and noun.lemma_.lower() in NAMES and noun.pos_ in {"NOUN", "PROPN", "ADJ"}:
            subject = [child for child in noun.children if child.dep_ in {"nsubj", "nsubjpass"}]
            others = [each for each in act.slots.get("obj", []) if each != noun]
            called = ids_at(reading, subject or others, owner=False)
            if not called and act.token.dep_ == "relcl":
                called = ids_at(reading, [act.token.head])
            yield noun, called or ([] if "targets" in act.inferred else list(act.targets))


def _relation(reading: Reading, act: Predicate, name: Token, head: str, tail: str) -> Relation:
    by = f"rule:relations.label.{name.lemma_.lower()}"
    return Relation(
        id="",
        kind="hostile_to",
        head=head,
        tail=tail,
        trigger=Span(act.start, act.end),
        evidence=reading.evidence(act.sentence.start, act.sentence.end, by, CONFIDENCE),
        sentence=act.sentence.index,
    )
