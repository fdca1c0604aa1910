"""Bytes to text: which encoding, how sure, and with line ends as ``\\n``."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from detente.documents.characters import share_of_controls, without_surrogates
from detente.documents.failures import failure

# UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536  # bytes looked at to recognise an encoding
MOST_CONTROLS = 0.05  # share of control characters above which a file is not text
MOST_ACCENTS = 0.15  # share of characters above ASCII that a Western text has at most
MOST_REPLACED = 0.02  # share of undecodable characters above which it is not text
_CP1252_PUNCTUATION = set("‘’“”–—…•€™š\u00a0£§©«»°·´¡¿½¼¾×®")


class Decoded(Struct, frozen=True):
    """The text, the encoding it was read with, and what was odd."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Text of ``data``: byte-order mark, ``declared``, UTF-16 by its zero bytes, UTF-8, then by likelihood.

    ``\\r\\n`` and ``\\r`` become ``\\n`` (and a warning says so). Raises ``DocumentError`` D103 when the
    bytes are no text in any encoding tried.
    """
    text, encoding, warnings = _text(data, where, declared)
    if share_of_controls(text) > MOST_CONTROLS or text.count("\ufffd") > MOST_REPLACED * len(text) + 1:
        raise failure("D103", where)
    text, odd = without_surrogates(text)
    text, ends = one_line_end(text)
    return Decoded(text, encoding, (*warnings, *odd, *ends))


def one_line_end(text: str) -> tuple[str, list[str]]:
    """``text`` with ``\\n`` only, and which other line ends it had."""
    if "\r" not in text:
        return text, []
    pairs = text.count("\r\n")
    alone = text.count("\r") - pairs
    plain = text.count("\n") - pairs
    counts = [(r"\r\n", pairs), (r"\r", alone), (r"\n", plain)]
    kinds = [f"{name} {count}x" for name, count in counts if count]
    warning = f"line ends stored as \\n ({', '.join(kinds)} in the file)"
    return text.replace("\r\n", "\n").replace("\r", "\n"), [warning]


def _text(data: bytes, where: str, declared: str | None) -> tuple[str, str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_losses(data[len(mark) :], encoding)
    if wide := _wide(data[:SAMPLE]):
        text, encoding, warnings = _with_losses(data, wide)
        return text, encoding, [f"read as {wide} without a byte-order mark", *warnings]
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if declared and (stated := _as_declared(data, declared)) is not None:
        return stated, codecs.lookup(declared).name, []
    if _nearly_utf8(data):
        return _with_losses(data, "utf-8")
    if (western := _western(data)) is not None:
        return western, "cp1252", ["read as cp1252 (not UTF-8)"]
    return _likeliest(data, where)


def _with_losses(data: bytes, encoding: str) -> tuple[str, str, list[str]]:
    text = data.decode(encoding, "replace")
    # The replacement character may stand in the file itself; only new ones are losses.
    lost = text.count("\ufffd") - (data.count("\ufffd".encode(encoding)) if "\ufffd" in text else 0)
    return (
        text,
        encoding,
        [f"{lost} byte sequence(s) are not {encoding}; stored as U+FFFD"] if lost > 0 else [],
    )


def _wide(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: zero bytes stand at one place of each unit only."""
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.02:
        return None
    units = sample[: len(sample) - len(sample) % 4]
    zeros = [units[place::4].count(0) for place in range(4)]
    quarter = len(units) // 4
    if quarter and zeros[1] > 0.9 * quarter and zeros[2] > 0.9 * quarter:
        if zeros[3] > 0.9 * quarter and zeros[0] < 0.1 * quarter:
            return "utf-32-le"
        if zeros[0] > 0.9 * quarter and zeros[3] < 0.1 * quarter:
            return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        return data.decode(declared)
    except (LookupError, ValueError):
        return None


def _nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few faults, such as a file cut in the middle of a character."""
    text = data[: 16 * SAMPLE].decode("utf-8", "replace")
    lost = text.count("\ufffd")
    good = sum(1 for character in text if ord(character) > 0x7F) - lost
    return good > 4 * lost or (
        good == 0 and lost == 1 and bool(re.search(rb"[\xc2-\xf4][\x80-\xbf]*\Z", data))
    )


def _western(data: bytes) -> str | None:
    """cp1252, when every byte above ASCII is typographic punctuation or a Western letter beside a letter."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    places = [match.start() for match in re.finditer(r"[^\x00-\x7f]", text[:SAMPLE])]
    if len(places) > MOST_ACCENTS * min(len(text), SAMPLE):
        return None
    for place in places:
        character = text[place]
        around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        lower = character.islower() and character not in "µ"
        letter = (lower or (character.isupper() and not around[:1].islower())) and any(
            map(str.isalpha, around)
        )
        if character not in _CP1252_PUNCTUATION and not letter:
            return None
    return text


def _likeliest(data: bytes, where: str) -> tuple[str, str, list[str]]:
    # Slow to import and only needed for old encodings.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise failure("D103", where)
    text, encoding, warnings = _with_losses(data, best.encoding)
    return text, encoding, [f"read as {encoding} (by likelihood; not UTF-8)", *warnings]
