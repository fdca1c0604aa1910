"""Which language model is asked, and how. Nothing is sent to any place that does not stand here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from detente.errors import UsageError

KEY_VARIABLE = "DETENTE_LLM_KEY"
"""The environment variable with the endpoint's key. The key is read when asked for and kept nowhere."""

_PATH = "/chat/completions"


class Endpoint(Struct, frozen=True):
    """An OpenAI-compatible chat-completions endpoint.

    ``url`` is its base (``http://localhost:11434/v1``), ``model`` the name it knows the model by. ``timeout``
    bounds one request in seconds, from the connection to the last byte; ``retries`` counts further tries
    after the first; ``parallel`` requests are under way at once; ``tokens`` bounds one answer; ``context`` is
    the number of sentences shown before and after each. ``price_in`` and ``price_out`` are money per million
    tokens, ``None`` where unknown. ``cache`` is the folder of kept answers (default: the user's cache
    folder); with ``keep`` false no answer is kept or taken from there.

    Raises ``UsageError``: S310 (no URL or no model), S311 (not a plain http or https URL), S313 (a number out
    of range).
    """

    url: str
    model: str
    timeout: float = 60.0
    retries: int = 3
    parallel: int = 4
    tokens: int = 2000
    context: int = 3
    price_in: float | None = None
    price_out: float | None = None
    cache: Path | None = None
    keep: bool = True

    def __post_init__(self) -> None:
        if not self.url.strip() or not self.model.strip():
            raise missing()
        _check_url(self.url)
        for name, low, high in _RANGES:
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise UsageError(
                    "S313", f"{name} of the endpoint is {value}", remedy=f"Give a number from {low} to {high}"
                )

    @property
    def completions(self) -> str:
        """The address that requests go to."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH

    @property
    def folder(self) -> Path | None:
        """Where answers are kept; ``None`` when they are not."""
        return (self.cache or user_cache()) if self.keep else None

    def key(self) -> str | None:
        """The key of the environment, or ``None``. Raises ``UsageError`` S314 where it cannot be sent."""
        key = os.environ.get(KEY_VARIABLE, "").strip()
        if not (key.isascii() and (key.isprintable() or not key)):
            raise UsageError(
                "S314",
                f"the key in {KEY_VARIABLE} holds signs that cannot be sent",
                remedy="Copy it again, in one line",
            )
        return key or None


_RANGES: tuple[tuple[str, float, float], ...] = (
    ("timeout", 0.1, 3600),
    ("retries", 0, 10),
    ("parallel", 1, 64),
    ("tokens", 64, 100_000),
    ("context", 0, 20),
    ("price_in", 0, 1e6),
    ("price_out", 0, 1e6),
)


def missing() -> UsageError:
    """The error for a call that names no endpoint or no model (S310)."""
    return UsageError(
        "S310",
        "the coder llm needs the endpoint and the model to ask",
        remedy="Give both: --endpoint URL --model NAME, or detente.Endpoint(url, model)",
    )


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if (
        parts.scheme not in {"http", "https"}
        or not host
        or not _is_host(url)
        or any(sign.isspace() for sign in url)
    ):
        raise UsageError(
            "S311", "the endpoint is not an http or https URL", remedy="Write http://localhost:11434/v1"
        )
    if parts.username is not None or parts.query or parts.fragment:
        # The URL is named in messages and records, where no secret may stand.
        raise UsageError(
            "S311",
            "the endpoint's URL holds a user, a query or a fragment",
            remedy=f"Leave it out; a key belongs in {KEY_VARIABLE}",
        )


def _is_host(url: str) -> bool:
    """Whether the URL names a host that can be asked for: names beyond ASCII need a form in it (IDNA)."""
    import httpx

    try:
        return bool(httpx.URL(url).host)
    except (httpx.InvalidURL, UnicodeError):
        return False


def user_cache() -> Path:
    """The folder in which a program keeps what it can do without, as the system has it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "detente" / "llm"
