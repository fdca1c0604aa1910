"""The page of an account among past crises."""

from __future__ import annotations

import pytest
from test_report_page import read

import detente
from detente.crisis import Crisis
from detente.history import outlook
from detente.report import history_page

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
TEXT = (
    "On 3 March 2031 Iran struck camps of <i>militants</i> in Pakistan. Pakistan denounced the strikes. On "
    "5 March Pakistan conducted retaliatory strikes on Iran. China offered to mediate."
)


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return detente.read(text=TEXT, published="2031-03-10", coder="rules")


@pytest.fixture(scope="module")
def page(crisis: Crisis) -> str:
    return history_page(outlook(crisis, limit=3), crisis)


def test_it_is_the_same_each_time_and_every_link_has_a_place(page: str, crisis: Crisis) -> None:
    assert page == history_page(outlook(crisis, limit=3), crisis)
    made = read(page)
    ids = [fields["id"] for _, fields in made.elements if "id" in fields]
    assert len(ids) == len(set(ids))
    assert all((fields["href"] or "")[1:] in ids for tag, fields in made.elements if tag == "a")
    assert not {tag for tag, _ in made.elements} & {"script", "i"}


def test_each_coded_value_leads_to_its_words(page: str, crisis: Crisis) -> None:
    found = outlook(crisis, limit=3)
    used = {id for actor in found.actors for coded in actor.coded.values.values() for id in coded.records}
    events = {event.id: event for event in crisis.events}
    assert used & set(events)
    for id in used & set(events):
        assert f'<li id="{id}"' in page


def test_shares_and_base_rates_are_drawn_with_their_intervals(page: str, crisis: Crisis) -> None:
    found = outlook(crisis, limit=3)
    for actor in found.actors:
        for rate in actor.base_rates.rates:
            assert f"{rate.name}: {rate.chance:.2f} ({rate.low:.2f} to {rate.high:.2f})" in page
        for case in actor.neighbours.analogues:
            assert case.name in page
