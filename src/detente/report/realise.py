"""Events as English clauses. What is not told as a fact is never worded as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.crisis import AUTHOR, UNSPEC, Crisis, Event
from detente.report.names import NOBODY, Names
from detente.report.phrases import BASE, PARTICIPLE, PAST, Phrase, article_of, bare, phrase_for
from detente.report.words import line

_LEADING = re.compile(r"(?i)\b(in|on|at|near|off|along|inside|outside|over|across|around)(\s+the)?\s+\Z")
_COMMON = re.compile(r"\s+[a-z]")
HOSTILE = frozenset(
    ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
)  # PLOVER's conflict half

TURNS = {"returned": "returned", "return announced": "returned", "recalled": "recalled"}
"""States of diplomacy that are worded by what became of the envoy, and how the table of wordings calls it."""


@dataclass(frozen=True)
class Clause:
    """A subject and what is said of it; ``fact`` is whether the account states it as having happened."""

    subject: str
    predicate: str
    fact: bool

    @property
    def text(self) -> str:
        return f"{self.subject} {self.predicate}"


class Realiser:
    """Words the events of one crisis."""

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        self.names = Names(crisis)
        self._events = {event.id: event for event in crisis.events}
        self._turns = {
            change.event: TURNS[change.state] for change in crisis.diplomacy if change.state in TURNS
        }
        self._texts = {document.id: document.text for document in crisis.documents}

    def label(self, event: Event) -> str:
        """A short noun, with the account's own word where the code is broad: ``threat (vowed)``."""
        phrase = phrase_for(event, self._turn(event))
        words = line(event.trigger.slice(self._texts.get(event.evidence.document, "")), 40)
        if phrase and (phrase.mode or phrase.leaf or not words or words.casefold() == bare(phrase.noun)):
            return bare(phrase.noun)
        if phrase:
            return f"{bare(phrase.noun)} ({words})"
        return words or line(event.evidence.quote, 40) or event.layer

    def clause(self, event: Event) -> Clause | None:
        """The event as a clause, ``None`` when none of its codes has a wording."""
        phrase = phrase_for(event, self._turn(event))
        if phrase is None:
            return None
        acted = [id for id in event.sources if id != UNSPEC]
        if not acted and not [id for id in event.targets if id != UNSPEC]:
            return self._nobody(event, phrase)
        subject = self.names.said(acted) if acted else NOBODY
        plural = len(acted) > 1 or self.names.are_persons(acted)
        return _in_mood(
            event, subject, self._forms(event, phrase, acted), self._speaker(event), plural=plural
        )

    def _turn(self, event: Event) -> str:
        turn = self._turns.get(event.id, "")
        return f"envoys {turn}" if turn and self.names.are_persons(event.sources) else turn

    def _forms(self, event: Event, phrase: Phrase, acted: list[str]) -> tuple[str, str, str]:
        targets = [id for id in event.targets if id != UNSPEC and id not in acted]
        if "targets" in event.inferred and event.event in {"RETREAT", "CONCEDE"}:
            targets = []  # "withdrew from X" would say more than the account does
        its = "its" if len(acted) < 2 and not self.names.are_persons(acted) else "their"
        if targets:
            template, named = phrase.to, self.names.said(targets)
        else:
            # The same parties on both sides act on one another.
            mutual = len(acted) > 1 and set(acted) & set(event.targets)
            template, named = (phrase.mutual if mutual else phrase.alone), ""
        about = self._about(event, phrase)
        own_word = "" if "“" in about else self._own_word(event, phrase)
        tail = about + self._place(event, named) + own_word
        persons = self.names.are_persons(targets)
        one, two, three = (
            phrase.fill(template, form, named, its, persons=persons) + tail
            for form in (BASE, PAST, PARTICIPLE)
        )
        return one, two, three

    def _own_word(self, event: Event, phrase: Phrase) -> str:
        """The account's own word in brackets, where the code says little."""
        word = line(event.trigger.slice(self._texts.get(event.evidence.document, "")), 30)
        return f" (“{word}”)" if phrase.broad and word else ""

    def _about(self, event: Event, phrase: Phrase) -> str:
        about = self._events.get(event.about or "")
        other = phrase_for(about) if about else None
        if not phrase.about or about is None or other is None:
            return ""
        if event.layer == "say" and "{n}" in phrase.about:
            # the account's own words say best what it was about
            return f" (“{line(about.evidence.quote, 60)}”)"
        if "{a}" in phrase.about and event.event in HOSTILE and about.event not in HOSTILE:
            return ""
        noun = article_of(other.noun)
        if about.sources and "{n}" in phrase.about:
            who = [id for id in about.sources if id != UNSPEC and id not in event.targets]
            if who and set(who) != set(event.sources):
                noun += f" by {self.names.said(who)}"
        return " " + phrase.about.replace("{n}", noun).replace("{a}", other.noun)

    def _place(self, event: Event, named: str) -> str:
        place = line(event.where.name, 60) if event.where else ""
        known = [place.casefold(), *(self.names.of(id).casefold() for id in event.targets)]
        # "attacked Pakistan in Pakistan" says nothing twice.
        if not place or known[0] in named.casefold() or known[0] in known[1:]:
            return ""
        return f" {_preposition(event)} {place}"

    def _speaker(self, event: Event) -> str:
        others = [id for id in event.speaker if id != AUTHOR and id not in event.sources]
        if not others:
            return ""
        return self.names.said(others)

    def _nobody(self, event: Event, phrase: Phrase) -> Clause:
        noun = phrase.noun + self._place(event, "")
        many = bare(phrase.noun).split(" of ")[0].endswith("s") and not phrase.noun.startswith(("a ", "an "))
        be = "were" if many else "was"
        if event.happened:
            return Clause("there", f"{be} {noun}", True)
        if event.polarity:
            return Clause("there", f"{be} not {noun}", False)
        speaker = self._speaker(event) or "the account"
        return Clause(speaker, f"spoke of {noun} ({event.modality}, not told as fact)", False)


