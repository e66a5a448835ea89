"""Sentences: a number and its noun agree, because one function puts them together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGE, modules_of

AFTER_A_NUMBER = re.compile(r" (?:more )?([a-z]+s)\b")
COUNTS = re.compile(r"len\(|count|number|days|weeks|minutes|seconds|since|left|events")
NO_NOUNS = frozenset({"is", "was", "has"})


def bare_counts(source: str) -> Iterator[str]:
    """Each place of a text where a counted value stands right before a plural: "{len(found)} problems"."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, text in zip(node.values, node.values[1:], strict=False):
            if not isinstance(value, ast.FormattedValue) or not isinstance(text, ast.Constant):
                continue
            said, noun = ast.unparse(value.value), AFTER_A_NUMBER.match(str(text.value))
            if noun and noun[1] not in NO_NOUNS and COUNTS.search(said) and "counted(" not in said:
                yield f"line {node.lineno}: {{{said}}}{text.value!s}"


def of_one_kind(source: str) -> Iterator[str]:
    """Each place that chooses between singular and plural by itself."""
    return (found[0] for found in re.finditer(r"[^\n]* == 1 else ['\"][^\n]*", source))


@pytest.mark.parametrize("finds", [bare_counts, of_one_kind])
def test_that_a_number_and_its_noun_are_put_together_by_one_function(finds: object) -> None:
    assert callable(finds)
    found = [
        f"{path.relative_to(PACKAGE)} {place}" for path in modules_of(PACKAGE) for place in finds(path.read_text())
    ]
    allowed = ("counting.py", "scale == 1")
    assert [place for place in found if not any(one in place for one in allowed)] == []


def test_that_a_count_without_its_noun_is_seen() -> None:
    assert list(bare_counts('f"{len(problems)} problems."')) == ["line 1: {len(problems)} problems."]
    assert list(bare_counts("f\"{counted(since, 'change')} since\"")) == []
