"""Every action there is: the one list the menus, the shortcuts, the tooltips, the finder and the help page are made of.

An action of the frame (lock, undo, go to a place) is bound by the main window; an action of a page is bound by that
page's ``bound_actions()``. One that nobody has bound just now is greyed in the menu and left out of the finder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MENUS: Final = ("Study", "Edit", "View", "Go", "Interview", "Help")
"""The menus, left to right."""


@dataclass(frozen=True)
class Action:
    """One thing a person can do. ``key`` is a Qt key sequence, ``also`` a second one; ``place`` names its pages.

    A key that is one letter works only while no text field has the focus: a field takes the letter first.
    """

    name: str
    words: str
    menu: str
    key: str = ""
    says: str = ""
    place: tuple[str, ...] = ()
    icon: str = ""
    rule_before: bool = False
    also: str = ""


@dataclass(frozen=True)
class Bound:
    """An action of a page with what it does now; ``enabled`` False greys it."""

    name: str
    act: Callable[[], object]
    enabled: bool = True


ACTIONS: Final = (
    Action("backup", "Back up and check now", "Study", says="A copy, read again in full", icon="backup"),
    Action("log", "Log of the study", "Study", says="What was changed, when, about whom; and verify"),
    Action("print", "Map as PDF…", "Study", "Ctrl+P", "All pathways together and a sheet each, to print",
           ("participant",), "print", rule_before=True),
    Action("lock", "Lock", "Study", "Ctrl+L", "Close the study and ask for the passphrase", icon="lock",
           rule_before=True),
    Action("hide", "Hide now", "Study", "F12", "In an interview a blank page, else the same as Lock",
           icon="quick-hide"),
    Action("quit", "Quit", "Study", "Ctrl+Q", "Close the study and the program"),
    Action("undo", "Undo", "Edit", "Ctrl+Z", "Take the last change back", icon="undo"),
    Action("redo", "Redo", "Edit", "Ctrl+Shift+Z", "Do it again", icon="redo"),
    Action("add_participant", "Add participant…", "Edit", "Ctrl+N", "A code, a cohort, the day the order began",
           ("participants",), "plus", rule_before=True),
    Action("import_form", "Import a questionnaire…", "Edit", "Ctrl+I", "A workbook or XForm, read with a report",
           ("study",), "plus"),
    Action("search", "Search this page", "Edit", "Ctrl+F", "Go to the search field", ("participants",), "search"),
    Action("add_hot_spot", "Add hot spot", "Edit", "H", "A strike at the chosen week", ("participant", "interview"),
           "lightning-outline", rule_before=True),
    Action("no_answer", "No answer…", "Edit", "F6", "Why there is no value", ("participant", "interview"),
           "not-asked"),
    Action("graph", "Graph", "View", "G", "Show the graph", ("participant", "interview"), "graph"),
    Action("table", "Table", "View", "T", "Show the same values as a table", ("participant",), "table"),
    Action("next_tab", "Next tab", "View", "Ctrl+Tab", "", ("participant", "study")),
    Action("other_layout", "One question or whole pathway", "View", says="Show the other one, at the same question",
           place=("interview",)),
    Action("menus", "Show or hide the menus", "View", "F10", "Where a page takes the whole window"),
    Action("look_system", "Colours: follow the system", "View", rule_before=True),
    Action("look_light", "Colours: light", "View"),
    Action("look_dark", "Colours: dark", "View"),
    Action("look_contrast", "Colours: high contrast", "View"),
    Action("size_100", "Text size: 100 %", "View", "Ctrl+0", rule_before=True),
    Action("size_150", "Text size: 150 %", "View"),
    Action("size_200", "Text size: 200 %", "View"),
    Action("idle", "Minutes before locking…", "View", rule_before=True),
    Action("find", "Find a person, page or action", "Go", "Ctrl+K", icon="search"),
    Action("go_today", "Today", "Go", "Ctrl+1", icon="today", rule_before=True),
    Action("go_participants", "Participants", "Go", "Ctrl+2", icon="people"),
    Action("go_cohort", "Cohort", "Go", "Ctrl+3", icon="cohort"),
    Action("go_reports", "Reports", "Go", "Ctrl+4", icon="report"),
    Action("go_study", "Study", "Go", "Ctrl+5", icon="study"),
    Action("start_visit", "Start interview…", "Interview", "F5",
           "The one that comes next with this person; on Today the one chosen", ("today", "participant"), "interview"),
    Action("calendar", "Save visits as calendar…", "Interview", "", "Days and a neutral word, for another program",
           ("today", "participant"), "today"),
    Action("agreement", "Sign agreement…", "Interview", "", "Read, understand, sign, file", ("participant",), "check"),
    Action("withdrawal", "Withdrawal…", "Interview", "", "The person stops: how far, and what stays", ("participant",),
           "refused"),
    Action("next_question", "Next question", "Interview", "Alt+Right", "Enter does the same",
           ("interview", "form_preview"), "next", rule_before=True),
    Action("last_question", "Question before", "Interview", "Alt+Left", "", ("interview", "form_preview"), "back"),
    Action("finish", "Before you finish…", "Interview", "", "What is open, refused, noted; and the end", ("interview",),
           "check"),
    Action("note", "Note…", "Interview", "F7", "A quote, context or a query beside this question", ("interview",),
           "note"),
    Action("disclosure", "Disclosure…", "Interview", "F8", "Something to be kept apart and passed on",
           ("participant", "interview"), "flag-disclosure"),
    Action("pause", "Pause", "Interview", "F9", "A blank page at once; why, is asked on it", ("interview",), "pause"),
    Action("hand_over", "Hand over", "Interview", "F11", "Show the participant the scale and graph alone",
           ("participant", "interview"), "participant-view"),
    Action("compare_entries", "Compare both entries", "Interview", "Ctrl+Return",
           "Once every rating from paper is typed a second time", ("back_entry",), "table", also="Ctrl+Enter"),
    Action("help", "Help for this page", "Help", "F1", icon="help"),
    Action("keys", "All keys", "Help"),
    Action("about", "About OJM Desktop", "Help", rule_before=True),
)  # fmt: skip
"""All actions in the order of their menus. To add one: a line here, and what it does in the page or the main window."""

WRITES: Final = frozenset(
    {"print", "add_participant", "import_form", "add_hot_spot", "no_answer", "start_visit", "calendar", "agreement"}
    | {"withdrawal", "disclosure", "hand_over", "note", "pause", "finish", "compare_entries"}
)
"""Those that change the study or take something out of it: a key that reads only is not offered them."""

BY_NAME: Final = {action.name: action for action in ACTIONS}


def in_menu(menu: str) -> tuple[Action, ...]:
    """The actions of one menu, in order."""
    return tuple(action for action in ACTIONS if action.menu == menu)


def bind(name: str, act: Callable[[], object], *, enabled: bool = True) -> Bound:
    """A page's binding of an action of the list; raises KeyError for a name that is not in it."""
    return Bound(BY_NAME[name].name, act, enabled)
