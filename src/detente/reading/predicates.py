"""Step 4: what is predicated: verbs, participles, event nouns and light-verb constructions.

A candidate becomes a predicate when the lexicon knows its lemma, or when it is a plain verb of action; what
only colours another predicate ("failed to", "tried to", "continued") is left to the status step.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from detente.codes import CueBook, Lexicon, joined
from detente.crisis import Span
from detente.reading.base import Predicate, Reading, Sentence, at, end
from detente.reading.reports import ADDED
from detente.reading.slots import noun_slots, verb_slots

ANCHOR_PREPOSITIONS = frozenset(
    (
        "during throughout before after since until till prior following amid pending amidst "
        "through within in"
    ).split()
)
"""With these a summing noun ("during the crisis") only anchors time and is no event mention."""

NEVER = frozenset("be have do include regard concern base locate neighbor neighbour border adjoin".split())


CONTAINERS = frozenset(
    (
        "number series set wave round string group kind type form lot hundred thousand dozen "
        "million pair couple amount piece act state range variety member part all some most many "
        "two three use spate flurry string campaign barrage succession approach policy course"
    ).split()
)
"""Nouns whose "of" phrase holds what is meant: "a series of strikes"."""
LASTING = frozenset(
    "occupy restrict limit contain target control force dispute contest divide isolate arm".split()
)
"""Participles that describe a state of their noun: "the occupied territories"."""
BY_HEADS = "accounts.word"
"""The rule of a word that only the heads taught on accounts take for a report of an event."""
WITH_PREPOSITION = frozenset({"participate", "engage", "enter"})


class Predicates:
    """Finds the predicates of every sentence and what stands in their slots."""

    name = "predicates"

    def __call__(self, reading: Reading) -> None:
        lexicon = reading.books.lexicon
        for sentence in reading.sentences:
            for predicate in _of_sentence(sentence, lexicon, reading.books.cues):
                reading.add_predicate(predicate)
            for token in sentence.tokens:
                if _is_reported(reading, token):
                    reading.add_predicate(_unknown(sentence, token, lexicon))
        reading.predicates.sort(key=lambda each: each.start)


def _is_reported(reading: Reading, token: Token) -> bool:
    """Whether a word that the rules do not know reports an event by the heads taught on accounts."""
    word = reading.words.get(at(token))
    if word is None or word.chance < ADDED or reading.predicate_of(token) is not None:
        return False
    return not any(each.start <= at(token) < each.end for each in reading.predicates[-12:])


def _unknown(sentence: Sentence, token: Token, lexicon: Lexicon) -> Predicate:
    predicate = _verb(sentence, token, lexicon) if token.pos_ == "VERB" else _noun(sentence, token, [token])
    predicate.rules.append(BY_HEADS)
    return predicate


def _of_sentence(sentence: Sentence, lexicon: Lexicon, cues: CueBook) -> list[Predicate]:
    found: list[Predicate] = []
    taken: set[int] = set()
    tokens = list(sentence.tokens)
    for token in tokens:
        if _is_verb(token, lexicon, cues):
            predicate = _verb(sentence, token, lexicon)
            if predicate.noun is not None:
                taken.add(at(predicate.noun))
            found.append(predicate)
    for token in tokens:
        if _is_gerund_noun(token, lexicon):
            found.append(_gerund(sentence, token, lexicon))
        elif at(token) not in taken and (words := _noun_words(token, lexicon)):
            found.append(_noun(sentence, token, words))
    return sorted(found, key=lambda each: each.start)


def _is_verb(token: Token, lexicon: Lexicon, cues: CueBook) -> bool:
    if not token.tag_.startswith("VB") or token.dep_ in {"aux", "auxpass", "compound", "punct", "prep"}:
        return False
    if token.pos_ not in {"VERB", "ADJ"} or (not token.is_alpha and "-" not in token.text):
        return False
    lemma = token.lemma_.lower()
    if lemma in NEVER:
        return False
    senses = lexicon.senses(lemma, "v")
    if len(senses) == 1 and "stative" in senses[0].flags and lemma not in lexicon.light_verbs:
        return False
    if token.dep_ == "amod":
        # "the captured pilot" reports a capture, "the existing channels" nothing
        if cues.find(token.lower_, "a", "mod") is not None:
            return False
        deed = any(sense.event in {"ASSAULT", "COERCE"} for sense in senses) and lemma not in LASTING
        return token.tag_ == "VBN" and deed and token.i < token.head.i
    return True


def _verb(sentence: Sentence, token: Token, lexicon: Lexicon) -> Predicate:
    lemma = token.lemma_.lower()
    slots = verb_slots(token)
    predicate = Predicate(sentence, token, at(token), end(token), lemma, "v", slots)
    if token.i - sentence.tokens.start > 1 and token.nbor(-1).text == "-":
        compound = f"{token.nbor(-2).lower_}-{lemma}"  # "test-fired"
        if lexicon.senses(compound, "v"):
            predicate.lemma, predicate.start = compound, at(token.nbor(-2))
            return predicate
    particle = next((each for each in slots.get("prt", ()) if each.i == token.i + 1), None)
    if particle is not None:
        predicate.end = end(particle)
    if lemma == "take" and any(each.lemma_.lower() == "part" for each in slots.get("obj", ())):
        lemma = "participate"
        slots = {slot: fill for slot, fill in slots.items() if slot != "obj"}
        slots.setdefault("prep.in", slots.pop("obj.prep.in", []))
    particles = {each.lower_ for each in slots.get("prt", ())} | {""}
    if particles & set(lexicon.light_verbs.get(lemma, ())):
        behind = [*slots.get("obj", ()), *slots.get("prep.in", ()), *slots.get("prep.into", ())]
        for thing in behind if lemma in WITH_PREPOSITION else slots.get("obj", ()):
            thing = contained(thing)
            words = _noun_words(thing, lexicon)
            if words and thing.i != token.i:
                predicate.noun = thing
                predicate.alt.append(Span(at(words[0]), end(words[-1])))
                merged = noun_slots(thing)
                predicate.slots = {**merged, **{slot: fill for slot, fill in slots.items() if slot != "obj"}}
                for slot in merged.keys() & slots.keys():
                    predicate.slots[slot] = [*slots[slot], *merged[slot]]
                predicate.slots["light"], predicate.slots["verb"] = [thing], [token]
                predicate.lemma = _joined(words)
                predicate.pos = "n"
                break
    return predicate


def _is_gerund_noun(token: Token, lexicon: Lexicon) -> bool:
    """ "the breaking off of relations", "the closing of the border": a deed told by a gerund with "of"."""
    if token.tag_ != "NN" or not token.lower_.endswith("ing") or token.dep_ in {"compound", "amod"}:
        return False
    if not _of_phrases(token):
        return False
    return not lexicon.senses(token.lemma_.lower(), "n") and bool(
        lexicon.senses(_verb_of(token.lower_, lexicon), "v")
    )


def _of_phrases(token: Token) -> list[Token]:
    """The "of" of a gerund, also behind its particle ("the breaking off of relations")."""
    below = [token, *(child for child in token.children if child.lower_ in {"off", "up", "down", "out"})]
    return [
        child for each in below for child in each.children if child.dep_ == "prep" and child.lower_ == "of"
    ]


def _verb_of(gerund: str, lexicon: Lexicon) -> str:
    """The lemma of a gerund: "closing" close, "cutting" cut, "breaking" break."""
    stem = gerund.removesuffix("ing")
    for lemma in (stem, stem + "e", stem[:-1]):
        if lexicon.senses(lemma, "v"):
            return lemma
    return stem


def _gerund(sentence: Sentence, token: Token, lexicon: Lexicon) -> Predicate:
    slots = noun_slots(token)
    slots["obj"] = slots.get("of") or [
        noun for child in _of_phrases(token) for noun in child.children if noun.dep_ == "pobj"
    ]
    slots["subj"] = [*slots.get("by", ()), *slots.get("poss", ())]
    for child in token.children:
        if child.dep_ in {"prt", "advmod", "prep"} and child.lower_ in {"off", "down", "up", "out"}:
            slots.setdefault("prt", []).append(child)
    return Predicate(sentence, token, at(token), end(token), _verb_of(token.lower_, lexicon), "v", slots)


def contained(noun: Token) -> Token:
    """What a container noun holds: the strikes of "a series of strikes"."""
    if noun.lemma_.lower() in CONTAINERS:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        return inner
    return noun


def _noun(sentence: Sentence, token: Token, words: list[Token]) -> Predicate:
    return Predicate(sentence, token, at(words[0]), end(words[-1]), _joined(words), "n", noun_slots(token))


def _joined(words: list[Token]) -> str:
    return joined((*(word.lower_ for word in words[:-1]), words[-1].lemma_.lower()))


@lru_cache(maxsize=4)
def _by_last(lexicon: Lexicon) -> dict[str, list[tuple[str, ...]]]:
    """Multiword nouns by their last word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in lexicon.multiword("n").values():
        for parts in group:
            found.setdefault(parts[-1], []).append(parts)
    return {last: sorted(group, key=len, reverse=True) for last, group in found.items()}


