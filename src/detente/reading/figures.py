"""Violence in words only: "attacked the proposal", "won the battle for public opinion", "a price war".

The lexicon takes these words at their face. Here a deed of force keeps its sense only where something could
be struck: not where the object is made of words, the doer is weather, the market or a newspaper, or the noun
is marked as a figure of speech.
"""

from __future__ import annotations

import msgspec
from spacy.tokens import Token

from detente.codes import Lexicon
from detente.reading.base import Predicate, Reading
from detente.reading.figures_civil import (
    beneath,
    is_barrage_of_words,
    is_game,
    is_outburst,
    is_quarrel,
    is_retort,
    is_walkout,
    is_words,
    measure_of,
)

ASSAILING = frozenset(
    "assail assault attack bash batter blast bombard hammer hit lambast lambaste lash maul pound pummel "
    "savage shell slam target".split()
)
"""Verbs that blame where their object is made of words."""
FELLING = frozenset("bury destroy kill shoot sink strike torpedo".split())
"""Verbs that reject where their object is made of words."""
SPOKEN = frozenset(
    "address article book broadcast column editorial interview letter remark speech statement tweet".split()
)
PEACEABLE = frozenset("convince keep persuade preserve prove remain restore save secure stay survive".split())
"""What is fought for in words: "fought to save the agreement"."""
TAKEN = frozenset("take suffer".split())
BLOWS = frozenset("battering beating blow hammering hit knock pounding".split())
FIGURE = "classify:figure of speech"
BY_MEASURE = "classify:by a measure"
"""The rules that mark what is no force, and what was done by a measure told beside it."""
TERROR = frozenset({"terror", "terrorism", "extremism", "want"})
CAUSING = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})


def tame(reading: Reading, predicate: Predicate) -> None:
    """Give a figure of speech a sense without force."""
    if predicate.sense is None:
        return
    lexicon = reading.books.lexicon
    if beneath(reading, predicate) is not None:
        _tame_beneath(reading, predicate)
        return
    if predicate.event != "ASSAULT":
        if predicate.event == "COERCE" and predicate.token.lemma_.lower() in {"besiege", "crush"}:
            _tame_civil(reading, lexicon, predicate)
        return
    if predicate.pos == "n":
        _tame_noun(lexicon, predicate)
    if predicate.pos == "v" or predicate.noun is not None:
        _tame_verb(reading, lexicon, predicate)
    if predicate.event == "ASSAULT":
        _tame_civil(reading, lexicon, predicate)


def _tame_beneath(reading: Reading, predicate: Predicate) -> None:
    """ "Came under fire for X" is blame, "came under fire from the guns" force."""
    if beneath(reading, predicate) == "words":
        _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
    elif predicate.event is None:
        _become(predicate, "ASSAULT", "firearms", "attack", "193")
    else:
        return
    predicate.sense = msgspec.structs.replace(predicate.sense, source=("from", "by"), target=("-",))  # type: ignore[type-var]


def _tame_civil(reading: Reading, lexicon: Lexicon, predicate: Predicate) -> None:
    """Quarrels, games, retorts and measures told in words of war."""
    measure = measure_of(reading, predicate)
    if measure is not None and measure.sense is not None:
        sense = measure.sense
        _become(predicate, sense.event, sense.mode, sense.leaf, sense.cameo, rule=BY_MEASURE)
    elif is_quarrel(reading, predicate) or is_words(reading, predicate) or is_retort(reading, predicate):
        _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
    elif is_game(lexicon, predicate) or is_outburst(reading, predicate):
        _become(predicate)
    elif is_walkout(lexicon, predicate):
        _become(predicate, "PROTEST", "strike", "strike", "143")
    elif predicate.pos == "n" and predicate.noun is None and is_barrage_of_words(lexicon, predicate.token):
        _become(predicate)
        predicate.sense = msgspec.structs.replace(predicate.sense, flags=frozenset({"stative"}))  # type: ignore[type-var]
    elif predicate.lemma == "besiege" and _fills(predicate, ("subj",), lexicon.word_class("@critics")):
        _become(predicate)


def _tame_noun(lexicon: Lexicon, predicate: Predicate) -> None:
    noun = predicate.noun if predicate.noun is not None else predicate.token
    last = noun.lemma_.lower()
    beside = [child for child in noun.children if child.dep_ in {"amod", "compound", "nmod"}]
    modifiers = {word for child in beside for word in (child.lemma_.lower(), child.lower_)}
    abstract, causes = lexicon.word_class("@abstract"), lexicon.word_class("@causes")
    if last == "strike" and _is_labour(lexicon, predicate, noun, modifiers):
        _become(predicate, "PROTEST", "strike", "strike", "143")
    elif modifiers & lexicon.word_class("@figurative"):
        _become(predicate)
    elif _fills(predicate, ("of",), frozenset({"word", "nerve", "wit", "will"})):
        _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
    elif _fills(predicate, ("for", "prep.for"), causes):
        _become(predicate)
    elif last == "war" and _fills(predicate, ("on", "against", "prep.on", "prep.against"), TERROR):
        _become(predicate)  # "the war on terror": the name of a policy
    elif _fills(
        predicate, ("on", "over", "against", "prep.on", "prep.over", "prep.against"), abstract | causes
    ):
        blamed = last in {"attack", "assault", "onslaught", "offensive", "broadside"}
        if blamed and not _fills(predicate, ("against", "prep.against"), causes):
            _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
        else:
            _become(predicate)
    elif predicate.token.lemma_.lower() in TAKEN and last in BLOWS:
        _become(predicate)


