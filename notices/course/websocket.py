"""The way from kernel to page, without waiting: JupyterLab's own, but for one setting.

A server may hold a small message back until the one before has been acknowledged, and a browser takes its time to acknowledge
(Nagle's algorithm meets delayed acknowledgements). For a widget that means 30 milliseconds more on every second press of a key:
``docs/widget-latency.md``. Here every message is sent at once.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class AtOnce(ZMQChannelsWebsocketConnection):
    """A connection between a page and its kernel that holds nothing back."""

    def connect(self) -> Any:
        """Connect as ever, and send at once from then on."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
