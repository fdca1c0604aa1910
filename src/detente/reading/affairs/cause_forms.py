"""Which function reads which flag of the cause table; each gives a link or nothing."""

from __future__ import annotations

from detente.reading.affairs.cause_about import about
from detente.reading.affairs.cause_clauses import (
    adverb,
    condition,
    conjunction,
    counterfactual,
    for_clause,
    in_reply,
    no_choice,
    participle,
    preposition,
    result_participle,
    since,
)
from detente.reading.affairs.cause_degrees import (
    avenging,
    in_fear,
    keeps_from,
    meant,
    reason,
    should_clause,
    so_much,
    without_risk,
)
from detente.reading.affairs.cause_grounds import (
    as_ground,
    at_behest,
    brings,
    inverted,
    sparked,
    which_ended,
    would_mean,
)
from detente.reading.affairs.cause_link import Form
from detente.reading.affairs.cause_minds import deed, mind
from detente.reading.affairs.cause_nouns import noun_form, response, retaliatory
from detente.reading.affairs.cause_replies import reply, sign
from detente.reading.affairs.cause_times import time_clause, whereupon
from detente.reading.affairs.cause_verbs import (
    backfires,
    blamed,
    draws,
    effect_self,
    ended_with,
    ends,
    feeling,
    from_subject,
    leaves,
    makes,
    owed,
    verb_form,
    way,
)

FORMS: dict[str, Form] = {
    "preposition": preposition,
    "conjunction": conjunction,
    "in-reply": in_reply,
    "since": since,
    "adverb": adverb,
    "condition": condition,
    "verb": verb_form,
    "makes": makes,
    "effect-self": effect_self,
    "ends": ends,
    "ended-with": ended_with,
    "from": from_subject,
    "from-to": owed,
    "participle": participle,
    "result-participle": result_participle,
    "feeling": feeling,
    "draws": draws,
    "blamed": blamed,
    "way": way,
    "backfires": backfires,
    "noun": noun_form,
    "response": response,
    "retaliatory": retaliatory,
    "reply": reply,
    "sign": sign,
    "counterfactual": counterfactual,
    "no-choice": no_choice,
    "as-ground": as_ground,
    "at-behest": at_behest,
    "inverted": inverted,
    "would-mean": would_mean,
    "brings": brings,
    "which-ended": which_ended,
    "sparked": sparked,
    "mind": mind,
    "so-much": so_much,
    "without": without_risk,
    "reason": reason,
    "keeps-from": keeps_from,
    "should": should_clause,
    "in-fear": in_fear,
    "meant": meant,
    "avenging": avenging,
    "leaves": leaves,
    "time-clause": time_clause,
    "whereupon": whereupon,
    "about": about,
    "for-clause": for_clause,
    "mind-deed": deed,
}
