"""Asks about many sentences at once: the cache first, then the endpoint, with patience but not forever."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from detente.coder.llm import transport
from detente.coder.llm.answers import NOT_JSON, NOTHING, opinion
from detente.coder.llm.cache import Cache, Kept
from detente.coder.llm.endpoint import Endpoint
from detente.coder.llm.prompt import Message, messages
from detente.coder.llm.tally import Tally, counted
from detente.coder.llm.transport import LEFT_OFF, Completion, Dialect, NoReplyError
from detente.coder.llm.view import Opinion, SentenceView
from detente.errors import EndpointError

GIVE_UP = 6
"""After this many sentences in a row to which no reply came at all, the rest is not asked."""
NOT_ASKED = "not asked, because the endpoint had stopped answering"
TOO_LONG = "not asked, because the sentence is too long"
MOST_CHARACTERS = 8000
LONGEST_WAIT = 30.0
FIRST_WAIT = 0.5
_REMEDIES = {
    NOT_JSON: "Ask another model, or read with --coder rules",
    NOTHING: "Ask another model, or read with --coder rules",
    LEFT_OFF: "Raise llm.tokens, or ask another model",
    NOT_ASKED: "Look at the server's log, and run it again: answers that came are kept",
    TOO_LONG: "Read with --coder rules, or break the text into sentences",
}

Progress = Callable[[int, int], None]
"""Called as ``progress(done, total)`` after each sentence."""


class Asker:
    """A language model behind an endpoint. ``tally`` counts over all calls of ``ask``.

    While ``exacting`` is true, each call of ``ask`` must bring an answer that counts; whoever asks about many
    short texts clears it and calls ``check`` at the end.
    """

    def __init__(
        self, endpoint: Endpoint, *, progress: Progress | None = None, first_wait: float = FIRST_WAIT
    ) -> None:
        self.endpoint = endpoint
        self.tally = Tally()
        self.exacting = True
        self._progress = progress
        self._first_wait = first_wait
        self._cache = Cache(endpoint)
        self._dialect = Dialect.full(endpoint)
        self._in_a_row = 0
        self._heard = False
        self._last = ""
        self._chance = random.Random(0)

    def ask(self, views: Sequence[SentenceView]) -> list[Opinion]:
        """An opinion on each sentence, in their order.

        Raises ``EndpointError``: L101 (no reply ever came), L102 (the key is refused), L103 (no such address
        or model), L104 (no answer counts).
        """
        found: dict[int, Opinion] = {}
        waiting: list[int] = []
        for index, view in enumerate(views):
            if len(view.text) > MOST_CHARACTERS:
                found[index] = Opinion(refused=TOO_LONG)
            elif (kept := self._cache.find(messages(view))) is not None:
                self.tally.kept += 1
                found[index] = opinion(view, kept.content, kept.by)
            else:
                waiting.append(index)
        if waiting:
            _run(lambda: self._ask_all(views, waiting, found))
        opinions = [found[index] for index in range(len(views))]
        for each in opinions:
            self.tally.add(each)
        if self.exacting:
            self._check(Counter(each.refused for each in opinions))
        return opinions

    def check(self) -> None:
        """Raise ``EndpointError`` L104 where something was asked and no answer ever counted."""
        outcomes: Counter[str | None] = Counter({None: self.tally.answered})
        outcomes.update(self.tally.refused)
        self._check(outcomes)

    def _check(self, outcomes: Counter[str | None]) -> None:
        """``outcomes`` counts sentences by why their answer does not count, ``None`` where it does."""
        if outcomes[None] or not outcomes.total():
            return
        why = outcomes.most_common(1)[0][0] or ""
        asked = outcomes.total()
        raise EndpointError(
            "L104",
            f"no answer counts, of {asked} {'sentence' if asked == 1 else 'sentences'}: {counted(outcomes)}; "
            "nothing was coded",
            where=self.endpoint.completions,
            remedy=_REMEDIES.get(why) or transport.remedy(why),
        )

    async def _ask_all(
        self, views: Sequence[SentenceView], waiting: list[int], found: dict[int, Opinion]
    ) -> None:
        left = iter(waiting)
        async with transport.client(self.endpoint) as http:
            workers = [
                asyncio.create_task(self._work(http, views, left, found))
                for _ in range(min(self.endpoint.parallel, len(waiting)))
            ]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)
        if not self._heard and self._in_a_row:
            raise EndpointError(
                "L101",
                f"{self._last}; nothing was coded",
                where=self.endpoint.completions,
                remedy=transport.remedy(self._last),
            )

    async def _work(
        self,
        http: httpx.AsyncClient,
        views: Sequence[SentenceView],
        left: Iterator[int],
        found: dict[int, Opinion],
    ) -> None:
        """One of the parallel askers: takes the next sentence until none is left."""
        for index in left:
            if self._in_a_row >= GIVE_UP:
                found[index] = Opinion(refused=NOT_ASKED)
            else:
                found[index] = await self._one(http, views[index])
            if self._progress is not None:
                self._progress(len(found), len(views))

    async def _one(self, http: httpx.AsyncClient, view: SentenceView) -> Opinion:
        asked = messages(view)
        try:
            return await self._until_answered(http, view, asked)
        except NoReplyError as failure:
            return Opinion(refused=failure.why)

    async def _until_answered(
        self, http: httpx.AsyncClient, view: SentenceView, asked: list[Message]
    ) -> Opinion:
        """Try, wait, try again. An answer that is no JSON is asked for once more; models vary."""
        content_tries = 2
        for attempt in range(self.endpoint.retries + 1):
            try:
                completion = await self._complete(http, asked)
            except NoReplyError as failure:
                if not failure.again or attempt == self.endpoint.retries:
                    self._in_a_row += 1
                    self._last = failure.why
                    raise
                await asyncio.sleep(self._wait(attempt, failure.wait))
                continue
            content_tries -= 1
            result = self._weigh(view, asked, completion)
            if result.refused not in {NOT_JSON, LEFT_OFF} or not content_tries:
                break
        return result

    async def _complete(self, http: httpx.AsyncClient, asked: list[Message]) -> Completion:
        completion = None
        while completion is None:
            self.tally.requests += 1
            completion = await transport.complete(http, self.endpoint, self._dialect, asked)
        self._heard, self._in_a_row = True, 0
        if completion.usage is None:
            self.tally.untold += 1
        else:
            self.tally.tokens_in += completion.usage.prompt_tokens
            self.tally.tokens_out += completion.usage.completion_tokens
        return completion

    def _weigh(self, view: SentenceView, asked: list[Message], completion: Completion) -> Opinion:
        by = f"llm:{self.endpoint.model} version {completion.version or 'not told'}"
        if completion.cut or completion.content is None:
            return Opinion(by=by, refused=LEFT_OFF if completion.cut else NOT_JSON)
        result = opinion(view, completion.content, by)
        if result.refused != NOT_JSON and not self._cache.keep(asked, Kept(completion.content, by)):
            self.tally.unkept = True
        return result

    def _wait(self, attempt: int, asked: float) -> float:
        """Twice as long each time, shaken so that parallel tries spread; at least what the endpoint asks."""
        own: float = self._first_wait * 2**attempt * self._chance.uniform(0.75, 1.25)
        return min(max(own, asked), LONGEST_WAIT)


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run to the end, also where a notebook already runs a loop in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work())
        return
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(work())).result()
