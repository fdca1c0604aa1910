"""Names in a text, all in one pass: folded, on word boundaries, with offsets into the original text.

A name and a text are both seen as runs of words. Accents, hyphens, apostrophes and line breaks between words
do not matter; case does where it tells a name from a common word ("Turkey", "US").
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

Payload = TypeVar("Payload")

# A word starts with a letter or digit; combining marks, soft hyphens and zero-width characters may follow.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*")
# What may stand between two words of one name.
_JOINERS = re.compile(r"(?:[ \t\u00a0\u2009\u202f'’‘ʼʻ`´_/-]|[\u2010-\u2013])*(?:\r?\n[ \t]*)?(?:[ \t])*\Z")
_SPECIAL = {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
            "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "ı": "i", "ə": "e", "Ə": "E",
            "ħ": "h", "Ħ": "H"}  # fmt: skip


class _FoldTable(dict[int, str]):
    """Folds a character on first sight: no accents, no marks; never a space, never nothing for a letter."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SPECIAL.get(char)
        if folded is None:
            parts = unicodedata.normalize("NFKD", char)
            folded = "".join(part for part in parts if part.isalnum())
            if not folded and char.isalnum():
                folded = char
            if char == " ":
                folded = " "
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """``text`` without accents and marks; case is kept, the length may change."""
    return text if text.isascii() else text.translate(_FOLD)


def words_of(text: str) -> list[str]:
    """The folded words of ``text``, case kept."""
    words = _WORD.findall(text)
    return words if text.isascii() else [fold(word) for word in words]


def name_key(name: str) -> str:
    """One key for every spelling of a name that differs in case, accents, hyphens or spaces only."""
    return " ".join(words_of(name)).lower()


class Form(NamedTuple, Generic[Payload]):
    """A spelling of a name: its words, how case counts, what stands between and after, what it stands for."""

    words: tuple[str, ...]
    case: str
    joints: tuple[str, ...]
    payload: Payload


class Found(NamedTuple, Generic[Payload]):
    """A stretch of the text and the forms that fit it, in the order in which they were given."""

    start: int
    end: int
    forms: tuple[Form[Payload], ...]


def _case_rule(words: tuple[str, ...], any_case: bool) -> str:
    """``exact`` for acronyms, ``initials`` for names, ``any`` for common nouns."""
    if any_case:
        return "any"
    single = len(words) == 1
    if single and len(words[0]) <= 5 and sum(char.isupper() for char in words[0]) >= 2:
        return "exact"
    if all(len(word) == 1 and word.isupper() for word in words):
        return "exact"
    return "initials"


def form_of(name: str, payload: Payload, any_case: bool = False) -> Form[Payload] | None:
    """The form of a written name; none when it has no word."""
    spans = [match.span() for match in _WORD.finditer(name)]
    if not spans:
        return None
    words = tuple(fold(name[start:end]) for start, end in spans)
    between = [name[left[1] : right[0]] for left, right in pairwise(spans)]
    last = name.rstrip()[-1]
    tail = last if last in ".-" else ""
    return Form(words, _case_rule(words, any_case), (*(_punctuation(gap) for gap in between), tail), payload)


def _punctuation(gap: str) -> str:
    """The characters of a gap that a name needs ("U.S."): hyphens, spaces and apostrophes are free."""
    return "" if _JOINERS.match(gap) else gap.strip()


