"""A line on the page that the kernel changes once the page has called: both ways work, as every other widget needs."""

from __future__ import annotations

from typing import Any

import anywidget
from traitlets import Unicode

ASKED = ("Live widgets: the page has called the kernel and has no answer yet. If this line stays, choose Kernel, "
         "then Restart Kernel and Run All Cells.")
ANSWERED = "OK: live widgets. The page has called the kernel, and the kernel has answered."


class AnswerWidget(anywidget.AnyWidget):
    """Says on the page whether the kernel has answered it."""

    _esm = """
export default {
  render({ model, el }) {
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    const show = () => { line.textContent = model.get("sentence"); };
    show();
    model.on("change:sentence", show);
    el.append(line);
    model.send({ here: true });
    return () => model.off("change:sentence", show);
  },
};
"""
    sentence = Unicode(ASKED).tag(sync=True)

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content == {"here": True}:
            self.sentence = ANSWERED
