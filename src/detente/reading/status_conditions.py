"""Conditions that no "if" at the verb tells: "any attack would …", "promised strikes should …".

What follows from a condition is conditional, wherever the parser hung the condition; a deed that somebody
else forestalled ("before they could arrest the crews") was planned and not done.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Predicate
from detente.reading.weighed import Weighed

IF_MARKS = frozenset({"if", "unless", "should", "provided", "providing"})
SUPPOSING = frozenset({"any", "another", "whatever", "whichever", "either"})
CASES = frozenset({"without", "barring", "failing", "absent"})
EVENTS = frozenset({"case", "event", "absence", "eventuality", "circumstance"})
OTHERWISE = frozenset({"otherwise", "else"})
HOURS = frozenset("deadline day fortnight hour minute month second week".split())
GRANTED = frozenset({"give", "allow", "grant", "leave", "have", "get", "set"})


NOT_BEFORE = frozenset({"until", "till", "before", "once"})
PUT_OFF = frozenset({"decline", "refuse", "insist", "demand"})
LEADS = (
    (("supposing", "that"), "hypothetical"),
    (("assuming", "that"), "hypothetical"),
    (("in", "case"), "hypothetical"),
    (("the", "event", "that"), "hypothetical"),
    (("on", "condition", "that"), "desired"),
    (("for", "fear", "that"), "hypothetical"),
    (("for", "fear"), "hypothetical"),
    (("the", "hope", "that"), "desired"),
    (("the", "proviso", "that"), "desired"),
    (("as", "if"), "hypothetical"),
    (("as", "though"), "hypothetical"),
)
"""Words that lead into a clause of what has not happened."""


def consequent(node: Token, link: str, head: Token) -> Token | None:
    """The condition of what a verb promises or threatens: "vowed to strike if …", "promised aid should …"."""
    if link not in {"xcomp", "ccomp", "dobj"}:
        return None
    return next(
        (
            child
            for child in head.children
            if child.dep_ in {"advcl", "ccomp"} and child != node and _supposes(child)
        ),
        None,
    )


def _supposes(clause: Token) -> bool:
    if any(child.dep_ == "mark" and child.lower_ in IF_MARKS for child in clause.children):
        return True
    first = clause.left_edge
    return first.lower_ == "should" and first.head == clause


def weigh_supposed(predicate: Predicate, found: Weighed) -> None:
    """Weigh what the verb's own clause supposes, grants or forestalls."""
    verb = predicate.token
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    forestalled = "could" in auxiliaries and _mark(verb) == "before" and verb.head.tag_ == "VBD"
    if forestalled and "have" not in auxiliaries and not _supposed_subject(verb):
        found.modality = None
        found.take("planned", "before … could")
        found.polar("did not happen", "before … could")
    elif auxiliaries & {"would", "'d"} and "have" not in auxiliaries and _rests_on_case(verb):
        if found.modality is None:
            found.weak = "conditional"
    elif "to" in auxiliaries and _has_time_for(verb):
        found.take("desired", "deadline")
    elif "to" in auxiliaries and verb.head.lemma_ in {"have", "be"} and _has_word(verb.head, "yet"):
        found.polar("negated", "yet to")
    elif verb.dep_ in {"csubj", "csubjpass"} and verb.tag_ == "VBG" and _has_modal(verb.head):
        found.take("hypothetical", "would")
    elif _is_asked(verb):
        found.take("hypothetical", "?")
    dated = any(child.ent_type_ == "DATE" for child in verb.subtree)
    if verb.dep_ == "advcl" and not dated and _mark(verb) in NOT_BEFORE and _is_ahead(verb.head, _mark(verb)):
        found.take("hypothetical", _mark(verb))
    if verb.i > 1 and verb.nbor(-1).lower_ == "but" and verb.nbor(-2).lower_ == "all":
        found.polar("did not happen", "all but")
    if verb.dep_ == "conj" and verb.head.tag_ == "VB" and _has_word(verb.head, "or", "cc"):
        found.take("hypothetical", "or")  # "had to withdraw or face sanctions"
    lead = tuple(word.lower_ for word in verb.doc[max(0, verb.left_edge.i - 3) : verb.left_edge.i + 1])
    for phrase, modality in LEADS:
        if lead[-len(phrase) :] == phrase or lead[:-1][-len(phrase) :] == phrase:
            found.take(modality, " ".join(phrase))


def _rests_on_case(verb: Token) -> bool:
    """ "Any raid would …", "lifting it would …", "without X they would …", "would otherwise …"."""
    if _supposed_subject(verb):
        return True
    for child in verb.children:
        if child.dep_ in {"csubj", "csubjpass"} and child.tag_ == "VBG":
            return True
        if child.dep_ == "advmod" and child.lower_ in OTHERWISE:
            return True
        if child.dep_ == "prep" and (child.lower_ in CASES or _in_case(child)):
            return True
        if child.dep_ == "advcl" and any(
            each.lower_ in {"wherever", "whenever", "once"} and each.dep_ in {"advmod", "mark"}
            for each in child.children
        ):
            return True
    return False


def _supposed_subject(verb: Token) -> bool:
    return any(
        child.dep_ in {"nsubj", "nsubjpass"}
        and any(each.dep_ == "det" and each.lower_ in SUPPOSING for each in child.children)
        for child in verb.children
    )


def _in_case(preposition: Token) -> bool:
    """ "In case of war", "in the event of an attack"."""
    return preposition.lower_ == "in" and any(
        child.dep_ == "pobj"
        and child.lemma_.lower() in EVENTS
        and any(each.lower_ == "of" or each.lower_ == "that" for each in child.children)
        for child in preposition.children
    )


def _has_time_for(verb: Token) -> bool:
    """ "Gave them 72 hours to leave", "had until noon to comply": a demand with a term."""
    head = verb.head
    if head.lemma_.lower() in HOURS and verb.dep_ in {"acl", "relcl", "xcomp", "advcl"}:
        return any(child.dep_ in {"nummod", "det", "amod"} for child in head.children)
    if head.lemma_.lower() not in GRANTED or verb.dep_ not in {"xcomp", "advcl", "ccomp"}:
        return False
    for child in head.children:
        if head.i < child.i < verb.i:
            if child.lower_ == "until":
                return True
            if child.lemma_.lower() in HOURS and child.dep_ in {"dobj", "npadvmod", "oprd"}:
                return any(each.dep_ in {"nummod", "det", "amod"} for each in child.children)
    return False


def _has_word(verb: Token, word: str, link: str | None = None) -> bool:
    return any(child.lower_ == word and (link is None or child.dep_ == link) for child in verb.children)


def _is_ahead(verb: Token, mark: str) -> bool:
    """Whether a verb tells of what is still to come: "would not negotiate until", "refused to, before"."""
    if verb.lemma_.lower() in PUT_OFF:
        return mark != "once"
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return bool(auxiliaries & {"will", "would", "shall", "must", "'ll"}) and "have" not in auxiliaries


def _has_modal(verb: Token) -> bool:
    return any(child.lower_ in {"would", "could", "might", "may", "will"} for child in verb.children)


def _is_asked(verb: Token) -> bool:
    """ "Did they attack?": a question that no "why" or "when" takes for granted."""
    opening = next((child for child in verb.children if child.dep_ in {"aux", "auxpass"}), None)
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if opening is None or subject is None or opening.i > subject.i:
        return False
    asked = any(child.text == "?" for child in verb.children)
    return asked and not any(
        token.tag_ in {"WRB", "WP", "WDT"} for token in verb.subtree if token.i < opening.i
    )


def _mark(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "mark"), "")
