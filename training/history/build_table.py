"""Builds the table of past crises that ships with détente from the published files of ICB 14.

    python training/history/build_table.py --data ../shared/data

Only codes and dates are taken, never ICB's sentences. The flag ``rivals`` is derived from the strategic
rivalries of Thompson and Dreyer. Writes ``crises.tsv.gz``, ``actors.tsv.gz``, ``entities.tsv`` and the card
``table.json`` (provenance and checksums) into ``src/detente/history/data``; the same input gives the same
bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from detente.codes import Table, from_file, shipped, values
from detente.history import Variable, variables

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "detente" / "history" / "data"
ICB = (
    "Brecher, Wilkenfeld, Beardsley, James and Quinn, International Crisis Behavior data, version 14,"
    " http://sites.duke.edu/icbdata/; free for research with citation"
)
SOURCES = {
    "icb1v14.csv": f"crises: {ICB}",
    "icb2v14.csv": f"actors: {ICB}",
    "td_rivalries.csv": "the flag 'rivals' alone: Thompson and Dreyer (2011), Handbook of International"
    " Rivalries, 1494-2010, CQ Press",
}
STATES_BELOW = 990
"""Numbers from here on stand for actors that are no single state."""
LAST_RIVALRY_YEAR = 2010
FORMER = {219: "Vichy France", 671: "Hijaz", 672: "Najd"}
"""States that our code book lacks."""
CHOSEN = {
    255: (("DEU", 1871, 9999),),
    325: (("ITA", 1861, 9999),),
    345: (("YUG", 1918, 1991), ("SCG", 1992, 2005), ("SRB", 2006, 9999)),
    365: (("RUS", 1816, 1921), ("SUN", 1922, 1991), ("RUS", 1992, 9999)),
    552: (("RHO", 1965, 1979), ("ZWE", 1980, 9999)),
    640: (("OTT", 1816, 1922), ("TUR", 1923, 9999)),
    651: (("EGY", 1855, 1957), ("UAR", 1958, 1961), ("EGY", 1962, 9999)),
    816: (("VDR", 1945, 1975), ("VNM", 1976, 9999)),
}
"""Numbers that several states of our code book bear, with the years of each."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """A csv file as rows by column name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def whole(cell: str) -> str:
    """A cell as a whole number; empty where ICB has none (empty, or -99 for "not known")."""
    number = int(float(cell)) if cell.strip() else None
    return "" if number is None or number == -99 else str(number)


def dated(row: dict[str, str], year: str, month: str, day: str) -> str:
    """An ISO date, cut to the month where ICB only says early (66), middle (77) or late (88) in it."""
    parts = [whole(row[column]) for column in (year, month, day)]
    if not parts[0]:
        return ""
    if not parts[1]:
        return parts[0]
    if not parts[2] or int(parts[2]) > 31:
        return f"{parts[0]}-{int(parts[1]):02d}"
    return f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"


def rivalries(path: Path) -> dict[frozenset[int], list[tuple[int, int]]]:
    """First and last years of each pair's rivalries."""
    found: dict[frozenset[int], list[tuple[int, int]]] = defaultdict(list)
    for row in rows_of(path):
        pair = frozenset({int(row["ccode1"]), int(row["ccode2"])})
        found[pair].append((int(row["styear"]), int(row["endyear"])))
    return found


def rivals(row: dict[str, str], known: dict[frozenset[int], list[tuple[int, int]]]) -> str:
    """1 or 0: whether actor and main adversary were rivals in the year of the trigger; empty after 2010."""
    year, other = whole(row["yrtrig"]), whole(row["southv"])
    if not year or not other or int(year) > LAST_RIVALRY_YEAR:
        return ""
    spans = known.get(frozenset({int(row["cracid"]), int(other)}), [])
    return str(int(any(since <= int(year) <= until for since, until in spans)))


