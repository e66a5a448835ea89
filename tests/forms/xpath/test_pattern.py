"""regex() ends, whatever pattern a workbook brings (I1)."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from ojm_desktop.forms.errors import ExpressionError
from ojm_desktop.forms.xpath.pattern import LARGEST, compiled, matches

LETTERS = "a" * 60

ENDLESS = (
    ("(a|a)*", LETTERS + "!"),
    ("(a|aa)+", LETTERS + "!"),
    ("(((a{1,20}){1,20}){1,20})", LETTERS + "!"),
)
TOO_LARGE = ("a{99999999}", "((a{200}){200}){200}", "(ab){10000}(cd){10000}", "[abc]{5,999999999999}", "(a?){50000}a")


LONG = "a" * 30_000
KNOWN = (
    ("(a+)+$", "a" * 40 + "!"),
    ("(a*)*b", "a" * 40),
    ("(a|a)*b", "a" * 40),
    ("(a|aa)+$", "a" * 60 + "!"),
    ("(.*)*x", "a" * 40),
    ("(.*a){20}", "a" * 60 + "!"),
    ("([a-zA-Z]+)*1", "a" * 40),
    (r"^(\w+\s?)*$", "a" * 40 + "!"),
    (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 40),
    (r"(x+x+)+y", "x" * 40),
    (r"^(a?){40}a{40}$", "a" * 39),
    (r"(\d+)*[a-z]", "1" * 40),
    (r"([0-9]+\.?)+@", "1" * 40),
    (r"^([\w.-]+)+@([\w-]+\.)+[a-z]+$", "a" * 60),
    (r"((ab)*)*c", "ab" * 30),
    (r"(a*)*(a*)*(a*)*b", "a" * 40),
    (r"(?=(a+)+b)a*", "a" * 40),
    (r"(?<!x)(a|b|ab)*c", "ab" * 30),
    (r"\s*\s*\s*\s*\s*x", " " * 3_000),
    (r".*.*.*=.*", "a" * 3_000),
    (r"(?i)(A+)+$", "a" * 40 + "!"),
    (r"(?:(?:a+)?)+b", "a" * 40),
    ("(a+)+$", LONG + "!"),
    (r"(a|b|ab)*c", "ab" * 2000),
    (r"(?:a{1,50}){1,50}b", "a" * 200),
)
"""Patterns known to hang engines that go back over a text, each with a text on which they do."""


@pytest.mark.parametrize(("pattern", "text"), KNOWN)
def test_that_a_pattern_known_to_hang_engines_is_answered_or_given_up_at_once(pattern: str, text: str) -> None:
    began = time.process_time()
    with suppress(ExpressionError):  # given up, which the test above looks at
        assert not matches(text, pattern)
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(("pattern", "text"), ENDLESS)
def test_that_a_pattern_that_would_take_forever_is_given_up_with_a_sentence(pattern: str, text: str) -> None:
    with pytest.raises(ExpressionError, match=r"takes too long on this answer\. The answer is kept"):
        matches(text, pattern)


@pytest.mark.parametrize("pattern", TOO_LARGE)
def test_that_a_pattern_larger_than_memory_is_refused_before_it_is_made(pattern: str) -> None:
    with pytest.raises(ExpressionError, match="its counts make it too large"):
        compiled(pattern)


def test_that_a_pattern_nested_too_deep_is_refused_with_a_sentence() -> None:
    with pytest.raises(ExpressionError, match="cannot read the pattern"):
        compiled("(" * 2000 + "a" + ")" * 2000)


@pytest.mark.parametrize(
    ("pattern", "text", "is_match"),
    [
        (r"[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}", "BS1 4ND", True),
        (r"\d{4}-\d{2}-\d{2}", "2026-03-01", True),
        (r"\d{4}-\d{2}-\d{2}", "2026-3-01", False),
        (r"\p{L}+ \p{Digit}", "é 1", True),
        (r"(?i)week (4|8|12)", "WEEK 8", True),
        (r"(?!0)\d+", "07", False),
        (r".{0,1000}@.{0,1000}", "x@y", True),
        (r"[(]{2}[)}{3]{2}", "((}3", True),
        (r"a\{2\}", "a{2}", True),
    ],
)
def test_that_patterns_people_write_match_as_before(pattern: str, text: str, is_match: bool) -> None:
    assert matches(text, pattern) is is_match


def test_that_the_largest_pattern_that_passes_is_made() -> None:
    assert compiled(f"(a|b){{{LARGEST // 4}}}").fullmatch("ab" * (LARGEST // 8))
