"""Lines and tables of a text report: nothing wider than the page, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.crisis import Crisis
from detente.dynamics import dynamics_of
from detente.history import outlook
from detente.report import dynamics_text, history_text, play_text
from detente.report.lines import Grid, laid_out
from detente.strategy import from_crisis

TEXT = (
    "On 3 March 2031 Iran struck camps in Pakistan. Pakistan denounced the strikes. On 5 March Pakistan "
    "conducted retaliatory strikes on Iran. Pakistan's economy was collapsing. On 9 March Iran's foreign "
    "minister met his counterpart in Islamabad."
)
WORDS = st.text(alphabet="ab c–é", max_size=60)
WIDTHS = (40, 60, 80, 100, 200)


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return detente.read(text=TEXT, published="2031-03-10", coder="rules")


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(WORDS), st.integers(20, 120))
def test_lines_are_wrapped_and_whole(lines: list[str], width: int) -> None:
    text = laid_out(lines, width)
    assert bare(text) == bare("".join(lines))
    assert all(len(line) <= width for line in text.splitlines())


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.integers(20, 200))
def test_a_table_never_leaves_the_page_and_loses_no_sign(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    text = laid_out([Grid(("", "", ""), (12, 20, 0), rows)], width)
    assert all(len(line) <= width for line in text.splitlines())
    assert bare(text).replace(";", "") == bare("".join("".join(row) for row in rows))


def test_a_narrow_page_has_entries_with_heads_and_no_bars() -> None:
    grid = Grid(("day", "acts", "share"), (12, 12, 8), [("Monday", "3", "0.40"), ("Tuesday", "", "0.60")])
    assert laid_out([grid], 40).splitlines() == [
        "  day         acts        share", "  Monday      3           0.40", "  Tuesday                 0.60",
    ]  # fmt: skip
    assert laid_out([grid], 24).splitlines() == [
        "  day Monday", "    acts: 3; share: 0.40", "  day Tuesday", "    share: 0.60",
    ]  # fmt: skip
    barred = Grid(("", "", ""), (12, 6, 0), [("restraint", "0.73", "▮" * 18)], drawn=True)
    assert laid_out([barred], 40) == "  restraint   0.73  " + "▮" * 18
    assert laid_out([barred], 30) == "  restraint   0.73"


def test_what_would_steer_a_terminal_is_shown_as_a_number() -> None:
    grid = Grid(("", ""), (12, 0), [("a\x1b[2J", "line\nend")])
    assert laid_out(["b\x1b[31m\tc", grid], 80) == "b⟦U+001B⟧[31m c\n  a⟦U+001B⟧[2J line end"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_report_keeps_to_the_page(crisis: Crisis, width: int) -> None:
    game = from_crisis(crisis, draws=100)
    for text in (
        dynamics_text(dynamics_of(crisis), width),
        history_text(outlook(crisis, limit=2), width),
        play_text(game.play(), width),
        play_text(game.play("PAK restrains", "channel closed"), width),
    ):
        assert max(map(len, text.splitlines())) <= width


def test_figures_of_a_wide_page_are_on_a_narrow_one(crisis: Crisis) -> None:
    game = from_crisis(crisis, draws=100).play("PAK restrains")
    wide, narrow = (bare(play_text(game, width)) for width in (100, 40))
    for answer in game.baseline.answers:
        figure = f"{answer.chance.mean:.2f}({answer.chance.low:.2f}–{answer.chance.high:.2f})"
        assert figure in wide
        assert figure in narrow
