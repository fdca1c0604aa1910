"""Answers kept on disk, so that the same question is paid for once and an interrupted run goes on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from detente.coder.llm.endpoint import Endpoint
from detente.coder.llm.prompt import Message, schema
from detente.crisis import write_whole
from detente.errors import UsageError

MOST_BYTES = 4 * 1024 * 1024


class Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """What the endpoint wrote, and the model and version that it says wrote it. No key, no header."""

    content: str
    by: str


class Cache:
    """A file an answer, named by the hash of the question. What cannot be read counts as not there."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.folder: Path | None = endpoint.folder
        self._of = (endpoint.completions, endpoint.model, schema())

    def path(self, messages: list[Message]) -> Path | None:
        """Where the answer to these messages is kept; ``None`` when none are kept."""
        if self.folder is None:
            return None
        asked = msgspec.json.encode([*self._of, messages], order="deterministic")
        name = hashlib.sha256(asked).hexdigest()
        return self.folder / name[:2] / f"{name}.json"

    def find(self, messages: list[Message]) -> Kept | None:
        """The kept answer to these messages."""
        path = self.path(messages)
        if path is None:
            return None
        try:
            if path.stat().st_size > MOST_BYTES:
                return None
            return msgspec.json.decode(path.read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
            return None

    def keep(self, messages: list[Message], answer: Kept) -> bool:
        """Keep an answer; whether that worked."""
        path = self.path(messages)
        if path is None:
            return True
        try:
            if self.folder is not None:
                # The answers quote the account: no business of others on this machine.
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(answer).decode("utf-8"))
        except (OSError, UsageError):
            return False
        return True
