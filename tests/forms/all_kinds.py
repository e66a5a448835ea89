"""A questionnaire with every type and appearance there is a field for, in its states."""
# ruff: noqa: E501 (rows of a workbook)

from __future__ import annotations

from functools import lru_cache

from pyxform.xls2xform import convert

from ojm_desktop.domain.form import Form
from ojm_desktop.forms.running import RunningForm
from ojm_desktop.forms.xform import parse
from tests.forms.making import environment

_OURS = " | ".join(f"bind::ojm:{name}" for name in ("role", "pathway", "audience", "last", "check_1", "message_1"))
_TOWNS = "\n".join(f"| | town | t{number} | Town number {number} |" for number in range(1, 1001))
_MONTHS = "\n".join(
    f"| | month | m{number} | {name} |"
    for number, name in enumerate(
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"], 1
    )
)
WORKBOOK = f"""
| settings |
| | form_id | version | namespaces |
| | kinds | 1 | ojm="https://ojm-desktop.example/ns" |
| survey |
| | type | name | label | hint | guidance_hint | appearance | parameters | constraint | constraint_message | required | choice_filter | {_OURS} | media::image |
| | begin_group | housing | Housing and Accommodation | | | | | | | | | | housing | | | | |
| | range | rating | Thinking about the last four weeks, how has it been for you where you are living? | Zero means neither good nor bad. There is no right answer. | If they moved this month, ask about the place where they slept most nights. Wait before you prompt. | | start=-5 end=5 step=1 | | | yes | | rating | | | | warn: . != 5 | This is as good as it can be. Is it? |
| | text | comment | What has it been like there? | | | multiline | | | | | | comment | | | after | | |
| | end_group | | | | | | | | | | | | | | | | |
| | text | short | What do you call the place? | | | | | | | | | | | | | | | house.png |
| | text | numbers | Which number is on the door? | | | numbers | | | | | | | | | | | |
| | integer | age | How old are you? | In whole years. | | | | . >= 18 | Only adults take part. | | | | | | after | | |
| | decimal | hours | How many hours did it take? | | | | | | | | | | | | | | |
| | select_one yes_no | home | Do you have a place of your own? | | | | | | | | | | | | after | | |
| | select_one month | month | In which month was it? | | | | | | | | | | | | | | |
| | select_one town | town | Where was it? | | | search | | | | | | | | | | | |
| | select_one month | minimal | And the month after? | | | minimal | | | | | | | | | | | |
| | select_one agree | likert | I feel safe there. | | | likert | | | | | | | | | | | |
| | select_one month | columns | Which month suits you? | | | columns-3 | | | | | | | | | | | |
| | select_one agree | heads | How much do you agree? | | | label | | | | | | | | | | | |
| | select_one agree | boxes | I can sleep there. | | | list-nolabel | | | | | | | | | | | |
| | select_multiple help | helped | Who has helped you? | | | | | | | | | | | | | | |
| | rank help | ranked | Who helped most? | | | | | | | | | | | | | | |
| | range | ten | How sure are you? | | | | start=1 end=10 step=1 | | | | | | | | | | |
| | range | two | And how is it today? | | | | start=-2 end=2 step=1 | | | | | | | | | | |
| | range | hundred | How full is the house? | | | no-ticks | start=0 end=100 step=1 | | | | | | | | | | |
| | range | upright | How high do you set it? | | | vertical | start=0 end=4 step=1 | | | | | | | | | | |
| | date | day | Which day was it? | | | | | . <= today() | That day is still to come. | | | | | | | | |
| | date | month_year | Since which month? | | | month-year | | | | | | | | | | | |
| | date | year | Since which year? | | | year | | | | | | | | | | | |
| | time | time | At what time? | | | | | | | | | | | | | | |
| | dateTime | moment | When exactly? | | | | | | | | | | | | | | |
| | note | thanks | Thank you. We go on with your family now. | | | | | | | | | | | | | | |
| | note | look | Look at the clock before you go on. | | | | | | | | | | | interviewer | | | |
| | acknowledge | ready | Is that all right, and shall we begin? | | Tick it when they say yes. | | | | | | | | | | | | |
| | image | picture | A picture of the plan you made | | | | | | | | | | | | | | |
| | image | signed | Your signature | | | signature | | | | | | | | | | | |
| | image | drawn | Draw the way there | | | draw | | | | | | | | | | | |
| | file | file | The letter you had | | | | | | | | | | | | | | |
| | audio | spoken | In your own words | | | | | | | | | | | | | | |
| | geopoint | place | Where is it? | | | | | | | | | | | | | | |
| | barcode | code | The code on the card | | | | | | | | | | | | | | |
| | text | own | What matters most to you? | | | | | | | | | | | participant | | | |
| choices |
| | list_name | name | label |
| | yes_no | yes | Yes |
| | yes_no | no | No |
| | agree | a1 | Not at all |
| | agree | a2 | A little |
| | agree | a3 | Mostly |
| | agree | a4 | Completely |
| | help | worker | My worker |
| | help | family | Family, or somebody who is as near to me as family, whatever others may call them |
| | help | friend | A friend |
| | help | nobody | Nobody |
{_MONTHS}
{_TOWNS}
"""


@lru_cache
def xform() -> str:
    """The questionnaire as an XForm."""
    return str(convert(xlsform=WORKBOOK.strip()).xform)


@lru_cache
def form() -> Form:
    """The questionnaire."""
    return parse(xform().encode())


def running() -> RunningForm:
    """The questionnaire just opened, on 1 March 2026."""
    return RunningForm(form(), environment())