def _in_mood(
    event: Event, subject: str, forms: tuple[str, str, str], speaker: str, *, plural: bool
) -> Clause:
    """The clause in the mood of the event's modality and polarity."""
    base, past, participle = forms
    no = "not " if event.polarity == "negated" else ""
    told = past if event.polarity is None else f"did not {base}"
    unfulfilled = ", which did not happen" if event.polarity == "did not happen" else ""
    match event.modality:
        case "asserted":
            return Clause(subject, told, event.polarity is None)
        case "claimed" | "denied":
            verb = "said" if event.modality == "claimed" else "denied"
            if speaker:
                return Clause(speaker, f"{verb} that {subject} {told}", False)
            if event.speaker == (AUTHOR,):
                return Clause("it", f"was {verb} that {subject} {told}", False)
            # English has no pronoun that fits both a state and a person of unknown gender but "they".
            pronoun = "they" if plural else "it"
            return Clause(subject, f"{verb} that {pronoun} {told}", False)
        case "planned" if speaker:
            return Clause(speaker, f"said that {subject} would {no}{base}{unfulfilled}", False)
        case "planned":
            return Clause(subject, f"{_intent(event)} {no}to {base}{unfulfilled}", False)
        case "desired" if speaker:
            return Clause(speaker, f"wanted {subject} {no}to {base}{unfulfilled}", False)
        case "desired":
            return Clause(subject, f"wanted {no}to {base}{unfulfilled}", False)
        case "conditional":
            opens = (event.condition or "").lower().startswith(("if ", "unless ", "in case ", "provided "))
            condition = (
                f" {line(event.condition, 90) if opens else 'if ' + line(event.condition, 90)}"
                if event.condition
                else ", on a condition"
            )
            lead = f"said that {subject} would" if speaker else "would"
            return Clause(speaker or subject, f"{lead} {no}{base}{condition}", False)
        case "hypothetical":
            lead = f"held it possible that {subject} would" if speaker else "might"
            return Clause(speaker or subject, f"{lead} {no}{base}", False)
        case _:
            lead = f"held that {subject} might" if speaker else "might"
            end = "had things gone otherwise" if no else "which did not happen"
            return Clause(speaker or subject, f"{lead} {no}have {participle}, {end}", False)


def _preposition(event: Event) -> str:
    """The words that lead to the place in the account ("off", "near the"), else ``in``."""
    start = event.where.start if event.where else None
    if start is None or not event.evidence.start <= start <= event.evidence.end:
        return "in"
    quote, at = event.evidence.quote, start - event.evidence.start
    match = _LEADING.search(quote[:at])
    if not match:
        return "in"
    words = " ".join(match[0].split()).lower()
    # "in the Panjgur district" is "in Panjgur" once the common noun is gone.
    stop = (event.where.end if event.where and event.where.end else start) - event.evidence.start
    return words.removesuffix(" the") if _COMMON.match(quote, stop) else words


def _intent(event: Event) -> str:
    own = event.speaker != (AUTHOR,)
    if not own or event.event is None:
        return "planned"
    return "vowed" if event.event in HOSTILE else "undertook"
