"""``detente show``: a saved crisis in any format, without reading it again."""

from __future__ import annotations

from detente.cli.options import FormatOption, OutputOption, PlainOption, RawOption, SavedCrisis, WidthOption


def show(
    crisis: SavedCrisis,
    format: FormatOption = "brief",
    output: OutputOption = None,
    plain: PlainOption = None,
    width: WidthOption = None,
    raw: RawOption = False,
) -> None:
    """Show a saved crisis."""
    from detente.cli.output import as_text, load_crisis, show_crisis

    loaded = load_crisis(crisis)
    if output is None:
        show_crisis(loaded, format, plain=bool(plain), width=width, raw=raw)
        return
    from detente.crisis import write_whole

    write_whole(output, as_text(loaded, format, width=width, raw=raw))
