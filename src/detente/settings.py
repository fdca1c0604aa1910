"""Settings: the command line wins over ``DETENTE_*`` variables, these over a TOML file, that over defaults.

The file is ``detente.toml`` in the working folder, or the one named with ``--settings``. An unknown key or
a value of the wrong type stops the program and names the nearest key; nothing is ignored in silence.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from detente.errors import SettingError

FILE = "detente.toml"
PREFIX = "DETENTE_"

Coder = Literal["auto", "rules", "trained", "llm"]
Nested = dict[str, Any]
Count = Annotated[int | None, Field(ge=1)]


SECRETS = frozenset({"DETENTE_LLM_KEY"})
"""Variables that are no settings: they are read where they are used and never shown."""


class LimitSettings(BaseModel):
    """What one document may cost; a key that is not set keeps the default of ``documents.Limits``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    file_bytes: Count = Field(default=None, description="bytes of a file")
    characters: Count = Field(default=None, description="characters of its text")
    line_characters: Count = Field(default=None, description="characters of its longest line")
    seconds: Annotated[float | None, Field(gt=0, le=3600)] = Field(
        default=None, description="seconds to parse it"
    )
    memory_bytes: Count = Field(
        default=None, description="memory to parse it, where the platform can hold to it"
    )
    pages: Count = Field(default=None, description="pages of a PDF")
    unpacked_bytes: Count = Field(default=None, description="unpacked bytes of a Word file")
    ratio: Annotated[float | None, Field(gt=1)] = Field(default=None, description="unpacked to packed size")
    members: Count = Field(default=None, description="files inside a Word file")
    depth: Count = Field(default=None, description="nested elements of XML")
    record_bytes: Count = Field(default=None, description="bytes of one line of a .jsonl corpus")
    bad_records: Count = Field(default=None, description="wrong lines in a row that end a corpus")

    def stated(self) -> dict[str, Any]:
        """The limits that the user set."""
        return self.model_dump(exclude_none=True)


class LlmSettings(BaseModel):
    """The language model that the coder ``llm`` asks; ``coder.llm.Endpoint`` has the ranges and defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    endpoint: str | None = Field(default=None, description="base URL of an OpenAI-compatible endpoint")
    model: str | None = Field(default=None, description="the name it knows the model by")
    timeout: float | None = Field(default=None, description="seconds for one request")
    retries: int | None = Field(default=None, description="further tries after the first")
    parallel: int | None = Field(default=None, description="requests under way at once")
    tokens: int | None = Field(default=None, description="most tokens of one answer")
    context: int | None = Field(default=None, description="sentences shown before and after each")
    price_in: float | None = Field(default=None, description="price of a million tokens asked")
    price_out: float | None = Field(default=None, description="price of a million tokens answered")
    cache: Annotated[Path | None, Field(strict=False)] = Field(default=None, description="folder of answers")
    keep: bool = Field(default=True, description="keep answers and take kept ones")


class Settings(BaseModel):
    """How to read. Every key can stand in the file, in ``DETENTE_KEY`` and on the command line."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    coder: Annotated[
        Coder, Field(description="what codes events: trained, rules, llm, or auto for the best")
    ] = "auto"
    codes: Annotated[Path | None, Field(strict=False, description="folder with code books of one's own")] = (
        None
    )
    published: Annotated[str | None, Field(description="publication date, YYYY, YYYY-MM or YYYY-MM-DD")] = (
        None
    )
    plain: Annotated[bool, Field(description="no colour, no drawing characters")] = False
    width: Annotated[int | None, Field(ge=40, le=400, description="columns of text")] = None
    limits: Annotated[LimitSettings, Field(description="what one document may cost")] = LimitSettings()
    llm: Annotated[LlmSettings, Field(description="the language model to ask")] = LlmSettings()


TABLES: dict[str, type[BaseModel]] = {"limits": LimitSettings, "llm": LlmSettings}
"""Settings that are tables of their own."""


def load_settings(
    file: Path | None = None,
    *,
    given: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings in force.

    ``given`` holds what the command line states (``None`` values are left out), ``environment`` defaults to
    the process's, ``folder`` to the working folder. Raises ``SettingError``: S101 (file cannot be read),
    S102 (not TOML), S103 (unknown key), S104 (wrong type or value).
    """
    values: Nested = {}
    where: dict[str, str] = {}
    layers = (
        _from_file(file, folder or Path.cwd()),
        _from_environment(os.environ if environment is None else environment),
        ("command line", {key: value for key, value in (given or {}).items() if value is not None}),
    )
    for name, layer in layers:
        _check(name, layer)
        for key, value in layer.items():
            if isinstance(value, dict):
                values[key] = {**values.get(key, {}), **value}
            else:
                values[key] = value
            where[key] = name
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(where.get(str(first["loc"][0]), "settings"), first["loc"], first["msg"]) from error


def _from_file(file: Path | None, folder: Path) -> tuple[str, Nested]:
    path = file or folder / FILE
    try:
        return str(path), tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if file is None:
            return str(path), {}
        raise SettingError("S101", "no such settings file", where=str(path)) from error
    except OSError as error:
        raise SettingError("S101", f"cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingError("S102", f"is not TOML ({error})", where=str(path)) from error


def _from_environment(environment: Mapping[str, str]) -> tuple[str, Nested]:
    """``DETENTE_WIDTH=100``, ``DETENTE_LIMITS_SECONDS=5``: words become numbers and truth values here."""
    found: Nested = {}
    for name in sorted(environment):
        if not name.upper().startswith(PREFIX) or name.upper() in SECRETS:
            continue
        key = name[len(PREFIX) :].lower()
        table, _, part = key.partition("_")
        text = environment[name]
        if table in TABLES and part:
            found.setdefault(table, {})[part] = _typed(text, TABLES[table].model_fields.get(part), name)
        else:
            found[key] = _typed(text, Settings.model_fields.get(key), name)
    return "environment", found


def _typed(text: str, field: FieldInfo | None, name: str) -> Any:
    kind = field.annotation if field else None
    if kind is bool:
        truth = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
        if text.lower() not in truth:
            raise SettingError("S104", f"{name} must be true or false, not {text!r}", where="environment")
        return truth[text.lower()]
    for number in (int, float):
        if kind in (number, number | None):
            try:
                return number(text)
            except ValueError:
                raise SettingError(
                    "S104", f"{name} must be a number, not {text!r}", where="environment"
                ) from None
    return text


def _check(where: str, layer: Nested) -> None:
    """Unknown keys are found layer by layer, so that the message can say where the key stands."""
    _known(where, layer, list(Settings.model_fields))
    for name, table in TABLES.items():
        if isinstance(values := layer.get(name, {}), dict):
            _known(where, values, list(table.model_fields), f"{name}.")


def _known(where: str, layer: Nested, keys: list[str], prefix: str = "") -> None:
    for key in layer:
        if key not in keys:
            raise SettingError(
                "S103", f"unknown setting {prefix + key!r}", where=where, remedy=_nearest(key, keys)
            )


def _nearest(key: str, keys: list[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(key, keys, score_cutoff=60)
    return f"Did you mean {found[0]!r}?" if found else f"Known settings: {', '.join(keys)}"


def _wrong(where: str, loc: tuple[int | str, ...], message: str) -> SettingError:
    key = ".".join(map(str, loc))
    return SettingError("S104", f"setting {key!r}: {message[0].lower()}{message[1:]}", where=where)
