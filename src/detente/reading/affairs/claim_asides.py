"""Whose words a stretch is, told beside it: "…, a diplomat said, …", "by his count", "spoke of losses"."""

from __future__ import annotations

from detente.crisis import UNSPEC
from detente.reading.affairs.actors_near import ids_at
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_saying import Saying, content_of
from detente.reading.affairs.spans import clause_span, phrase_span, predicate_span, tokens_span
from detente.reading.base import at, end
from detente.reading.mentions_kinds import word_set
from detente.reading.slots import is_passive, verb_slots

RELATIVES = frozenset({"who", "which", "that", "whom"})
STOPS = frozenset({";", ":", "–", "—", "--"})
COUNTS = word_set(
    "account count reckoning estimate telling version view opinion eye calculation testimony admission "
    "judgment judgement assessment tally"
)
HOLDERS = word_set(
    "analyst observer critic some other others many few most diplomat expert historian commentator "
    "official opponent supporter sceptic skeptic hawk dove admirer detractor adviser advisor planner "
    "strategist journalist witness source scholar biographer editorialist columnist insider exile veteran "
    "doubter lawyer"
)
"""Whose hopes and fears are told as their views, not as what moves a government."""


def parenthetical(saying: Saying) -> Candidate | None:
    """ "Had X cleared the wire, one diplomat argued, tanks might have rolled": the clause is theirs."""
    verb = saying.word
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in RELATIVES or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    if verb.tag_ == "VBN" and not any(child.lemma_ == "have" for child in verb.children):
        return None
    left, right = subject.left_edge, verb.i + 1
    doc = verb.doc
    if subject.i > verb.i or left.i == 0 or doc[left.i - 1].text != "," or right >= len(doc):
        return None
    goes_on = right + 1 < len(doc) and doc[right + 1].dep_ == "cc"
    if doc[right].text != "," or goes_on or not saying.happened():
        return None
    if saying.cue.kind not in {"asserts", "accuses"}:
        return None
    first, last = left.i - 1, right
    while first > saying.sentence.tokens.start and doc[first - 1].text not in STOPS:
        first -= 1
    while last < saying.sentence.tokens.end - 1 and doc[last + 1].text not in {*STOPS, "."}:
        last += 1
    return saying.make((at(doc[first]), end(doc[last])), bonus=-0.05)


def by_account(saying: Saying) -> Candidate | None:
    """ "by his own officials' count", "in the French version": the clause is theirs."""
    word = saying.covered[0]
    noun = next((child for child in word.children if child.dep_ == "pobj"), None)
    if noun is None:
        noun = next(
            (each for each in word.doc[word.i + 1 : word.i + 6] if each.lemma_.lower() in COUNTS), None
        )
    if noun is None or noun.lemma_.lower() not in COUNTS:
        return None
    before = [child for child in noun.children if child.dep_ in {"poss", "amod", "det", "nmod", "compound"}]
    of = (child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of")
    said_by = ids_at(saying.reading, (each for child in of for each in child.children))
    vague = any(child.lower_ in {"some", "all", "most", "many", "several", "one"} for child in before)
    if not vague and not any(child.dep_ == "poss" for child in before) and not said_by:
        return None
    who = ids_at(saying.reading, [noun], owner=True) or ids_at(saying.reading, before, owner=True)
    who = who or said_by
    verb = word.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    return saying.make(
        clause_span(verb, saying.sentence), who=tuple(who) or (UNSPEC,), kind="asserts", rule="by-account"
    )


def speaking_of(saying: Saying) -> Candidate | None:
    """ "spoke of a thousand dead", "warned of consequences", "reminded Lima of its obligations"."""
    verb = saying.word
    if verb.pos_ != "VERB" or is_passive(verb) or not saying.happened():
        return None
    slots = verb_slots(verb)
    wanted = saying.cue.second
    for name in wanted:
        for thing in [*slots.get(f"prep.{name}", []), *slots.get(f"obj.prep.{name}", [])]:
            if thing.i > verb.i and (
                ids_at(saying.reading, slots.get("subj", []), owner=True) or _told(saying)
            ):
                return saying.make(phrase_span(thing, saying.sentence, whole=True))
    return None


def _told(saying: Saying) -> bool:
    return any(each.pos_ in {"NOUN", "PROPN", "PRON"} for each in verb_slots(saying.word).get("subj", []))


def made_known(saying: Saying) -> Candidate | None:
    """ "let it be known that", "made it clear that", "gave X to understand that"."""
    last = saying.covered[-1]
    for verb in (last, last.head, saying.covered[0]):
        for child in verb.children:
            marked = any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)
            if child.dep_ in {"ccomp", "advcl"} and child.i > last.i and marked and saying.happened():
                return saying.make(tokens_span(content_of(child), saying.sentence), bonus=0.05)
    return None


def view_held(saying: Saying) -> Candidate | None:
    """ "Some analysts hope that …", "critics fear that …": a view, where it is nobody's who acts."""
    verb = saying.word
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects or subjects[0].lemma_.lower() not in HOLDERS or not saying.happened():
        return None
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            return saying.make(tokens_span(content_of(child), saying.sentence))
    return None


def doubting(saying: Saying) -> Candidate | None:
    """ "doubted the wisdom of the raid", "doubting that X would yield", "questioned its sincerity"."""
    verb = saying.word
    if verb.pos_ != "VERB" or is_passive(verb) or verb.dep_ == "amod" or not saying.happened():
        return None
    for child in verb.children:
        asked = child.dep_ == "dobj" and ids_at(saying.reading, [child])  # "questioned the prisoners"
        if child.dep_ in {"ccomp", "dobj"} and child.i > verb.i and not asked:
            return saying.make(predicate_span(verb, saying.sentence))
    return None


def deadline(saying: Saying) -> Candidate | None:
    """ "gave the envoys 72 hours to leave": a demand with a term."""
    verb = saying.word
    words = [each.lower_ for each in verb.subtree]
    timed = any(
        child.ent_type_ in {"TIME", "DATE"} or child.lower_ in UNITS
        for child in verb.subtree
        if child.i > verb.i
    )
    goal = any(each.tag_ == "VB" and each.i > verb.i for each in verb.subtree)
    if verb.pos_ != "VERB" or not timed or not goal or "to" not in words or not saying.happened():
        return None
    if not any(child.lower_ in UNITS and child.dep_ not in {"pobj", "npadvmod"} for child in verb.subtree):
        return None
    return saying.make(predicate_span(verb, saying.sentence))


UNITS = frozenset({"hours", "days", "weeks", "hour", "day", "week", "minutes", "month", "months"})


def ascribed(saying: Saying) -> Candidate | None:
    """ "is often put down to madness", "was blamed on saboteurs": somebody's view, nobody is named."""
    verb = saying.word
    if not is_passive(verb) or verb.dep_ == "amod" or any(child.dep_ == "agent" for child in verb.children):
        return None
    slots = verb_slots(verb)
    if not any(f"prep.{name}" in slots for name in ("to", "on", "for")) or not saying.happened():
        return None
    return saying.make(predicate_span(verb, saying.sentence), who=(UNSPEC,), kind="asserts")
