"""When Is a Notice Served? Legal service and actual knowledge are two clocks.

A teaching model of two ways of telling a person that the state wants them: rules as data,
synthetic people, and what happens to them day by day. For learning: no forecast, no advice.
"""

from notices.errors import DataError, NoticesError
from notices.explain import Explanation, Reason, explain
from notices.people import NEVER, People
from notices.sources import (analogue, analogues, cite, claim, claims, context, contexts, reference,
                             references, source)
from notices.systems import System, law_dates, load_system, system_names, system_on
from notices.timeline import Operations, Timelines, run

__all__ = [
    "DataError", "Explanation", "NEVER", "NoticesError", "Operations", "People", "Reason", "System",
    "Timelines", "analogue", "analogues", "cite", "claim", "claims", "context", "contexts", "explain",
    "law_dates", "load_system", "reference", "references", "run", "source", "system_names", "system_on",
]
