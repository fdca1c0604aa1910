"""Full-text search over past crises."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.history import crises, search


def names(query: str, limit: int = 10) -> list[str]:
    return [hit.crisis.name for hit in search(query, limit)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Kashmir", {"Kashmir I", "Kashmir II", "Kashmir III–nuclear"}),
        ("kashmir", {"Kashmir I", "Kashmir II", "Kashmir III–nuclear"}),
        ("Cote d'Ivoire", {"Côte d'Ivoire presidential crisis"}),
        ("BDR", {"Finnish–Russian border"}),
        ("the war of attrition", {"War of Attrition"}),
    ],
)
def test_names_are_found(query: str, expected: set[str]) -> None:
    assert expected <= set(names(query, 30))


def test_actors_are_found_by_name_and_id() -> None:
    found = [hit for hit in search("Iran IRN", 100) if len(hit.words) == 2]
    expected = [each.id for each in crises() if "IRN" in {actor.state for actor in each.actors}]
    assert sorted(hit.crisis.id for hit in found) == expected


def test_the_best_comes_first() -> None:
    assert names("Uri")[0] == "Uri base attack"
    assert names("India Pakistan nuclear")[0] == "India–Pakistan nuclear tests"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Khargil", "Kargil"),
        ("nagorny karabach", "Nagorno-Karabakh"),
        ("Falkland", "Falklands–Malvinas"),
        ("Afganistan invasion", "Afghanistan invasion"),
    ],
)
def test_typing_errors_are_forgiven(typed: str, name: str) -> None:
    assert name in names(typed, 3)


def test_a_hit_says_which_words_matched() -> None:
    (first, *_) = search("Khargil")
    assert first.words == {"khargil": ("kargil",)}


@pytest.mark.parametrize("query", ["", "   ", "*", '"', "()", "xqzzyw"])
def test_nothing_is_found_without_words(query: str) -> None:
    assert search(query) == ()


@pytest.mark.parametrize(("query", "limit"), [("x", 0), ("x", -1), ("x" * 1001, 5)])
def test_limits(query: str, limit: int) -> None:
    with pytest.raises(DetenteError, match="H304"):
        search(query, limit)


@pytest.mark.parametrize("mark", ['"', "*", "NEAR(", "name:", "AND", "-", "^", "OR NOT", "';--", "{", "+"])
def test_marks_of_a_query_language_do_nothing(mark: str) -> None:
    assert "Kargil" in names(f"{mark} Kargil {mark}", 40)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_search(query: str) -> None:
    hits = search(query)
    assert len(hits) <= 10
    matched = [len(hit.words) for hit in hits]
    assert matched == sorted(matched, reverse=True)
    assert len({hit.crisis.id for hit in hits}) == len(hits)


@given(st.sampled_from(crises()), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_every_crisis_is_found_by_its_name(one: object, limit: int) -> None:
    name = one.name  # type: ignore[attr-defined]
    assert name in names(name, limit + 10)


def test_several_threads_search_at_once() -> None:
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(names("Suez"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(each == found[0] for each in found)
