"""Step 7: whether it happened.

From the trigger the tree is climbed; every auxiliary, negation, "if" and every governing cue of the cue
book ("failed to", "vowed to", "fear of", "accused of") on the way is weighed. The innermost cue that says
anything decides the modality; an outer one may add a negation, a speaker or the counterfactual. What did
not happen is never left as asserted.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import CueBook
from detente.reading.attribution import CLIMB, weigh_according, weigh_stated
from detente.reading.base import Predicate, Reading
from detente.reading.status_asides import weigh_asides
from detente.reading.status_conditions import consequent, weigh_supposed
from detente.reading.status_cues import sums_up, weigh_aim, weigh_head, weigh_plan, weigh_report
from detente.reading.status_framings import weigh_framed
from detente.reading.status_joins import outer_head, speaks_aside
from detente.reading.status_lists import weigh_listed
from detente.reading.status_nouns import is_given, stops_noun, weigh_noun
from detente.reading.status_verbs import (
    is_left_undone,
    is_rejected_choice,
    is_unfinished,
    weigh_judged,
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
    _weigh_words(reading, predicate, found)
    given = _nominal_only(predicate) and is_given(predicate.token)
    _climb(reading, predicate, found, given=given)
    weigh_according(reading, predicate, found)
    weigh_aim(reading.books.cues, predicate, found)
    unsettled = found.modality is None and not _nominal_only(predicate)
    if unsettled and (is_unfinished(predicate.token) or _is_topic(predicate.token)):
        found.weak = found.weak or "planned"
    if not given:
        weigh_asides(reading, predicate, found)
    return found


def _weigh_words(reading: Reading, predicate: Predicate, found: Weighed) -> None:
    """Weigh what stands at the trigger itself: auxiliaries, adjectives, its list, its name, its condition."""
    cues = reading.books.cues
    node = predicate.token
    if _nominal_only(predicate):
        weigh_noun(cues, node, found)
        weigh_stated(reading, node, found)
    else:
        weigh_verb(cues, node, found)
        if found.modality == "conditional" and _told_as_said(predicate):
            found.modality, found.condition = None, None
        if predicate.noun is not None:
            with found.once():  # "imposed no sanctions": the verb has told it
                weigh_noun(cues, predicate.noun, found)
    weigh_listed(reading, predicate, found)
    weigh_framed(reading, predicate, found)
    weigh_supposed(predicate, found)
    if is_rejected_choice(predicate.token):
        found.take("hypothetical", "rather than")
        found.polar("did not happen", "rather than")
    if is_left_undone(predicate.token):
        found.weak = "asserted"
        found.polar("negated", "nothing")


def _climb(reading: Reading, predicate: Predicate, found: Weighed, *, given: bool) -> None:
    """Weigh every word above the trigger that bears on it."""
    cues = reading.books.cues
    node = predicate.token
    nominal = _nominal_only(predicate)
    for _ in range(CLIMB):
        head, link = node.head, node.dep_
        if head == node:
            break
        if (above := outer_head(predicate, node, link, head)) is not None:
            head, link = above, "conj"
        elif not _passes(node, link, head):
            if link == "relcl":
                weigh_relative(head, found)
            if not (link == "appos" and sums_up(node)):
                weigh_report(reading, head, found)
            break
        if link in {"ccomp", "csubj"} and head.lemma_ == "be":
            weigh_judged(cues, head, found)
        hit = weigh_head(reading, predicate, node, link, head, found, given=given)
        if nominal and link in {"nsubj", "nsubjpass"}:
            weigh_occurrence(cues, head, found)
        if nominal and link == "attr" and any(child.dep_ == "neg" for child in head.children):
            found.polar("negated", "not")  # "it was not the end of the war"
            break
        if nominal and not hit and stops_noun(reading, node, link, head, given):
            break
        if head.pos_ in {"VERB", "AUX"}:
            if link in {"nsubj", "nsubjpass"} and nominal:
                weigh_outer_verb(cues, head, link, found, hit=hit)
                break
            if link == "conj":
                _weigh_joined(cues, node, head, found)
            else:
                weigh_outer_verb(cues, head, link, found, hit=hit)
            if found.modality == "planned" and (condition := consequent(node, link, head)) is not None:
                found.modality, found.condition = "conditional", condition
            nominal = False
        if (
            link == "advcl"
            and node.tag_ == "VBG"
            and found.modality is None
            and not speaks_aside(predicate, node)
        ):
            weigh_plan(cues, node, head, found)
        node = head


def _weigh_joined(cues: CueBook, node: Token, head: Token, found: Weighed) -> None:
    """ "Did not attack and did not withdraw": each verb with an auxiliary of its own has its own "not"."""
    never, free = found.negated, found.modality
    with found.once():
        weigh_verb(cues, head, found)
    if "status:no longer" in found.rules and node.tag_ == "VBD":
        found.negated = never  # "no longer hesitated and attacked"
    if free is None and found.condition is not None and head.i < found.condition.i < node.i:
        found.modality, found.condition = None, None  # "threatened it if …, but backed away"
    if any(child.dep_ in {"aux", "neg"} for child in node.children):
        found.negated = never


def _passes(node: Token, link: str, head: Token) -> bool:
    """Whether the status of what stands above still bears on what stands below this edge."""
    if link in {"relcl", "appos", "parataxis"}:
        return False
    if link == "advcl":
        if any(child.dep_ == "mark" and child.lower_ in FACTUAL_MARKS for child in node.children):
            return False
        return node.tag_ in {"VBG", "VB"} or any(child.dep_ == "mark" for child in node.children)
    if link == "conj" and node.pos_ == "VERB":
        if any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children):
            return True  # "the demand that A leave and that B stay"
        own_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if node.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass"} for child in node.children):
            return True
        passive = any(child.dep_ == "auxpass" for child in head.children)
        active = head.tag_ != "VBN" or (passive and any(child.dep_ == "dobj" for child in node.children))
        finite_past = node.tag_ == "VBD" and active and any(child.tag_ == "MD" for child in head.children)
        return not own_subject and not finite_past
    return True


def _told_as_said(predicate: Predicate) -> bool:
    """ "Threatened war if it was punished": the condition is the threat's, which was made."""
    if predicate.layer != "say" or predicate.token.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return False
    return not any(child.tag_ == "MD" or child.dep_ == "auxpass" for child in predicate.token.children)


def _nominal_only(predicate: Predicate) -> bool:
    """Whether the trigger is a noun, not the verb of a light-verb construction."""
    return predicate.pos == "n" and predicate.noun is None


def _is_topic(verb: Token) -> bool:
    """ "a memorandum on fighting X", "talks about ending it": what a paper or talk is about."""
    preposition = verb.head
    return verb.dep_ == "pcomp" and preposition.lower_ in {"on", "about"} and preposition.head.pos_ == "NOUN"
