"""Settings: who wins over whom, and that nothing wrong is ignored (H18)."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import SettingError
from detente.settings import LimitSettings, LlmSettings, Settings, load_settings


def load(
    folder: Path, text: str | None = None, environment: dict[str, str] | None = None, **given: object
) -> Settings:
    if text is not None:
        (folder / "detente.toml").write_text(text, encoding="utf-8")
    return load_settings(folder=folder, environment=environment or {}, given=given)


def test_defaults_without_any_file(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.coder == "auto"
    assert settings.limits.stated() == {}


def test_the_command_line_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    text = 'coder = "auto"\nwidth = 60\npublished = "2001"\n'
    settings = load(tmp_path, text, {"DETENTE_WIDTH": "70", "DETENTE_PUBLISHED": "2002"}, published="2003")
    assert (settings.coder, settings.width, settings.published) == ("auto", 70, "2003")


def test_options_that_were_not_given_do_not_win(tmp_path: Path) -> None:
    assert load(tmp_path, "plain = true", plain=None, width=None).plain is True


def test_limits_of_several_layers_add_up(tmp_path: Path) -> None:
    settings = load(tmp_path, "[limits]\npages = 7\nseconds = 3\n", {"DETENTE_LIMITS_SECONDS": "1.5"})
    assert settings.limits.stated() == {"pages": 7, "seconds": 1.5}


def test_limits_are_those_of_the_importers() -> None:
    from detente.documents import Limits

    assert set(LimitSettings.model_fields) == set(Limits.__struct_fields__)


def test_the_language_model_has_the_settings_of_its_endpoint(tmp_path: Path) -> None:
    from detente.coder.llm import Endpoint

    fields = {"endpoint" if name == "url" else name for name in Endpoint.__struct_fields__}
    assert set(LlmSettings.model_fields) == fields
    assert LlmSettings().keep is Endpoint("http://h", "m").keep
    told = {"DETENTE_LLM_MODEL": "m", "DETENTE_LLM_PRICE_IN": "0.5", "DETENTE_LLM_KEEP": "no"}
    settings = load(tmp_path, '[llm]\nmodel = "other"\ncontext = 1\n', told)
    chosen = settings.llm
    assert (chosen.model, chosen.price_in, chosen.keep, chosen.context) == ("m", 0.5, False, 1)


def test_the_key_is_no_setting(tmp_path: Path) -> None:
    assert load(tmp_path, "", {"DETENTE_LLM_KEY": "sk"}) == Settings()


def test_a_codes_folder_is_a_path(tmp_path: Path) -> None:
    assert load(tmp_path, 'codes = "mine"').codes == Path("mine")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('codr = "rules"', "S103", "Did you mean 'coder'?"),
        ("[limits]\nfile_byte = 3", "S103", "Did you mean 'file_bytes'?"),
        ("zzzz = 1", "S103", "Known settings: coder"),
        ("width = 'wide'", "S104", "'width'"),
        ("width = 3", "S104", "'width'"),
        ("width = true", "S104", "'width'"),
        ('coder = "magic"', "S104", "'coder'"),
        ("plain = 1", "S104", "'plain'"),
        ("limits = 3", "S104", "'limits'"),
        ("[limits]\npages = -1", "S104", "'limits.pages'"),
        ("coder = ", "S102", "TOML"),
    ],
)
def test_a_wrong_file_stops(tmp_path: Path, text: str, code: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        load(tmp_path, text)
    assert caught.value.code == code
    assert said in str(caught.value)
    assert "detente.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DETENTE_WIDHT", "80", "S103"),
        ("DETENTE_WIDTH", "eighty", "S104"),
        ("DETENTE_PLAIN", "maybe", "S104"),
        ("DETENTE_LIMITS_SECOND", "1", "S103"),
        ("DETENTE_LIMITS_SECONDS", "soon", "S104"),
    ],
)
def test_a_wrong_variable_stops(tmp_path: Path, name: str, value: str, code: str) -> None:
    with pytest.raises(SettingError) as caught:
        load(tmp_path, environment={name: value})
    assert caught.value.code == code


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="S101"):
        load_settings(tmp_path / "none.toml", environment={})


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="S101"):
        load_settings(tmp_path, environment={})


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "detente.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingError, match="S102"):
        load_settings(folder=tmp_path, environment={})


@hypothesis.settings(deadline=None)
@given(
    st.dictionaries(
        st.text(max_size=8), st.one_of(st.integers(), st.text(max_size=5), st.booleans()), max_size=3
    )
)
def test_whatever_is_given_is_taken_or_refused_with_a_code(values: dict[str, object]) -> None:
    refused = None
    try:
        settings = load_settings(folder=Path("/nonexistent"), environment={}, given=values)
    except SettingError as error:
        refused = error.code
    assert refused in {None, "S103", "S104"}
    if refused is None:
        assert all(str(getattr(settings, key)) == str(value) for key, value in values.items())
