"""Step 10: where things happen: places with their country, never a fuzzy match without one."""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import PlaceHit
from detente.crisis import Place
from detente.reading.base import Reading, Sentence, at, end
from detente.reading.language import PLAIN
from detente.reading.mentions_kinds import tagged, word_set
from detente.reading.mentions_names import head_of

WHERE = word_set(
    "in at near on inside within across throughout along around over outside off into from through "
    "between upon against beyond to towards toward via"
)
TIMES = frozenset({"DATE", "TIME", "EVENT", "CARDINAL", "ORDINAL", "PERSON", "NORP", "ORG", "LAW", "PRODUCT"})
GROUND = word_set(
    "border frontier boundary line village town city outskirt suburb outpost farm hamlet settlement district "
    "region province hill island islet port harbour harbor strait channel airfield airport airstrip base "
    "strip coast shore territory water waters airspace soil"
)
"""Nouns for ground, water or air that one state holds."""
AREA = GROUND | word_set("state capital area valley camp peninsula sea gulf sector enclave zone")
HELD = frozenset({"of", "in", "near", "at", "around", "within"})
"""Prepositions between a stretch of ground and the place it lies in."""

Located = list[tuple[Token, Place]]


def find_places(reading: Reading, sentence: Sentence) -> Located:
    """The places that a sentence names, each with its head token, in text order.

    From the place book and the states; a name that is in neither keeps its words and has no country.
    """
    raw = reading.document.text[sentence.start : sentence.end]
    found: dict[int, tuple[Token, Place]] = {}
    by_start = {at(token): token for token in sentence.tokens}
    for hit in reading.books.places.find(raw.translate(PLAIN)):
        tokens = _tokens(sentence, by_start, sentence.start + hit.start, sentence.start + hit.end)
        if tokens and tokens[0].ent_type_ != "PERSON":
            head = head_of(tokens)
            countries, basis = _countries(reading, sentence, head, hit)
            country = countries[0] if len(countries) == 1 else None
            start, stop = at(tokens[0]), end(tokens[-1])
            found[head.i] = (head, Place(reading.document.text[start:stop], country, start, stop, basis))
    for token in sentence.tokens:
        mention = reading.mention_of(token)
        if mention is not None and mention.head == token and mention.ids and token.i not in found:
            actor = reading.actors.get(mention.ids[0])
            named = mention.how in {"place", "name", "metonym"} and not mention.attributive
            if named and actor is not None and actor.kind == "state":
                name = reading.document.text[mention.start : mention.end]
                found[token.i] = (token, Place(name, actor.id, mention.start, mention.end))
    _unknown(reading, sentence, found)
    return [found[number] for number in sorted(found)]


def place_of(reading: Reading, token: Token, places: Located | None = None) -> Place | None:
    """Where an event with this trigger happens: the place in its own locative phrase, the most local first.

    Give ``places`` (of ``find_places``) when asking for several triggers of a sentence.
    """
    sentence = next((each for each in _around(reading, token)), None)
    if sentence is None:
        return None
    located = places if places is not None else find_places(reading, sentence)
    for child in token.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in WHERE:
            for noun in child.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    place = place_named(noun, located)
                    if place is not None and (
                        child.lower_ not in {"to", "on", "against", "between", "upon"} or is_area(noun)
                    ):
                        return place
    return None


def place_named(noun: Token, places: Located) -> Place | None:
    """The place that a noun names or holds ("the town of Uri", "Iran's Sistan province")."""
    return _inside(noun, {head.i: place for head, place in places}) if places else None


def is_area(noun: Token) -> bool:
    """Whether a noun is for a stretch of ground, water or air."""
    return noun.lemma_.lower() in AREA


def _around(reading: Reading, token: Token) -> list[Sentence]:
    place = at(token)
    low, high = 0, len(reading.sentences)
    while low < high:
        middle = (low + high) // 2
        if reading.sentences[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    return reading.sentences[low : low + 1]


def _inside(noun: Token, known: dict[int, Place], depth: int = 0) -> Place | None:
    if noun.i in known:
        return known[noun.i]
    if depth > 3:
        return None
    for child in noun.children:
        if child.dep_ in {"compound", "nmod", "appos"} and child.i in known:
            return known[child.i]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in HELD:
            for inner in child.children:
                if inner.dep_ == "pobj" and (place := _inside(inner, known, depth + 1)):
                    return place
    for child in noun.children:
        if child.dep_ == "poss" and child.i in known and is_area(noun):
            return known[child.i]
    return None


def _countries(
    reading: Reading, sentence: Sentence, head: Token, hit: PlaceHit
) -> tuple[tuple[str, ...], str]:
    """The countries a place may lie in and how that was found: its book, its owner, what stands beside it."""
    options = tuple(dict.fromkeys(country for entry in hit.entries for country in entry.countries))
    stated = _stated(reading, head)
    if stated and (not options or stated in options):
        return (stated,), "stated"
    if len(options) <= 1 or (len(hit.entries) == 1 and hit.entries[0].disputed):
        return options, "place book"
    named = tuple(country for country in options if country in reading.actors)
    if len(named) == 1:
        return named, "the only one of its countries that the text names"
    return options, "place book"


def _stated(reading: Reading, head: Token) -> str | None:
    """The country that the text gives: "Iran's X province", "Indian-held X", "X, Pakistan"."""
    around = [head, head.head] if head.dep_ in {"compound", "nmod"} else [head]
    for noun in around:
        for child in noun.children:
            mention = reading.mention_of(child)
            if (
                mention is not None
                and len(mention.ids) == 1
                and child.dep_ in {"poss", "amod", "nmod", "appos"}
            ):
                actor = reading.actors.get(mention.ids[0])
                if actor is not None and actor.kind == "state":
                    return actor.id
    return None


def _unknown(reading: Reading, sentence: Sentence, found: dict[int, tuple[Token, Place]]) -> None:
    """Names tagged as places that no book has: kept with their words, without a country."""
    for words in tagged(sentence, frozenset({"GPE", "LOC", "FAC"})):
        if words[0].lower_ == "the":
            words = words[1:]
        if not words or any(token.i in found or reading.mention_of(token) is not None for token in words):
            continue
        if words[0].text[:1].isupper():
            head, start, stop = head_of(words), at(words[0]), end(words[-1])
            country = _stated(reading, head)
            basis = "stated" if country else "not in the place book"
            found[head.i] = (head, Place(reading.document.text[start:stop], country, start, stop, basis))


def _tokens(sentence: Sentence, by_start: dict[int, Token], start: int, stop: int) -> list[Token]:
    first = by_start.get(start)
    if first is None:
        return []
    tokens = []
    for number in range(first.i, sentence.tokens.end):
        token = first.doc[number]
        if at(token) >= stop:
            break
        tokens.append(token)
    return tokens
