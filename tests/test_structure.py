"""The house rules: imports go down only, each room has one door, modules stay readable."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "detente"
FLOORS = {
    "errors": 0, "settings": 0, "crisis": 0,
    "codes": 1,
    "documents": 2, "coder": 2,
    "reading": 3,
    "dynamics": 4, "history": 4, "strategy": 4,
    "evaluation": 5, "report": 5, "exchange": 5,
    "web": 6,
    "cli": 7,
    "": 8, "__main__": 8,
}  # fmt: skip
# Parts of a room that stand apart, so that the libraries of one are not loaded for the other.
INNER_DOORS = {("coder", "llm")}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def walk(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def name_of(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def room_of(path: Path) -> str:
    return (name_of(path) or ("",))[0]


def imported(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and parts below ``detente`` of every import of our own, wherever in the module it stands.

    ``from detente.x import y`` goes through the door of ``x``, whatever ``y`` is.
    """
    for node in walk(path):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "detente":
                    yield node.lineno, tuple(parts[1:])
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            parts = (node.module or "").split(".")
            if parts[0] != "detente":
                continue
            if parts[1:]:
                yield node.lineno, tuple(parts[1:])
            else:
                yield from ((node.lineno, (alias.name,)) for alias in node.names if alias.name in FLOORS)


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms <= set(FLOORS), f"no floor for {rooms - set(FLOORS)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(name_of(path)) or "detente")
class TestModule:
    def test_imports_go_down(self, path: Path) -> None:
        here = room_of(path)
        for line, parts in imported(path):
            # `from detente import __version__` or `evaluation`: the package itself is no floor above.
            there = parts[0] if parts else here
            assert there == here or FLOORS[there] < FLOORS[here] or FLOORS[there] == FLOORS[here] == 0, (
                f"{path}:{line}: {here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})"
            )

    def test_other_rooms_are_entered_by_their_door(self, path: Path) -> None:
        here = room_of(path)
        for line, parts in imported(path):
            if parts and parts[0] != here and (PACKAGE / parts[0]).is_dir():
                door = len(parts) == 1 or parts in INNER_DOORS
                assert door, f"{path}:{line}: imports detente.{'.'.join(parts)}, not its door"

    def test_length(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE

    def test_functions_are_short(self, path: Path) -> None:
        for node in walk(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path}:{node.lineno}: {node.name} has {length} lines"

    def test_name_says_something(self, path: Path) -> None:
        assert path.stem not in {"utils", "util", "helpers", "misc", "common"}

    def test_says_what_it_is_for(self, path: Path) -> None:
        assert ast.get_docstring(tree(path)), f"{path} has no docstring"


def test_the_door_test_sees_a_deep_import(tmp_path: Path) -> None:
    """The checks above would pass on anything if imports were not found."""
    module = tmp_path / "module.py"
    module.write_text(
        "def f():\n    from detente.crisis.when import When\n"
        "import detente.codes.table\nfrom detente import errors\n"
    )
    assert {parts for _, parts in imported(module)} == {("codes", "table"), ("errors",), ("crisis", "when")}


DOOR = "__init__"


def circles(files: list[Path], package: Path = PACKAGE) -> list[tuple[str, ...]]:
    """Modules that import each other in a circle, also for types alone or within a function."""
    names = {".".join(("detente", *path.relative_to(package).with_suffix("").parts)): path for path in files}
    graph = {name: set(_modules_imported(path, name, names)) for name, path in names.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return [tuple(found.args[1])]
    return []


def _modules_imported(path: Path, here: str, known: dict[str, Path]) -> Iterator[str]:
    for node in walk(path):
        wanted: list[tuple[str, ...]] = []
        if isinstance(node, ast.Import):
            wanted = [(alias.name,) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            wanted = [(f"{node.module}.{alias.name}", node.module or "") for alias in node.names]
        for names in wanted:
            # What is imported from a package is a module of it, or stands in the package's door.
            places = [place for name in names for place in (name, f"{name}.{DOOR}") if place in known]
            yield from (place for place in places[:1] if place != here)


def test_no_imports_in_a_circle() -> None:
    assert not circles(MODULES)


@pytest.mark.parametrize(
    "back",
    [
        "from detente.room.one import One",
        "from detente.room import One",
        "import detente.room.one",
        "if TYPE_CHECKING:\n    from detente.room.one import One",
        "def f():\n    from detente.room.one import One",
    ],
)
def test_the_circle_test_sees_a_circle(tmp_path: Path, back: str) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "__init__.py").write_text("from detente.room.one import One\n")
    (room / "one.py").write_text("from detente.room.two import two\n")
    (room / "two.py").write_text("import ast\n")
    files = sorted(room.glob("*.py"))
    assert not circles(files, tmp_path)
    walk.cache_clear()
    tree.cache_clear()
    (room / "two.py").write_text(f"{back}\n")
    (circle,) = circles(files, tmp_path)
    assert "detente.room.two" in circle


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(name_of(path)) or "detente")
def test_no_shell_and_no_leaving_the_program(path: Path) -> None:
    """A library does not exit, and what needs a shell does not run everywhere."""
    source = path.read_text(encoding="utf-8")
    calls = {ast.unparse(node.func) for node in walk(path) if isinstance(node, ast.Call)}
    assert "shell=True" not in source
    assert not calls & {"os.system", "os.popen", "os.fork", "eval", "exec", "pickle.loads", "pickle.load"}
    if room_of(path) not in {"cli", "__main__"}:
        assert not calls & {"sys.exit", "exit", "quit", "print", "breakpoint"}


def test_no_bare_except() -> None:
    for path in MODULES:
        for node in walk(path):
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), f"{path}:{node.lineno}"
