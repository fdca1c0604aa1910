"""Those of a part of the world, not of a state: "Western diplomats", "Arab governments"."""

from __future__ import annotations

from detente.reading.antecedents import Discourse
from detente.reading.mentions_kinds import Referring, left_words
from detente.reading.resolve_owners import slug

REGIONS = frozenset(
    "western eastern european arab african asian american-led latin scandinavian nordic balkan baltic "
    "islamic muslim central caribbean pacific mediterranean transatlantic southeast pan-arab "
    "pan-african non-aligned nonaligned regional neutral".split()
)
SMALL = frozenset({"neutral", "non-aligned", "nonaligned", "regional"})
"""Words of this kind that are written small."""


def of_region(discourse: Discourse, mention: Referring) -> tuple[str, ...]:
    """The actor of such a phrase, one for each region and noun; none where no region is named.

    Only for several, and where no state is named as owner: "Western Sahara's army" is not of the West.
    """
    if mention.number == "one":
        return ()
    words = [
        word.lower_
        for word in left_words(mention.head)[:-1]
        if word.lower_ in REGIONS and (word.text[:1].isupper() or word.lower_ in SMALL)
    ]
    if not words or mention.role is None:
        return ()
    noun = mention.form or mention.head.lower_
    quote = " ".join(discourse.reading.document.text[mention.start : mention.end].split())
    id = f"{slug(words[-1])}_{slug(noun.split()[-1])}"
    kind = "state" if mention.role.of_state else mention.role.kind
    return (discourse.ensure(id, quote, kind, sector=mention.role.sector, generic=True),)
