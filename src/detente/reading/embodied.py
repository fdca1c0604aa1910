"""Nouns and verbs that tell one deed together, and who then did it.

"Its response took the form of strikes", "the response was contained in an ultimatum", "the bombing, which
resulted in 40 casualties", "helped X shoot down the drones": the sides stand with one word of the two.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.arguments import HARMFUL
from detente.reading.base import Predicate, Reading
from detente.reading.mentions_kinds import DESCRIBING, word_set
from detente.reading.pairs import country_of, main_pair, partner_of
from detente.reading.shared import unique
from detente.reading.slots import is_passive, verb_slots
from detente.reading.who import owner_of

CARRIERS = word_set("form shape guise series wave number string round set spate sequence")
"""Nouns that only hand on what follows them by "of": "the form of air strikes", "a series of raids"."""
EMBODYING = word_set(
    "be consist come contain embody express include comprise involve amount convey take "
    "limit confine restrict"
)
"""Verbs that say what a deed was made of: "consisted of", "came in", "was contained in"."""
DOINGS = word_set("step move action act measure answer reply reaction response countermove gesture signal")
HELPING = frozenset({"help", "assist", "aid"})
CAUSING = word_set("result lead cause inflict leave claim bring produce end culminate")
TOLLS = word_set("casualty death fatality loss destruction damage injury bloodshed")
OUTCOMES = word_set("agreement accord treaty truce ceasefire cease-fire armistice pact settlement deal")
CONDITIONS = frozenset({"if", "unless", "should"})
HELPED = "sources:helped"
SPELT_OUT = "the deed that it spells out"
MUTUAL = frozenset({"those who talked", "each other", "the pair the text is about"})
"""Bases of targets that may be the sources too."""


def spelt_out(reading: Reading, predicate: Predicate) -> None:
    """ "Its response was an air strike": the sides of the one are those of the other."""
    if predicate.pos != "n" and predicate.noun is None:
        return
    subject = _spelt_out_by(predicate.noun if predicate.noun is not None else predicate.token)
    if subject is None:
        return
    deed = reading.predicate_of(subject)
    if deed is predicate:
        return
    sources = list(deed.sources) if deed is not None else []
    if deed is None and subject.lemma_.lower() in DOINGS:
        sources = [id for id, _ in owner_of(reading, subject)]
    if sources and not predicate.sources:
        predicate.sources = unique(sources)
        predicate.inferred["sources"] = SPELT_OUT
        predicate.targets = [id for id in predicate.targets if id not in sources]
    if deed is None or set(deed.sources) != set(predicate.sources):
        return
    if predicate.targets and not deed.targets:
        deed.targets, deed.inferred["targets"] = list(predicate.targets), SPELT_OUT
    elif deed.targets and not predicate.targets:
        predicate.targets, predicate.inferred["targets"] = list(deed.targets), SPELT_OUT


def _spelt_out_by(noun: Token) -> Token | None:
    """The noun of the deed that this noun spells out: "response" for "strikes" in the examples above."""
    if noun.dep_ == "appos":
        return noun.head
    for _ in range(4):
        head = noun.head
        if noun.dep_ in {"attr", "dobj"} and head.pos_ in {"VERB", "AUX"}:
            verb = head.lemma_.lower()
            if verb == "take" and noun.lemma_.lower() not in {"form", "shape", "guise"}:
                return None
            fits = verb == "be" if noun.dep_ == "attr" else verb in EMBODYING
            return _subject(head) if fits else None
        if noun.dep_ != "pobj" or head.lower_ not in {"of", "in", "to"}:
            return None
        above = head.head
        if above.pos_ in {"VERB", "AUX"}:
            return _subject(above) if above.lemma_.lower() in EMBODYING - {"be", "take", "include"} else None
        if above.lemma_.lower() not in CARRIERS:
            return None
        noun = above
    return None


def _subject(verb: Token) -> Token | None:
    """The subject in place, where it is a noun; of a passive, what it is said of."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ in {"NOUN", "PROPN"}:
            return child
    return None


def helpers(predicate: Predicate) -> None:
    """ "A helped B shoot down the drones": both did it."""
    above = predicate.governor
    if above is None or above.lemma not in HELPING or predicate.link not in {"ccomp", "xcomp"}:
        return
    if predicate.pos == "v" and predicate.event and predicate.layer == "do":
        predicate.rules.append(HELPED)
        predicate.sources = unique([*predicate.sources, *above.sources])
        predicate.targets = [id for id in predicate.targets if id not in predicate.sources]


def described(reading: Reading, predicate: Predicate) -> None:
    """ "Militant activity", "insurgent violence": by those of whom the text speaks by that word."""
    if predicate.sources or predicate.pos != "n" or predicate.event not in {"ASSAULT", "COERCE"}:
        return
    for child in predicate.token.children:
        if child.dep_ in {"amod", "compound"} and (id := DESCRIBING.get(child.lower_)) in reading.actors:
            predicate.sources, predicate.inferred["sources"] = [str(id)], "those so called"
            return


def doer_of_what_is_feared(reading: Reading, predicate: Predicate) -> None:
    """ "It would retaliate if attacked": attacked by the other side of the pair."""
    token = predicate.token
    if predicate.sources or predicate.pos != "v" or predicate.event not in HARMFUL or not is_passive(token):
        return
    if not any(
        child.dep_ in {"mark", "aux", "advmod"} and child.lower_ in CONDITIONS for child in token.children
    ):
        return
    above, pair = predicate.governor, main_pair(reading)
    if above is not None and len(pair) == 2 and set(above.sources) & set(predicate.targets) & set(pair):
        mirror = Predicate(predicate.sentence, token, 0, 0, "", "v", sources=list(predicate.targets))
        predicate.sources = partner_of(reading, mirror)
        predicate.inferred["sources"] = "the other side of the pair"


def toll(reading: Reading, predicate: Predicate) -> None:
    """ "The bombing, which resulted in 40 casualties", "talks led to a truce": the sides of the outcome."""
    if predicate.sources or predicate.pos != "n" or predicate.lemma not in TOLLS | OUTCOMES:
        return
    above = predicate.token.head
    if predicate.token.dep_ == "pobj" and above.lower_ in {"in", "to"}:
        above = above.head
    elif predicate.token.dep_ != "dobj":
        return
    if above.lemma_.lower() not in CAUSING:
        return
    for token in verb_slots(above).get("subj", ()):
        deed = reading.predicate_of(token)
        if deed is None or not deed.sources:
            continue
        if predicate.lemma in OUTCOMES:
            if deed.event == "CONSULT" and len(deed.sources) > 1:  # "the talks led to an agreement"
                predicate.sources, predicate.targets = list(deed.sources), list(deed.sources)
                predicate.inferred |= dict.fromkeys(("sources", "targets"), "those who talked")
        else:
            predicate.sources = [id for id in deed.sources if id not in predicate.targets]
            predicate.inferred["sources"] = "the doer of the deed that did it"
            if not predicate.targets:
                predicate.targets = [id for id in deed.targets if id not in predicate.sources]
                predicate.inferred["targets"] = "the doer of the deed that did it"


def spare_itself(reading: Reading, predicate: Predicate) -> None:
    """A state does not harm itself: a target that was only inferred is not the doer, nor the doer's state."""
    basis = predicate.inferred.get("targets")
    if predicate.event not in HARMFUL or basis in {None, *MUTUAL} or "reciprocal" in predicate.rules:
        return
    own = {*predicate.sources, *(country_of(reading, id) for id in predicate.sources)}
    if own >= set(predicate.targets) and predicate.targets:
        predicate.targets = []
        predicate.inferred.pop("targets")
