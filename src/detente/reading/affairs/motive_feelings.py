"""Motives that are a feeling or a reckoning: what one fears, hungers for, bets on, or has no wish to do.

Kinds of the cue table: ``fear`` ("fearing a siege", "for fear of", "wary of", "fear of riots kept him at
home"), ``wager`` ("betting that", "counted on"), ``longing`` ("hungry for victory", "anxious for quiet"),
``unwilling`` ("had no wish to", "reluctant to", "did not want").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_adjective, around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.motive_found import Found, doers, infinitive_of, verb_over, words_of
from detente.reading.affairs.spans import LOOSE, phrase_span, predicate_span, tokens_span
from detente.reading.affairs.status_at import status_at
from detente.reading.base import phrase
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

Pattern = Callable[[Found, AffairCue, list[Token]], Iterator[Candidate]]

MOVES = word_set(
    "keep prevent deter restrain stop hold dissuade discourage lead drive prompt impel make move push spur "
    "stay bring cause motivate inspire persuade induce compel force underlie shape govern explain haunt"
)
"""What a feeling does to the one who has it."""
ADDING = word_set("of that about for lest at over to from against")
REFUSALS = frozenset({"not", "n't", "never", "no", "neither", "nor", "little"})
UNREAL = frozenset({"hypothetical", "conditional", "denied"})
ONLOOKERS = frozenset({"population", "media", "unknown", "place"})
"""Kinds of those whose feelings move no deed of the account: analysts, the press, relatives."""


def fear(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "fearing for its capital", "for fear of a siege", "wary of him", "fear of riots kept him"."""
    word = head_of(covered)
    if cue.pos == "n":
        yield from _fear_noun(place, cue, word)
    elif cue.pos == "v" and word.tag_ == "VBG" and word.dep_ in {"amod", "compound"}:
        yield from _opening(place, cue, word)
    elif cue.pos == "v" and word.pos_ in {"VERB", "AUX"} and word.dep_ not in {"amod", "aux"}:
        slots = verb_slots(word)
        names = ("ccomp", "prep.for", "xcomp", "prep.of", "obj", "prep.from")
        object_ = next((each for name in names for each in slots.get(name, [])), None)
        if object_ is None or is_passive(word) or _sets_aside(word):
            return
        commenting = word.tag_ == "VBG" and not any(child.dep_ == "aux" for child in word.children)
        if word.lemma_.lower() == "suspect" and not commenting:
            return  # "suspecting that its turn would come", not "suspected a trick"
        yield from _felt(place, cue, word, object_, _who_feels(place, word))
    elif cue.pos == "a" and word.pos_ not in {"NOUN", "PROPN"}:
        object_ = _complement(word)
        if object_ is not None and not _sets_aside(word):
            yield from _felt(place, cue, word, object_, _bearers(place, word))


def _opening(place: Found, cue: AffairCue, word: Token) -> Iterator[Candidate]:
    """ "Fearing retaliation, X halted ...": the parser takes the participle for part of a name."""
    noun = word.head
    verb = noun.head
    opens = word.i == place.sentence.tokens.start or word.nbor(-1).text == ","
    closed = noun.right_edge.i + 1 < len(word.doc) and noun.right_edge.nbor(1).text == ","
    if opens and closed and verb.pos_ == "VERB":
        others = [child for child in verb.children if child.dep_ == "nsubj" and child != noun]
        who = ids_at(place.reading, others, owner=True) or doers(place, verb)
        span = tokens_span([word, *phrase(noun)], place.sentence)
        words = words_of(phrase(noun, without=frozenset({"compound", "amod"})))
        yield from place.make(span, who, f"{cue.kind}.{cue.name}", cue.confidence, words=words)


def _who_feels(place: Found, verb: Token) -> list[str]:
    """The subject of a verb of feeling; with "whose members feared" whom the clause is about."""
    who = doers(place, verb)
    if not who and verb.dep_ == "relcl":
        who = ids_at(place.reading, [verb.head], owner=True)
    return who


def _who_above(place: Found, verb: Token) -> list[str]:
    """Who does what a verb says, or what the verbs that it is coordinated with or told by say."""
    for _ in range(3):
        if who := doers(place, verb):
            return who
        if verb.dep_ not in {"conj", "ccomp", "xcomp", "parataxis", "advcl"}:
            return []
        verb = verb.head
    return []


def _felt(place: Found, cue: AffairCue, word: Token, object_: Token, who: list[str]) -> Iterator[Candidate]:
    status = status_at(place.reading, word)
    who = [id for id in who if kind_of(place.reading, id) not in ONLOOKERS]
    if not who or status.modality in UNREAL or status.polarity:
        return
    for each in place.make(
        predicate_span(word, place.sentence), who, f"{cue.kind}.{cue.name}", cue.confidence,
        act=_deed_over(place, word), words=words_of(phrase(object_)),
    ):  # fmt: skip
        each.speaker = status.speaker
        yield each


def _deed_over(place: Found, word: Token) -> Token | None:
    """The deed that a participle comments on, unless it was not done."""
    if word.dep_ not in {"advcl", "acl", "amod"}:
        return None
    verb = verb_over(word)
    if verb is None or place.reading.predicate_of(verb) is None:
        return None
    status = status_at(place.reading, verb)
    return None if status.polarity or status.modality in {"hypothetical", "conditional"} else verb


def _sets_aside(word: Token) -> bool:
    """ "unafraid", "nothing to fear", "feared by none": somebody is said not to feel it."""
    verb = word.head if word.dep_ in {"acomp", "oprd"} else word
    words = {child.lower_ for child in [*verb.children, *word.children]}
    return bool(words & {"not", "n't", "never", "longer", "little", "hardly", "nor"})


