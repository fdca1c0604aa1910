"""Reading saved files, and writing so that a failed write never replaces a good one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from detente.errors import RecordError, UsageError


def read_whole(path: Path) -> bytes:
    """The bytes of a saved file. Raises ``UsageError`` (S203, no such file) and ``RecordError`` (R102)."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError("S203", "there is no such file", where=str(path), remedy="Check the path") from None
    except OSError as error:
        raise RecordError("R102", f"cannot be read ({error.strerror})", where=str(path)) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_whole(path: Path, text: str | bytes) -> None:
    """Write beside ``path``, then move into place. Raises ``UsageError`` (S201) when that fails."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())  # a temporary file is its owner's alone
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise UsageError(
            "S201",
            f"cannot be written ({error.strerror})",
            where=str(path),
            remedy="Choose another place with -o",
        ) from error
