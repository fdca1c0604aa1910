"""What a page needs to run offline: its files, its templates, its policy, data that cannot break out."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from detente.report.words import clean


@cache
def file(name: str) -> str:
    """A file of the folder ``page``."""
    return resources.files("detente.report").joinpath("page", name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Templates of the folder ``page``; every value is escaped."""
    environment = Environment(
        loader=FunctionLoader(file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Every value that is not markup of our own is made safe to show before it is escaped.
        finalize=lambda value: (
            clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
    )
    environment.filters["clean"] = clean
    return environment


def policy(style: str, script: str) -> str:
    """A content security policy that lets a page run its own style and script, and fetch nothing."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def data(value: Any) -> str:
    """JSON that cannot end the element it stands in, in ASCII alone."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
