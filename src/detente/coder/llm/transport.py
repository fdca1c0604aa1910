"""One question to the endpoint: the request, its bounds, and what to make of every way it can fail."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from time import time
from typing import Annotated, Any

import httpx
import msgspec
from msgspec import Meta, Struct

from detente.coder.llm.endpoint import KEY_VARIABLE, Endpoint
from detente.coder.llm.prompt import Message, schema
from detente.errors import EndpointError

MOST_BYTES = 2 * 1024 * 1024
"""A longer answer is cut off here and counts as none."""
MOST_COUNTED = 10**9

SLOW = "no answer in time"
UNREACHED = "the endpoint cannot be reached"
UNTRUSTED = "the endpoint's certificate cannot be trusted"
UNSAFE = "the endpoint does not speak TLS"
CUT_OFF = "the answer was cut off"
ENDLESS = "the answer is too long"
BUSY = "the endpoint is busy"
BROKEN = "the endpoint failed"
UNTOLD = "the reply is no chat completion"
PACKED = "the reply is packed, which was not asked for"
LEFT_OFF = "the model stopped before the end of its answer"
DECLINED = "the endpoint declined the question"
MOST_WORDS = 160
"""Of what an endpoint says of a refusal so many signs are told."""
_SERVER = "Check that the server runs and the URL is right"
_REMEDIES = {
    SLOW: "Raise llm.timeout, or ask fewer at once with llm.parallel",
    UNTRUSTED: "Check the URL; SSL_CERT_FILE names a certificate of your own",
    UNSAFE: "Write http:// where the server knows no https",
    BUSY: "Try again later, or ask fewer at once with llm.parallel",
    BROKEN: "Try again later, or look at the server's log",
    UNTOLD: "Check that the URL is that of an OpenAI-compatible endpoint; it often ends in /v1",
}


def remedy(why: str) -> str:
    """What may help where no reply ever came, by the reason of the last failure."""
    if why.startswith(DECLINED):
        return "Check the model's name and what the endpoint takes"
    return _REMEDIES.get(why, _SERVER)


Count = Annotated[int, Meta(ge=0, le=MOST_COUNTED)]


class NoReplyError(Exception):
    """No answer came. ``again``: another try may help; ``wait``: seconds that the endpoint asks to wait."""

    def __init__(self, why: str, *, again: bool = True, wait: float = 0.0) -> None:
        self.why, self.again, self.wait = why, again, wait
        super().__init__(why)


class Usage(Struct, frozen=True):
    """The tokens of one completion as the endpoint counts them."""

    prompt_tokens: Count = 0
    completion_tokens: Count = 0


class _Part(Struct):
    text: str = ""


class _Message(Struct):
    content: str | list[_Part] | None = None


class _Choice(Struct):
    message: _Message
    finish_reason: str | None = None


class _Reply(Struct):
    choices: Annotated[list[_Choice], Meta(min_length=1)]
    model: str | None = None
    system_fingerprint: str | None = None
    usage: Any = None


class _Complaint(Struct):
    message: str = ""


class _Refused(Struct):
    error: _Complaint | str


class Completion(Struct, frozen=True):
    """What the model wrote; ``version`` is the model as the endpoint names it."""

    content: str | None
    version: str
    cut: bool
    usage: Usage | None


@dataclass(slots=True)
class Dialect:
    """What of the request the endpoint has not refused; what it refuses is left out from then on."""

    options: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def full(cls, endpoint: Endpoint) -> Dialect:
        """All that is asked for at first."""
        asked = {"name": "coded_events", "strict": True, "schema": schema()}
        return cls(
            {
                "response_format": {"type": "json_schema", "json_schema": asked},
                "temperature": 0,
                "seed": 0,
                "max_tokens": endpoint.tokens,
            }
        )

    def without(self, complaint: str, sent: dict[str, Any]) -> bool:
        """Leave out, of what was ``sent``, an option that the complaint names; whether there was one."""
        for name in ("max_tokens", "max_completion_tokens", "temperature", "seed", "response_format"):
            named = name in complaint or (name == "response_format" and "schema" in complaint)
            if not named or name not in sent:
                continue
            if self.options.get(name) == sent[name]:
                self._drop(name)
            return True
        return False

    def _drop(self, name: str) -> None:
        value = self.options.pop(name)
        if name == "max_tokens":
            self.options["max_completion_tokens"] = value
        elif name == "response_format" and value["type"] == "json_schema":
            self.options["response_format"] = {"type": "json_object"}


def client(endpoint: Endpoint) -> httpx.AsyncClient:
    """A client that talks to the endpoint alone: no proxy of the environment, no redirect elsewhere."""
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if (key := endpoint.key()) is not None:
        headers["Authorization"] = f"Bearer {key}"
    return httpx.AsyncClient(
        headers=headers,
        timeout=endpoint.timeout,
        trust_env=False,
        verify=httpx.create_ssl_context() if endpoint.url.startswith("https") else True,
        limits=httpx.Limits(max_connections=endpoint.parallel),
    )


async def complete(
    http: httpx.AsyncClient, endpoint: Endpoint, dialect: Dialect, messages: list[Message]
) -> Completion | None:
    """Ask once; ``None`` where an option was refused, so that the same is to be asked without it.

    Raises ``NoReplyError``, and ``EndpointError`` (L102, L103) where no try can ever help.
    """
    options = dict(dialect.options)
    body = msgspec.json.encode({"model": endpoint.model, "messages": messages, **options})
    try:
        # The client's own limits bound each wait; only this bounds a reply that comes drop by drop.
        async with asyncio.timeout(endpoint.timeout):
            status, headers, raw = await _post(http, endpoint.completions, body)
    except (TimeoutError, httpx.TimeoutException):
        raise NoReplyError(SLOW) from None
    except (httpx.ConnectError, httpx.UnsupportedProtocol) as error:
        raise _unreached(error) from None
    except httpx.HTTPError:
        raise NoReplyError(CUT_OFF) from None
    if status == 200:
        return _read(raw)
    if status in {400, 422} and dialect.without(raw.decode("utf-8", "replace").lower(), options):
        return None
    raise _refusal(endpoint, status, headers, raw)


async def _post(http: httpx.AsyncClient, url: str, body: bytes) -> tuple[int, httpx.Headers, bytes]:
    headers = {"Content-Type": "application/json"}
    async with http.stream("POST", url, content=body, headers=headers) as response:
        # A few packed bytes can unpack to gigabytes.
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise NoReplyError(PACKED, again=False)
        raw = bytearray()
        async for part in response.aiter_raw():
            raw += part
            if len(raw) > MOST_BYTES:
                raise NoReplyError(ENDLESS, again=False)
        return response.status_code, response.headers, bytes(raw)


def _read(raw: bytes) -> Completion:
    try:
        reply = msgspec.json.decode(raw, type=_Reply)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise NoReplyError(UNTOLD) from None
    choice = reply.choices[0]
    version = "/".join(filter(None, map(_named, (reply.model, reply.system_fingerprint))))
    content = choice.message.content
    if isinstance(content, list):
        content = "".join(part.text for part in content)
    return Completion(content, version, choice.finish_reason == "length", _usage(reply.usage))


def _usage(told: Any) -> Usage | None:
    """The tokens told; a count that is none says nothing, and spoils no answer."""
    try:
        return msgspec.convert(told, Usage | None)
    except msgspec.ValidationError:
        return None


def _unreached(error: BaseException) -> NoReplyError:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return NoReplyError(UNTRUSTED, again=False)
    return NoReplyError(UNREACHED) if cause is None else NoReplyError(UNSAFE, again=False)


def _named(name: str | None) -> str:
    """A name of the endpoint's as it may stand in records and on a terminal."""
    return "".join(sign for sign in name or "" if sign.isprintable())[:80].strip()


