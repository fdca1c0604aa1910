"""Writes NAME.txt and NAME.gold.json from each interlinear coding: ``python tests/gold/make_gold.py``.

A coding is the account itself, one sentence a line, with the codes of a sentence on the lines below it;
the README beside this file says what they mean. Offsets are counted here, so that nobody counts them by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODALITIES = frozenset(
    "asserted planned desired conditional hypothetical counterfactual claimed denied".split()
)
FLAGS = {"n": "nominal", "dom": "domestic", "rec": "reciprocal"}
LISTS = {"co": "coref", "sub": "subevent_of", "h": "holder", "hit": "territory_hit", "at": "place"}
LISTED = {"coref", "holder", "territory_hit"}
SIGNS = {"neg": "negated", "dnh": "did not happen"}
KINDS = {"R": "relations", "P": "pressures", "M": "motives", "C": "causal", "K": "claims"}
SIGILS = (*KINDS, "-", "H", "E", "D", "O", "N")

Json = dict[str, Any]


class Coding:
    """One account while its coding is read line by line."""

    def __init__(self, name: str) -> None:
        self.text = ""
        self.start = 0
        self.labels: dict[str, str] = {}
        self.refs: list[tuple[Json, str]] = []
        self.gold: Json = {"doc": name, "offsets": "character (code point) offsets into the UTF-8 file"}
        for key in "boilerplate sentences hard_mentions events order must_not".split():
            self.gold[key] = []
        self.gold |= {"entities": {}, **{kind: [] for kind in KINDS.values()}}

    def line(self, line: str, gap: str) -> bool:
        """Take in one line; True when it was text."""
        sigil, _, rest = line.partition(" ")
        if sigil == "#" or sigil not in SIGILS:
            self.add_text(rest if sigil == "#" else line, gap, heading=sigil == "#")
            return True
        if sigil == "-":
            self.event(rest)
        elif sigil == "N":
            self.gold["must_not"].append(rest)
        elif sigil == "O":
            self.gold["order"].append(rest.split())
        else:
            self.coded(sigil, [cell.strip() for cell in rest.split("|")])
        return False

    def coded(self, sigil: str, cells: list[str]) -> None:
        if sigil == "H":
            self.mention(cells)
        elif sigil == "E":
            self.gold["entities"][cells[0]] = {"name": cells[2], "type": cells[1]}
        elif sigil == "D":
            value, basis, self.gold["split"] = cells
            self.gold["document_time"] = {"value": None if value == "none" else value, "basis": basis}
        else:
            self.record(sigil, cells)

    def add_text(self, text: str, gap: str, *, heading: bool) -> None:
        self.text += gap if self.text else ""
        self.start = len(self.text)
        self.text += text
        place = {"start": self.start, "end": len(self.text)}
        if heading:
            self.gold["boilerplate"].append(place)
        else:
            self.gold["sentences"].append({"i": len(self.gold["sentences"]), **place})

    @property
    def here(self) -> int:
        return len(self.gold["sentences"]) - 1

    def span(self, words: str) -> Json:
        """``words`` in this sentence; ``words~2`` is their second occurrence."""
        words, _, nth = words.strip().partition("~")
        sentence = self.text[self.start :]
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)]
        if len(found) < int(nth or 1) or (len(found) > 1 and not nth):
            raise SystemExit(f"{self.gold['doc']} {self.here}: {words!r} occurs {len(found)} times")
        start = self.start + found[int(nth or 1) - 1]
        return {"s": self.here, "start": start, "end": start + len(words), "text": words}

    def mention(self, cells: list[str]) -> None:
        self.gold["hard_mentions"].append({**self.span(cells[0]), "entity": ids(cells[1]), "how": cells[2]})

    def event(self, rest: str) -> None:
        trigger, actor, target, plover, gloss, *extras = (cell.strip() for cell in rest.split("|"))
        trigger, _, label = trigger.partition(" @")
        first, *others = trigger.split(" + ")
        event: Json = {"id": f"e{len(self.gold['events']) + 1:02}", "sentence": self.here}
        event |= {"trigger": self.span(first)}
        event |= {"trigger_alt": [self.span(other) for other in others]} if others else {}
        event |= {"evidence": {"start": self.start, "end": len(self.text)}}
        event |= {"actor": ids(actor), "target": ids(target)}
        event["plover"], *alt = plover.split("/")
        event |= {"plover_alt": alt} if alt else {}
        event |= {"gloss": gloss, "date": None, "place": None, "modality": "asserted", "source": "author"}
        self.extras(event, extras[0] if extras else "")
        self.gold["events"].append(event)
        if label:
            self.labels[label.strip()] = event["id"]

    def extras(self, record: Json, extras: str) -> None:
        extras, _, note = extras.partition("note=")
        record |= {"note": note.strip()} if note else {}
        for extra in filter(None, map(str.strip, extras.split(";"))):
            key, _, value = extra.partition("=")
            if key in MODALITIES:
                record["modality"] = key
            elif key in SIGNS:
                record["polarity"] = SIGNS[key]
            elif key in FLAGS:
                record[FLAGS[key]] = True
            elif key == "src":
                record["source"] = ids(value)
            elif key == "d":
                record["date"] = self.date(value)
            elif key in ("after", "before", "near"):
                record["date"] = {"rel": key, "to": value}
                self.refs.append((record["date"], "to"))
            elif key == "if":
                record["condition"] = self.span(value)
            elif key in LISTS:
                field = LISTS[key]
                record[field] = ids(value) if field in LISTED else value
                if field in ("coref", "subevent_of"):
                    self.refs.append((record, field))
            else:
                raise SystemExit(f"{self.gold['doc']} {self.here}: what is {extra!r}?")

    def date(self, value: str) -> Json:
        said, _, words = value.partition("@")
        iso, precision = said.split()
        place = self.span(words) if words else {}
        return {**place, "iso": None if iso == "-" else iso, "precision": precision}

    def record(self, sigil: str, cells: list[str]) -> None:
        kind = KINDS[sigil]
        record: Json = {"id": f"{sigil.lower()}{len(self.gold[kind]) + 1:02}"}
        if sigil == "R":
            record |= {"sentence": self.here, "head": ids(cells[0]), "type": cells[1], "tail": ids(cells[2])}
            record |= {"trigger": self.span(cells[3]), "modality": "asserted", "source": "author"}
        elif sigil == "P":
            record |= {"span": self.span(cells[0]), "kind": cells[1], "on": ids(cells[2]), "source": "author"}
        elif sigil == "M":
            record |= {"who": ids(cells[0]), "span": self.span(cells[1]), "goal": cells[2]}
            record |= {"of_event": cells[3] if cells[3] != "-" else None, "source": "author"}
            self.refs.append((record, "of_event"))
        elif sigil == "C":
            record |= {"cause": cells[0], "kind": cells[1], "effect": cells[2], "cue": self.span(cells[3])}
            record |= {"modality": "asserted", "source": "author"}
            self.refs += [(record, "cause"), (record, "effect")]
        else:
            record |= {"who": ids(cells[0]), "stance": cells[1], "span": self.span(cells[2])}
            record["content"] = cells[3]
        size = {"R": 4, "P": 3, "M": 4, "C": 4, "K": 4}[sigil]
        self.extras(record, cells[size] if len(cells) > size else "")
        self.gold[kind].append(record)

    def done(self) -> Json:
        """The gold record, labels turned into the ids of events."""
        for record, key in self.refs:
            value = record[key]
            record[key] = [self.id(each) for each in value] if isinstance(value, list) else self.id(value)
        for term in self.gold["order"]:
            term[0], term[2] = self.id(term[0]), self.id(term[2])
        return {"doc": self.gold["doc"], "chars": len(self.text), **self.gold}

    def id(self, label: str | None) -> str | None:
        known = {record["id"] for kind in KINDS.values() for record in self.gold[kind]}
        if label is None or label in known:
            return label
        if label not in self.labels:
            raise SystemExit(f"{self.gold['doc']}: no event is labelled {label!r}")
        return self.labels[label]


def ids(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(",") if each.strip() not in ("", "0")]


def read_coding(file: Path) -> tuple[str, Json]:
    """The text of an interlinear coding and its gold record."""
    coding, gap = Coding(file.stem), ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            gap = "\n\n"
        elif coding.line(line.strip(), gap or " "):
            gap = ""
    return coding.text, coding.done()


def as_json(gold: Json) -> str:
    """The record as JSON, one line for each item of a list."""
    parts = []
    for key, value in gold.items():
        if isinstance(value, list):
            items = ",\n".join(json.dumps(each, ensure_ascii=False) for each in value)
            parts.append(f'"{key}": [\n{items}\n]')
        else:
            parts.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    for file in sorted((HERE / "codings").glob("*.coding")):
        text, gold = read_coding(file)
        (HERE / f"{file.stem}.txt").write_text(text, encoding="utf-8")
        (HERE / f"{file.stem}.gold.json").write_text(as_json(gold), encoding="utf-8")
