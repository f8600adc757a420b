"""``poa serve``: the assistant in a browser, on this machine alone unless told otherwise in so many words."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from poa.cli.run import Context
from poa.cli.serve_guard import guarded, in_url, is_loopback
from poa.errors import InputError, RefusedError

_FETCHED = re.compile(r"<(link|script)\b[^>]*\b(href|src)\s*=\s*[\"']https?://[^>]*>(\s*</script>)?", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """--host, --port and the flag without which no other address is served."""
    words = context.words
    parser.add_argument("--host", default="127.0.0.1", help=words("tui_serve.help_host"))
    parser.add_argument("--port", type=int, default=8000, help=words("tui_serve.help_port"))
    parser.add_argument("--allow-other-addresses", action="store_true", help=words("tui_serve.help_allow"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Serve until interrupted.

    Raises:
        RefusedError: another address without the flag: there is no password, and cases hold personal data.
        InputError: the optional part is not installed, or the port is not one.
    """
    if not is_loopback(args.host) and not args.allow_other_addresses:
        raise RefusedError("tui_serve.other_address", host=args.host)
    if not 0 < args.port < 65536:
        raise InputError("tui_serve.bad_port", port=args.port)
    if find_spec("textual_serve") is None:
        raise InputError("tui_serve.not_installed", python=sys.executable)
    from textual_serve import server

    address = f"http://{in_url(args.host)}:{args.port}"
    sys.stdout.write(context.words("tui_serve.open", address=address) + "\n")
    sys.stdout.flush()
    with TemporaryDirectory() as pages:
        local_pages(Path(server.__file__).parent / "templates", Path(pages))
        guarded(server.Server)(
            command(context),
            host=args.host.strip("[]"),
            port=args.port,
            title="poa",
            public_url=address,
            templates_path=pages,
        ).serve()
    return 0


def local_pages(source: Path, target: Path) -> None:
    """The served pages without what they would fetch from other machines (a web font): nothing leaves this one."""
    for page in source.glob("*.html"):
        text = _FETCHED.sub("", page.read_text(encoding="utf-8"))
        (target / page.name).write_text(text, encoding="utf-8")


def command(context: Context) -> str:
    """The command that each visitor's session runs: this very program, in the present language."""
    words = [sys.executable, "-m", "poa", "--language", context.language]
    return shlex.join(words)
