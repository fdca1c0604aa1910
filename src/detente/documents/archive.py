"""What a zip archive claims and holds, checked before anything in it is parsed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from detente.documents.failures import failure
from detente.documents.limits import Limits

_ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".jar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".docm")
_END = b"PK\x05\x06"
SMALL = 4 * 1024 * 1024  # bytes; below this a high ratio is harmless


class Archive:
    """A zip archive within ``limits``. Raises ``DocumentError`` D120–D124 on anything else."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._check_count(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
            raise failure("D120", what=f"the archive is damaged ({error})") from error
        self._check_members(len(data))
        self.names = frozenset(self._zip.namelist())

    def _check_count(self, data: bytes) -> None:
        """The count that the end record states, before the directory is read into memory."""
        place = data.rfind(_END)
        if place >= 0 and len(data) >= place + 12:
            (count,) = struct.unpack_from("<H", data, place + 10)
            # 0xFFFF stands for a larger number, kept elsewhere.
            if count == 0xFFFF or count > self._limits.members:
                raise failure("D123")
        # The directory itself is what is read: its entries are counted as well.
        if data.count(b"PK\x01\x02") > self._limits.members:
            raise failure("D123")

    def _check_members(self, size: int) -> None:
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > self._limits.unpacked_bytes:
            raise failure("D122", what=f"the archive unpacks to {unpacked} bytes")
        if packed > size:
            raise failure("D122", what="members of the archive lie over each other")
        if unpacked > SMALL and unpacked > self._limits.ratio * max(1, size):
            raise failure("D122", what=f"the archive unpacks to {unpacked // max(1, size)} times its size")
        for member in members:
            if member.flag_bits & 0x1:
                raise failure("D121")
            name = member.filename.lower()
            if name.endswith(_ARCHIVES) and not name.startswith("word/embeddings/"):
                raise failure("D124")

    def read(self, name: str) -> bytes:
        """The bytes of one member; never more than the limit, whatever its header claims."""
        try:
            with self._zip.open(name) as member:
                data = member.read(self._limits.unpacked_bytes + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise failure("D120", what=f"the part {name[:60]!r} is damaged ({error})") from error
        if len(data) > self._limits.unpacked_bytes:
            raise failure("D122")
        return data
