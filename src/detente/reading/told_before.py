"""Whom a deed is aimed at by what was told just before, and where the pair alone is no ground to name one.

"X condemned the flights": whose flights, the sentences before say. "X demanded the release of the crew": who
holds it, too. An attack is laid at nobody's door only because two states are at odds.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.base import ActorMention, Predicate, Reading
from detente.reading.mentions_kinds import Referring
from detente.reading.pairs import CONFLICT, country_of, main_pair
from detente.reading.summed_up import take_up_clause

REACH = 2
"""Sentences looked back for the deed that is spoken of."""
GUESSED = frozenset({"the nearest state spoken of", "the state named most in the document"})
"""Grounds on which a mention stands for a state that its own words and its clause do not name."""
BY_PAIR = frozenset({"the other side of the pair"})
JUDGING = frozenset({"ACCUSE", "REJECT"})
POINTING = frozenset({"the", "this", "these", "that", "those", "such"})
CAPTURES = frozenset(
    "seize capture arrest detain abduct kidnap hold imprison jail intern take apprehend".split()
)
FREEING = frozenset({"release", "return", "freeing", "liberation", "freedom", "extradition"})
SUMMING = frozenset({"move", "step", "action", "act", "measure"})
"""Nouns for whatever the sentence before tells."""
HELPING = frozenset("help support defend protect assist reassure aid back reinforce strengthen".split())
BORDERS = frozenset({"border", "frontier"})
DESTINATIONS = frozenset({"targets:prep.to", "targets:prep.in", "targets:iobj"})


class ToldBefore:
    """Settles targets by the sentence before, and takes back those that nothing in the text names."""

    name = "told before"

    def __call__(self, reading: Reading) -> None:
        at_odds = _at_odds(reading)
        for predicate in reading.predicates:
            _mark_guess(reading, predicate)
            _not_by_pair_alone(reading, predicate, at_odds)
            _host(reading, predicate, at_odds)
            _whose_deed(reading, predicate)
            _who_holds(reading, predicate)
            take_up_clause(reading, predicate)


def spoken_of_near(reading: Reading, predicate: Predicate, id: str) -> bool:
    """Whether the predicate's sentence or the one before speaks of an actor or of something of its state."""
    state = country_of(reading, id) or id
    return any(
        each == id or country_of(reading, each) == state
        for index in (predicate.sentence.index - 1, predicate.sentence.index)
        for mention in reading.mentions_by_sentence.get(index, ())
        for each in mention.ids
        if not _is_guess(mention)
    )


def _is_guess(mention: ActorMention) -> bool:
    return isinstance(mention, Referring) and mention.basis in GUESSED


def _mark_guess(reading: Reading, predicate: Predicate) -> None:
    """ "Killed five soldiers": whose they are is inferred where only the context says it."""
    if predicate.event != "ASSAULT" or not predicate.targets or "targets" in predicate.inferred:
        return
    slots = [slot.removeprefix("targets:") for slot in predicate.rules if slot.startswith("targets:")]
    tokens = [token for slot in slots for token in predicate.slots.get(slot, ())]
    for token in tokens:
        mention = reading.mention_of(token)
        if mention is not None and _is_guess(mention) and set(predicate.targets) <= set(mention.ids):
            predicate.inferred["targets"] = str(mention.basis)


def _not_by_pair_alone(reading: Reading, predicate: Predicate, at_odds: set[frozenset[str]]) -> None:
    """An attack is not aimed at a state that nothing nearby speaks of, an outsider's move not at a friend."""
    if predicate.inferred.get("targets") not in BY_PAIR | GUESSED or not predicate.sources:
        return
    doers = _states(reading, predicate.sources)
    if predicate.event == "ASSAULT" and predicate.happened:
        predicate.targets = [id for id in predicate.targets if spoken_of_near(reading, predicate, id)]
    elif predicate.event == "MOBILIZE" and not doers & set(main_pair(reading)):
        foes = set().union(*(each for each in at_odds if each & doers))
        predicate.targets = [id for id in predicate.targets if (country_of(reading, id) or id) in foes]
    if not predicate.targets:
        del predicate.inferred["targets"]


def _at_odds(reading: Reading) -> set[frozenset[str]]:
    """The pairs of states of which the text states a hostile act or word of one on the other."""
    found: set[frozenset[str]] = set()
    for predicate in reading.predicates:
        if predicate.event not in CONFLICT - {"MOBILIZE"} or "targets" in predicate.inferred:
            continue
        for source in predicate.sources:
            for target in predicate.targets:
                one, other = country_of(reading, source), country_of(reading, target)
                if one is not None and other is not None and one != other:
                    found.add(frozenset({one, other}))
    return found


