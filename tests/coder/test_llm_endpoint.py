"""Which endpoints the client takes."""

from __future__ import annotations

from typing import Any

import pytest

from detente.coder.llm import Endpoint
from detente.errors import UsageError


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("", "m"), "S310"),
        (("http://h/v1", " "), "S310"),
        (("h:80", "m"), "S311"),
        (("ftp://h/v1", "m"), "S311"),
        (("http://", "m"), "S311"),
        (("http://h:port/", "m"), "S311"),
        (("http://xn--/v1", "m"), "S311"),
        (("http://u:p@h/v1", "m"), "S311"),
        (("http://h/v1?key=sk", "m"), "S311"),
    ],
)
def test_a_wrong_endpoint_is_a_usage_error(given: tuple[str, str], code: str) -> None:
    with pytest.raises(UsageError, match=code) as error:
        Endpoint(*given)
    assert "key=sk" not in str(error.value)
    assert "u:p" not in str(error.value)


@pytest.mark.parametrize("wrong", [{"timeout": 0.0}, {"retries": -1}, {"parallel": 0}, {"price_in": -1.0}])
def test_a_number_out_of_range_is_a_usage_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="S313"):
        Endpoint("http://h/v1", "m", **wrong)


@pytest.mark.parametrize(
    "url", ["http://h/v1", "http://h/v1/", "http://h/v1/chat/completions", "http://h/v1/chat/completions/"]
)
def test_base_and_full_address_mean_the_same(url: str) -> None:
    assert Endpoint(url, "m").completions == "http://h/v1/chat/completions"
