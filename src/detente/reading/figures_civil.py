"""Quarrels of speakers, games and markets told in words of war: "clashed over trade", "under fire for X".

Here the sides and the place decide: ministers who clash at a summit quarrel, troops at a border fight; who is
under fire "for" something or from the press is blamed, who is under fire from guns is shot at.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import Lexicon
from detente.reading.base import Predicate, Reading, conjuncts
from detente.reading.slots_fillers import behind

QUARRELLING = frozenset("clash duel fight skirmish spar tangle trade battle".split())
REPLYING = frozenset("fire hit react reply respond retaliate shoot strike".split())
ATTACKING = frozenset("ambush assail fire attack blast hammer hit lash savage".split())
BLOWS_IN_WORDS = frozenset("attack assault broadside onslaught offensive shot swipe volley salvo".split())
EXPLODING = frozenset("burst detonate erupt explode flare ignite rage".split())
BARRAGES = frozenset(
    "barrage bombardment broadside fusillade hail salvo shower storm stream torrent volley".split()
)
BENEATH = frozenset("assault attack bombardment fire siege".split())
BLAMED_FOR = frozenset({"for", "over"})
WINNING = frozenset("beat crush defeat down edge hammer overcome rout thrash trounce".split())
STOPPING = frozenset("close cripple disrupt ground halt idle paralyse paralyze shut".split())
SPEAKING_KINDS = frozenset({"official", "diplomat"})
MEASURES = frozenset({"COERCE", "SANCTION"})


def is_quarrel(reading: Reading, predicate: Predicate) -> bool:
    """Whether a clash is one of words: verbally, in a council, over a topic, between those who talk."""
    lexicon = reading.books.lexicon
    noun = predicate.noun if predicate.pos == "n" else None
    if (
        predicate.token.lemma_.lower() not in QUARRELLING
        and (noun or predicate.token).lemma_.lower() != "clash"
    ):
        return False
    if _filled(predicate, ("adv", "mod"), frozenset({"verbally", "rhetorically", "verbal", "rhetorical"})):
        return True
    if _armed(lexicon, predicate):
        return False
    places = ("prep.in", "prep.at", "prep.during", "in", "at")
    if _filled(predicate, places, lexicon.word_class("@forum")):
        return True
    if _filled(predicate, ("prep.over", "prep.about", "prep.on", "over"), lexicon.word_class("@topic")):
        return True
    sides = [each for noun in predicate.slots.get("subj", ()) for each in conjuncts(noun)]
    return (
        bool(sides)
        and predicate.token.lemma_.lower() in {"clash", "spar", "trade"}
        and all(_is_speaker(reading, lexicon, each) for each in sides)
    )


def is_words(reading: Reading, predicate: Predicate) -> bool:
    """Whether an attack on somebody is one of words: by a critic, or of one official on another."""
    lexicon = reading.books.lexicon
    verb = predicate.token.lemma_.lower()
    thing = predicate.noun if predicate.noun is not None else predicate.token
    blow = predicate.noun is not None and thing.lemma_.lower() in BLOWS_IN_WORDS
    if verb not in ATTACKING and not blow:
        return False
    if _armed(lexicon, predicate):
        return False
    subjects = predicate.slots.get("subj", [])
    if not subjects:
        return False
    places = lexicon.word_class("@territory") | lexicon.word_class("@embassy") | {"position"}
    faulting = lexicon.word_class("@critics")
    if not _filled(predicate, ("obj", "prep.on", "on", "prep.against", "against"), places):
        faulting |= lexicon.word_class("@opposing")
    if all(each.lemma_.lower() in faulting for each in subjects):
        return True
    objects = [
        *predicate.slots.get("obj", ()), *predicate.slots.get("on", ()), *predicate.slots.get("prep.on", ()),
        *predicate.slots.get("prep.at", ()),
    ]  # fmt: skip
    if thing.lemma_.lower() in {"shot", "swipe"}:
        return all(_is_speaker(reading, lexicon, each) for each in subjects)
    named = verb in {"attack", "assail"} and bool(objects)
    return named and all(_is_speaker(reading, lexicon, each) for each in (*subjects, *objects))


def is_retort(reading: Reading, predicate: Predicate) -> bool:
    """ "Fired back at the criticism", "shot back that X": an answer in words."""
    verb = predicate.token.lemma_.lower()
    if verb not in REPLYING or not any(each.lower_ == "back" for each in predicate.slots.get("prt", ())):
        return False
    lexicon = reading.books.lexicon
    words = lexicon.word_class("@speech") | lexicon.word_class("@abstract") | lexicon.word_class("@critics")
    return "ccomp" in predicate.slots or _filled(predicate, ("prep.at", "prep.to"), words)


def measure_of(reading: Reading, predicate: Predicate) -> Predicate | None:
    """ "Retaliated with tariffs", "hit X with sanctions": the measure in which the blow consists."""
    if predicate.token.lemma_.lower() not in REPLYING or predicate.pos != "v":
        return None
    for slot in ("prep.with", "obj.prep.with", "prep.by"):
        for token in predicate.slots.get(slot, ()):
            means = reading.predicate_of(token)
            if means is not None and means.event in MEASURES:
                return means
    return None


def is_game(lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "Beat X in the final", "the team defeated X"."""
    if predicate.pos != "v" or predicate.token.lemma_.lower() not in WINNING:
        return False
    return _filled(
        predicate, ("prep.in", "obj.prep.in", "prep.at", "subj", "obj"), lexicon.word_class("@sport")
    )