def _refusal(endpoint: Endpoint, status: int, headers: httpx.Headers, raw: bytes) -> Exception:
    """The error for an answer with another status than 200."""
    where = endpoint.completions
    if status in {401, 403}:
        return EndpointError(
            "L102",
            f"the endpoint refuses the key (status {status})",
            where=where,
            remedy=f"Put the endpoint's key into {KEY_VARIABLE}",
        )
    if status == 404 or 300 <= status < 400:
        return EndpointError(
            "L103",
            f"the endpoint has no such address or no model {endpoint.model!r} (status {status})",
            where=where,
            remedy="Check the URL (it often ends in /v1) and the model's name",
        )
    if status == 429:
        return NoReplyError(BUSY, wait=_seconds(headers.get("retry-after")))
    if status >= 500:
        return NoReplyError(BROKEN, wait=_seconds(headers.get("retry-after")))
    told = _complaint(raw, endpoint.key())
    return NoReplyError(f"{DECLINED} (status {status}){told}", again=status in {408, 409, 425})


def _complaint(raw: bytes, key: str | None) -> str:
    """What the endpoint says of its refusal, fit for a message; never the key."""
    try:
        error = msgspec.json.decode(raw, type=_Refused).error
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return ""
    words = " ".join((error if isinstance(error, str) else error.message).split())
    shown = "".join(sign for sign in words if sign.isprintable())
    if not shown or (key and key in shown):
        return ""
    return f": {shown[:MOST_WORDS]}"


def _seconds(words: str | None) -> float:
    """The seconds of a ``Retry-After`` header, which holds a number or a date; 0 when it holds neither."""
    if not words:
        return 0.0
    try:
        if words.strip().isdigit():
            return float(words)
        return parsedate_to_datetime(words).timestamp() - time()
    except (ValueError, OverflowError):
        return 0.0
