"""Sets and definite descriptions: "both nations", "the four states", "his counterpart", "the region"."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import Sentence, at
from detente.reading.mentions_bodies import named_body
from detente.reading.mentions_kinds import (
    COUNTS,
    GROUP_NOUNS,
    OFFICES,
    PARTAKERS,
    REGIONS,
    RELATIONAL,
    SET_NOUNS,
    STATE_NOUNS,
    TOGETHER,
    WORLD,
    Referring,
    determiner,
    has_count,
    left_words,
    number_of,
)
from detente.reading.mentions_names import Covered
from detente.reading.mentions_phrases import (
    MARKERS,
    both_before,
    modified,
    near,
    owner_tokens,
    phrase_mention,
)
from detente.reading.mentions_pronouns import BOTH
from detente.reading.resolve_doers import deeds_of
from detente.reading.resolve_known_sets import sets_called

NARROWING = frozenset({"of", "from", "with", "to", "for", "within"})


def set_mention(covered: Covered, sentence: Sentence, head: Token, noun: str) -> Referring | None:
    """ "both nations", "the two countries", "each side", "the region", "his counterpart"."""
    word, many = determiner(head), number_of(head) == "many"
    count = has_count(head)
    text = " ".join(token.lower_ for token in left_words(head)[-3:])
    if any(text.endswith(each) for each in WORLD) and head.lower_ in {"community", "opinion"}:
        return phrase_mention(sentence, head, "definite", "generic", "international community", definite=True)
    if noun in REGIONS and word in {"the", "this", "that"} and not modified(head):
        return phrase_mention(sentence, head, "definite", "place", "region", definite=True, kind="place")
    if (known := _by_name_or_deed(sentence, head, noun, word, many)) is not None:
        return known
    named = any(child.dep_ in MARKERS and covered.get(at(child)) is not None for child in head.children)
    if named and noun not in RELATIONAL:
        return None
    if noun in SET_NOUNS | OFFICES | PARTAKERS:
        if word in BOTH or (many and (count in {"two", "2"} or both_before(head))):
            made = phrase_mention(sentence, head, "set", "set", noun, number="many", definite=True)
            made.count = 2
            return made
        if many and COUNTS.get(count or "", 0) > 2 and _is_told(head, word):
            made = phrase_mention(sentence, head, "set", "set", noun, number="many", definite=True)
            made.count = COUNTS[count or ""]
            return made
        plain_set = near(head) or not any(
            child.dep_ in {"amod", "relcl"} or (child.dep_ == "prep" and child.lower_ in NARROWING)
            for child in head.children
        )
        pointing = word in {"the", "these", "those"} and many and count is None and noun not in PARTAKERS
        if pointing and plain_set and noun in SET_NOUNS - {"government", "power"}:
            return phrase_mention(
                sentence, head, "set", "set", noun, number="many", definite=True, confidence=0.7
            )
    if noun in {"side", "party"}:
        if word == "the" and any(child.lower_ in {"other", "opposing"} for child in head.children):
            return phrase_mention(sentence, head, "relational", "relational", "the other", definite=True)
        return None if noun == "side" else _definite_group(sentence, head, noun, word, many)
    if noun in RELATIONAL and not (many and not owner_tokens(head)):
        owners = owner_tokens(head)
        if owners or word == "the":
            made = phrase_mention(sentence, head, "relational", "relational", noun, definite=True)
            made.owners, made.number = owners, "many" if many else "one"
            return made
    if noun in STATE_NOUNS - {"island"} and any(child.dep_ == "poss" for child in head.children):
        # "his country", "Walter Ulbricht's republic"
        own = phrase_mention(sentence, head, "definite", "definite", "country", definite=True, kind="state")
        own.owners = [child for child in head.children if child.dep_ == "poss"]
        return own
    if (body := named_body(sentence, head, noun, word, many)) is not None:
        return body
    if noun in STATE_NOUNS and head.pos_ == "NOUN" and not many and word in {"the", "this", "that"}:
        if not any(child.dep_ in {"relcl"} for child in head.children):
            return phrase_mention(
                sentence, head, "definite", "definite", "country", definite=True, kind="state"
            )
        return None
    return _definite_group(sentence, head, noun, word, many)


def _by_name_or_deed(sentence: Sentence, head: Token, noun: str, word: str, many: bool) -> Referring | None:
    """ "The Gulf monarchies", "both superpowers", "the boycotting states", "the quartet"."""
    told = word in {"the", "these", "those", "all", "both"} or both_before(head)
    count = has_count(head) or ""
    if noun in TOGETHER and told and not many and not modified(head):
        size = TOGETHER[noun]
    elif not many or not (told or count) or any(child.dep_ == "poss" for child in head.children):
        return None
    elif sets_called(head) or (noun in SET_NOUNS | PARTAKERS and told and deeds_of(head)):
        size = 2 if word == "both" or both_before(head) else COUNTS.get(count, 0)
    else:
        return None
    made = phrase_mention(sentence, head, "set", "set", noun, number="many", definite=True)
    made.count = size
    return made


def _is_told(head: Token, word: str) -> bool:
    """Whether a number of things is one told before: "the four states", "all four", not "four states"."""
    if any(child.lower_ in {"other", "more", "further", "additional", "new"} for child in head.children):
        return False
    return word in {"the", "these", "those", "all"} and not any(
        child.dep_ == "relcl" and child.left_edge.i == head.i + 1 for child in head.children
    )


def _definite_group(sentence: Sentence, head: Token, noun: str, word: str, many: bool) -> Referring | None:
    bare = not any(
        child.dep_ in {"amod", "compound", "nmod", "relcl", "acl", "poss"}
        or (child.dep_ == "prep" and child.lower_ == "of")
        for child in head.children
    )
    if noun in GROUP_NOUNS | {"party"} and not many and word in {"the", "this", "that"} and bare:
        return phrase_mention(
            sentence, head, "definite", "definite", "group", definite=True, kind="armed group"
        )
    return None
