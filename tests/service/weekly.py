"""A questionnaire with a pathway's rating, words and moments, a last wave and a warning; where its questions are."""

from __future__ import annotations

WORKBOOK = """
| survey |
| | type | name | label | relevant | default | trigger | calculation | constraint | parameters | {columns} |
| | today | today | | | | | | | | | | | |
| | end | end | | | | | | | | | | | |
| | username | who | | | | | | | | | | | |
| | deviceid | device | | | | | | | | | | | |
| | select_one yes_no | has_home | A home? | | | | | | | | | | |
| | begin_group | housing | Housing | ${{has_home}} != 'no' | | | | | | | housing | | |
| | range | h_rating | How is it? | | | | | . != 5 | start=-5 end=9 step=1 | rating | | | |
| | text | h_words | Tell me. | | | | | | | comment | | | before |
| | text | h_help | What would help? | | | ${{h_rating}} | concat('after ', ${{h_rating}}) | | | | | | |
| | begin_repeat | moment | What happened | | | | | | | hot_spot | | | |
| | text | title | What? | | | | | | | | | title | |
| | date | first | When? | | | | | | | | | first_day | |
| | select_one sign | sign | Which way? | | | | | | | | | polarity | |
| | end_repeat | | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | |
| | begin_group | job | Work | | | | | | | | work | | |
| | range | w_rating | How is it? | | | | | | start=-5 end=5 step=1 | rating | | | | warn: . != 5 | Sure? |
| | end_group | | | | | | | | | | | | |
| | integer | before | Last time | | | | ${{last-saved#h_rating}} | | | | | | |
| choices |
| | list_name | name | label |
| | yes_no | yes | Yes |
| | yes_no | no | No |
| | sign | positive | Better |
| | sign | negative | Worse |
""".format(
    columns=" | ".join(f"bind::ojm:{name}" for name in ("role", "pathway", "part", "last", "check_1", "message_1"))
)
RATING, WORDS, HELP = "/data/housing/h_rating", "/data/housing/h_words", "/data/housing/h_help"
WORK = "/data/job/w_rating"
