"""Harm that nobody meant: crashes, collisions, storms, earthquakes, disease, accidental explosions.

A deadly verb takes its nature from what did the harm: "crashed, killing five" tells of an accident, "attacked
the post, killing five" of an attack. Harm by accident is no hostile act, has no doer and no enemy, unless the
text says that what crashed was shot at.
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from detente.codes import Lexicon
from detente.reading.base import Predicate, Reading
from detente.reading.crashes import Crash, as_attack, crash_of

BY_ACCIDENT = "accident"
"""The flag of a sense that tells of harm by accident."""
THROUGH = frozenset({"in", "by", "from", "of", "to", "with", "through", "because", "due"})
"""Prepositions behind which stands what killed."""
AFTER = THROUGH | frozenset({"after", "under", "following", "amid"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
UNMEANT = frozenset({"accidentally", "inadvertently", "unintentionally", "spontaneously"})
CHANCE = frozenset({"accident", "mistake", "mishap"})


class Accidents:
    """Takes the hostile sense from deadly verbs and explosions that tell of an accident."""

    name = "accidents"

    def __call__(self, reading: Reading) -> None:
        lexicon = reading.books.lexicon
        crashes = _crashes(reading)
        for predicate in reading.predicates:
            crash = crashes.get(_above(predicate.token))
            if crash is Crash.ATTACK:
                continue
            deadly = predicate.event == "ASSAULT" or predicate.flag("killing")
            harmless = crash is not None or _unmeant(lexicon, predicate)
            if (deadly and harmless) or (predicate.event is not None and _befell(lexicon, predicate)):
                _clear(predicate)
            elif predicate.event is None and _befell(lexicon, predicate) and not _is_shot(lexicon, predicate):
                _unarm(predicate)


def _crashes(reading: Reading) -> dict[Token, Crash]:
    """Tell the crashes that were meant from those that were not, by their verbs."""
    found = {}
    for predicate in reading.predicates:
        kind = crash_of(reading, predicate)
        if kind is None:
            continue
        found[predicate.token] = kind
        if kind is Crash.ATTACK:
            as_attack(predicate)
            continue
        _unarm(predicate)
        if kind is Crash.UNCLEAR:
            sentence = predicate.sentence
            place = reading.evidence(sentence.start, sentence.end, "rule:accidents.crash")
            text = f"whether {predicate.token.text!r} tells of an attack or an accident is not clear"
            reading.note("ambiguous event", text, evidence=place)
    return found


def _above(verb: Token) -> Token:
    """The verb whose outcome a participle or coordinated verb tells: "crashed, killing five"."""
    while verb.dep_ in {"advcl", "conj"} and verb.head.pos_ == "VERB":
        if any(child.dep_ in SUBJECTS for child in verb.children):
            break
        verb = verb.head
    return verb


def _is_shot(lexicon: Lexicon, predicate: Predicate) -> bool:
    return _shot_at(lexicon, predicate.token, predicate.token)


def _unarm(predicate: Predicate) -> None:
    """An event without force, of whomever it befell."""
    sense = predicate.sense
    if sense is not None:
        predicate.sense = msgspec.structs.replace(
            sense, event=None, mode=None, leaf=None, layer="do", cameo=None, direction=None, armed=None,
            flags=sense.flags | {"state", BY_ACCIDENT},
        )  # fmt: skip
        predicate.alternatives = []
        predicate.rules.append("classify:accident")


def by_accident(lexicon: Lexicon, verb: Token) -> bool:
    """Whether a deadly verb ("kill", "wound", "destroy") tells what an accident or a force of nature did."""
    if verb.lemma_.lower() not in lexicon.word_class("@harm"):
        return _natural(lexicon, [child for child in verb.children if child.dep_ in {"nsubj", "agent"}])
    if _natural(lexicon, _causes(verb)):
        return True
    main = _main_verb(lexicon, verb)
    return main is not None and not _shot_at(lexicon, main, verb)


def fold_harm(predicate: Predicate) -> Predicate | None:
    """The accident of whose harm a participle tells ("crashed, killing five"); it takes the casualties."""
    above = predicate.governor
    if above is None or not predicate.flag(BY_ACCIDENT) or predicate.pos != "v" or above.pos != "v":
        return None
    if predicate.token.tag_ != "VBG" or predicate.link not in {"advcl", "conj"}:
        return None
    if above.casualties is None:
        above.casualties = predicate.casualties
    return above


def _befell(lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "A truck overturned": of a thing, without an object, the verb tells of no act."""
    token = predicate.token
    if predicate.pos != "v" or predicate.event == "ASSAULT" or not _is_mishap(lexicon, token):
        return False
    if any(child.dep_ in {"dobj", "nsubjpass", "agent"} for child in token.children):
        return False
    things = lexicon.word_class("@aircraft") | lexicon.word_class("@ship") | lexicon.word_class("@vehicle")
    over = (*predicate.slots.get("subj", ()), *predicate.slots.get("obj", ()))
    return any(token.lemma_.lower() in things for token in over)


def _unmeant(lexicon: Lexicon, predicate: Predicate) -> bool:
    token = predicate.token
    if predicate.noun is not None or predicate.pos != "v":
        return _unmeant_noun(lexicon, predicate.noun or token)
    if by_accident(lexicon, token):
        return True
    return _went_off(lexicon, token)