def is_outburst(reading: Reading, predicate: Predicate) -> bool:
    """ "The scandal exploded", "the battle over the budget raged": what bursts out is no bomb."""
    if predicate.pos != "v" or predicate.token.lemma_.lower() not in EXPLODING | {"break"}:
        return False
    lexicon = reading.books.lexicon
    calm = lexicon.word_class("@abstract") | lexicon.word_class("@speech") | lexicon.word_class("@topic")
    for token in predicate.slots.get("subj", ()):
        told = reading.predicate_of(token)
        figure = told is not None and "classify:figure of speech" in told.rules
        marked = any(
            child.dep_ in {"amod", "compound"} and child.lower_ in lexicon.word_class("@figurative")
            for child in token.children
        )
        if not (figure or marked or token.lemma_.lower() in calm):
            return False
    return bool(predicate.slots.get("subj"))


def is_barrage_of_words(lexicon: Lexicon, noun: Token) -> bool:
    """ "A barrage of criticism", "a storm of protest"."""
    words = lexicon.word_class("@speech") | lexicon.word_class("@abstract") | lexicon.word_class("@concern")
    return noun.lemma_.lower() in BARRAGES and any(
        below.lemma_.lower() in words
        for child in noun.children
        if child.lower_ == "of"
        for below in child.children
    )


def is_walkout(lexicon: Lexicon, predicate: Predicate) -> bool:
    """ "The strike paralysed the ports": of work, where no weapon marks it."""
    noun = predicate.token
    if predicate.pos != "n" or noun.lemma_.lower() != "strike" or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    marked = any(child.dep_ in {"amod", "compound", "poss", "prep"} for child in noun.children)
    return not marked and noun.head.lemma_.lower() in STOPPING


def beneath(reading: Reading, predicate: Predicate) -> str | None:
    """ "Came under fire": ``words`` where blamed, ``force`` where shot at, ``None`` elsewhere."""
    noun = predicate.token
    if predicate.pos != "n" or noun.lemma_.lower() not in BENEATH:
        return None
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "under" else noun.head
    drawn = noun.dep_ == "dobj" and verb.lemma_.lower() in {"draw", "attract", "face", "take"}
    if not (noun.dep_ == "pobj" and noun.head.lower_ == "under") and not (drawn and noun.lower_ == "fire"):
        return None
    lexicon = reading.books.lexicon
    heads = (noun, verb, noun.head)
    sides = [each for head in heads for each in behind(head, {"from", "by"})]
    faulting = lexicon.word_class("@critics") | lexicon.word_class("@opposing")
    if any(each.lemma_.lower() in faulting for each in sides):
        return "words"
    if any(each.lemma_.lower() in _weapons(lexicon) for each in sides):
        return "force"
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    places = [each for head in heads for each in behind(head, {"in", "at"})]
    if any(each.lemma_.lower() in lexicon.word_class("@forum") for each in places):
        return "words"
    below = [child for head in heads for child in head.children if child.dep_ == "prep"]
    blamed = any(child.lower_ in BLAMED_FOR for child in below)
    if blamed and not any(each.lemma_.lower() in _weapons(lexicon) for each in subjects):
        return "words"
    words = lexicon.word_class("@abstract") | lexicon.word_class("@topic")
    if subjects and all(
        each.lemma_.lower() in words or (noun.lower_ == "fire" and _is_speaker(reading, lexicon, each))
        for each in subjects
    ):
        return "words"
    return "force"


def _weapons(lexicon: Lexicon) -> frozenset[str]:
    return (
        lexicon.word_class("@troops") | lexicon.word_class("@missile") | lexicon.word_class("@militia")
        | lexicon.word_class("@weapon")
    )  # fmt: skip


def _armed(lexicon: Lexicon, predicate: Predicate) -> bool:
    """Whether soldiers or weapons take part in it."""
    force = _weapons(lexicon) - lexicon.word_class("@opposing")
    return any(
        each.lemma_.lower() in force
        for slot in ("subj", "obj", "prep.with", "between", "with")
        for token in predicate.slots.get(slot, ())
        for each in conjuncts(token)
    )


def _is_speaker(reading: Reading, lexicon: Lexicon, noun: Token) -> bool:
    """Somebody who talks and commands no troops by himself: a minister, an envoy, a named politician."""
    if noun.lemma_.lower() in lexicon.word_class("@speaker"):
        return True
    mention = reading.mention_of(noun)
    if mention is None or not mention.ids or noun.tag_ not in {"NNP", "NNPS"}:
        return False
    return all(id in reading.actors and reading.actors[id].kind in SPEAKING_KINDS for id in mention.ids)


def _filled(predicate: Predicate, slots: tuple[str, ...], words: frozenset[str]) -> bool:
    return any(
        token.lemma_.lower() in words or token.lower_ in words
        for slot in slots
        for name in (slot, f"obj.{slot}")
        for token in predicate.slots.get(name, ())
    )