def _is_labour(lexicon: Lexicon, predicate: Predicate, noun: Token, modifiers: set[str]) -> bool:
    workers = lexicon.word_class("@workers")
    if modifiers & lexicon.word_class("@labour") or modifiers & workers:
        return True
    if _fills(predicate, ("poss", "by", "of", "subj"), workers):
        return True
    if _fills(
        predicate, ("for", "over", "prep.for", "prep.over"), frozenset("pay wage condition job cut".split())
    ):
        return True
    if noun.dep_ == "dobj" and any(
        child.dep_ == "nsubj" and child.lemma_.lower() in workers for child in noun.head.children
    ):
        return True  # "the dockers called off their strike"
    bare = not any(child.dep_ in {"det", "amod", "poss", "nummod", "compound"} for child in noun.children)
    return bare and noun.tag_ == "NN" and noun.dep_ == "pobj" and noun.head.lower_ == "on"


def _tame_verb(reading: Reading, lexicon: Lexicon, predicate: Predicate) -> None:
    verb = predicate.token.lemma_.lower()
    abstract, causes = lexicon.word_class("@abstract"), lexicon.word_class("@causes")
    if _by_force_of_nature(reading, lexicon, predicate):
        _become(predicate)
    elif _fills(predicate, ("obj",), abstract) and predicate.noun is None:
        if verb in ASSAILING:
            _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
        elif verb in FELLING and _has_doer(reading, predicate):
            _become(predicate, "REJECT", None, "reject", "120", layer="say")
        else:
            _become(predicate)
    elif (
        _fills(predicate, ("obj", "prep.for", "prep.against", "prep.over"), causes)
        or _figure(lexicon, predicate)
        or (verb in {"fight", "battle", "struggle"} and _fills(predicate, ("purpose", "xcomp"), PEACEABLE))
    ):
        _become(predicate)
    elif _fills(predicate, ("prep.over",), abstract):
        _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")
    elif _fills(predicate, ("prep.with",), lexicon.word_class("@speech")):
        _become(predicate, layer="say")
    elif verb in ASSAILING and _in_words(lexicon, predicate):
        _become(predicate, "ACCUSE", "disapprove", "disapprove", "111", layer="say")


def _by_force_of_nature(reading: Reading, lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "An earthquake struck X", "sanctions hit the economy", "invaded by tourists"."""
    subjects = predicate.slots.get("subj", [])
    if not subjects:
        return False
    harmless = lexicon.word_class("@harmless")
    for token in subjects:
        event = reading.predicate_of(token)
        other = event is not None and event is not predicate and event.event is not None
        if not (
            token.lemma_.lower() in harmless or (other and event is not None and event.event not in CAUSING)
        ):
            return False
    return True


def _has_doer(reading: Reading, predicate: Predicate) -> bool:
    return any(reading.mention_of(token) is not None for token in predicate.slots.get("subj", ()))


def _figure(lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "fought a legal battle", "waged a price war": the object is marked as a figure."""
    figurative = lexicon.word_class("@figurative")
    return any(
        child.lemma_.lower() in figurative and child.dep_ in {"amod", "compound"}
        for token in predicate.slots.get("obj", ())
        if token.lemma_.lower() in {"war", "battle", "fight", "campaign", "duel", "action"}
        for child in token.children
    )


def _in_words(lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "attacked X in a speech", "for failing to", "as too weak"; an attack by a newspaper."""
    subjects = predicate.slots.get("subj", [])
    critics = lexicon.word_class("@critics")
    if subjects and all(token.lemma_.lower() in critics for token in subjects):
        return True
    if _fills(predicate, ("prep.in", "obj.prep.in"), SPOKEN):
        return True
    for slot in ("prep.for", "obj.prep.for", "prep.as"):
        for token in predicate.slots.get(slot, ()):
            if (
                token.tag_ == "VBG"
                or token.lemma_.lower() in lexicon.word_class("@abstract")
                or slot == "prep.as"
            ):
                return True
    return False


def _fills(predicate: Predicate, slots: tuple[str, ...], words: frozenset[str]) -> bool:
    return any(
        token.lemma_.lower() in words or token.lower_ in words
        for slot in slots
        for token in (*predicate.slots.get(slot, ()), *predicate.slots.get(f"obj.{slot}", ()))
    )


def _become(
    predicate: Predicate,
    event: str | None = None,
    mode: str | None = None,
    leaf: str | None = None,
    cameo: str | None = None,
    layer: str = "do",
    rule: str = FIGURE,
) -> None:
    sense = predicate.sense
    if sense is None:
        return
    predicate.sense = msgspec.structs.replace(
        sense, event=event, mode=mode, leaf=leaf, cameo=cameo, layer=layer, direction=None, armed=None
    )
    predicate.alternatives = []
    predicate.rules.append(rule)
