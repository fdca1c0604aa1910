"""Relations between actors: from cue words with the slots around them, from compounds, and from attacks.

A cue row says in which slots head and tail stand (see ``around`` and ``relation_slots``). Flags narrow it:

``pair``         members of "between", of a possessive, or the subjects hold it with one another
``tie``          the word describes or changes "relations", "ties": their slots count
``armed-head``, ``armed-tail``, ``nonstate``   an armed group or a person must be there
``place-tail``   the tail is a place (its state, or a place of its own)
``over``, ``over-place``, ``contested``        not about land, about land, "contested sovereignty"
``compound``, ``prefix``   "Indian-controlled Kashmir", "anti-Pakistan groups"; ``reverse``: the noun is head
``desired``      who wants it is already hostile
``undone``, ``done``   only negated ("no longer trusted"), never negated
``shared``, ``land-noun``, ``arms``   a common border, a word for land, means of war are named
"""

from __future__ import annotations

from typing import Any, cast

import msgspec
from spacy.tokens import Token

from detente.codes import AffairCue, AffairCues, relation_cues
from detente.crisis import SYMMETRIC, Relation, Span
from detente.reading.affairs.actors_near import Focus
from detente.reading.affairs.around import around_noun, head_of, slots_around
from detente.reading.affairs.derived import derived_relations
from detente.reading.affairs.organs import organ_relations
from detente.reading.affairs.relation_compounds import compound_slots
from detente.reading.affairs.relation_ends import TIE_KINDS, Place
from detente.reading.affairs.relation_labels import label_relations
from detente.reading.affairs.relation_land import land_relations
from detente.reading.affairs.relation_pairs import pairs_of
from detente.reading.affairs.relation_shown import shown_relations
from detente.reading.affairs.relation_slots import (
    fillers,
    is_no_more,
    is_past,
    is_supposed,
    is_talked_about,
    since_of,
    ties_noun,
)
from detente.reading.affairs.status_at import Status, status_at
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.slots import is_passive

UNREAL = frozenset({"planned", "desired", "conditional", "hypothetical", "counterfactual"})


class Relations:
    """Finds what ties and divides the actors of the account."""

    name = "relations"

    def __call__(self, reading: Reading) -> None:
        cues, focus = relation_cues(), Focus(reading)
        found: list[Relation] = []
        for sentence in reading.sentences:
            tokens = list(sentence.tokens)
            behind = 0  # words of a longer cue are not read again
            for index in range(len(tokens)):
                if index < behind:
                    continue
                for cue, covered in [*cues.at(tokens, index), *_prefixed(cues, tokens[index])]:
                    made = _of_cue(reading, focus, sentence, cue, covered)
                    found.extend(made)
                    if made:
                        behind = max(behind, index + len(covered))
        found.extend(organ_relations(reading))
        found.extend(land_relations(reading, focus))
        found.extend(label_relations(reading))
        found.extend(derived_relations(reading))
        found.extend(shown_relations(reading))
        reading.relations.extend(
            msgspec.structs.replace(each, id=f"r{number}") for number, each in enumerate(once(found), 1)
        )


def once(relations: list[Relation]) -> list[Relation]:
    """Each relation once for each of its speakers, where the text first says so; said goes before derived."""
    kept: dict[tuple[object, ...], Relation] = {}
    told: set[tuple[str, ...]] = set()
    for relation in sorted(relations, key=lambda each: (each.derived_from is not None, each.trigger)):
        said = (
            relation.kind,
            *_ends(relation),
            relation.modality,
            relation.polarity,
            relation.speaker,
            relation.sentence,
        )
        if relation.derived_from is None:
            kept.setdefault(said, relation)
            told.add((relation.kind, *_ends(relation)))
        elif said not in kept and (relation.kind, *_ends(relation)) not in told:
            kept.setdefault((relation.kind, relation.head, relation.tail), relation)
    return sorted(kept.values(), key=lambda each: (each.trigger, each.head, each.tail))


def _prefixed(cues: AffairCues, token: Token) -> list[tuple[AffairCue, list[Token]]]:
    """The cues in a word's own prefix: "anti-Soviet", "pro-Western"."""
    prefix, dash, rest = token.lower_.partition("-")
    if not dash or not rest:
        return []
    return [(cue, [token]) for cue in cues.of_words(prefix) if "prefix" in cue.flags]


def _ends(relation: Relation) -> tuple[str, ...]:
    ends = (relation.head, relation.tail)
    return tuple(sorted(ends)) if relation.kind in SYMMETRIC else ends


def _of_cue(
    reading: Reading, focus: Focus, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> list[Relation]:
    anchor = head_of(covered)
    if not _applies(cue, anchor) or is_supposed(anchor) or is_talked_about(anchor):
        return []
    if cue.kind in TIE_KINDS and is_past(anchor):
        return []
    if "tie" in cue.flags:
        noun = ties_noun(anchor)
        if noun is None:
            return []
        place = Place(reading, focus, sentence, cue, noun, {**slots_around(anchor), **around_noun(noun)})
    elif cue.flags & {"compound", "prefix"}:
        place = Place(reading, focus, sentence, cue, anchor, compound_slots(cue, anchor))
    else:
        slots = slots_around(anchor)
        if cue.pos == "n" and len(covered) > 1 and anchor.pos_ == "ADJ":
            slots = around_noun(anchor)  # "the second in command of X"
            slots["of"] = [
                inner for each in covered[-1].children if each.lower_ == "of" for inner in each.children
            ]
        if cue.pos == "a" and slots.get("obj") and is_passive(anchor):
            slots["subj"] = slots["obj"]  # "isolated by the West": who is, not who did it
        place = Place(reading, focus, sentence, cue, anchor, slots)
    pairs = pairs_of(place)
    if not pairs:
        return []
    status = status_at(reading, anchor)
    if "undone" in cue.flags:
        if not (status.polarity or is_no_more(anchor)):
            return []
        status = Status(status.modality, None, status.speaker)
    if "done" in cue.flags and (status.polarity or is_no_more(anchor)):
        return []
    if "desired" in cue.flags and status.modality in {"desired", "planned"}:
        status = Status()
    if status.modality == "planned" and "sender" in cue.first and fillers(anchor, {}, "sender"):
        status = Status()  # "sent troops to support X": they are sent
    if status.modality in UNREAL:
        return []
    evidence = reading.evidence(sentence.start, sentence.end, f"rule:relations.{cue.name}", cue.confidence)
    return [
        Relation(
            id="",
            kind=cast(Any, cue.kind),
            head=head,
            tail=tail,
            trigger=Span(at(covered[0]), end(covered[-1])),
            evidence=evidence,
            since=since_of(reading, place.anchor) if cue.kind != "neighbour_of" else None,
            modality=cast(Any, status.modality),
            polarity=status.polarity,
            speaker=status.speaker,
            sentence=sentence.index,
        )
        for head, tail in pairs
    ]


def _applies(cue: AffairCue, anchor: Token) -> bool:
    """Whether the word stands in the form that the row is about."""
    if "compound" in cue.flags:
        return anchor.dep_ in {"amod", "compound", "nmod", "conj", "poss"}
    if cue.pos == "n" and cue.kind in TIE_KINDS and anchor.tag_ in {"NNP", "NNPS"}:
        return False  # the Arab Union, the Warsaw Pact
    if cue.pos == "v" and anchor.dep_ in {"amod", "aux", "auxpass", "compound"}:
        return False
    return not (cue.pos == "n" and anchor.dep_ in {"compound", "nmod"} and len(cue.words) == 1)
