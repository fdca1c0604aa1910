"""When an act or word of a state that names no addressee is aimed at the other side of the pair.

In an account of two states it mostly is, and so it is where the sentence speaks of the other side. Elsewhere
the guess is more often wrong than right, and the target stays open. Shares of right guesses, counted on the
targets that coders gave to 475 narratives of ICBe (some 1,500 guesses): threats .8, denials .9, charges .7,
plain words .6, strikes .8, retreats .7 and answers .6 where the account is of two states or the sentence
names the other; .0 to .35 elsewhere, save for threats, refusals and strikes where no third state is spoken of
(.5 to .6). Promises to yield (.27) and reports (.2) are no ground for a guess anywhere.
"""

from __future__ import annotations

from detente.reading.base import ActorMention, Predicate, Reading
from detente.reading.mentions_kinds import Referring, word_set
from detente.reading.pairs import CONFLICT, country_of, main_pair
from detente.reading.who import actors_of

SPEAKING_FOR_STATE = frozenset({"state", "government", "official", "military", "diplomat"})
OTHER_BODIES = ("_POL", "_SEC", "_PARA", "_PROT", "_LEG", "_LEGIS", "_PARL", "_OPP", "_INT")
IMPLIED_ACTS = word_set(
    "decide decision response respond retaliate retaliation reprisal counter-attack counterattack reaction "
    "act assert announcement statement"
)
IMPLIED_TARGET = frozenset("ACCUSE REJECT THREATEN SANCTION ASSAULT CONCEDE RETREAT AGREE".split())
UNADDRESSED = word_set("report proclamation proclaim comply accept reveal disclose confirm reckon")
"""Words of a state that are seldom aimed at the other side."""
REPORTING = word_set("say add admit concede acknowledge predict note remark explain recall observe estimate")
"""Words to whoever listens: for the other side only where the sentence names it."""
DECLARING = frozenset({"announce", "declare", "announcement", "declaration"})
PLAIN = frozenset({"say", "add", "tell", "state", "note"})
"""Verbs that only hand on what is said: "a Bree official said that Arnor would return"."""
FACING = word_set(
    "against border frontier facing face response respond retaliation retaliate reprisal reply deter counter "
    "confront opposite repel threat threaten toward towards demarcation front"
)
"""Words beside a deployment that say whom it faces."""
TWO_SIDED = 0.75
"""An account is of two states where that share of its mentions of states is of the pair."""


def wants_other_side(reading: Reading, predicate: Predicate) -> bool:
    """Whether the act is of a kind that is done to somebody, by one who acts for a state."""
    if predicate.domestic or predicate.flag("domestic") or predicate.flag("reciprocal"):
        return False
    if predicate.sense is None or "-" in predicate.sense.target:
        return False
    kinds = {reading.actors[id].kind for id in predicate.sources if id in reading.actors}
    if not kinds <= SPEAKING_FOR_STATE or any(id.endswith(OTHER_BODIES) for id in predicate.sources):
        return False
    objects = [reading.predicate_of(token) for token in predicate.slots.get("obj", ())]
    if any(each is not None and each is not predicate for each in objects):
        # "condemned the attack": aimed at its doer, see merge
        return predicate.event in {"SANCTION", "REJECT"} or predicate.lemma == "declare"
    if "partner" in predicate.sense.target:
        return True
    if predicate.event == "ASSAULT":
        return predicate.pos == "v" or predicate.noun is not None or predicate.lemma in IMPLIED_ACTS
    if predicate.event in IMPLIED_TARGET:
        return True
    return predicate.event is None and (predicate.layer == "say" or predicate.lemma in IMPLIED_ACTS)


def of_whom_it_is_said(reading: Reading, predicate: Predicate) -> list[str]:
    """ "Announced that X had broken the truce": the one other state that the clause is about."""
    if predicate.layer != "say" or predicate.event in {"AGREE", "CONCEDE", "SUPPORT", "REQUEST"}:
        return []
    if predicate.lemma in UNADDRESSED | PLAIN or predicate.domestic:
        return []
    subjects = [
        child
        for verb in predicate.slots.get("ccomp", ())
        for child in verb.children
        if child.dep_ in {"nsubj", "nsubjpass"}
    ]
    states = {
        state
        for token in subjects
        for id, _ in actors_of(reading, token)
        if (state := country_of(reading, id)) is not None
    }
    own = _own(reading, predicate)
    return sorted(states) if len(states) == 1 and own and not states & own else []


def only_other_named(reading: Reading, predicate: Predicate) -> list[str]:
    """The one state beside the speaker's that the sentence of a threat or a declaration names."""
    declared = predicate.event is None and predicate.lemma in DECLARING
    if predicate.layer != "say" or not (predicate.event == "THREATEN" or declared):
        return []
    if someone_else_stands_there(reading, predicate):
        return []
    own = _own(reading, predicate)
    others = _states_here(reading, predicate, placed=False) - own
    return sorted(others) if own and len(others) == 1 else []


