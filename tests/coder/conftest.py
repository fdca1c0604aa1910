"""A client of a stand-in endpoint that does not wait between tries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from llm_asking import Ask, view
from stand_in import StandIn

from detente.coder.llm import Asker, Endpoint, Opinion, SentenceView


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask a stand-in about some sentences, without waiting between tries."""

    def call(
        served: StandIn, *views: SentenceView, exacting: bool = True, **options: Any
    ) -> tuple[list[Opinion], Asker]:
        given = {"timeout": 5.0, "cache": tmp_path / "cache", "retries": 2, **options}
        asker = Asker(Endpoint(served.url, "m", **given), first_wait=0.001)
        asker.exacting = exacting
        return asker.ask(list(views) or [view()]), asker

    return call
