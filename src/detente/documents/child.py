"""The parent's end of the parsing process: one child for many files, killed when it passes its limits."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from detente.documents.blocks import Extract
from detente.documents.failures import failure
from detente.documents.limits import Limits
from detente.documents.worker import MEMORY_EXIT, Answer, Request, read_frame, write_frame

START_SECONDS = 60.0  # a loaded machine may need long to start an interpreter
_ANSWER = msgspec.json.Decoder(Answer)


class Parser:
    """Parses HTML, PDF and DOCX in a child process that is started when first needed.

    A context manager. After a crash or a time-out the next document gets a new child.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, kind: str, data: bytes, where: str) -> Extract:
        """The content of ``data``. Raises ``DocumentError``: what the parser found, or D140–D143."""
        process = self._process if self._process and self._process.poll() is None else self._start(where)
        request = msgspec.json.encode(Request(kind, self._limits))
        reply, late = self._exchange(process, request, data)
        if reply is None:
            status = process.wait()
            self.close()
            if late:
                raise failure("D140", where, f"parsing took longer than {self._limits.seconds:g} s")
            raise failure("D141" if status == MEMORY_EXIT else "D142", where)
        try:
            answer = _ANSWER.decode(reply)
        except msgspec.MsgspecError as error:
            self.close()
            raise failure("D142", where) from error
        if answer.failed:
            raise failure(answer.failed.code, where, answer.failed.what)
        assert answer.extract is not None
        return answer.extract

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # bytes that the dead child never took
                    stream.close()

    def _start(self, where: str) -> subprocess.Popen[bytes]:
        self.close()
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            process = subprocess.Popen(
                # -P: a file beside the user's documents must never be imported as a module.
                [sys.executable, "-P", "-m", "detente.documents.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        except OSError as error:
            raise failure("D143", where) from error
        self._process = process
        with _deadline(process, START_SECONDS):
            ready = read_frame(_pipe(process.stdout), 100)
        if ready != b"ready":
            self.close()
            raise failure("D143", where)
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], head: bytes, data: bytes
    ) -> tuple[bytes | None, bool]:
        """The child's answer (``None`` when it died), and whether it was killed for its time."""
        with _deadline(process, self._limits.seconds) as deadline:
            try:
                write_frame(_pipe(process.stdin), head)
                write_frame(_pipe(process.stdin), data)
                # Text needs up to six bytes a character when JSON escapes it; spans and warnings are small.
                reply = read_frame(_pipe(process.stdout), 8 * self._limits.characters + 1_000_000)
            except OSError:
                reply = None
            if reply is None:
                _end(process)
        return reply, deadline.passed


class _deadline:  # noqa: N801 - reads as a phrase: with _deadline(…)
    """Kills the process after so many seconds, on any platform."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True
        self.passed = False

    def _pass(self) -> None:
        self.passed = True
        self._process.kill()

    def __enter__(self) -> _deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a dying child leave its exit status, then make sure that it is gone."""
    try:
        process.wait(1.0)
    except subprocess.TimeoutExpired:
        process.kill()


def _pipe(stream: Any) -> Any:
    assert stream is not None
    return stream