def is_meant(reading: Reading, predicate: Predicate, partner: list[str]) -> bool:
    """Whether the other side is more likely meant than not, by the kind of act and what is spoken of."""
    if someone_else_stands_there(reading, predicate):
        return False
    here = _states_here(reading, predicate)
    named = set(partner) <= here
    acting = _states_here(reading, predicate, placed=False)
    alone = acting <= {*main_pair(reading), *_own(reading, predicate)}
    two = two_sided(reading)
    if predicate.event in CONFLICT - {"REJECT"} and _only_friends(reading, predicate, partner):
        return False
    if not _own(reading, predicate) & set(main_pair(reading)):
        # an outsider's partner is only the state it has most to do with
        return named or (predicate.event == "REJECT" and not _only_friends(reading, predicate, partner))
    if predicate.event == "MOBILIZE":
        faced = (named or (two and alone)) and (faces(predicate) or _goes_in(reading, predicate))
        return faced or (two and alone and _answers(reading, predicate, partner))
    if predicate.event == "ASSAULT" or (
        predicate.layer == "say" and predicate.event in {"THREATEN", "REJECT"}
    ):
        return named or two or alone
    if predicate.event == "ACCUSE" and alone and _answers(reading, predicate, partner):
        return True
    if predicate.event == "RETREAT" or (predicate.event == "AGREE" and predicate.layer == "say"):
        return named or (two and alone)
    if predicate.event == "CONCEDE":
        return predicate.layer == "do" and two and alone
    if predicate.event is None and predicate.layer == "say":
        return predicate.lemma not in UNADDRESSED and (
            named or (two and alone and predicate.lemma not in REPORTING)
        )
    return named or two


def two_sided(reading: Reading) -> bool:
    """Whether the account speaks of hardly any state but the pair."""
    return len(main_pair(reading)) == 2 and reading.pair_share >= TWO_SIDED


def someone_else_stands_there(reading: Reading, predicate: Predicate) -> bool:
    """ "Accused the three of plotting": the text says whom, only it is not known who that is."""
    for slot in ("obj", "iobj", "prep.against", "prep.to", "prep.with", "prep.on", "prep.at"):
        for token in predicate.slots.get(slot, ()):
            for each in (token, *token.subtree) if slot == "obj" else (token,):
                mention = reading.mention_of(each)
                if isinstance(mention, Referring) and not mention.ids and mention.reference != "pronoun":
                    return True
    return False


def faces(predicate: Predicate) -> bool:
    """Whether the sentence says whom a deployment faces: "on the border with", "in response to"."""
    return any(token.lemma_.lower() in FACING for token in predicate.sentence.tokens)


def _goes_in(reading: Reading, predicate: Predicate) -> bool:
    """ "Sent tanks into Tiwinza": into a place that is not known to be the sender's own."""
    own = _own(reading, predicate)
    for token in predicate.slots.get("prep.into", ()):
        mention = reading.mention_of(token)
        owners = {country_of(reading, id) for id in mention.ids} if mention else set()
        if token.pos_ == "PROPN" and not owners & own:
            return True
    return False


def _only_friends(reading: Reading, predicate: Predicate, partner: list[str]) -> bool:
    """Whether the text tells only kind acts between the two, and others are there to be meant."""
    own = _own(reading, predicate)
    pairs = [frozenset({one, other}) for one in own for other in partner if one != other]
    if any(pair in reading.at_odds for pair in pairs):
        return False
    foes = any(own & pair for pair in reading.at_odds) or not two_sided(reading)
    return foes and any(pair in reading.on_terms for pair in pairs)


def _answers(reading: Reading, predicate: Predicate, partner: list[str]) -> bool:
    """Whether this sentence or the one before tells a hostile act or word of the other side on this one."""
    own = _own(reading, predicate)
    for each in reading.predicates:
        if each is predicate or not 0 <= predicate.sentence.index - each.sentence.index <= 1:
            continue
        doers = {country_of(reading, id) for id in each.sources}
        struck = {country_of(reading, id) for id in each.targets}
        if each.event in CONFLICT and doers & set(partner) and struck & own:
            return True
    return False


def _states_here(reading: Reading, predicate: Predicate, *, placed: bool = True) -> set[str]:
    """The states of which the sentence speaks; ``placed``: those too that only say where."""
    return {
        state
        for mention in reading.mentions_by_sentence.get(predicate.sentence.index, ())
        for id in mention.ids
        if (state := country_of(reading, id)) is not None and (placed or not _only_where(mention))
    }


def _only_where(mention: ActorMention) -> bool:
    """ "Declared from London": a place, also where its capital's name could stand for a government."""
    behind = mention.head.head.lower_ if mention.head.dep_ == "pobj" else ""
    return mention.how == "place" or (mention.how == "metonym" and behind in {"from", "in", "at", "near"})


def _own(reading: Reading, predicate: Predicate) -> set[str]:
    return {state for id in predicate.sources if (state := country_of(reading, id)) is not None}
