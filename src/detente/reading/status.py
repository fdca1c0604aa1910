"""Step 7: whether it happened.

From the trigger the tree is climbed; every auxiliary, negation, "if" and every governing cue of the cue
book ("failed to", "vowed to", "fear of", "accused of") on the way is weighed. The innermost cue that says
anything decides the modality; an outer one may add a negation, a speaker or the counterfactual. What did
not happen is never left as asserted.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.attribution import CLIMB, weigh_according, weigh_stated
from detente.reading.base import Predicate, Reading
from detente.reading.status_cues import weigh_aim, weigh_head, weigh_plan, weigh_report
from detente.reading.status_lists import weigh_listed
from detente.reading.status_nouns import is_given, stops_noun, weigh_noun
from detente.reading.status_verbs import (
    is_infinitive,
    weigh_occurrence,
    weigh_outer_verb,
    weigh_relative,
    weigh_verb,
)
from detente.reading.weighed import Weighed

FACTUAL_MARKS = frozenset(
    ("although though while because since as after before when until once whereas whenever wherever").split()
)


class Status:
    """Sets modality, polarity, speaker and condition of every predicate."""

    name = "status"

    def __call__(self, reading: Reading) -> None:
        for predicate in reading.predicates:
            _settle(predicate, weigh(reading, predicate))


def _settle(predicate: Predicate, found: Weighed) -> None:
    modality = found.modality or found.weak or "asserted"
    if found.counterfactual:
        modality = "counterfactual"
    predicate.modality = modality
    if found.negated:
        predicate.polarity = "negated"
    elif found.undone:
        predicate.polarity = "did not happen"
    if found.speaker:
        predicate.speaker = found.speaker
    if found.condition is not None:
        predicate.condition = "".join(token.text_with_ws for token in found.condition.subtree).strip()
    if found.said_by is not None and found.said_by is not predicate and found.said_by.about is None:
        found.said_by.about = predicate
    predicate.rules.extend(found.rules)


def weigh(reading: Reading, predicate: Predicate) -> Weighed:
    """Climb from the trigger and weigh every cue on the way."""
    found = Weighed()
    cues = reading.books.cues
    node = predicate.token
    nominal = predicate.pos == "n" and predicate.noun is None
    if nominal:
        weigh_noun(cues, node, found)
        weigh_stated(reading, node, found)
    else:
        weigh_verb(cues, node, found)
        if predicate.noun is not None:
            weigh_noun(cues, predicate.noun, found)
    weigh_listed(reading, predicate, found)
    given = nominal and is_given(node)
    for _ in range(CLIMB):
        head, link = node.head, node.dep_
        if head == node:
            break
        if not _passes(node, link, head):
            if link == "relcl":
                weigh_relative(head, found)
            weigh_report(reading, head, found)
            break
        hit = weigh_head(reading, predicate, node, link, head, found, given=given)
        if nominal and link in {"nsubj", "nsubjpass"}:
            weigh_occurrence(cues, head, found)
        if nominal and not hit and stops_noun(reading, node, link, head, given):
            break
        if head.pos_ in {"VERB", "AUX"}:
            if link in {"nsubj", "nsubjpass"} and nominal:
                weigh_outer_verb(cues, head, link, found, hit=hit)
                break
            if link == "conj":
                weigh_verb(cues, head, found)
            else:
                weigh_outer_verb(cues, head, link, found, hit=hit)
            nominal = False
        if link == "advcl" and node.tag_ == "VBG" and found.modality is None:
            weigh_plan(cues, node, head, found)
        node = head
    weigh_according(reading, predicate, found)
    weigh_aim(cues, predicate, found)
    unsettled = found.modality is None and not _nominal_only(predicate)
    if unsettled and (is_infinitive(predicate.token) or _is_topic(predicate.token)):
        found.weak = found.weak or "planned"
    return found


def _passes(node: Token, link: str, head: Token) -> bool:
    """Whether the status of what stands above still bears on what stands below this edge."""
    if link in {"relcl", "appos", "parataxis"}:
        return False
    if link == "advcl":
        if any(child.dep_ == "mark" and child.lower_ in FACTUAL_MARKS for child in node.children):
            return False
        return node.tag_ in {"VBG", "VB"} or any(child.dep_ == "mark" for child in node.children)
    if link == "conj" and node.pos_ == "VERB":
        own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if node.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in node.children):
            return True
        finite_past = (
            node.tag_ == "VBD" and head.tag_ != "VBN" and any(child.tag_ == "MD" for child in head.children)
        )
        return not own_subject and not finite_past
    return True


def _nominal_only(predicate: Predicate) -> bool:
    """Whether the trigger is a noun, not the verb of a light-verb construction."""
    return predicate.pos == "n" and predicate.noun is None


def _is_topic(verb: Token) -> bool:
    """ "a memorandum on fighting X", "talks about ending it": what a paper or talk is about."""
    preposition = verb.head
    return verb.dep_ == "pcomp" and preposition.lower_ in {"on", "about"} and preposition.head.pos_ == "NOUN"
