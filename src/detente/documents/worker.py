"""The child process in which HTML, PDF and DOCX are parsed: ``python -m detente.documents.worker``.

It reads requests from standard input and writes answers to standard output, each a frame: eight bytes of
length and so many bytes. A request is two frames, JSON (kind, limits) and the file; an answer is JSON. It
opens no socket, starts no process and writes no file.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import BinaryIO

import msgspec

from detente.documents.blocks import Extract
from detente.documents.limits import Limits
from detente.errors import DetenteError

MEMORY_EXIT = 77  # exit status of a child that ran out of memory


class Request(msgspec.Struct, frozen=True):
    """What to parse, and how much it may cost."""

    kind: str
    limits: Limits


class Failed(msgspec.Struct, frozen=True):
    """A coded failure: its code and what happened."""

    code: str
    what: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Either the content or the failure."""

    extract: Extract | None = None
    failed: Failed | None = None


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Send one frame."""
    stream.write(struct.pack(">Q", len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO, largest: int) -> bytes | None:
    """Receive one frame; ``None`` at the end of the stream or when it is cut or larger than ``largest``."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (size,) = struct.unpack(">Q", head)
    if size > largest:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


def parse(kind: str, data: bytes, limits: Limits) -> Extract:
    """Read one document in this process. Raises ``DocumentError``."""
    # Each parser loads its own library, so only the one that is needed is imported.
    if kind == "html":
        from detente.documents.page import read
    elif kind == "pdf":
        from detente.documents.pdf import read
    else:
        from detente.documents.word import read
    return read(data, limits)


def _answer(request: Request, data: bytes) -> Answer:
    try:
        return Answer(extract=parse(request.kind, data, request.limits))
    except DetenteError as error:
        return Answer(failed=Failed(error.code, error.what))
    except RecursionError:
        return Answer(failed=Failed("D142", "the content is nested too deep for the parser"))
    except MemoryError:
        os._exit(MEMORY_EXIT)
    except Exception as error:  # the boundary of the process: a fault of a library must not stop the batch
        return Answer(failed=Failed("D142", f"the parser failed ({type(error).__name__})"))


def _hold_to(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit still holds
        return
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory if hard < 0 else min(memory, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # macOS refuses some values
        return


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Stops a parser that would reach outside, whatever a document asks for."""
    if event in (
        "socket.connect",
        "socket.getaddrinfo",
        "socket.bind",
        "subprocess.Popen",
        "os.system",
        "os.exec",
    ):
        raise PermissionError(f"{event} is not allowed here")


def main() -> None:
    """Serve requests until standard input ends."""
    # Answers get a stream of their own: what a library prints must not fall between them.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    sys.addaudithook(_refuse)
    write_frame(answers, b"ready")
    while (head := read_frame(requests, 1_000_000)) is not None:
        request = msgspec.json.decode(head, type=Request)
        data = read_frame(requests, request.limits.file_bytes)
        if data is None:
            return
        _hold_to(request.limits.memory_bytes)
        try:
            encoded = msgspec.json.encode(_answer(request, data))
        except MemoryError:
            os._exit(MEMORY_EXIT)
        write_frame(answers, encoded)


if __name__ == "__main__":
    main()
