"""Every error détente raises on purpose.

    DetenteError                 code, what happened, where, remedy; ``exit_code`` 1
    ├── UsageError               the call is wrong (exit code 2)
    │   ├── SettingError         S1xx: an unknown or ill-typed setting
    │   └── CodeBookError        C2xx: a user's code book cannot be used
    ├── DataError                the input is wrong (exit code 1)
    │   ├── DocumentError        D1xx: a document cannot be read
    │   ├── RecordError          R1xx: a saved crisis cannot be loaded
    │   ├── EndpointError        L1xx: a language model cannot be asked
    │   ├── TableError           H2xx: a table of events cannot be used
    │   └── ModelError           M1xx, H5xx: a model cannot be built or estimated from this data
    └── ReadingError             E1xx: the reader broke its own contract (a defect, please report)

Codes are stable and listed in ``docs/errors.md``; a test holds that list to this file.
"""

from __future__ import annotations


class DetenteError(Exception):
    """An error with a stable code, a place and a remedy.

    ``str(error)`` is one line: ``CODE where: what happened. Remedy.``
    """

    exit_code = 1

    def __init__(self, code: str, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.code = code
        self.what = what
        self.where = where
        self.remedy = remedy
        place = f" {where}:" if where else ""
        advice = f". {remedy}" if remedy else ""
        super().__init__(" ".join(f"{code}{place} {what}{advice}".split()))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.what, self.where, self.remedy))


def _rebuild(
    kind: type[DetenteError], code: str, what: str, where: str | None, remedy: str | None
) -> DetenteError:
    return kind(code, what, where=where, remedy=remedy)


class UsageError(DetenteError):
    """The call is wrong: a missing file, a bad option."""

    exit_code = 2


class SettingError(UsageError):
    """A setting is unknown or has the wrong type."""


class CodeBookError(UsageError):
    """A user's code book cannot be used."""


class DataError(DetenteError):
    """The input is wrong."""


class DocumentError(DataError):
    """A document cannot be read."""


class RecordError(DataError):
    """A saved crisis cannot be loaded."""


class EndpointError(DataError):
    """A language model that the user named cannot be asked."""


class TableError(DataError):
    """A table of events cannot be used."""


class ReadingError(DetenteError):
    """The reader broke its own contract: a defect of détente."""


class ModelError(DataError):
    """A model cannot be built or estimated from this data."""