def columns(level: str) -> list[Variable]:
    """The variables of a level, one for each column of ICB."""
    return list({variable.icb: variable for variable in variables(level)}.values())


def actor_lines(path: Path, known: dict[frozenset[int], list[tuple[int, int]]]) -> Iterable[list[str]]:
    """The actors' table, first its column names."""
    taken = columns("actor")
    yield ["id", "crisis", "number", "triggered", "responded", "ended", *(each.icb for each in taken)]
    for row in rows_of(path):
        row["rivals"] = rivals(row, known)
        yield [
            whole(row["cracno"]), whole(row["crisno"]), whole(row["cracid"]),
            dated(row, "yrtrig", "motrig", "datrig"), dated(row, "yerres", "monres", "dayres"),
            dated(row, "yrterm", "moterm", "daterm"), *(whole(row[each.icb]) for each in taken),
        ]  # fmt: skip


def crisis_lines(path: Path) -> Iterable[list[str]]:
    """The crises' table, first its column names."""
    taken = columns("crisis")
    named = {row["number"]: row["name"] for row in from_file(HERE / "names.tsv").rows}
    yield ["id", "icb_name", "name", "triggered", "ended", *(each.icb for each in taken)]
    for row in rows_of(path):
        number = whole(row["crisno"])
        yield [
            number, row["crisname"], named[number], dated(row, "yrtrig", "motrig", "datrig"),
            dated(row, "yrterm", "moterm", "daterm"), *(whole(row[each.icb]) for each in taken),
        ]  # fmt: skip


def entity_lines(numbers: set[int], states: Table) -> Iterable[list[str]]:
    """Number, first and last year, our id and name of every state that is an actor, trigger or adversary."""
    names = {row["id"]: row["name"] for row in states.rows}
    bearers: dict[int, list[str]] = defaultdict(list)
    for row in states.rows:
        for number in values(row["cow"]):
            bearers[int(number)].append(row["id"])
    yield ["number", "from", "until", "state", "name"]
    for number in sorted(numbers):
        if number in FORMER:
            yield [str(number), "1816", "9999", "", FORMER[number]]
            continue
        for state, since, until in CHOSEN.get(number) or ((bearers[number][0], 1816, 9999),):
            yield [str(number), str(since), str(until), state, names[state]]


def text_of(title: str, source: str, lines: Iterable[list[str]]) -> bytes:
    """A table in the form of our code books."""
    head = (
        f"# title: {title}\n# source: {source}\n# licence: facts, free for research with citation\n"
        "# date: 2026-11-23\n"
    )
    return (head + "".join("\t".join(line) + "\n" for line in lines)).encode()


def main() -> None:
    """Read the published files and write the shipped ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds history/icb1v14.csv …")
    folder = parser.parse_args().data / "history"
    actors = list(actor_lines(folder / "icb2v14.csv", rivalries(folder / "td_rivalries.csv")))
    crises = list(crisis_lines(folder / "icb1v14.csv"))
    places = [actors[0].index(column) for column in ("number", "trigent", "southv")]
    numbers = {int(row[place]) for row in actors[1:] for place in places if row[place]}
    entities = entity_lines({number for number in numbers if number < STATES_BELOW}, shipped("states.tsv"))
    files = {
        "crises.tsv.gz": gzip.compress(text_of("Crises since 1918", SOURCES["icb1v14.csv"], crises), mtime=0),
        "actors.tsv.gz": gzip.compress(text_of("Actors of crises since 1918", ICB, actors), mtime=0),
        "entities.tsv": text_of("States by their number and years", "Correlates of War numbers", entities),
    }
    for name, content in files.items():
        (OUT / name).write_bytes(content)
    card = {
        "made_by": "training/history/build_table.py",
        "citation": ICB,
        "crises": len(crises) - 1,
        "actors": len(actors) - 1,
        "sources": {
            name: {"what": what, "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()}
            for name, what in SOURCES.items()
        },
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    (OUT / "table.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
