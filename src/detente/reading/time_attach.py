"""Which predicate a date of the sentence belongs to, and which others share it."""

from __future__ import annotations

from spacy.tokens import Token

from detente.crisis import When
from detente.reading.base import Predicate, Reading, Sentence, at
from detente.reading.dates import DateWords

LINKS_DOWN = frozenset({"conj", "advcl", "xcomp", "ccomp"})
BOUNDS = frozenset({"until", "till", "before", "prior", "by", "after"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSE_OPENERS = frozenset({";", "–", "—", "--", ":"})
MEANWHILE = frozenset({"while", "whilst", "as"})
OCCASIONS = frozenset(
    "coup putsch election elections poll referendum plebiscite summit meeting conference congress battle "
    "revolution uprising rising mutiny raid vote ballot session ceremony".split()
)
"""Nouns whose date is that of what happened in, at or by them, or of who won or lost them."""
DECIDED = frozenset("win lose hold contest call boycott rig stage".split())
DEEDS = frozenset("treaty agreement convention pact accord armistice protocol settlement truce".split())
"""Nouns under which something was given up or granted when they were made."""
AT_ONCE = frozenset(
    "survive suffer endure face crush suppress quell launch mount stage lead begin start open conduct commit "
    "make undertake wage join repel repulse defeat win lose".split()
)
"""Verbs that happen when the deed that is their object does."""
MIDNIGHT = frozenset("midnight dawn noon midday dusk nightfall sunset sunrise dark daybreak hour".split())
AFFAIRS = frozenset("crisis war conflict confrontation standoff siege dispute blockade occupation".split())
DONE = frozenset(
    "sign conclude launch mount begin start stage hold reach make initial open deliver issue hand ratify "
    "adopt negotiate undertake carry wage".split()
)
"""Participles whose date is that of the thing done: "an agreement, signed at Algiers on 18 June"."""


def attach(reading: Reading, sentence: Sentence, words: DateWords, when: When) -> None:
    """Hang a date on the predicate that it modifies: the nearest above it, or the clause that it opens."""
    if when.iso is None and when.precision == "none":
        return
    start = sentence.start + words.start
    stop = sentence.start + words.end
    tokens = [token for token in sentence if start <= at(token) < stop]
    if not tokens:
        return
    if (told := _when_clause(reading, sentence, tokens[-1])) is not None:
        _date(told, when)
    if (later := _subordinate(reading, sentence, words, tokens)) is not None:
        _date(later, when)
        return
    if (opened := _opened(reading, sentence, tokens[0])) is not None:
        _date(opened, when)
        return
    inside = {token.i for token in tokens}
    token = next((each for each in tokens if each.head.i not in inside or each.head == each), tokens[0])
    if words.kind == "range" and (affair := _affair(reading, sentence, start)) is not None:
        _date(affair, when)
        return
    for _ in range(12):
        head = token.head
        if token.pos_ in {"ADP", "SCONJ"} and _only_bounds(token):
            return
        predicate = _told_at(reading, head, token)
        if predicate is not None:
            _date(predicate, when)
            _share_of_occasion(reading, predicate, token, when)
            return
        if head == token:
            break
        token = head
    _to_root(reading, sentence, when)


def _affair(reading: Reading, sentence: Sentence, before: int) -> Predicate | None:
    """The crisis or war whose span "from X to Y" after it is."""
    for token in sentence:
        crisis = at(token) < before and token.lemma_.lower() in AFFAIRS and token.pos_ == "NOUN"
        if crisis and (found := reading.predicate_of(token)) is not None:
            return found
    return None


def _date(predicate: Predicate, when: When) -> None:
    if predicate.when is None or (predicate.when.iso is None and when.iso is not None):
        predicate.when = when


def _only_bounds(preposition: Token) -> bool:
    """ "Until 1990", "since May" with a simple past: not when it was done; "had backed since" began then."""
    word = preposition.lower_
    if any(child.lemma_.lower() in MIDNIGHT for child in preposition.children):
        return False
    if word != "since":
        return word in BOUNDS
    verb = preposition.head
    return not any(child.dep_ == "aux" and child.lemma_ in {"have", "be"} for child in verb.children)


def _told_at(reading: Reading, head: Token, below: Token) -> Predicate | None:
    """The predicate at a word; at a verb that tells nothing itself, what it carries."""
    found = reading.predicate_of(head)
    if found is not None:
        alone = not any(child.dep_ == "aux" for child in head.children)
        return None if head.tag_ == "VBG" and head.i > below.i and alone else found
    if head.pos_ not in {"VERB", "AUX"} or head.tag_ == "VBG":
        return None
    for deps in ({"xcomp", "dobj"}, {"nsubj", "nsubjpass"}):
        for child in head.children:
            if child.dep_ in deps and (found := reading.predicate_of(child)) is not None:
                return found
    return None


def _share_of_occasion(reading: Reading, predicate: Predicate, below: Token, when: When) -> None:
    """ "Won the elections of 2 June", "came to power by a coup in 1930": the verb shares the date."""
    noun = predicate.token
    if noun.pos_ == "VERB" and noun.lemma_.lower() in AT_ONCE:
        for child in noun.children:
            done = reading.predicate_of(child) if child.dep_ == "dobj" and child.i < below.i else None
            if done is not None and done.when is None:
                done.when = when
                done.inferred["when"] = "the clause it belongs to"
        return
    if noun.pos_ not in {"NOUN", "PROPN"} or below.i < noun.i:
        return
    verb, lemma = noun.head, noun.lemma_.lower()
    within = {"in", "at", "by", "during"} if lemma in OCCASIONS else {"under", "by", "in"}
    if noun.dep_ == "pobj" and lemma in OCCASIONS | DEEDS and noun.head.lower_ in within:
        verb = noun.head.head
    elif noun.dep_ != "dobj" or lemma not in OCCASIONS or verb.lemma_.lower() not in DECIDED:
        return
    above = reading.predicate_of(verb)
    if above is not None and above.when is None:
        above.when = when
        above.inferred["when"] = "the occasion it happened at"


def _when_clause(reading: Reading, sentence: Sentence, last: Token) -> Predicate | None:
    """ "On 9 April, when a brigade attacked": what happened at the date."""
    doc, number = last.doc, last.i + 1
    while number < sentence.tokens.end and doc[number].text in {",", ")"}:
        number += 1
    if number >= sentence.tokens.end or doc[number].lower_ != "when":
        return None
    verb = doc[number].head
    return reading.predicate_of(verb) if verb.i > number else None


def _subordinate(
    reading: Reading, sentence: Sentence, words: DateWords, tokens: list[Token]
) -> Predicate | None:
    """ "Arrived, six days after the police strung wire": the date is that of the clause that follows."""
    if words.kind != "counted back":
        return None
    doc = tokens[-1].doc
    for number in range(tokens[-1].i + 1, sentence.tokens.end):
        token = doc[number]
        if token.text in {";", ":"}:
            return None
        found = reading.predicate_of(token)
        if found is not None and (token.tag_ in FINITE | {"VBN"} or token.pos_ in {"NOUN", "PROPN"}):
            return found
    return None


def _opened(reading: Reading, sentence: Sentence, first: Token) -> Predicate | None:
    """The clause that a date opens after a conjunction or semicolon: "…; in May X, citing Y, left"."""
    doc, number = first.doc, first.i - 1
    while number > sentence.tokens.start and doc[number].pos_ in {"ADP", "DET"}:
        if doc[number].lower_ in BOUNDS | {"since", "of"}:
            return None
        number -= 1
    if number > sentence.tokens.start and doc[number].text == "," and doc[number - 1].tag_ == "CC":
        number -= 1
    before = doc[number]
    if number <= sentence.tokens.start or (before.tag_ != "CC" and before.text not in CLAUSE_OPENERS):
        return None
    if before.tag_ == "CC" and before.lower_ not in {"and", "but", "yet", "so", "or"}:
        return None
    for token in doc[first.i : sentence.tokens.end]:
        if token.text in CLAUSE_OPENERS or (token.tag_ == "CC" and token.i > first.i + 3):
            return None
        if token.tag_ == "WDT" or token.tag_ == "WP":
            return None
        finite = token.tag_ in FINITE or (
            token.tag_ == "VBN" and any(child.dep_ in {"aux", "auxpass"} for child in token.children)
        )
        if finite and token.pos_ == "VERB":
            found = reading.predicate_of(token)
            return found if token.dep_ not in {"relcl", "acl"} else None
    return None


def _to_root(reading: Reading, sentence: Sentence, when: When) -> None:
    """No predicate above: the date frames the main clause."""
    root: Token = sentence.root
    predicate = reading.predicate_of(root)
    if predicate is None:
        predicate = next(
            (
                found
                for child in root.children
                if (found := reading.predicate_of(child))
                and child.dep_ in LINKS_DOWN | {"nsubj", "nsubjpass", "dobj", "attr"}
            ),
            None,
        )
    if predicate is None:
        predicate = next(
            (
                found
                for token in sentence
                if token.pos_ == "VERB" and token.dep_ not in {"relcl", "acl"}
                if (found := reading.predicate_of(token)) is not None
            ),
            None,
        )
    if predicate is not None and predicate.when is None:
        predicate.when = when


def framed(predicate: Predicate, frames: dict[int, When]) -> None:
    """A main verb under a dated heading happened then, unless it is dated itself or in the pluperfect."""
    when = frames.get(predicate.sentence.index)
    if when is None or predicate.when is not None or predicate.pos != "v" or not predicate.happened:
        return
    pluperfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in predicate.token.children)
    if predicate.token.tag_ in FINITE and not pluperfect:
        predicate.when = when
        predicate.inferred["when"] = "the date it stands under"


def inherit(reading: Reading, predicate: Predicate) -> None:
    """Coordinated verbs, closing participles and the deed inside a dated clause share its date."""
    _thing_done(reading, predicate)
    _occasion(reading, predicate)
    above = predicate.governor
    if predicate.when is not None or above is None or above.when is None or above.when.iso is None:
        return
    if predicate.sentence is not above.sentence or above.token.i > predicate.token.i:
        return
    if _shares(predicate, above):
        predicate.when = above.when
        predicate.inferred["when"] = "the clause it belongs to"


def _occasion(reading: Reading, predicate: Predicate) -> None:
    """ "Two days later, at a summit, the quarrel ended"; "on 3 May a referendum gave him power"."""
    noun = predicate.token
    if predicate.when is not None or noun.lemma_.lower() not in OCCASIONS:
        return
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in {"at", "in", "during"}:
        verb = noun.head.head
    elif noun.dep_ != "nsubj":
        return
    above = reading.predicate_of(verb)
    if above is not None and above.when is not None and above.when.iso is not None:
        predicate.when = above.when
        predicate.inferred["when"] = "the clause it belongs to"


def _shares(predicate: Predicate, above: Predicate) -> bool:
    token = predicate.token
    tense, link = token.tag_, predicate.link
    if link == "conj":
        return tense in {"VBD", "VBN"} or (tense == "VBG" and above.token.tag_ == "VBG")
    if link == "advcl" and above.happened:
        marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
        return tense == "VBG" or (tense == "VBD" and bool(marks & MEANWHILE))
    # "hit back by expelling"
    return link == "prep" and tense == "VBG" and token.dep_ == "pcomp" and token.head.lower_ in {"by", "in"}


def _thing_done(reading: Reading, predicate: Predicate) -> None:
    """ "An agreement, signed on 18 June", "an offensive launched in May": the noun has the date too."""
    token = predicate.token
    if predicate.when is None or token.tag_ != "VBN" or token.lemma_.lower() not in DONE:
        return
    noun = token.head if token.dep_ == "acl" else None
    found = None
    for _ in range(4):
        if noun is None or found is not None or noun.pos_ == "AUX":
            break
        found = reading.told_by(noun) if noun.pos_ in {"NOUN", "PROPN"} else None
        # "an agreement to end the fighting, signed at X": of the first of the nouns
        noun = noun.head if noun.head != noun and token.nbor(-1).text == "," else None
    if found is not None and found.when is None:
        found.when = predicate.when
        found.inferred["when"] = "the clause it belongs to"
