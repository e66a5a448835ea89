"""What is asked before a visit is begun, moved or missed: on Today and on a person's page, never over them."""

from ojm_desktop.ui.visits.calendar_line import CalendarLine
from ojm_desktop.ui.visits.desk import VisitDesk

__all__ = ["CalendarLine", "VisitDesk"]
