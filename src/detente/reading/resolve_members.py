"""Which pair or list of so many a set stands for: named together nearby, or most in the document."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.antecedents import SUBJECTS, Discourse, clause_subjects, conjoined
from detente.reading.base import Sentence
from detente.reading.mentions_kinds import OFFICES, Referring, word_set
from detente.reading.resolve_lists import Listed

STATES = frozenset({"state"})
SIDES = frozenset({"state", "armed group", "party", "international organisation"})
LOOKED_AT = 60  # lists and sets looked back at
CONTENDING = word_set(
    "side party belligerent combatant rival adversary disputant antagonist opponent contender protagonist "
    "foe enemy capital leader president premier king general"
)
"""Nouns for those between whom others mediate."""
MEDIATING = word_set(
    "call appeal urge deplore condemn protest mediate offer propose broker welcome demand ask invite exhort "
    "press plead send warn support regret criticize criticise denounce voice express intervene persuade "
    "advise recommend suggest request propose help host"
)
MOST = 8  # members of a reciprocal
STATE_WORDS = word_set(
    "nation country state government neighbour neighbor power kingdom republic capital regime army force"
)


def counted(discourse: Discourse, mention: Referring, barred: set[str]) -> tuple[tuple[str, ...], str, float]:
    """The latest list, or set so far, of exactly as many members of the kind, the nearest before the mention.

    A longer list counts by the part of it that the words admit: without what is spoken of as somebody else
    in the clause.
    """
    kinds = STATES if mention.form in STATE_WORDS else SIDES
    lists = discourse.lists_before(mention.start)
    told = [(listed.start, listed.ids, 0.9) for listed in lists[-LOOKED_AT:]]
    told += [(start, ids, 0.85) for start, ids in discourse.sets[-LOOKED_AT:] if start < mention.start]
    told.sort(reverse=True)
    later = [(0, listed.ids, 0.6) for listed in discourse.lists[len(lists) : len(lists) + 1]]
    for _, ids, confidence in [*told, *later]:
        if any(discourse.kind(id) not in kinds for id in ids):
            continue
        if len(ids) == mention.count and not barred & set(ids):
            return ids, "the list of so many named", confidence
        part = tuple(id for id in ids if id not in barred)
        if len(part) == mention.count:
            return part, "those named that the words admit", min(confidence, 0.8)
    return (), "", 0.0


def rest_of(discourse: Discourse, mention: Referring, barred: set[str]) -> tuple[tuple[str, ...], str, float]:
    """ "The other two": the members of the latest longer list of whom nothing was said since."""
    reading = discourse.reading
    told = [(each.members[-1].end, each.ids) for each in discourse.lists_before(mention.start)[-LOOKED_AT:]]
    told += [(start, ids) for start, ids in discourse.sets[-LOOKED_AT:] if start < mention.start]
    first = max(mention.sentence.index - 1, 0)
    since = {
        id
        for index in range(first, mention.sentence.index + 1)
        for other in reading.mentions_by_sentence.get(index, ())
        if other.start < mention.start
        and isinstance(other, Referring)
        and other.reference == "name"
        and other not in {member for each in discourse.lists for member in each.members}
        for id in other.ids
    }
    for _, ids in sorted(told, reverse=True):
        left = tuple(id for id in ids if id not in since | barred)
        if len(left) == mention.count < len(ids):
            return left, "the rest of those named", 0.75
    return (), "", 0.0


def pair_of(discourse: Discourse, mention: Referring, barred: set[str]) -> tuple[tuple[str, ...], str, float]:
    """The two that are meant, why, and how sure."""
    states_only = mention.form in STATE_WORDS | OFFICES
    kinds = STATES if states_only else SIDES
    if mention.reference == "reciprocal":
        for subject in clause_subjects(mention.head):
            found = with_conjuncts(discourse, subject)
            if len(found) >= 2:
                return found[:MOST], "the subject of the clause", 0.9
        kinds = SIDES
    pair = conjoined(discourse, mention.sentence, mention.start, kinds)
    if pair and not barred & set(pair) and not _third(discourse, mention, mention.sentence, pair):
        return pair, "the pair named in the sentence", 0.9
    sentences = discourse.reading.sentences
    if mention.sentence.index > 0:
        previous = sentences[mention.sentence.index - 1]
        if previous.paragraph == mention.sentence.paragraph:
            pair = conjoined(discourse, previous, mention.start, kinds)
            third = bool(pair) and _third(discourse, mention, previous, pair)
            if pair and not third and _leads(discourse, pair, mention) and not barred & set(pair):
                return pair, "the pair named in the sentence before", 0.8
    near = _near_pair(discourse, mention, kinds, barred)
    if near:
        return near, "the pair that modified a noun just before", 0.75
    for other in discourse.before(mention, 2):
        if (
            other.reference in {"set", "reciprocal"}
            and len(other.ids) == 2
            and not barred & set(other.ids)
            and (not states_only or all(discourse.kind(id) == "state" for id in other.ids))
        ):
            return other.ids, "the pair spoken of just before", 0.85
    main = discourse.main_pair if states_only else discourse.main_sides
    if main is not None and not barred & set(main):
        return main, "the two parties named most in the document", 0.8
    if barred:
        for listed in reversed(discourse.lists_before(mention.start)[-LOOKED_AT:]):
            fits = len(listed.ids) == 2 and not barred & set(listed.ids)
            if fits and all(discourse.kind(id) in kinds for id in listed.ids):
                return listed.ids, "the last pair named", 0.6
    return (), "", 0.0


def _near_pair(
    discourse: Discourse, mention: Referring, kinds: frozenset[str], barred: set[str]
) -> tuple[str, ...]:
    """A pair of holders or of modifiers ("Egyptian and Libyan ships") in this sentence or the one before."""
    first = max(mention.sentence.index - 1, 0)
    limit = discourse.reading.sentences[first].start
    told = [
        (listed.start, listed.ids)
        for listed in discourse.lists_before(mention.start, limit)
        if (_acts(listed) or not _less_told_of(discourse, listed.ids))
        and not _third(discourse, mention, listed.members[0].sentence, listed.ids)
    ]
    told += [(start, ids) for start, ids in discourse.sets[-4:] if limit <= start < mention.start]
    for _, ids in sorted(told, reverse=True):
        fits = len(ids) == 2 and not barred & set(ids) and all(discourse.kind(id) in kinds for id in ids)
        if fits and _leads(discourse, ids, mention):
            return ids
    return ()


def _acts(listed: Listed) -> bool:
    """Whether those named, or what their names modify, are the subject: "Egyptian and Libyan ships met"."""
    head = listed.members[0].head
    return head.dep_ in SUBJECTS or head.head.dep_ in SUBJECTS


def _less_told_of(discourse: Discourse, pair: tuple[str, ...]) -> bool:
    """Whether a pair is of others than the two parties, and the account names both of it less than those."""
    main = discourse.main_pair
    if main is None or set(pair) & set(main):
        return False
    return max(discourse.counts[id] for id in pair) < min(discourse.counts[id] for id in main)


def _third(discourse: Discourse, mention: Referring, sentence: Sentence, pair: tuple[str, ...]) -> bool:
    """ "A and B appealed to both sides": those who mediate or judge are not the parties."""
    if mention.form not in CONTENDING or not _less_told_of(discourse, pair):
        return False
    for token in sentence.tokens:
        if token.pos_ == "VERB" and token.lemma_.lower() in MEDIATING:
            for child in token.children:
                if child.dep_ in SUBJECTS and set(with_conjuncts(discourse, child)) & set(pair):
                    return True
    return False


def _leads(discourse: Discourse, pair: tuple[str, ...], mention: Referring) -> bool:
    """Whether a pair of the sentence before is the topic: it is the main pair, or nothing rivals it."""
    main = discourse.main_pair
    return (
        main is None
        or set(pair) == set(main)
        or not any(id in main for id in pair)
        or mention.form != "country"
    )


def with_conjuncts(discourse: Discourse, subject: Token) -> tuple[str, ...]:
    """The ids at a noun and at what is coordinated with it."""
    first = discourse.mention(subject)
    listed = discourse.list_of.get(id(first)) if first is not None else None
    if listed is not None and not listed.attributive:
        return listed.ids
    found: dict[str, None] = {}
    stack = [subject]
    while stack and len(found) < MOST:
        token = stack.pop(0)
        found |= dict.fromkeys(discourse.ids(token))
        stack.extend(child for child in token.children if child.dep_ == "conj")
    return tuple(found)


def leave_unresolved(discourse: Discourse, mention: Referring) -> None:
    """Note a reference for which nobody was found."""
    quote = discourse.reading.document.text[mention.start : mention.end]
    span = (mention.start, mention.end, f"rule:resolve.{mention.reference}", 0.0)
    discourse.note_once("unresolved reference", f"nobody found for {quote!r}", (), span)
