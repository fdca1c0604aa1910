"""Claims: what somebody says is so, denies, admits, demands, or how they frame it; and whose words they are.

The cue table gives the stance and, as flags, the forms in which the content may stand: a clause, an
infinitive, an object, "as" phrases, demands. Only what is said counts: "to claim responsibility" in "nobody
came forward to claim responsibility" is none.
"""

from __future__ import annotations

from typing import Any, cast

from detente.codes import claim_cues
from detente.crisis import AUTHOR, UNSPEC, Claim, Span
from detente.reading.affairs.candidates import Candidate, best_apart
from detente.reading.affairs.claim_forms import FORMS
from detente.reading.affairs.claim_more import further_clauses
from detente.reading.affairs.claim_quotes import quoted_claims
from detente.reading.affairs.claim_saying import Saying
from detente.reading.base import Predicate, Reading, Sentence, at

STANCES = frozenset({"asserts", "denies", "accuses", "acknowledges", "frames", "demands"})
SIDE_BY_SIDE = frozenset({"judges"})


class Claims:
    """Finds who says what."""

    name = "claims"

    def __call__(self, reading: Reading) -> None:
        found = quoted_claims(reading)
        for sentence in reading.sentences:
            found.extend(_of_sentence(reading, sentence))
        for number, each in enumerate(best_apart(found, allow=SIDE_BY_SIDE), 1):
            reading.claims.append(_record(reading, each, number))


def _of_sentence(reading: Reading, sentence: Sentence) -> list[Candidate]:
    tokens = list(sentence.tokens)
    found: list[Candidate] = []
    for index in range(len(tokens)):
        for cue, covered in claim_cues().at(tokens, index):
            saying = Saying(reading, sentence, cue, covered)
            found.extend(further_clauses(saying))
            for flag in sorted(cue.flags):
                form = FORMS.get(flag)
                if form is not None:
                    made = form(saying)
                    if made is not None:
                        found.append(made)
                        break
            else:
                if cue.kind == "judges":
                    made = FORMS["judging-word"](saying)
                    if made is not None:
                        found.append(made)
    return found


def _record(reading: Reading, each: Candidate, number: int) -> Claim:
    words = reading.document.text[each.start : each.end]
    stance = each.kind if each.kind in STANCES else "asserts"
    who = each.who or (UNSPEC,)
    about = each.about or _event_inside(reading, each)
    return Claim(
        id=f"k{number}",
        who=who if each.kind != "evaluation" else (AUTHOR,),
        stance=cast(Any, stance),
        content=" ".join((each.words or words).split()),
        span=Span(each.start, each.end),
        evidence=reading.evidence(each.start, each.end, f"rule:claims.{each.rule}", each.confidence),
        about=(about.id or None) if about is not None else None,
        said_in=(each.said_in.id or None) if each.said_in is not None else None,
        sentence=each.sentence.index,
    )


def _event_inside(reading: Reading, each: Candidate) -> Predicate | None:
    """The event that the content tells of: the one whose word governs the others."""
    best: tuple[int, Predicate] | None = None
    for token in each.sentence.tokens:
        if each.start <= at(token) < each.end:
            predicate = reading.predicate_of(token)
            if predicate is not None and predicate is not each.said_in:
                depth = sum(1 for _ in token.ancestors)
                if best is None or depth < best[0]:
                    best = (depth, predicate)
    return best[1] if best is not None else None
