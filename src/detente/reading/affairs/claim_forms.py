"""Which function reads which flag of the claim table."""

from __future__ import annotations

from collections.abc import Callable

from detente.reading.affairs.candidates import Candidate
from detente.reading.affairs.claim_asides import (
    ascribed,
    by_account,
    deadline,
    doubting,
    made_known,
    speaking_of,
    view_held,
)
from detente.reading.affairs.claim_blame import accusing, condemning, framed_as, judging_word, small_clause
from detente.reading.affairs.claim_hearsay import (
    according,
    alone,
    confirmed,
    evidence,
    hearsay_adverb,
    hearsay_passive,
    nominal,
    proved,
    proved_that,
)
from detente.reading.affairs.claim_more import held_responsible, no_sign, put_at
from detente.reading.affairs.claim_saying import Saying
from detente.reading.affairs.claim_verbs import (
    against,
    clause,
    demanding,
    demanding_infinitive,
    infinitive,
    insist_on,
    judging,
    nominal_object,
    promise,
    responsibility,
    speech_object,
)

FORMS: dict[str, Callable[[Saying], Candidate | None]] = {
    "clause": clause,
    "infinitive": infinitive,
    "object": nominal_object,
    "promise": promise,
    "judging": judging,
    "speech-object": speech_object,
    "as": framed_as,
    "small-clause": small_clause,
    "accusing": accusing,
    "condemning": condemning,
    "responsibility": responsibility,
    "demanding": demanding,
    "demanding-inf": demanding_infinitive,
    "against": against,
    "insist-on": insist_on,
    "nominal": nominal,
    "according": according,
    "adverb": hearsay_adverb,
    "passive": hearsay_passive,
    "judging-word": judging_word,
    "alone": alone,
    "proved": proved,
    "proved-that": proved_that,
    "evidence": evidence,
    "passive-only": confirmed,
    "held-responsible": held_responsible,
    "no-sign": no_sign,
    "put-at": put_at,
    "by-account": by_account,
    "speaking-of": speaking_of,
    "made-known": made_known,
    "view-held": view_held,
    "doubting": doubting,
    "deadline": deadline,
    "ascribed": ascribed,
}
