"""What a reproach, a penalty or a feeling is about: "rebuked Caracas for breaking ties", "anger at the raid".

The verb or noun before the preposition says that the thing after it is what was reacted to.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.cause_link import REACTIVE, Link, link
from detente.reading.affairs.cause_sides import Side, Sides
from detente.reading.affairs.status_at import Status
from detente.reading.base import Reading, Sentence
from detente.reading.mentions_kinds import word_set

REQUITED = word_set(
    "rebuke criticize criticise censure reproach chide scold upbraid admonish berate lambast assail "
    "deride mock ridicule jeer boo heckle taunt punish fine sanction penalize penalise arrest hang jail "
    "imprison sentence expel dismiss sack fire oust remove demote court-martial indict prosecute impeach "
    "praise thank commend applaud laud decorate reward compensate apologize apologise atone retaliate "
    "reprimand pillory vilify deport detain execute condemn denounce attack strike bomb shell raid pay "
    "suffer sue revenge avenge reprisal retaliation punishment penalty apology compensation reparation "
    "impose embargo blacklist boycott condemnation criticism payback retribution vengeance forgive pardon "
    "excommunicate outlaw ban"
)
"""Verbs and nouns with which "for" names what is requited."""
PARTING = word_set(
    "quarrel protest resign cut suspend sever break recall split walk boycott threaten withdraw expel fall "
    "cancel freeze impose rupture summon leave"
)
"""Verbs with which "over" names the ground."""
FEELINGS = word_set(
    "anger outrage fury outcry resentment grievance indignation uproar alarm dismay shock shame humiliation "
    "protest bitterness frustration rage irritation annoyance disgust revulsion horror embarrassment furore "
    "furor unrest riot demonstration panic disquiet unease backlash grief quarrel discontent"
)
"""Nouns with which "over" and "at" name what stirred them."""
STIRRED = word_set(
    "protest rage anger fume bristle chafe seethe balk baulk bridle rejoice despair recoil rankle smart "
    "grumble rail"
)
"""Verbs with which "at", "over" and "under" name what stirred them."""


PLACES = frozenset({"GPE", "LOC", "FAC"})


def about(
    reading: Reading, sides: Sides, sentence: Sentence, cue: AffairCue, covered: list[Token]
) -> Link | None:
    """ "jeered for staying away", "cut its aid over the coup", "outrage at the killings"."""
    word = covered[-1]
    things = [child for child in word.children if child.dep_ in {"pobj", "pcomp"}]
    host = _host(word) or _reacting(reading, sides, word, things, sentence)
    if word.i and word.nbor(-1).lower_ in {"and", "or"}:
        return None  # "called for X and for Y"
    if not things or host is None or _is_amount(things[0]):
        return None
    cause, effect = sides.of_token(things[0], sentence), sides.of_token(host, sentence)
    if word.lower_ == "over" and not cause and things[0].pos_ in {"NOUN", "PROPN"}:
        cause = Side((), things[0].text)
    if not cause.ids and (things[0].ent_type_ in PLACES or ids_at(reading, things, places=True)):
        return None
    own = effect.event
    if own is None or own.polarity or own.modality not in {"asserted", "claimed"}:
        return None
    if cause.event is own or (word.lower_ == "for" and not cause.ids):
        return None
    return link(
        reading, sentence, cue, covered, cause, effect, status=Status(own.modality, None, own.speaker)
    )


def _reacting(
    reading: Reading, sides: Sides, word: Token, things: list[Token], sentence: Sentence
) -> Token | None:
    """ "traded accusations over the killing": any reaction to something that was done."""
    own = reading.predicate_of(word.head)
    if word.lower_ != "over" or own is None or own.event not in REACTIVE or not things:
        return None
    return word.head if sides.of_token(things[0], sentence).event is not None else None


def _host(word: Token) -> Token | None:
    """The verb or noun that the preposition belongs to, through the object of the verb."""
    head = word.head
    fits = {
        "for": REQUITED,
        "over": PARTING | FEELINGS | STIRRED,
        "at": FEELINGS | STIRRED,
        "against": FEELINGS,
    }.get(word.lower_, REQUITED)
    for _ in range(2):
        if head.lemma_.lower() in fits and head.pos_ in {"VERB", "NOUN"}:
            return head
        if head.dep_ not in {"dobj", "pobj", "nsubjpass", "prep", "conj"} or head.head == head:
            return None
        head = head.head
    return head if head.lemma_.lower() in fits and head.pos_ in {"VERB", "NOUN"} else None


def _is_amount(thing: Token) -> bool:
    """ "imprisoned for ten years", "jeered for an hour": no ground."""
    timed = thing.ent_type_ in {"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL", "PERCENT"}
    return timed or thing.lemma_.lower() in {
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "time",
        "example",
    }