def _host(reading: Reading, predicate: Predicate, at_odds: set[frozenset[str]]) -> None:
    """ "X sent a ship to Y": an outsider's forces are Y's guests, not aimed at it."""
    if predicate.event != "MOBILIZE" or not predicate.targets or not DESTINATIONS & set(predicate.rules):
        return
    if any(token.lemma_.lower() in BORDERS for token in predicate.slots.get("prep.to", ())):
        return  # "moved troops to X's border": on this side of it
    pair = set(main_pair(reading))
    kept = []
    for id in predicate.targets:
        host = country_of(reading, id)
        states = {state for each in predicate.sources if (state := country_of(reading, each))}
        hostile = any(frozenset({state, host}) in at_odds for state in states if host is not None)
        threatened = any(host in each for each in at_odds)
        opposed = states | {host} == pair and not threatened and not _to_help(predicate)
        if hostile or host is None or opposed:
            kept.append(id)
    if len(kept) < len(predicate.targets):
        predicate.rules.append("targets:a host is no enemy")
        predicate.targets = kept


def _to_help(predicate: Predicate) -> bool:
    """ "Sent troops to Y to help defend it", "in support of Y"."""
    below = [child for child in predicate.token.subtree if child.i > predicate.token.i]
    return any(child.lemma_.lower() in HELPING for child in below)


def _whose_deed(reading: Reading, predicate: Predicate) -> None:
    """ "Condemned the flights": the doer of what the sentences before call so."""
    if predicate.event not in JUDGING or not predicate.sources:
        return
    own = {country_of(reading, id) for id in predicate.sources}
    itself = bool(predicate.targets) and {country_of(reading, id) for id in predicate.targets} <= own
    if predicate.targets and not itself and predicate.inferred.get("targets") not in BY_PAIR:
        return
    for token in predicate.slots.get("obj", ()):
        if token.pos_ != "NOUN" or not any(child.lower_ in POINTING for child in token.children):
            continue
        doers = _doers_before(reading, predicate, token)
        if len(doers) == 1:
            predicate.targets = doers
            predicate.inferred["targets"] = "whose doing the text told before"
            return


def _doers_before(reading: Reading, predicate: Predicate, noun: Token) -> list[str]:
    own = {country_of(reading, id) for id in predicate.sources}
    lemma = noun.lemma_.lower()
    earlier = [
        each
        for each in reading.predicates
        if 0 <= predicate.sentence.index - each.sentence.index <= REACH
        and each.start < predicate.start
        and each is not predicate
    ]
    for each in reversed(earlier):
        words = [each.noun or each.token, *each.slots.get("obj", ())]
        words += [child for word in words for child in word.children if child.dep_ == "compound"]
        summed = lemma in SUMMING and each.sentence.index == predicate.sentence.index - 1
        if not summed and all(word.lemma_.lower() != lemma for word in words):
            continue
        states = _states(reading, each.sources) - own
        if states:
            return sorted(states)
    return []


def _who_holds(reading: Reading, predicate: Predicate) -> None:
    """ "Demanded the release of the crew": it is asked of who took it."""
    if predicate.event != "REQUEST" or not predicate.sources:
        return
    things = [*predicate.slots.get("obj", ()), *predicate.slots.get("prep.for", ())]
    freed = [token for token in things if token.lemma_.lower() in FREEING]
    if not freed or predicate.rules[-1:] == ["targets:prep.from"]:
        return
    held = {id for token in freed for below in token.subtree for id in _ids(reading, below)}
    asked = [id for id in predicate.targets if id not in held]
    if asked and "targets" not in predicate.inferred:
        return
    own = {country_of(reading, id) for id in predicate.sources}
    for each in reversed(reading.predicates):
        near = 0 <= predicate.sentence.index - each.sentence.index <= REACH
        if near and each.start < predicate.start and each.lemma in CAPTURES and each.sources:
            states = _states(reading, each.sources) - own
            if len(states) == 1:
                predicate.targets = sorted(states)
                predicate.inferred["targets"] = "who took them"
                return
    predicate.targets = asked


def _ids(reading: Reading, token: Token) -> tuple[str, ...]:
    mention = reading.mention_of(token)
    return mention.ids if mention is not None else ()


def _states(reading: Reading, ids: list[str]) -> set[str]:
    """The states that actors are or act for; a group that acts for none stands for itself."""
    return {country_of(reading, id) or id for id in ids}
