"""A table of estimates as text, Markdown, LaTeX and HTML."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

_HEADS = ("estimate", "std. error", "z", "p", "2.5 %", "97.5 %")
_WIDTH = 92


@dataclass(frozen=True)
class Summary:
    """``head`` lines, a ``table`` of coefficients and ``warnings``; ``str()`` is the text."""

    head: tuple[tuple[str, str], ...]
    table: pd.DataFrame
    warnings: tuple[str, ...] = ()

    def _cells(self) -> list[tuple[str, list[str]]]:
        rows = self.table.to_numpy(dtype=np.float64)
        return [
            (str(name), [_figure(value, 3 if place in (2, 3) else 4) for place, value in enumerate(row)])
            for name, row in zip(self.table.index, rows, strict=True)
        ]

    def as_text(self) -> str:
        """For a terminal, 92 columns or as many as the longest name needs."""
        cells = self._cells()
        name_width = max([len(name) for name, _ in cells] + [11])
        label = max(len(key) for key, _ in self.head)
        lines = [f"{key:<{label}}  {value}" for key, value in self.head]
        rule = "─" * (name_width + 11 * len(_HEADS))
        lines += [rule, " " * name_width + "".join(f"{head:>11}" for head in _HEADS), rule]
        lines += [f"{name:<{name_width}}" + "".join(f"{cell:>11}" for cell in row) for name, row in cells]
        lines.append(rule)
        for warning in self.warnings:
            lines += textwrap.wrap(f"Warning: {warning}", _WIDTH, subsequent_indent="  ")
        return "\n".join(lines)

    def as_markdown(self) -> str:
        """A Markdown table."""
        lines = [f"| | {' | '.join(_HEADS)} |", "|---|" + "---:|" * len(_HEADS)]
        lines += [f"| `{name}` | {' | '.join(row)} |" for name, row in self._cells()]
        facts = "; ".join(f"{key} {value}" for key, value in self.head)
        return "\n".join([*lines, "", f"{facts}.", *(f"\nWarning: {warning}." for warning in self.warnings)])

    def as_latex(self) -> str:
        """A LaTeX ``tabular`` (booktabs), with the head as a note below."""
        heads = " & ".join(head.replace("%", r"\%") for head in _HEADS)
        lines = [r"\begin{tabular}{l" + "r" * len(_HEADS) + "}", r"\toprule", rf" & {heads} \\", r"\midrule"]
        for name, row in self._cells():
            figures = " & ".join(f"${cell}$" if cell else "" for cell in row)
            lines.append(rf"{_latex(name)} & {figures} \\")
        facts = "; ".join(f"{key} {value}" for key, value in self.head)
        note = rf"\multicolumn{{{len(_HEADS) + 1}}}{{l}}{{\footnotesize {_latex(facts)}}} \\"
        return "\n".join([*lines, r"\midrule", note, r"\bottomrule", r"\end{tabular}"])

    def as_html(self) -> str:
        """For a notebook; every name is escaped."""
        heads = "".join(f"<th>{escape(head)}</th>" for head in ("", *_HEADS))
        rows = "".join(
            f"<tr><th>{escape(name)}</th>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
            for name, row in self._cells()
        )
        facts = "; ".join(f"{escape(key)} {escape(value)}" for key, value in self.head)
        notes = "".join(f"<p>Warning: {escape(warning)}</p>" for warning in self.warnings)
        return f"<table><caption>{facts}</caption><tr>{heads}</tr>{rows}</table>{notes}"

    def _repr_html_(self) -> str:
        return self.as_html()

    def __str__(self) -> str:
        return self.as_text()


def _figure(value: float, digits: int) -> str:
    """A number that stays readable when it is very large or small; nothing for nan."""
    if np.isnan(value):
        return ""
    if value != 0 and digits > 3 and not 1e-3 <= abs(value) < 1e5:
        return f"{value:.2e}"
    return f"{value:.{digits}f}"


def _latex(text: str) -> str:
    for sign in "\\&%$#_{}":
        text = text.replace(sign, r"\textbackslash{}" if sign == "\\" else f"\\{sign}")
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
