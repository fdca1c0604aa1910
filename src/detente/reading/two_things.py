"""Whether a verb and its noun tell of two events: "called off the assault", but not "put pressure on"."""

from __future__ import annotations

from detente.reading.base import Predicate

DEEDS = frozenset("ACCUSE ASSAULT COERCE MOBILIZE PROTEST REJECT REQUEST SANCTION THREATEN".split())
"""Roots of deeds and words that stay an event of their own when another verb turns to them."""
ORDERING = frozenset({"approve", "authorise", "authorize", "direct", "order"})
DEED_WORDS = frozenset({"action", "deed", "incident", "mission", "move", "operation", "step"})
JUDGED = frozenset({"ACCUSE", "PROTEST", "REJECT", "RETREAT", "SUPPORT"})
"""What is done to a deed that is known: it is called off, condemned, defended."""
PERFORMING = frozenset("apply commit declare employ exert pose proclaim put use".split())
"""Verbs that do nothing beside what their object names: "declared war", "put pressure on X"."""


def two_things(verb: Predicate, thing: Predicate) -> bool:
    """ "Called off the assault", "demanded an apology", "denied any part", "authorised strikes": what is
    ended, asked for, denied or allowed is an event beside the verb's own."""
    if thing.modality == "denied" or thing.same_as is not None or verb.lemma == "receive":
        return True
    if verb.event == "REJECT" and thing.layer == "say" and thing.sources:
        return True
    if deed_known(thing) and verb.event in JUDGED:
        return True
    if verb.event is None:
        return (verb.layer == "say" and thing.event is not None and not thing.happened) or (
            verb.lemma in ORDERING and thing.event is not None
        )
    if verb.event == "REQUEST":
        return thing.event is not None and thing.event != "CONSULT"
    return thing.event in DEEDS and verb.event not in {"AGREE", "CONSULT"} and verb.lemma not in PERFORMING


def deed_known(thing: Predicate) -> bool:
    """ "The operation", "this move": a deed that is spoken of as told, in a word for any deed."""
    return (
        thing.lemma in DEED_WORDS
        and thing.token.tag_ == "NN"
        and any(child.lower_ in {"the", "this", "that"} for child in thing.token.children)
    )
