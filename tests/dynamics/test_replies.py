"""Who answers whom: the rules on small cases, and the facts of MIE and ICBe that they must give."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.dynamics import Replies, dynamics_of, read_table
from detente.dynamics.acts import acts_of
from detente.dynamics.intervals import share_of
from detente.dynamics.replies import NONE, OWN, REPLY, answers, replies

from .conftest import crisis_of

Table = Callable[..., object]


def outcomes(rows: list[tuple[str, str, str, int]], table: Table, days: int = 30) -> list[tuple[int, int]]:
    found = answers(acts_of(table(rows)), days=days)  # type: ignore[arg-type]
    return list(zip(found.outcome.tolist(), found.by.tolist(), strict=True))


def test_an_act_is_answered_by_the_next_act_of_the_other_side(table: Table) -> None:
    rows = [("A", "190", "B", 0), ("C", "190", "B", 1), ("B", "190", "A", 5), ("B", "112", "A", 6)]
    assert outcomes(rows, table) == [(REPLY, 2), (NONE, -1), (OWN, 3), (NONE, -1)]
    assert outcomes(rows, table, days=4)[0] == (NONE, -1)


def test_statements_neither_call_for_an_answer_nor_are_one(table: Table) -> None:
    rows = [("A", "190", "B", 0), ("A", "010", "B", 1), ("B", "010", "A", 1), ("B", "190", "A", 2)]
    assert outcomes(rows, table)[0] == (REPLY, 3)
    assert replies(acts_of(table(rows))).total.acts == 2  # type: ignore[arg-type]


def test_what_a_side_does_to_itself_is_no_part_of_replies(table: Table) -> None:
    rows = [("A", "190", "A", 0), ("A", "190", "B", 0), ("B", "190", "B", 1), ("B", "190", "A", 2)]
    assert outcomes(rows, table)[1] == (REPLY, 3)
    assert replies(acts_of(table(rows))).total.acts == 2  # type: ignore[arg-type]


def test_the_hardest_act_of_the_run_counts_apart_from_the_first(table: Table) -> None:
    rows = [
        ("A", "190", "B", 0), ("B", "112", "A", 1), ("B", "161", "A", 1), ("B", "190", "A", 2),
        ("A", "112", "B", 3),
    ]  # fmt: skip
    found = replies(acts_of(table(rows)), by=1, to=0)  # type: ignore[arg-type]
    row = next(row for row in found.rows if row.rung == 6)
    assert (row.level.k, row.hardest.k, row.rungs) == (0, 1, {1: 1})
    assert (found.by, found.to) == ("B", "A")
    # The file has its names in the first line: acts are on lines 2 to 6.
    assert row.pairs == (("2", "3"),)


def test_groups_do_not_answer_each_other(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("source,event,target,day,war\nA,190,B,0,x\nB,190,A,1,y\nB,112,A,2,x\n")
    assert answers(acts_of(read_table(path))).by[0] == 1
    assert answers(acts_of(read_table(path, group="war"))).by[0] == 2


def test_order_decides_where_a_day_is_not_known() -> None:
    crisis = crisis_of(
        [
            ("e1", "IRN", "ASSAULT", "PAK", "2024-01-16"),
            ("e2", "PAK", "ACCUSE", "IRN", None),
            ("e3", "PAK", "ASSAULT", "IRN", None),
        ],
        order=[("e1", "e3")],
    )
    found = dynamics_of(crisis).pairs[0].replies[0]
    assert found.total.pairs == (("e1", "e3"),)  # when e2 was, nobody knows
    assert found.undated == 1
    assert found.total.days is None


def test_a_joint_act_is_no_answer() -> None:
    crisis = crisis_of(
        [("e1", "IRN", "ASSAULT", "PAK", "2024-01-16"), ("e2", "IRN PAK", "CONSULT", "IRN PAK", "2024-01-17")]
    )
    assert dynamics_of(crisis).replies.total.answered.k == 0


def naive(rows: list[tuple[str, str, str, int]], days: int) -> list[int]:
    """The rule in words: the next act between the two, if it comes in time, and whose it is."""
    found = []
    for place, (source, _, target, day) in enumerate(rows):
        after = next((row for row in rows[place + 1 :] if {row[0], row[2]} == {source, target}), None)
        late = after is None or after[3] - day > days
        found.append(NONE if late else OWN if after is not None and after[0] == source else REPLY)
    return found


acts = st.tuples(
    st.sampled_from("AB"),
    st.sampled_from(["190", "112"]),
    st.sampled_from("CD"),
    st.integers(0, 60),
    st.booleans(),
)


@given(st.lists(acts, min_size=1, max_size=40), st.integers(1, 20))
def test_the_rule_is_the_one_in_words(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str, int, bool]], days: int
) -> None:
    rows = [(a, code, b, day) if there else (b, code, a, day) for a, code, b, day, there in drawn]
    rows.sort(key=lambda row: row[3])
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_text("\n".join(["source,event,target,day", *(",".join(map(str, row)) for row in rows)]))
    assert answers(acts_of(read_table(path)), days=days).outcome.tolist() == naive(rows, days)


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_lies_in_its_interval_and_is_never_0_or_1(k: int, more: int) -> None:
    share = share_of(k, k + more)
    if share.share is None:
        assert k + more == 0
    else:
        assert share.low is not None
        assert share.high is not None
        assert 0 <= share.low < share.share < share.high <= 1
        assert 0 < share.share < 1


def test_the_interval_is_that_of_jeffreys() -> None:
    # Brown, Cai and DasGupta (2001), table 5: n = 30, x = 10.
    share = share_of(10, 30)
    assert (round(share.low or 0, 3), round(share.high or 0, 3)) == (0.186, 0.511)


@pytest.fixture
def militarised(shared: Path, tmp_path: Path) -> Replies:
    """The dated militarised events short of war, by confrontation."""
    with (shared / "history" / "mie-1.0.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["hostlev"] != "5" and int(row["stday"]) > 0]
    rows.sort(key=lambda row: (int(row["micnum"]), int(row["eventnum"])))
    path = tmp_path / "mie.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return replies(acts_of(read_table(path, event="hostlev", group="micnum")))


def test_the_facts_of_militarised_events(militarised: Replies) -> None:
    """STRATEGY section 4: 13.3 % answered, median 1 day (0 to 6), .80 on the same level or a higher one."""
    total = militarised.total
    assert total.acts == 21_577
    assert round(total.answered.share or 0, 3) == 0.133
    assert total.days is not None
    assert (total.days.median, total.days.low, total.days.high) == (1, 0, 6)
    assert round(total.level.share or 0, 2) == 0.80
    by_level = {row.rung: round(row.answered.share or 0, 2) for row in militarised.rows}
    assert by_level == {3: 0.11, 4: 0.24, 6: 0.09}  # threat, display, use of force


def test_the_counts_of_militarised_events(militarised: Replies, shared: Path) -> None:
    rungs = {"2": 3, "3": 4, "4": 6}
    with (shared / "history" / "mie_reply_counts.csv").open() as file:
        published = {rungs[row.pop("h")]: row for row in csv.DictReader(file)}
    for row in militarised.rows:
        assert row.rung is not None
        counts = {
            "none30d": row.open, "same side again": row.again, "reply threat": row.rungs.get(3, 0),
            "reply display": row.rungs.get(4, 0), "reply use": row.rungs.get(6, 0),
        }  # fmt: skip
        assert {key: str(count) for key, count in counts.items()} == published[row.rung]


CLASSES = {"escalatory": "190", "deescalatory": "087", "cooperative": "040", "uncooperative": "160"}
"""A code on a rung of its own for each direction that ICBe codes."""
NAMES = {6: "escalate", -2: "deescalate", -1: "coop", 2: "uncoop"}


def icbe_rows(shared: Path) -> list[str]:
    """The acts of the coded crises in the order of the narrative; the day is the place of the sentence."""
    with gzip.open(shared / "icbe" / "events.jsonl.gz", "rt", encoding="utf-8") as file:
        coded = [json.loads(line) for line in file]
    rows = ["source,event,target,day,crisis"]
    for crisis, events in groupby(coded, key=lambda event: event["crisno"]):
        for event in events:
            act = event["do"]
            if act and len(act["direction"]) == 1:
                rows += [
                    f'"{one}",{CLASSES[act["direction"][0]]},"{two}",{event["sent_order"]},{crisis}'
                    for one in act["source"][:1]
                    for two in act["target"][:1]
                ]
    return rows


def test_replies_in_icbe_are_like_those_published(shared: Path, tmp_path: Path) -> None:
    """The published counts are of all crises, ours of the 60 % that are here: shares agree, not counts."""
    path = tmp_path / "icbe.csv"
    path.write_text("\n".join(icbe_rows(shared)), encoding="utf-8")
    found = replies(acts_of(read_table(path, group="crisis")), steps=14)
    with (shared / "history" / "icbe_dyadic_reply_counts.csv").open() as file:
        published = {
            row.pop("k"): {key: int(cell) for key, cell in row.items()} for row in csv.DictReader(file)
        }
    for row in found.rows:
        assert row.rung is not None
        counts = published[NAMES[row.rung]]
        answered = sum(row.rungs.values())
        for rung, name in NAMES.items():
            ours, theirs = row.rungs.get(rung, 0) / answered, counts[name] / sum(counts.values())
            spread = 4 * np.sqrt(theirs * (1 - theirs) / answered)
            assert abs(ours - theirs) < spread, (row.rung, name, ours, theirs)
