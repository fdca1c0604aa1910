"""The public face: what ``import detente`` shows, and that it is light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").iterdir())


def test_all_is_what_dir_shows_and_every_name_is_there() -> None:
    assert dir(detente) == sorted(detente.__all__)
    assert all(getattr(detente, name) is not None for name in detente.__all__)


def test_nothing_public_is_hidden_from_all() -> None:
    """A name that a user could come to rely on is in ``__all__`` or begins with an underscore."""
    import types

    public = {
        name
        for name, value in vars(detente).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert public - {"Any", "TYPE_CHECKING", "annotations", "import_module"} <= set(detente.__all__)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        detente.raed  # noqa: B018


def test_errors_have_one_root() -> None:
    errors = [name for name in detente.__all__ if name.endswith("Error")]
    assert len(errors) >= 8
    assert all(issubclass(getattr(detente, name), detente.DetenteError) for name in errors)


def test_the_import_is_light() -> None:
    script = "import sys, detente; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"spacy", "msgspec", "rich", "typer", "pydantic"} & set(done.stdout.split())


def test_paths_or_text_but_not_both() -> None:
    with pytest.raises(detente.UsageError, match="S214"):
        detente.read()
    with pytest.raises(detente.UsageError, match="S214"):
        detente.read("x.txt", text="x")


def test_a_missing_file_is_a_usage_error() -> None:
    with pytest.raises(detente.UsageError, match="S210"):
        detente.read("there is no such file.txt")


def test_a_text_becomes_a_crisis_that_comes_back_from_disk(tmp_path: Path) -> None:
    crisis = detente.read(text="On 3 May 2019 Iran struck Pakistan. Pakistan recalled its ambassador.")
    assert {"IRN", "PAK"} <= {actor.id for actor in crisis.actors}
    assert [event.event for event in crisis.dyad("IRN", "PAK")][:1] == ["ASSAULT"]
    crisis.save(tmp_path / "crisis.json")
    assert detente.load(tmp_path / "crisis.json") == crisis


def test_the_publication_date_reaches_the_document() -> None:
    assert detente.read(text="Iran struck Pakistan.", published="2024-01").document.published == "2024-01"


@pytest.fixture(scope="module")
def corpus() -> detente.Crisis:
    return detente.read(ROOT / "examples" / "corpus.jsonl")


def test_several_documents_become_one_crisis(corpus: detente.Crisis) -> None:
    assert len(corpus.documents) == 5
    ids = [event.id for event in corpus.events]
    assert len(ids) == len(set(ids))


def test_every_quote_of_every_document_is_its_text(corpus: detente.Crisis) -> None:
    texts = {document.id: document.text for document in corpus.documents}
    records = (
        *corpus.events,
        *corpus.relations,
        *corpus.pressures,
        *corpus.motives,
        *corpus.causes,
        *corpus.claims,
    )
    assert records
    for record in records:
        evidence = record.evidence
        assert texts[evidence.document][evidence.start : evidence.end] == evidence.quote, record.id


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_states_its_title_and_date(path: Path) -> None:
    from detente.documents import load_many

    for document in load_many([path]):
        assert isinstance(document, detente.Document)
        assert document.title
        assert document.published
        assert not document.warnings