def _complement(word: Token) -> Token | None:
    """What an adjective of feeling is about: "wary of X", "afraid that ...", "afraid to lose it"."""
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ in {"ccomp", "xcomp", "advcl"} and child.pos_ in {"VERB", "AUX"}:
            return child
        if child.dep_ == "prep" and child.lower_ in ADDING:
            inner = next((each for each in child.children if each.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return inner
    return None


def _bearers(place: Found, word: Token) -> list[str]:
    """Whom an adjective is said of: what it stands beside, or the subject of its clause."""
    found = around_adjective(word).get("subj", [])
    if not found or word.dep_ == "advcl":
        verb = verb_over(word)
        found = verb_slots(verb).get("subj", []) if verb is not None else found
        if verb is not None and is_passive(verb):
            found = verb_slots(verb).get("obj", [])
    return ids_at(place.reading, found, owner=True)


def _fear_noun(place: Found, cue: AffairCue, noun: Token) -> Iterator[Candidate]:
    above = noun.head
    has_object = any(
        child.dep_ in {"acl", "ccomp", "relcl"} or (child.dep_ == "prep" and child.lower_ in ADDING)
        for child in noun.children
        if child.i > noun.i
    )
    if not has_object:
        return
    if noun.dep_ == "pobj" and above.lower_ in {"for", "from", "of", "out", "through", "in"}:
        if above.lower_ == "of" and above.head.lower_ != "out":
            return
        first = above.head if above.head.lower_ == "out" else above
        verb = verb_over(first)
        if verb is None:
            return
        span = tokens_span([first, above, *phrase(noun, without=LOOSE - {"relcl"})], place.sentence)
        who = _who_above(place, verb)
    elif noun.dep_ in {"nsubj", "conj"} and _moving(noun) is not None:
        verb = _moving(noun)
        assert verb is not None
        span = phrase_span(noun, place.sentence)
        owners = [*around_noun(noun).get("poss", []), *around_noun(noun).get("mod", [])]
        who = ids_at(place.reading, owners, owner=True) or ids_at(
            place.reading, verb_slots(verb).get("obj", []), owner=True
        )
    else:
        return
    if who:
        words = words_of(phrase(noun, without=LOOSE))
        yield from place.make(span, who, f"{cue.kind}.{cue.name}", cue.confidence, words=words)


def _moving(noun: Token) -> Token | None:
    """The verb by which a feeling moves somebody: "fear of riots had kept him in Bonn"."""
    first = noun.head if noun.dep_ == "conj" else noun
    verb = first.head
    if first.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.lemma_.lower() in MOVES:
        return verb
    return None


def wager(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was betting that they were too weak", "counted on American help", "hoped that they would yield"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "aux", "xcomp"} or is_passive(verb):
        return
    slots = verb_slots(verb)
    if slots.get("obj"):
        return  # "counted its dead"
    goal = next((each for each in slots.get("ccomp", []) if each.i > verb.i), None)
    if goal is None and "on" in cue.flags:
        goal = next((each for name in ("prep.on", "prep.upon") for each in slots.get(name, [])), None)
    if goal is None and "for" in cue.flags:
        goal = next((each for each in slots.get("prep.for", []) if each.i > verb.i), None)
    if goal is None or _sets_aside(verb):
        return
    yield from _felt(place, cue, verb, goal, doers(place, verb))


def longing(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "hungry for victory", "anxious for quiet", "bent on revenge", "intent on war"."""
    word = head_of(covered)
    if word.pos_ in {"NOUN", "PROPN"}:
        return
    wanted = {"on", "upon"} if "on" in cue.flags else {"for", "after"}
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in wanted and child.i > word.i:
            goal = next((each for each in child.children if each.dep_ in {"pobj", "pcomp"}), None)
            if goal is not None and not _sets_aside(word):
                yield from _felt(place, cue, word, goal, _bearers(place, word))
                return


def unwilling(place: Found, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "had no wish to antagonize Brazil", "reluctant to commit troops", "did not want a war"."""
    word = head_of(covered)
    if word.pos_ == "NOUN":
        verb = word.head
        denied = any(child.lower_ in {"no", "little", "neither"} for child in word.children)
        negated = any(child.dep_ == "neg" for child in verb.children)
        goal = infinitive_of(word)
        if word.dep_ != "dobj" or verb.lemma_.lower() not in {"have", "feel", "see", "show"}:
            return
        if goal is None or not (denied or negated):
            return
        who = doers(place, verb)
        span = tokens_span([word, *phrase(word, without=LOOSE)], place.sentence)
        top = verb
    elif cue.pos == "a":
        goal = infinitive_of(word)
        top = word
        who = _bearers(place, word)
        span = predicate_span(word, place.sentence)
        if goal is None or _sets_aside(word):
            return
    else:
        slots = verb_slots(word)
        goal = infinitive_of(word) or next(iter(slots.get("obj", [])), None)
        top, who = word, doers(place, word)
        span = predicate_span(word, place.sentence)
        if goal is None or is_passive(word) or not any(child.dep_ == "neg" for child in word.children):
            return
    if who and status_at(place.reading, top).modality not in UNREAL | {"planned"}:
        words = "not " + words_of(phrase(goal))
        yield from place.make(span, who, f"{cue.kind}.{cue.name}", cue.confidence, words=words)


FEELINGS: dict[str, Pattern] = {
    "fear": fear,
    "wager": wager,
    "longing": longing,
    "unwilling": unwilling,
}
