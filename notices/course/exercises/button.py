"""*Check my work*, in the notebook: no saving needed, since it looks at the answers as they were last run."""

from __future__ import annotations


class Work:
    """What a learner does in one exercise."""

    def __init__(self, name: str) -> None:
        self.name = name

    def _repr_mimebundle_(self, **_):
        return {"text/plain": "Check my work", "text/html": "<p>Open this exercise in JupyterLab to check your work.</p>"}
