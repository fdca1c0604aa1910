"""Pressures of who rules: a leader dies, falls or takes over, a term ends, an election is set for a date.

Flags: ``end-of-rule`` (nouns: "the assassination of the premier"), ``rule-ends`` and ``rule-begins`` (verbs
that end or begin a rule), ``term`` (what of a leader runs out), ``dated`` (elections with a date).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from detente.codes import AffairCue
from detente.reading.affairs.actors_near import ids_at, kind_of
from detente.reading.affairs.around import around_noun, head_of
from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.pressure_words import Pattern, Weights, made
from detente.reading.affairs.spans import clause_span, has_subject, noun_span, phrase_span, predicate_span
from detente.reading.mentions_kinds import word_set
from detente.reading.pairs import country_of
from detente.reading.slots import is_passive, verb_slots

HEADS = ("_PRES", "_PM", "_KING", "_QUEEN", "_LEADER", "_EMPEROR", "_SHAH", "_SULTAN", "_EMIR", "_CHANCELLOR")
OFFICES = word_set(
    "president premier minister chancellor king emperor shah sultan leader ruler dictator monarch regent "
    "secretary chairman caudillo imam emir tsar czar kaiser prince queen strongman"
)
PLACED = word_set("name appoint elect declare proclaim choose crown install instal make")
ENTERING = word_set("office power oath throne reins helm")
MONTHS = word_set(
    "january february march april may june july august september october november december jan. feb. aug. "
    "sept. oct. nov. dec. jan feb aug sept oct nov dec spring summer autumn winter fall year month week day"
)


def heads_at(weights: Weights, tokens: Iterable[Token], *, owner: bool = False) -> list[str]:
    """The heads of state or of government among those in a slot, and governments as such."""
    return [
        id
        for id in ids_at(weights.reading, tokens, owner=owner)
        if kind_of(weights.reading, id) == "government"
        or id.endswith(HEADS)
        or (kind_of(weights.reading, id) == "person" and country_of(weights.reading, id) is not None)
    ]


def _home(weights: Weights, heads: list[str]) -> tuple[str, ...]:
    """The states of these, those of the account only."""
    states = dict.fromkeys(country_of(weights.reading, id) for id in heads)
    return tuple(state for state in states if state is not None)


def end_of_rule(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "the overthrow of Haile Selassie in 1974", "Stalin's death"."""
    noun = head_of(covered)
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod"}:
        return
    slots = around_noun(noun)
    owners = [*slots.get("of", []), *slots.get("poss", [])]
    rulers = heads_at(weights, owners)
    person = any(kind_of(weights.reading, id) == "person" for id in ids_at(weights.reading, owners))
    fallen = person and noun.lemma_.lower() in {
        "ouster",
        "overthrow",
        "dismissal",
        "downfall",
        "purge",
    }
    above = noun.head
    told = noun.dep_ in {"nsubj", "nsubjpass", "appos", "ROOT"} or (
        noun.dep_ == "pobj" and above.lower_ in {"after", "since", "following", "by", "with", "amid", "upon"}
    )
    if (rulers or fallen) and told:
        span = noun_span(noun, weights.sentence)
        who = _home(weights, rulers) or weights.on([])
        yield from made(weights.candidate(span, cue.kind, who, f"end-of-rule.{cue.name}", 0.67, noun))


def rule_ends(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "Gerő is dismissed", "the premier resigned", "the king abdicated"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "xcomp"}:
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    bearers = slots.get("obj" if passive else "subj", [])
    if not passive and "intransitive" not in cue.flags:
        if not any(weights.has(each, "crowd", "ranks", "bench") for each in slots.get("subj", [])):
            return
        bearers = slots.get("obj", [])  # "the court removed the premier"
    elif passive and "intransitive" in cue.flags:
        return
    rulers = heads_at(weights, bearers)
    if "office" in cue.flags:  # a minister's going counts too
        rulers = rulers or [
            id for id in ids_at(weights.reading, bearers) if kind_of(weights.reading, id) == "official"
        ]
    foreign = {country_of(weights.reading, id) for id in ids_at(weights.reading, slots.get("subj", []))}
    who = _home(weights, rulers)
    if rulers and who and not (passive and foreign - {None, *who}):
        whole = has_subject(verb)
        span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"rule-ends.{cue.name}", 0.67, verb))


