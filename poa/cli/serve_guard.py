"""Who may talk to ``poa serve``: pages that it served itself, under a name of this machine.

A page of anybody's can make a browser ask this machine, and can give this machine a name of its own (DNS rebinding).
What it cannot do is to change the headers Host and Origin, so they tell.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

LOOPBACK_NAMES = ("localhost",)


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine alone."""
    if host.casefold() in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def in_url(host: str) -> str:
    """An address as it stands in a URL: one of IPv6 in brackets."""
    bare = host.strip("[]")
    return f"[{bare}]" if ":" in bare else bare


def may_ask(served: str, port: int, host: str, origin: str | None) -> bool:
    """Whether a request is answered.

    Args:
        served: the address that is served.
        port: its port.
        host: the header Host.
        origin: the header Origin; None where there is none, as of programs, and of a page that is opened.
    """
    if not _is_ours(_name(f"//{host}"), served):
        return False
    if origin is None:
        return True
    try:
        asked = urlsplit(origin).port or {"https": 443}.get(urlsplit(origin).scheme, 80)
    except ValueError:
        return False
    return _is_ours(_name(origin), served) and asked == port


def _name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_ours(name: str, served: str) -> bool:
    """A loopback name; where other addresses are served, any address in figures and this machine's own names too."""
    if not name or is_loopback(name) or is_loopback(served):
        return bool(name) and is_loopback(name)
    own = socket.gethostname().casefold()
    try:
        return bool(ip_address(name.partition("%")[0]))
    except ValueError:
        return name.casefold().rstrip(".") in (served.casefold(), own, f"{own}.local")


def guarded(server: type[Any]) -> type[Any]:
    """The server (of textual-serve) that answers only whom ``may_ask`` names; all others get 403."""

    class Guarded(server):  # type: ignore[misc]
        async def _make_app(self) -> Any:
            from aiohttp import web

            @web.middleware
            async def guard(request: Any, handler: Callable[[Any], Awaitable[Any]]) -> Any:
                if not may_ask(self.host, self.port, request.headers.get("Host", ""), request.headers.get("Origin")):
                    raise web.HTTPForbidden
                return await handler(request)

            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

    return Guarded