class NameIndex(Generic[Payload]):
    """An automaton over forms. ``find`` is linear in the text."""

    def __init__(self, forms: Iterable[Form[Payload]]) -> None:
        by_key: dict[str, list[Form[Payload]]] = {}
        for form in forms:
            by_key.setdefault(f" {' '.join(form.words).lower()} ", []).append(form)
        self._forms = [tuple(same) for same in by_key.values()]
        self._article = [key.startswith(" the ") for key in by_key]
        self._keys = {key: number for number, key in enumerate(by_key)}
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(by_key) or ["\0"], matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def look_up(self, name: str) -> tuple[Form[Payload], ...]:
        """The forms of a name that stands alone, in any case."""
        number = self._keys.get(f" {name_key(name)} ")
        return () if number is None else self._forms[number]

    def find(self, text: str) -> list[Found[Payload]]:
        """The names of ``text``, leftmost and longest, none inside another."""
        spans = [match.span() for match in _WORD.finditer(text)]
        cased = [text[start:end] for start, end in spans]
        if not text.isascii():
            cased = [fold(word) for word in cased]
        lower = " ".join(cased).lower().split(" ")
        starts = list(accumulate((len(word) + 1 for word in lower), initial=0))
        view = _View(text, spans, cased)
        found: list[Found[Payload]] = []
        free = 0
        for first, count, number in self._candidates(lower, starts):
            if first < free:
                continue
            forms = view.fitting(self._forms[number], first, count)
            if forms:
                end = spans[first + count - 1][1]
                if text[end : end + 1] == "." and any(form.joints[-1] == "." for form in forms):
                    end += 1
                found.append(Found(spans[first][0], end, forms))
                free = first + count
        return found

    def _candidates(self, lower: list[str], starts: list[int]) -> Iterator[tuple[int, int, int]]:
        """First word, number of words and form number of each match, leftmost first, then longest.

        For this, "the UN" begins with its second word, or it would break up "the UN Security Council".
        """
        matches = self._automaton.find_matches_as_indexes(f" {' '.join(lower)} ", overlapping=True)
        # A key begins and ends with a space: its first word starts, without the leading space, at ``start``.
        located = (
            (bisect_left(starts, start), len(self._forms[number][0].words), number)
            for number, start, _ in matches
        )

        def place(match: tuple[int, int, int]) -> tuple[int, int]:
            return match[0] + self._article[match[2]], -match[1]

        return iter(sorted(located, key=place))


class _View:
    """A text as words, to check what the automaton (which sees no case and no punctuation) proposes."""

    def __init__(self, text: str, spans: list[tuple[int, int]], cased: list[str]) -> None:
        self._text = text
        self._spans = spans
        self._cased = cased

    def fitting(self, forms: tuple[Form[Payload], ...], first: int, count: int) -> tuple[Form[Payload], ...]:
        """The forms that fit. "Franco-" needs a hyphen after it and then leaves the general out."""
        fit = [form for form in forms if self._fits(form, first, count)]
        end = self._spans[first + count - 1][1]
        combining = [form for form in fit if form.joints[-1] == "-"]
        if combining:
            hyphen = self._text[end : end + 1] in _HYPHENS and self._text[end + 1 : end + 2].isalpha()
            fit = combining if hyphen else [form for form in fit if form.joints[-1] != "-"]
        return tuple(fit)

    def _fits(self, form: Form[Payload], first: int, count: int) -> bool:
        return self._case_fits(form, first) and all(
            self._gap_fits(form.joints[step], first + step) for step in range(count - 1)
        )

    def _gap_fits(self, needed: str, word: int) -> bool:
        gap = self._text[self._spans[word][1] : self._spans[word + 1][0]]
        if needed:
            return gap.strip() == needed
        return bool(_JOINERS.match(gap))

    def _case_fits(self, form: Form[Payload], first: int) -> bool:
        if form.case == "any":
            return True
        words = self._cased[first : first + len(form.words)]
        if form.case == "exact":
            return tuple(words) == form.words and not self._is_shouted(form, first)
        return all(
            written[0].isupper() or not named[0].isupper()
            for named, written in zip(form.words, words, strict=True)
        )

    def _is_shouted(self, form: Form[Payload], first: int) -> bool:
        """Whether "US" or "IS" may be a common word in a line of capitals."""
        if form.words[0].lower() not in _COMMON_WORDS:
            return False
        start, end = self._spans[first]
        line = self._text[self._text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        return len(_WORD.findall(line[:400])) > 3 and line[:400].isupper() and end > start


_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")
_COMMON_WORDS = frozenset({"us", "is", "who", "it", "aid", "act", "all", "her", "his", "may", "can", "fact"})
