"""Scores one crisis (as JSON) against one hand-coded gold text.

Greedy one-to-one matching by span overlap inside the annotated part of the text. All figures are strict:
what is missing counts as a miss, what is extra counts as a false alarm.

| key | what is right |
|---|---|
| ``events`` | the trigger overlaps the gold trigger or ``trigger_alt`` |
| ``plover``, ``quad`` | event found, its PLOVER event (quad class) is gold's or one of ``plover_alt`` |
| ``sources``, ``targets`` | (event, actor) pairs |
| ``status`` | event found, modality and polarity right |
| ``happened_wrongly`` | found events that gold says did not simply happen, asserted by the output (a count) |
| ``relations`` | (kind, head, tail), unordered for symmetric kinds, inside the gold sentence |
| ``pressures``, ``motives``, ``causes``, ``claims`` | spans overlap (causes: cues) |
| ``dates`` | the gold ISO date, or a finer one that starts with it (counts) |
| ``coref`` | pairs of matched events that are the same event |
| ``bad_quotes`` | evidence whose quote is not the slice of the text (a count) |
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from detente.crisis import SYMMETRIC
from detente.evaluation.measures import Scores, fold, prf

Json: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[int, int]

_QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
    "null": "null",
}
_LISTS = (("pressures", "pressures"), ("motives", "motives"), ("causes", "causal"), ("claims", "claims"))
_QUOTED = ("events", "relations", "pressures", "motives", "causes", "claims")


@dataclass(frozen=True)
class Matched:
    """A gold text beside a crisis: which records face each other, which actor is which entity."""

    gold: Json
    crisis: Json
    pairs: list[tuple[Json, Json]]
    events: list[Json]
    entity: dict[str, str]

    def entities(self, ids: Iterable[str] | None) -> set[str]:
        """The gold entities of these actors; an actor without one stands for itself."""
        return {self.entity.get(id, id) for id in ids or ()}

    def annotated(self, record: Json) -> bool:
        """Whether a record begins inside the part of the text that was coded by hand."""
        return _annotated(self.gold, record)


def match(gold: Json, crisis: Json) -> Matched:
    """Set a crisis beside its gold text. ``gold`` and ``crisis`` are the decoded JSON objects."""
    events = [event for event in crisis.get("events", ()) if _annotated(gold, event)]
    return Matched(gold, crisis, _overlapping(gold["events"], events), events, entities_of(gold, crisis))


def score(gold: Json, crisis: Json) -> Scores:
    """The measures of the module's table for one text, in that order."""
    return score_matched(match(gold, crisis))


def score_matched(seen: Matched) -> Scores:
    """``score`` for a text and a crisis that were matched before."""
    wanted, made, pairs = seen.gold["events"], seen.events, seen.pairs
    sizes = len(made), len(wanted)
    scores: Scores = {"events": prf(len(pairs), *sizes)}
    scores["plover"] = prf(sum(right_event(g, p) for g, p in pairs), *sizes)
    scores["quad"] = prf(sum(_QUAD.get(event_of(p)) in {_QUAD[e] for e in _fit(g)} for g, p in pairs), *sizes)
    for role, key in (("sources", "actor"), ("targets", "target")):
        named = [set(g[key]) - {"UNSPEC"} for g in wanted]
        found = [seen.entities(p.get(role)) - {"UNSPEC"} for p in made]
        right = sum(len(seen.entities(p.get(role)) & (set(g[key]) - {"UNSPEC"})) for g, p in pairs)
        scores[role] = prf(right, sum(map(len, found)), sum(map(len, named)))
    scores["status"] = prf(sum(_right_status(g, p) for g, p in pairs), *sizes)
    scores["happened_wrongly"] = len(happened_wrongly(seen))
    scores["relations"] = _relations(seen)
    for name, gold_name in _LISTS:
        records = [record for record in seen.crisis.get(name, ()) if seen.annotated(record)]
        coded = seen.gold[gold_name]
        scores[name] = prf(len(_overlapping(coded, records)), len(records), len(coded))
    scores["dates"] = _dates(seen)
    scores["coref"] = _coreference(seen)
    scores["bad_quotes"] = _bad_quotes(seen.crisis)
    return scores


def event_of(record: Json) -> str:
    """The PLOVER event of a record in capitals, ``"null"`` when it has none."""
    name = record.get("event") or "null"
    return name if name == "null" else str(name).upper()


def right_event(gold: Json, record: Json) -> bool:
    """Whether the PLOVER event is the gold one or one that a careful second coder could choose."""
    return event_of(record) in _fit(gold)


def modality_of(record: Json) -> str:
    """The modality, ``"asserted"`` where none is given."""
    return str(record.get("modality") or "asserted")


def happened_wrongly(seen: Matched) -> list[tuple[Json, Json]]:
    """Pairs where gold says planned, claimed, counterfactual … and the output says that it happened."""
    return [
        (g, p)
        for g, p in seen.pairs
        if g["modality"] != "asserted" and modality_of(p) == "asserted" and not p.get("polarity")
    ]


def _fit(gold: Json) -> set[str]:
    return {gold["plover"], *gold.get("plover_alt", ())}


def _right_status(gold: Json, record: Json) -> bool:
    return modality_of(record) == gold["modality"] and bool(record.get("polarity")) == bool(
        gold.get("polarity")
    )


def _span(record: Json) -> Pair | None:
    for key in ("trigger", "span", "cue", "evidence"):
        place = record.get(key)
        if isinstance(place, dict) and "start" in place:
            return place["start"], place["end"]
    return None


