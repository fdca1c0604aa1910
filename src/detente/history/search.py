"""Full-text search over the names of past crises and our summaries of them; typing errors are forgiven."""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from functools import cache

from msgspec import Struct
from rapidfuzz import fuzz, process

from detente.errors import UsageError
from detente.history.records import PastCrisis
from detente.history.summaries import summary
from detente.history.table import crises

CLOSE = 78
"""Similarity (0 to 100) from which a word of the table is taken for a mistyped one."""
SHORTEST_MISTYPED = 4
SHORTEST_PREFIX = 3
LONGEST_QUERY = 1000
SMALL_WORDS = frozenset("a an and at by for from in into of on or the to with within".split())
"""Words that say nothing about a crisis; they are searched only where nothing else was typed."""
WEIGHTS = "10.0, 4.0, 1.0"
"""What a word in the name, among the actors and in the summary weighs (arguments of bm25)."""


class Hit(Struct, frozen=True):
    """A past crisis found. ``words`` are the words of the table that matched, by the word that was typed."""

    crisis: PastCrisis
    summary: str
    words: dict[str, tuple[str, ...]]
    score: float


class _Index:
    """An FTS5 table in memory. SQLite gives one thread at a time the connection, so a lock guards it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE past"
            " USING fts5(name, actors, summary, tokenize='unicode61 remove_diacritics 2')"
        )
        self._db.executemany(
            "INSERT INTO past(rowid, name, actors, summary) VALUES (?, ?, ?, ?)",
            ((each.id, f"{each.name} {each.icb_name}", _actors(each), summary(each)) for each in crises()),
        )
        self._db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(past, row)")
        self._terms: tuple[str, ...] = tuple(term for (term,) in self._db.execute("SELECT term FROM terms"))

    def words_like(self, typed: str) -> tuple[str, ...]:
        """What a typed word stands for in the table: itself, else longer words, else similar ones."""
        if typed in self._terms:
            return (typed,)
        if len(typed) >= SHORTEST_PREFIX and (longer := [t for t in self._terms if t.startswith(typed)]):
            return tuple(longer)
        if len(typed) < SHORTEST_MISTYPED:
            return ()
        near = process.extract(typed, self._terms, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=3)
        best = max((score for _, score, _ in near), default=0.0)
        return tuple(term for term, score, _ in near if score == best)

    def scores(self, words: tuple[str, ...]) -> dict[int, float]:
        """How well each crisis matches any of the words (higher is better), by number."""
        query = " OR ".join(f'"{word}"' for word in words)
        with self._lock:
            rows = self._db.execute(
                f"SELECT rowid, -bm25(past, {WEIGHTS}) FROM past WHERE past MATCH ?", (query,)
            )
            return dict(rows.fetchall())


def _actors(crisis: PastCrisis) -> str:
    """The names and ids of all states in a crisis."""
    return " ".join(dict.fromkeys(f"{actor.name} {actor.state or ''}" for actor in crisis.actors))


@cache
def _index() -> _Index:
    return _Index()


def search(query: str, limit: int = 10) -> tuple[Hit, ...]:
    """Past crises whose name, actors or summary hold the words, the best first.

    Case and accents do not matter, a word may be begun only, and a mistyped word finds the nearest one. Marks
    of any query language are ignored. A crisis that matches more of the words comes first. Raises
    ``UsageError`` (H304) where ``limit`` is below 1 or the query is longer than 1,000 characters.

    >>> [hit.crisis.name for hit in search("Khargil")]   # doctest: +SKIP
    ['Kargil']
    """
    if limit < 1 or len(query) > LONGEST_QUERY:
        raise UsageError(
            "H304",
            "the search is too long or asks for no results",
            remedy="Give a few words and a limit from 1",
        )
    index = _index()
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    score: dict[int, float] = {}
    typed_words = _words(query)
    telling = [word for word in typed_words if word not in SMALL_WORDS]
    for typed in dict.fromkeys(telling or typed_words):
        words = index.words_like(typed)
        for number, value in (index.scores(words) if words else {}).items():
            found.setdefault(number, {})[typed] = words
            score[number] = score.get(number, 0.0) + value
    best = sorted(found, key=lambda number: (-len(found[number]), -score[number], number))[:limit]
    by_id = {each.id: each for each in crises()}
    return tuple(
        Hit(by_id[number], summary(by_id[number]), found[number], round(score[number], 4)) for number in best
    )


def _words(query: str) -> list[str]:
    """The words of a query as the index has them: letters and digits, small, without accents."""
    plain = unicodedata.normalize("NFKD", query)
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", letters.lower())