def _unmeant_noun(lexicon: Lexicon, noun: Token) -> bool:
    """ "An accidental explosion", "the blast was an accident"."""
    if noun.lemma_.lower() not in lexicon.word_class("@blast"):
        return False
    if any(child.lower_ in {"accidental", "unintended", "volcanic"} for child in noun.children):
        return True
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or any(child.dep_ == "neg" for child in verb.children):
        return False
    return any(
        (child.dep_ == "attr" and child.lemma_.lower() in CHANCE) or child.lower_ == "accidental"
        for child in verb.children
    )


def _went_off(lexicon: Lexicon, verb: Token) -> bool:
    """ "Exploded by accident", "went off accidentally"; not "fired on a patrol by mistake"."""
    if verb.lemma_.lower() not in lexicon.word_class("@blast"):
        return False
    if any(child.lower_ in {"on", "upon", "at"} and child.dep_ == "prep" for child in verb.children):
        return False
    return any(child.lower_ in UNMEANT for child in verb.children) or any(
        child.dep_ == "prep"
        and child.lower_ == "by"
        and any(each.lower_ in CHANCE for each in child.children)
        for child in verb.children
    )


def _causes(verb: Token) -> list[Token]:
    """The words that say what did the harm: subject, agent, "in", "by" … and a relative pronoun's noun."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ != "VBN":
        found.append(verb.head)
    labels = {child.dep_ for child in verb.children}
    if {"nsubj", "dobj"} <= labels:
        return found  # "X sank a ship in a storm": X did it
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in THROUGH:
            found.append(child)
    return found


def _natural(lexicon: Lexicon, causes: list[Token]) -> bool:
    accidents = lexicon.word_class("@accident")
    for cause in causes:
        nouns = (
            [each for each in cause.children if each.dep_ == "pobj"]
            if cause.dep_ in {"prep", "agent"}
            else [cause]
        )
        for noun in nouns:
            near = [noun, *(each for each in noun.children if each.dep_ in {"conj", "compound"})]
            if any(each.lemma_.lower() in accidents or each.lower_ in accidents for each in near):
                return not any(_hostile_word(lexicon, each) for each in noun.subtree if each.i != noun.i)
            if _unmeant_noun(lexicon, noun):
                return True
    return False


def _main_verb(lexicon: Lexicon, verb: Token) -> Token | None:
    """The verb of an accident whose harm a participle or coordinated verb tells of."""
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    if verb.dep_ not in {"advcl", "conj", "xcomp", "dep"} or (verb.dep_ == "advcl" and verb.tag_ != "VBG"):
        return None
    main = verb.head
    while main.dep_ == "conj" and main.lemma_.lower() in lexicon.word_class("@harm"):
        main = main.head
    intransitive = not any(child.dep_ == "dobj" for child in main.children)
    mishap = _is_mishap(lexicon, main) or _went_off(lexicon, main)
    return main if mishap and intransitive else None


def _is_mishap(lexicon: Lexicon, verb: Token) -> bool:
    """ "crashed", "ran aground", "went down", "caught fire"."""
    lemma = verb.lemma_.lower()
    words = lexicon.word_class("@mishap")
    return lemma in words or any(f"{lemma} {child.lower_}" in words for child in verb.children)


def _shot_at(lexicon: Lexicon, main: Token, harm: Token) -> bool:
    """Whether the clause of the accident names an attack: "crashed after rebels fired on it"."""
    inside = {each.i for each in harm.subtree} if harm is not main else set()
    for child in main.children:
        caused = child.dep_ in {"advcl", "agent", "conj"} or (
            child.dep_ in {"prep", "mark"} and child.lower_ in AFTER
        )
        if caused and child.i not in inside and any(_hostile_word(lexicon, each) for each in child.subtree):
            return True
    return False


def _hostile_word(lexicon: Lexicon, token: Token) -> bool:
    pos = "v" if token.pos_ == "VERB" else "n" if token.pos_ in {"NOUN", "PROPN"} else None
    lemma = token.lemma_.lower()
    if pos is None or lemma in lexicon.word_class("@accident") | lexicon.word_class("@harm"):
        return False
    if lemma == "fire" and pos == "n" and any(child.lower_ in {"a", "an"} for child in token.children):
        return False  # "after a fire in its engine"
    if lemma == "fire" or lemma in lexicon.word_class("@missile"):
        return True
    return any(sense.event == "ASSAULT" for sense in lexicon.senses(lemma, "v" if pos == "v" else "n"))


def _clear(predicate: Predicate) -> None:
    """No event of the code book, nobody's deed; whom it befell stays."""
    sense = predicate.sense
    if sense is None:
        return
    slots = ("obj",) if predicate.pos == "v" else ("-",)
    predicate.sense = msgspec.structs.replace(
        sense, event=None, mode=None, leaf=None, cameo=None, direction=None, armed=None, source=("-",),
        target=slots, flags=(sense.flags - {"killing"}) | {"state", BY_ACCIDENT},
    )  # fmt: skip
    predicate.alternatives = []
    predicate.rules.append("classify:accident")
