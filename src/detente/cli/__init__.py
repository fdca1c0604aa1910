"""The command ``detente``: one verb a file. Nothing heavy is imported until a verb runs."""

from detente.cli.app import main, run

__all__ = ["main", "run"]
