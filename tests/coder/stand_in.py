"""A stand-in for a language model's endpoint, on this machine, that can misbehave in every way we know of."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
Behaviour = Callable[["Call"], None]


def event(quote: str, trigger: str, **fields: Any) -> Json:
    """An event as a model that keeps to the schema writes it."""
    return {
        "quote": quote,
        "trigger": trigger,
        "layer": "do",
        "event": None,
        "mode": None,
        "leaf": None,
        "sources": [],
        "targets": [],
        "modality": "asserted",
        "polarity": None,
        "speaker": ["author"],
        "confidence": 0.9,
        **fields,
    }


@dataclass
class Call:
    """One request: what was asked, and the ways to reply."""

    handler: BaseHTTPRequestHandler
    body: Json
    stopped: threading.Event

    @property
    def told(self) -> Json:
        """What the user message holds."""
        return json.loads(self.body["messages"][-1]["content"])  # type: ignore[no-any-return]

    @property
    def sentence(self) -> str:
        return str(self.told["sentence"])

    def events(self, *events: Json, **reply: Any) -> None:
        self.content(json.dumps({"events": list(events)}), **reply)

    def content(self, content: str | None, *, finish: str = "stop", **reply: Any) -> None:
        """A well-formed chat completion around this content."""
        usage = {"prompt_tokens": 1000, "completion_tokens": 50}
        choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
        whole = {"model": "stand-in-2026", "system_fingerprint": "fp1", "choices": [choice], "usage": usage}
        self.raw(json.dumps({**whole, **reply}).encode())

    def raw(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.handler.send_response(status)
        # Each call has a connection of its own, so that no test depends on when one is closed.
        self.handler.send_header("Connection", "close")
        self.handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def hang(self) -> None:
        """Say nothing until the test is over."""
        self.stopped.wait(20)

    def drip(self) -> None:
        """Head lines for ever, one a little while: each wait is short, all together never end."""
        self.handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.stopped.is_set():
            self.handler.wfile.write(b"X-A: b\r\n")
            time.sleep(0.02)

    def endless(self) -> None:
        """An answer that never ends."""
        self.handler.send_response(200)
        self.handler.end_headers()
        while not self.stopped.is_set():
            self.handler.wfile.write(b" " * 65536)

    def bomb(self) -> None:
        """A small packed body that unpacks to 50 MB."""
        self.raw(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")


@dataclass
class StandIn:
    """The running server. ``behaviours`` are used up call by call; the last one stays."""

    url: str
    behaviours: list[Behaviour]
    calls: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> Behaviour:
        with self.lock:
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def stand_in(*behaviours: Behaviour) -> Iterator[StandIn]:
    """Serve on a free port of the loopback interface until the block ends."""
    stopped = threading.Event()
    served = StandIn("", list(behaviours))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with served.lock:
                served.calls.append(body)
                served.headers.append(dict(self.headers))
                served.at_once += 1
                served.most_at_once = max(served.most_at_once, served.at_once)
            try:
                served.next()(Call(self, body, stopped))
            except OSError:  # the client has had enough
                pass
            finally:
                self.close_connection = True
                with served.lock:
                    served.at_once -= 1

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
