"""Every function of the ODK XForms specification, a module a family; importing the package fills the registry."""

from ojm_desktop.forms.xpath.functions import choices, control, nodes, numbers, texts, times
from ojm_desktop.forms.xpath.functions.registry import FUNCTIONS, Function

__all__ = ["FUNCTIONS", "Function", "choices", "control", "nodes", "numbers", "texts", "times"]
