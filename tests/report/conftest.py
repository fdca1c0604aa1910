"""The hand-made crises that the tests of reports share."""

from __future__ import annotations

import pytest
from report_story import hostile as make_hostile
from report_story import story as make_story

from detente.crisis import Crisis


@pytest.fixture(scope="session")
def story() -> Crisis:
    return make_story()


@pytest.fixture(scope="session")
def hostile() -> Crisis:
    return make_hostile()
