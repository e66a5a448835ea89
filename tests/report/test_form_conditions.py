"""Conditions in words."""

from __future__ import annotations

import pytest

from ojm_desktop.report.form_conditions import Known, in_words

KNOWN = Known(
    {"/data/home": "1.2", "/data/age": "1.3", "/data/child": "2", "/data/child/age": "2.1"},
    {"/data/home": {"yes": "Yes", "no": "No"}},
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", ""),
        ("true()", ""),
        (" /data/home  = 'yes'", "1.2 is “Yes”"),
        ("/data/home != 'no'", "1.2 is not “No”"),
        ("/data/home = 'elsewhere'", "1.2 is “elsewhere”"),
        ("/data/home = ''", "1.2 has no answer"),
        ("/data/home != \"\"", "1.2 has an answer"),
        ("/data/age >= 18", "1.3 is 18 or more"),
        ("/data/age<18", "1.3 is less than 18"),
        ("/data/age > -2.5", "1.3 is more than −2.5"),
        ("/data/age <= ../age", "1.3 is 2.1 or less"),
        (". > 3", "the answer is more than 3"),
        ("selected(/data/home, 'yes')", "“Yes” is chosen in 1.2"),
        ("selected( ../../home ,'no') and ../age > 3", "“No” is chosen in 1.2, and 2.1 is more than 3"),
        ("/data/home = 'yes' or (/data/age > 3 and /data/age < 9)",
         "1.2 is “Yes”, or (1.3 is more than 3, and 1.3 is less than 9)"),
        ("/data/home = 'no' and /data/age = 3 or /data/age = 4", "(1.2 is “No”, and 1.3 is 3), or 1.3 is 4"),
        ("not(/data/home = 'yes')", "not (1.2 is “Yes”)"),
        ("/data/so_many_days > 14", "“so many days” is more than 14"),
        ("abs(/data/age - instance('__last-saved')/data/age) >= 3",
         "the difference between 1.3 and 1.3 last time is 3 or more"),
        ("instance('__last-saved')/data/age = /data/age", "1.3 is the same as last time"),
        ("/data/age != instance('__last-saved')/data/age", "1.3 is not the same as last time"),
        ("/data/age > instance('__last-saved')/data/age", "1.3 is more than 1.3 last time"),
    ],
)  # fmt: skip
def test_that_a_condition_is_said(expression: str, words: str) -> None:
    assert in_words(expression, "/data/child/name", KNOWN) == words


@pytest.mark.parametrize(
    "expression",
    [
        "count(/data/child) > 2",
        "/data/home",
        "/data/home = 'yes' /data/age",
        "/data/home = 'yes' and",
        "(/data/home = 'yes'",
        "/data/age + 1 > 3",
        "/data/home > 'yes'",
        "/data/child[1]/age = 3",
        "instance('list')/r/i[name = 'a']/label = 'x'",
        "-/data/age > 3",
        "selected(3, 'yes')",
        "selected(/data/home, /data/age)",
        "#!",
    ],
)
def test_that_what_has_no_words_is_not_told_wrongly(expression: str) -> None:
    assert in_words(expression, "/data/child/name", KNOWN) is None