def rule_begins(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "was sworn in", "named prime minister overnight", "took office in May"."""
    verb = head_of(covered)
    if verb.pos_ != "VERB" or verb.dep_ in {"amod", "xcomp"}:
        return
    slots = verb_slots(verb)
    passive = is_passive(verb)
    lemma = verb.lemma_.lower()
    if passive:
        bearers = slots.get("obj", [])
        titles = [
            child for child in verb.children if child.dep_ in {"oprd", "attr", "dobj", "appos", "xcomp"}
        ]
        titles += slots.get("prep.as", [])
        if lemma not in PLACED | {"swear", "inaugurate"}:
            return
        if lemma in PLACED - {"elect", "crown"} and not any(
            title.lemma_.lower() in OFFICES for title in titles
        ):
            return
        if lemma == "swear" and not any(child.lower_ in {"in", "as"} for child in verb.children):
            return
    else:
        bearers = slots.get("subj", [])
        things = [*slots.get("obj", []), *slots.get("prep.to", []), *slots.get("prep.into", [])]
        titles = [
            child for child in verb.children if child.dep_ == "attr" and child.lemma_.lower() in OFFICES
        ]
        if lemma == "become" and not titles:
            return
        if lemma in PLACED | {"swear"} or not (
            titles or any(thing.lemma_.lower() in ENTERING for thing in things)
        ):
            return
    who = _home(weights, heads_at(weights, bearers)) or _home(weights, ids_at(weights.reading, bearers))
    if who:
        whole = has_subject(verb)
        span = clause_span(verb, weights.sentence) if whole else predicate_span(verb, weights.sentence)
        yield from made(weights.candidate(span, cue.kind, who, f"rule-begins.{cue.name}", 0.67, verb))


def term(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "whose term ends on 7 August", "his health was failing"."""
    noun = head_of(covered)
    verb = noun.head
    owned = any(child.dep_ == "poss" for child in noun.children)
    if noun.dep_ == "nsubj" and verb.pos_ in {"VERB", "AUX"} and owned:
        ends = {"end", "expire", "run", "fail", "decline", "deteriorate", "worsen"}
        if verb.lemma_.lower() in ends:
            who = weights.on([noun])
            status = weights.status(verb)
            if who and not status.polarity:  # a term's end to come presses too
                span = clause_span(verb, weights.sentence)
                yield Candidate(*span, cue.kind, who, f"term.{cue.name}", 0.67, weights.sentence)


def dated(weights: Weights, cue: AffairCue, covered: list[Token]) -> Iterator[Candidate]:
    """ "legislative elections in September", "before the elections", "the election of 9 May"."""
    noun = head_of(covered)
    if cue.kind != "elections" or noun.lemma_.lower() not in {
        "election",
        "referendum",
        "poll",
        "ballot",
        "vote",
    }:
        return
    if noun.pos_ != "NOUN" or noun.dep_ in {"compound", "amod", "nmod"}:
        return
    if noun.lemma_.lower() in {"vote", "poll", "ballot"} and not any(
        child.lower_ in {"general", "presidential", "parliamentary", "national"} for child in noun.children
    ):
        return
    before = noun.dep_ == "pobj" and noun.head.lower_ in {"before", "until", "till"}
    dates = any(
        inner.lemma_.lower() in MONTHS or inner.ent_type_ == "DATE"
        for child in noun.children
        if child.lower_ in {"in", "of", "on", "for", "this", "next"}
        for inner in ([child] if child.dep_ != "prep" else child.children)
    )
    after = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "since"}
    if (before or dates) and not after:
        who = weights.on([child for child in noun.children if child.dep_ in {"poss", "amod"}])
        if who and not weights.status(noun).polarity:
            span = phrase_span(noun, weights.sentence)
            yield Candidate(*span, "elections", who, "election-dated", 0.66, weights.sentence)


RULE: dict[str, Pattern] = {
    "end-of-rule": end_of_rule,
    "rule-ends": rule_ends,
    "rule-begins": rule_begins,
    "term": term,
    "dated": dated,
}
