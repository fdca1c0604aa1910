"""détente reads a written account of an international crisis into a model that can be checked.

>>> import detente
>>> crisis = detente.read("account.md")               # doctest: +SKIP
>>> for event in crisis.timeline(): print(event.when, event.sources, event.event)   # doctest: +SKIP

``import detente`` is light; the language model is loaded at the first reading.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from detente import dynamics as dynamics
    from detente import history as history
    from detente import strategy as strategy
    from detente.coder.llm import Endpoint as Endpoint
    from detente.crisis import Actor as Actor
    from detente.crisis import Crisis as Crisis
    from detente.crisis import Document as Document
    from detente.crisis import Event as Event
    from detente.crisis import Evidence as Evidence
    from detente.crisis import When as When
    from detente.errors import CodeBookError as CodeBookError
    from detente.errors import DataError as DataError
    from detente.errors import DetenteError as DetenteError
    from detente.errors import DocumentError as DocumentError
    from detente.errors import EndpointError as EndpointError
    from detente.errors import ModelError as ModelError
    from detente.errors import ReadingError as ReadingError
    from detente.errors import RecordError as RecordError
    from detente.errors import SettingError as SettingError
    from detente.errors import TableError as TableError
    from detente.errors import UsageError as UsageError
    from detente.reading import Reader as Reader

_HOME = {
    **dict.fromkeys(("Actor", "Crisis", "Document", "Event", "Evidence", "When"), "detente.crisis"),
    **dict.fromkeys(
        (
            "CodeBookError", "DataError", "DetenteError", "DocumentError", "EndpointError", "ModelError",
            "ReadingError",
            "RecordError", "SettingError", "TableError", "UsageError",
        ),
        "detente.errors",
    ),
    "Endpoint": "detente.coder.llm",
    "Reader": "detente.reading",
}  # fmt: skip

__all__ = [
    "Actor",
    "CodeBookError",
    "Crisis",
    "DataError",
    "DetenteError",
    "Document",
    "DocumentError",
    "Endpoint",
    "EndpointError",
    "Event",
    "Evidence",
    "ModelError",
    "Reader",
    "ReadingError",
    "RecordError",
    "SettingError",
    "TableError",
    "UsageError",
    "When",
    "__version__",
    "dynamics",
    "history",
    "load",
    "read",
    "strategy",
]


def read(
    *paths: str | os.PathLike[str],
    text: str | None = None,
    published: str | None = None,
    coder: str = "auto",
    codes: str | Path | None = None,
    endpoint: Endpoint | None = None,
) -> Crisis:
    """Read accounts into one crisis.

    ``paths`` name files, folders or ``.jsonl`` corpora; several documents are merged into one crisis. An
    account itself is given as ``text``, never as a path. ``published`` (``YYYY``, ``YYYY-MM`` or
    ``YYYY-MM-DD``) overrides the publication date that a document states. ``coder`` is ``"auto"`` (trained
    where it is installed), ``"trained"``, ``"rules"`` or ``"llm"``, which asks the language model at
    ``endpoint`` about every sentence; ``codes`` is a folder with code books of your own.

    Raises ``DocumentError`` for the first document that cannot be read, ``UsageError`` for a wrong call,
    ``CodeBookError`` for a code book that cannot be used, ``EndpointError`` for a model that cannot be asked.
    """
    from detente.documents import gather
    from detente.reading import Reader, merge_crises

    documents = gather(paths, text=text, published=published)
    reader = Reader(coder=coder, codes=codes, endpoint=endpoint)
    crises = [reader.read(document) for document in documents]
    return crises[0] if len(crises) == 1 else merge_crises(crises)


def load(path: str | os.PathLike[str]) -> Crisis:
    """The crisis that ``crisis.save(path)`` or ``detente read --format json`` wrote."""
    from pathlib import Path

    from detente.crisis import Crisis

    return Crisis.load(Path(path))


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("detente")
    if name in ("dynamics", "history", "strategy"):
        return import_module(f"detente.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
