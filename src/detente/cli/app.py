"""The verbs of ``detente`` and what happens when one of them fails.

Exit status: 0 done, 1 some data could not be read, 2 the call was wrong, 130 interrupted, 141 the reader of
our output went away. A user's mistake is answered with one line: code, place, what happened, remedy.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from detente.cli.codes import codes
from detente.cli.compare import compare
from detente.cli.doctor import doctor
from detente.cli.dynamics import dynamics
from detente.cli.evaluate import evaluate
from detente.cli.explain import explain
from detente.cli.forecast import forecast
from detente.cli.history import history
from detente.cli.play import play
from detente.cli.read import read
from detente.cli.reproduce import reproduce
from detente.cli.show import show
from detente.errors import DetenteError

INTERRUPTED = 130
DEBUG = "--debug"
COMPLETE = "_DETENTE_COMPLETE"
"""Set by a shell that asks for completion."""

app = typer.Typer(
    name="detente",
    help="Read written accounts of international crises into a model that can be checked against the text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
app.command()(show)
app.command()(explain)
app.command()(compare)
app.command()(play)
app.command()(dynamics)
app.command()(history)
app.command()(forecast)
app.add_typer(evaluate, name="evaluate")
app.add_typer(codes, name="codes")
app.add_typer(reproduce, name="reproduce")
app.command()(doctor)


def _version(wanted: bool) -> None:
    if wanted:
        from detente import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option(DEBUG, help="Show the traceback of an unexpected failure (anywhere in the call).")
    ] = False,
) -> None:
    """Options of every verb."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit status."""
    # Models and code books stay until the end: looking through them over and over costs a tenth of the start.
    gc.set_threshold(100_000, 10, 10)
    _speak_utf8()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command; the exit status. Failures are told on standard error, never as a traceback."""
    words = list(arguments)
    if COMPLETE in os.environ:
        # Typer readies the shells only where it also offers to install itself, which we leave to the guide.
        import_module("typer.completion").completion_init()
    options = words[: words.index("--")] if "--" in words else words
    debug = DEBUG in options
    if debug:
        words.remove(DEBUG)
    try:
        status = app(words, prog_name="detente", standalone_mode=False)
    except DetenteError as error:
        return _tell(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _tell("interrupted", INTERRUPTED)
    except Exception as error:
        # Typer keeps its own exceptions in a private module; what marks them is that they format themselves.
        if message := getattr(error, "format_message", None):
            return _usage(message(), getattr(error, "exit_code", 2))
        if debug:
            raise
        return _tell(_defect(error), 1)
    return status if isinstance(status, int) else 0


def _usage(message: str, status: int) -> int:
    # "No arguments" arrives as an empty message after typer has printed the help.
    if not message:
        return status
    return _tell(f"S001 {message.rstrip('.?')}. See `detente --help`", status)


def _defect(error: Exception) -> str:
    return (
        f"E000 détente failed on its own account: {type(error).__name__}: {error}. "
        f"Run it again with {DEBUG} and report what it prints"
    )


def _tell(message: str, status: int) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """The same bytes in every locale and on every system; no halves of a broken character to a terminal."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            terminal = stream.isatty()
            reconfigure(
                encoding="utf-8",
                errors="backslashreplace" if terminal else "surrogatepass",
                newline=None if terminal else "\n",
            )
