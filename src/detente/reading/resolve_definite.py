"""Definite descriptions and ordinals: "the country", "the group", "the former"."""

from __future__ import annotations

from detente.reading.antecedents import Discourse, clause_subjects, conjoined
from detente.reading.mentions_bodies import is_body_of
from detente.reading.mentions_kinds import Referring, plain
from detente.reading.resolve_halves import resolve_half
from detente.reading.resolve_members import SIDES, STATES
from detente.reading.resolve_owners import owners_of

ORGANS = frozenset({"state", "military", "official", "government", "armed group", "party", "diplomat"})
ORGANISED = frozenset({"international organisation", "government", "party", "armed group", "unknown"})
OWNED = frozenset({"military", "government", "official", "diplomat"})
ISLANDS = frozenset(
    "CYP TWN LKA CUB MDG BHR MLT JAM MUS TTO GRD BRB ISL IRL SLB COM MDV SGP TLS FJI STP CPV SYC WSM TON DMA "
    "LCA VCT ATG KNA BHS GBR JPN".split()
)
"""States that "the island" may stand for."""


def resolve_definite(discourse: Discourse, mention: Referring) -> None:
    """ "The country", "the group": the nearest of that kind, the subject first."""
    if mention.form.startswith("half "):
        resolve_half(discourse, mention)
        return
    if mention.owners:
        countries, _ = owners_of(discourse, mention.owners)
        mention.ids, mention.basis = tuple(countries[:2]), "the state of its owner"
        return
    if mention.form == "body":
        _body(discourse, mention)
        return
    if mention.form in {"international community", "region"}:
        world = mention.form != "region"
        id, kind = ("INTLCOM", "international organisation") if world else ("REGION", "place")
        mention.ids = (discourse.ensure(id, mention.form, kind, generic=True),)  # type: ignore[arg-type]
        return
    wanted = STATES if mention.kind == "state" else SIDES - STATES
    noun = plain(mention.head)
    if mention.kind != "state" and noun not in {"organization", "organisation"}:
        wanted -= {"international organisation"}
    island = "island" in {noun, mention.head.nbor(-2).lower_ if mention.head.i > 1 else noun}
    # "X blamed the country's regime": the subject of the clause would have been "its"
    subjects = [id for subject in clause_subjects(mention.head) for id in discourse.ids(subject)]
    own = mention.head.dep_ == "poss"  # "its troops would defend the country's soil": their own
    barred = {
        discourse.country(id) if discourse.kind(id) in OWNED else id
        for id in subjects
        if not (own and discourse.kind(id) in OWNED)
    }
    best: tuple[float, str] | None = None
    for number, other in enumerate(discourse.before(mention)):
        if other.how == "place" or len(other.ids) != 1:
            continue
        id = other.ids[0]
        if mention.kind == "state" and discourse.kind(id) in {"government", "military", "official"}:
            id = discourse.country(id) or id
        if id in barred and not other.attributive and mention.head.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        if discourse.kind(id) not in wanted or (island and id not in ISLANDS):
            continue
        if mention.form == "group" and discourse.reading.actors[id].generic and plain(other.head) != noun:
            continue
        score = 2.0 * (other.head.dep_ in {"nsubj", "nsubjpass"}) - 0.15 * number
        score -= 0.8 * (mention.sentence.index - other.sentence.index) + 0.7 * other.attributive
        if best is None or score > best[0]:
            best = (score, id)
    if best is None and mention.kind == "state" and discourse.main_state and not island:
        best = (0.0, discourse.main_state)
        mention.confidence = 0.4
    if best is None:
        return
    mention.ids, mention.basis = (best[1],), "the nearest of that kind"
    mention.confidence = min(mention.confidence, 0.75)


def _body(discourse: Discourse, mention: Referring) -> None:
    """ "The Council", "that body": the organisation named before by a name with this word, the nearest."""
    text = discourse.reading.document.text
    earlier = [
        each for each in discourse.reading.mentions if each.start < mention.start and len(each.ids) == 1
    ]
    for other in reversed(earlier[-200:]):
        id = other.ids[0]
        if discourse.kind(id) not in ORGANISED:
            continue
        record = discourse.reading.actors[id]
        words = (text[other.start : other.end], record.name, *record.aliases)
        if is_body_of(mention.head, words):
            mention.ids, mention.basis, mention.confidence = (id,), "the body named before", 0.75
            return


def resolve_ordinal(discourse: Discourse, mention: Referring) -> None:
    """ "The former", "the latter": the two actors named last."""
    pair = conjoined(discourse, mention.sentence, mention.start, ORGANS)
    if not pair:
        number = mention.sentence.index
        near = discourse.lists_before(mention.start, discourse.reading.sentences[max(number - 2, 0)].start)
        pair = near[-1].ids if near and len(near[-1].ids) == 2 and not near[-1].attributive else ()
    named: list[str] = list(pair)
    if not named:
        for other in discourse.before(mention, 1):
            if other.reference in {"name", "person"} and len(other.ids) == 1 and other.ids[0] not in named:
                named.insert(0, other.ids[0])
            if len(named) == 2:
                break
    if len(named) == 2:
        mention.ids = (named[0] if mention.form == "former" else named[1],)
        mention.basis, mention.confidence = "order of the last two named", 0.6
