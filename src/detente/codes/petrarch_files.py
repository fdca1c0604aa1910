"""PETRARCH and TABARI dictionaries: actors with dated codes and synonyms, agents with ``~`` and macros.

Format, as in the PETRARCH validation suite: ``PHRASE_WORDS [CODE] # comment``; below it ``+SYNONYM`` lines
and ``[CODE < YYMMDD]``, ``[CODE > DATE]``, ``[CODE DATE - DATE]`` lines;
``<!-- … -->`` and ``#`` are comments.
Agents: ``FORM {PLURAL} [~CODE]``, with ``!NAME! = A, B`` substitution sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from detente.crisis import ActorKind
from detente.errors import CodeBookError

EVER = 0
NEVER = 99999999

_CODE = re.compile(r"\[([^\[\]]*)\]")
_RESTRICTED = re.compile(
    r"\s*(?P<code>[^\s<>]*)\s*(?:(?P<sign>[<>])\s*(?P<one>\d{4,8})|(?P<a>\d{4,8})\s*-\s*(?P<b>\d{4,8}))?\s*\Z"
)
_MACRO = re.compile(r"\s*!([A-Z]+)!\s*=\s*(.+)")
_COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
_KINDS: tuple[tuple[tuple[str, ...], ActorKind], ...] = (
    (("MIL", "COP", "SPY", "SEC"), "military"),
    (("GOV", "LEG", "JUD", "PTY"), "government"),
    (("REB", "UAF", "INS", "SEP", "TER", "CRM"), "armed group"),
    (("OPP", "MOP"), "party"),
    (("MED",), "media"),
    (
        ("CVL", "CIV", "REF", "EDU", "LAB", "AGR", "HLH", "REL", "MUS", "CHR", "JEW", "BUD", "HIN"),
        "population",
    ),
    (("IGO", "NGO", "NGM", "HRI"), "international organisation"),
)


class DatedCode(Struct, frozen=True):
    """A code and the days (yyyymmdd) for which it holds."""

    code: str
    since: int = EVER
    until: int = NEVER

    @property
    def is_null(self) -> bool:
        """Whether the code says that the phrase is no actor (``---``, ``+++``, ``###``)."""
        return not any(char.isalnum() for char in self.code)


class PetrarchActor(Struct, frozen=True):
    """An entry: its phrases (words, head first) and its codes, dated ones first: they take precedence."""

    phrases: tuple[str, ...]
    codes: tuple[DatedCode, ...]
    line: int


class PetrarchAgent(Struct, frozen=True):
    """A role noun with its plural forms and its code, in which ``~`` stands for the actor's code."""

    form: str
    plurals: tuple[str, ...]
    code: str
    line: int


def read_actors(path: Path) -> tuple[PetrarchActor, ...]:
    """The actors of a dictionary file. Raises ``CodeBookError`` (C201, C226, C227, C229)."""
    actors: list[PetrarchActor] = []
    phrases: list[str] = []
    codes: list[DatedCode] = []
    head = 0

    def close() -> None:
        if phrases and not codes:
            raise CodeBookError("C226", f"{phrases[0]!r} has no code", where=f"{path}, line {head}",
                                remedy="Add [CODE] after the phrase or below it")  # fmt: skip
        if phrases:
            ordered = sorted(codes, key=lambda code: code.since == EVER and code.until == NEVER)
            actors.append(PetrarchActor(tuple(phrases), tuple(ordered), head))

    for number, line in _lines(path):
        found = _codes_in(line, path, number)
        phrase = _words(line.split("[", 1)[0])
        if line.lstrip().startswith("+"):
            if not phrases:
                raise CodeBookError("C229", "a synonym without an entry", where=f"{path}, line {number}",
                                    remedy="Put the phrase that it is a synonym of above it")  # fmt: skip
            phrases.append(_words(line.split("[", 1)[0].lstrip()[1:]))
        elif phrase:
            close()
            phrases, codes, head = [phrase], [], number
        codes.extend(found)
    close()
    return tuple(actors)


def read_agents(path: Path) -> tuple[PetrarchAgent, ...]:
    """The agents of a dictionary file. Raises ``CodeBookError`` (C201, C226, C228)."""
    macros: dict[str, tuple[str, ...]] = {}
    agents: list[PetrarchAgent] = []
    for number, line in _lines(path):
        macro = _MACRO.match(line)
        if macro:
            macros[macro[1]] = tuple(part.strip() for part in macro[2].split(",") if part.strip())
            continue
        code = _CODE.search(line)
        if code is None or "~" not in code[1]:
            raise CodeBookError("C226", "an agent needs a code with ~ in it", where=f"{path}, line {number}",
                                remedy="Write it as FORM [~CODE]")  # fmt: skip
        plural = re.search(r"\{([^}]*)\}", line)
        phrase = re.split(r"[\[{]", line, maxsplit=1)[0]
        for form in _expand(phrase, macros, path, number):
            agents.append(PetrarchAgent(form, _plurals(form, plural and plural[1]), code[1].strip(), number))
    return tuple(agents)


def agent_kind(code: str) -> ActorKind:
    """The kind of actor that an agent code (``GOV``, ``MIL``, ``REB``…) stands for."""
    for codes, kind in _KINDS:
        if code[:3] in codes:
            return kind
    return "unknown"


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines without comments and blanks."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodeBookError("C201", f"cannot be read as UTF-8 text ({error})", where=str(path)) from error
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.split("#", 1)[0] if "[#" not in line else line
        if bare.strip():
            yield number, bare.rstrip()


def _words(phrase: str) -> str:
    return " ".join(phrase.replace("_", " ").split())


def _codes_in(line: str, path: Path, number: int) -> list[DatedCode]:
    if line.count("[") != line.count("]"):
        raise CodeBookError("C226", "a bracket is not closed", where=f"{path}, line {number}",
                            remedy="Write the code as [CODE]")  # fmt: skip
    return [_dated(match[1], path, number) for match in _CODE.finditer(line)]


def _dated(cell: str, path: Path, number: int) -> DatedCode:
    match = _RESTRICTED.match(_around_dates(cell))
    if match is None or not match["code"]:
        raise CodeBookError("C227", f"[{cell}] is no code with dates", where=f"{path}, line {number}",
                            remedy="Write [CODE], [CODE < DATE] or [CODE DATE-DATE]")  # fmt: skip
    code = match["code"].upper()
    if match["sign"] == "<":
        return DatedCode(code, EVER, _day(match["one"], path, number))
    if match["sign"] == ">":
        return DatedCode(code, _day(match["one"], path, number), NEVER)
    if match["a"]:
        return DatedCode(code, _day(match["a"], path, number), _day(match["b"], path, number))
    return DatedCode(code)


def _around_dates(cell: str) -> str:
    """``<`` also stands before the code's date with a ``>`` after it in some files: drop the stray one."""
    return re.sub(r"(<\s*\d+)\s*>", r"\1", cell)


def _day(digits: str, path: Path, number: int) -> int:
    """yyyymmdd of YYMMDD (years 30–99 are 19xx) or YYYYMMDD."""
    full = digits if len(digits) == 8 else ("19" if int(digits[:2]) >= 30 else "20") + digits
    try:
        day = date(int(full[:4]), int(full[4:6]), int(full[6:8]))
    except ValueError as error:
        raise CodeBookError("C227", f"{digits} is not a day", where=f"{path}, line {number}",
                            remedy="Write YYMMDD or YYYYMMDD") from error  # fmt: skip
    return day.year * 10000 + day.month * 100 + day.day


def _expand(phrase: str, macros: dict[str, tuple[str, ...]], path: Path, number: int) -> list[str]:
    match = re.search(r"!([A-Z]+)!", phrase)
    if match is None:
        return [_words(phrase)]
    if match[1] not in macros:
        raise CodeBookError("C228", f"!{match[1]}! is not defined above", where=f"{path}, line {number}",
                            remedy=f"Add a line !{match[1]}! = FORM, FORM")  # fmt: skip
    parts = macros[match[1]]
    expanded = (phrase.replace(match[0], part, 1) for part in parts)
    return [form for part in expanded for form in _expand(part, macros, path, number)]


def _plurals(form: str, given: str | None) -> tuple[str, ...]:
    if given is not None:
        return tuple(_words(part) for part in given.split(",") if part.strip())
    if form.endswith(("S", "MEN")):
        return ()
    return (form[:-1] + "IES",) if form.endswith("Y") else (form + "S",)