def _noun_words(token: Token, lexicon: Lexicon) -> list[Token]:
    """The words of the event noun headed by this token; empty when it is none."""
    if token.pos_ not in {"NOUN", "PROPN", "VERB"} or token.dep_ in {"compound", "amod", "npadvmod"}:
        return []
    if token.pos_ == "VERB" and token.tag_ not in {"NN", "NNS"}:
        return []
    if token.i + 1 < len(token.doc) and token.nbor(1).text == "#":
        return []  # "see Crisis #12": a reference
    if token.ent_type_ == "DATE" and token.lower_ == "march":
        return []  # the month
    if token.lower_ == "order" and token.i and token.nbor(-1).lower_ in {"in", "and"}:
        return []  # "in order to", "law and order"
    words = [token]
    for parts in _by_last(lexicon).get(token.lemma_.lower(), ()):
        first = token.i - len(parts) + 1
        if first >= 0 and all(
            part in {token.doc[first + place].lemma_.lower(), token.doc[first + place].lower_}
            for place, part in enumerate(parts)
        ):
            words = [token.doc[index] for index in range(first, token.i + 1)]
            break
    senses = lexicon.senses(_joined(words), "n")
    if not senses:
        return []
    if any("sum" in sense.flags for sense in senses) and _is_anchor(token):
        return []
    return words


def _is_anchor(noun: Token) -> bool:
    """Whether the noun only says when: "during the crisis", "prior to the conflict"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or any(child.lower_ in {"a", "an", "another"} for child in noun.children):
        return False
    if preposition.lower_ in ANCHOR_PREPOSITIONS:
        return True
    above = preposition.head
    return preposition.lower_ == "to" and above.lower_ in {"prior", "up", "leading", "related"}
