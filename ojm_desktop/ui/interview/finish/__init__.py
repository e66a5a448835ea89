"""Before an interview is finished: what stops it, what to know; and what is shown once it is complete."""

from ojm_desktop.ui.interview.finish.before import Finish
from ojm_desktop.ui.interview.finish.done import Finished

__all__ = ["Finish", "Finished"]
