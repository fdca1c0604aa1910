"""``detente play``: run a crisis as a game, and ask what if."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.accounts import one_crisis, two_sides
from detente.cli.options import (
    CoderOption,
    CodesOption,
    OutputOption,
    PublishedOption,
    SettingsOption,
    WidthOption,
)
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.strategy import Match, Model

MOST_COMPLETED = 40

FirstOption = Annotated[
    str | None, typer.Option("--first", help="The side that acted first, by id or name.", metavar="ID")
]
BetweenOption = Annotated[
    str | None, typer.Option("--between", help="The two sides, where more act.", metavar="ID,ID")
]
SideOption = Annotated[
    str | None, typer.Option("--side", help="The side to take, by id or name.", metavar="ID")
]


def _complete(incomplete: str) -> list[str]:
    """What-if statements that begin so; with a saved crisis, those of its sides."""
    from detente.strategy import Names, choices, from_crisis

    # The line is not parsed while an option still lacks its value; the shells hand it over as it stands.
    line = f"{os.environ.get('COMP_WORDS', '')} {os.environ.get('_TYPER_COMPLETE_ARGS', '')}".split()
    path = next((Path(word) for word in line if word.endswith(".json") and Path(word).is_file()), None)
    names = Names(("FIRST",), ("SECOND",))
    if path is not None:
        from detente.crisis import Crisis

        names = from_crisis(Crisis.load(path), draws=100).names
    begun = incomplete.strip("\"'").casefold()
    return [choice for choice in choices(names) if choice.casefold().startswith(begun)][:MOST_COMPLETED]


def play(
    path: Annotated[
        str,
        typer.Argument(
            help="An account, or a crisis saved with --format json; - for a pipe.", metavar="FILE"
        ),
    ],
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            help="A statement, such as 'PAK restrains'; may be repeated.",
            autocompletion=_complete,
        ),
    ] = None,
    first: FirstOption = None,
    between: BetweenOption = None,
    format: Annotated[
        Literal["brief", "json", "html"], typer.Option("--format", "-f", help="What to print.")
    ] = "brief",
    output: OutputOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the page here as well.")] = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Take a side and make its moves.")
    ] = False,
    side: SideOption = None,
    record: Annotated[Path | None, typer.Option("--record", help="Write the moves of a match here.")] = None,
    replay: Annotated[Path | None, typer.Option("--replay", help="Play a recorded match again.")] = None,
    seed: Annotated[
        int, typer.Option("--seed", help="Draws the parameters, and the other side's moves.", min=0)
    ] = 0,
    draws: Annotated[
        int, typer.Option("--draws", help="Draws of the parameters.", min=100, max=100_000)
    ] = 2000,
    published: PublishedOption = None,
    coder: CoderOption = None,
    codes: CodesOption = None,
    width: WidthOption = None,
    settings: SettingsOption = None,
) -> None:
    """Run a crisis as a game between its two sides, with and without a what-if."""
    from detente.cli.output import text_width
    from detente.settings import load_settings
    from detente.strategy import from_crisis

    chosen = load_settings(
        settings, given={"published": published, "coder": coder, "codes": codes, "width": width}
    )
    shown = format != "brief" or output is not None or html is not None
    _together(interactive, replay, bool(side or record), shown, bool(what_if))
    crisis = one_crisis(path, published=chosen.published, coder=chosen.coder, codes=chosen.codes)
    if replay is not None:
        _replay(crisis, replay)
        return
    model = from_crisis(crisis, first=first, between=two_sides(between), rng=seed, draws=draws)
    if interactive:
        _match(model, side, what_if or [], seed, record)
        return
    _show(model, what_if or [], format, output, html, text_width(chosen.width, output))


def _together(interactive: bool, replay: Path | None, taking: bool, shown: bool, what_if: bool) -> None:
    """Options that would do nothing beside each other are refused."""
    wrong = (
        "--side and --record go with --interactive"
        if taking and (not interactive or replay)
        else "--interactive and --replay exclude each other"
        if interactive and replay
        else "--format, --output and --html do not go with --interactive or --replay"
        if shown and (interactive or replay)
        else "a record has its own what-if"
        if what_if and replay
        else None
    )
    if wrong:
        raise UsageError("G305", wrong, remedy="Leave one of the options out")


def _show(
    model: Model, what_if: list[str], format: str, output: Path | None, html: Path | None, width: int
) -> None:
    from detente.cli.output import deliver
    from detente.crisis import write_whole
    from detente.report import play_page, play_text
    from detente.strategy import as_json

    played = model.play(*what_if)
    if html is not None:
        write_whole(html, play_page(model, played))
    match format:
        case "json":
            text = as_json(played)
        case "html":
            text = play_page(model, played)
        case _:
            text = play_text(played, width) + "\n"
    deliver(text, output)


def _replay(crisis: Crisis, path: Path) -> None:
    """A recorded match again, with the model it was played on."""
    from detente.cli.output import put
    from detente.strategy import from_crisis, load_record, replay

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            "G304", f"cannot be read ({error.strerror})", where=str(path), remedy="Check the path"
        ) from error
    kept = load_record(raw, str(path))
    model = from_crisis(
        crisis, first=kept.between[0], between=kept.between, rng=kept.model_seed, draws=kept.draws
    )
    match = replay(model, kept)
    put("\n".join(f"{turn.by} {turn.move} (held {turn.chance:.2f} likely)" for turn in match.turns))
    put(f"end: {match.end or 'open'}")


def _match(model: Model, side: str | None, what_if: list[str], seed: int, record: Path | None) -> None:
    """A match at the terminal."""
    from detente.crisis import write_whole
    from detente.strategy import Match

    match = Match(model, side or model.sides.second, *what_if, rng=seed)
    try:
        _turns(match)
    finally:
        # What was played is kept, however the match ends.
        if record is not None:
            write_whole(record, match.record().to_json())


def _turns(match: Match) -> None:
    """One move after the other until the end, or until the input ends."""
    from detente.cli.output import put

    put(f"You are {match.model.names.shown(match.role)}. Give the number or the words of a move; q to leave.")
    while match.step is not None:
        if not match.yours:
            turn = match.answer()
            put(f"{turn.by} {turn.move} (held {turn.chance:.2f} likely)")
            continue
        options = match.options()
        put(
            "\n".join(
                f"  {n} {name} (the model expects {chance:.2f})"
                for n, (name, chance) in enumerate(options, 1)
            )
        )
        words = sys.stdin.readline()
        if not words or words.strip().casefold() in ("q", "quit"):
            put("left")
            return
        chosen = words.strip()
        if chosen.isdigit() and 1 <= int(chosen) <= len(options):
            chosen = options[int(chosen) - 1][0]
        try:
            match.move(chosen)
        except UsageError as error:
            put(str(error))
    put(f"end: {match.end}")
    if match.end == "no act" and not any(turn.yours for turn in match.turns):
        put(f"--what-if '{match.model.names.first[0]} acts' plays on from the act")