def _gold_spans(record: Json) -> list[Pair]:
    first, other = _span(record), record.get("trigger_alt")
    places = other if isinstance(other, list) else [other]
    more = [
        (place["start"], place["end"]) for place in places if isinstance(place, dict) and "start" in place
    ]
    return ([first] if first else []) + more


def _shared(one: Pair, other: Pair) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _annotated(gold: Json, record: Json) -> bool:
    low, high = gold.get("annotated", (0, gold["chars"]))
    span = _span(record)
    return span is not None and bool(low <= span[0] < high)


def _overlapping(gold: list[Json], made: list[Json]) -> list[tuple[Json, Json]]:
    """Each gold record in turn takes the free record that shares most characters, the first of equals."""
    spans = [_span(record) for record in made]
    free = dict.fromkeys(range(len(made)))
    pairs = []
    for wanted in gold:
        places = _gold_spans(wanted)
        best, most = None, 0
        for index in free:
            span = spans[index]
            if span and (shared := max((_shared(place, span) for place in places), default=0)) > most:
                best, most = index, shared
        if best is not None:
            del free[best]
            pairs.append((wanted, made[best]))
    return pairs


def entities_of(gold: Json, crisis: Json) -> dict[str, str]:
    """Actor id to gold entity: by id, by a name, by country and kind, else by a shared hard mention."""
    by_name: dict[str, str] = {}
    for id, entity in gold["entities"].items():
        for part in (id, *re.split(r"[(),/=;]| - ", entity["name"])):
            if folded := fold(part):
                by_name.setdefault(folded, id)
    hard = {
        (mention["start"], mention["end"]): mention["entity"] for mention in gold.get("hard_mentions", ())
    }
    found = {}
    for actor in crisis.get("actors", ()):
        id = actor["id"]
        country = actor.get("country", "") if actor.get("kind") in ("state", "government") else ""
        names = (actor.get("name", ""), *actor.get("aliases", ()), country)
        known = [by_name[fold(name)] for name in names if name and fold(name) in by_name]
        if id in gold["entities"]:
            found[id] = id
        else:
            found[id] = known[0] if known else _by_mention(actor, hard) or id
    return found


def _by_mention(actor: Json, hard: dict[Pair, list[str]]) -> str | None:
    for mention in actor.get("mentions", ()):
        place = mention["start"], mention["end"]
        for span, entities in hard.items():
            if _shared(span, place) > 0 and len(entities) == 1:
                return entities[0]
    return None


def _relations(seen: Matched) -> Scores:
    sentences = {sentence["i"]: (sentence["start"], sentence["end"]) for sentence in seen.gold["sentences"]}
    wanted = [
        (key, sentences.get(relation.get("sentence")))
        for relation in seen.gold["relations"]
        for key in _relation_keys(relation, {})
    ]
    made = [
        (key, _span(relation))
        for relation in seen.crisis.get("relations", ())
        if seen.annotated(relation)
        for key in _relation_keys(relation, seen.entity)
    ]
    free, right = list(range(len(made))), 0
    for key, sentence in wanted:
        for index in free:
            other, span = made[index]
            if key == other and sentence and span and _shared(sentence, span) > 0:
                free.remove(index)
                right += 1
                break
    return prf(right, len(made), len(wanted))


def _relation_keys(relation: Json, entity: dict[str, str]) -> list[tuple[str, str, str]]:
    kind = relation.get("type") or relation.get("kind") or ""
    keys = []
    for head in _listed(relation["head"]):
        for tail in _listed(relation["tail"]):
            one, other = str(entity.get(head, head)), str(entity.get(tail, tail))
            if kind in SYMMETRIC and other < one:
                one, other = other, one
            keys.append((kind, one, other))
    return keys


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _dates(seen: Matched) -> Scores:
    facing = {id(g): p for g, p in seen.pairs}
    dated = [g for g in seen.gold["events"] if isinstance(g.get("date"), dict) and g["date"].get("iso")]
    right = sum(
        str((facing[id(g)].get("when") or {}).get("iso") or "").startswith(g["date"]["iso"])
        for g in dated
        if id(g) in facing
    )
    in_output = sum(bool((p.get("when") or {}).get("iso")) for p in seen.events)
    return {"right": right, "n": len(dated), "dated_in_output": in_output}


def _coreference(seen: Matched) -> Scores:
    gold = _clusters(seen.gold["events"], "coref")
    made = _clusters(seen.events, "same_as")
    links = [
        (gold[g["id"]] == gold[other_g["id"]], made[p["id"]] == made[other_p["id"]])
        for index, (g, p) in enumerate(seen.pairs)
        for other_g, other_p in seen.pairs[:index]
    ]
    both = sum(in_gold and in_output for in_gold, in_output in links)
    return prf(both, sum(in_output for _, in_output in links), sum(in_gold for in_gold, _ in links))


def _clusters(events: list[Json], key: str) -> dict[str, str]:
    """Event id to the id that stands for its cluster; only a single antecedent links two mentions."""
    parent = {event["id"]: event["id"] for event in events}

    def root(id: str) -> str:
        while parent[id] != id:
            id = parent[id]
        return id

    for event in events:
        same = event.get(key)
        same = same if isinstance(same, list) else [same] if same else []
        if len(same) == 1 and same[0] in parent:
            parent[root(event["id"])] = root(same[0])
    return {event["id"]: root(event["id"]) for event in events}


def _bad_quotes(crisis: Json) -> int:
    text = crisis.get("document", {}).get("text")
    evidence = [record.get("evidence") or {} for kind in _QUOTED for record in crisis.get(kind, ())]
    if text is None:
        return 0
    return sum(
        "quote" in place and text[place["start"] : place["end"]] != place["quote"] for place in evidence
    )
