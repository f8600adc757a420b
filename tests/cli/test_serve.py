"""``poa serve`` stays on this machine unless told otherwise, and says how to install what it needs."""

from __future__ import annotations

import argparse
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from poa.cli import main, serve
from poa.cli.run import Context
from poa.cli.serve_guard import in_url, is_loopback, may_ask
from poa.errors import RefusedError
from poa.places import Places


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser, Context("en"))
    return parser.parse_args(words)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.9.1"])
def test_this_machine_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", "127.0.0.1.example.org", ""])
def test_other_addresses_are_refused(host: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        serve.run(arguments("--host", host), Context("en", Places(tmp_path)))


def test_without_the_optional_part_a_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    assert main(["--language", "en", "serve"]) == 2
    assert ".[serve]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "host"), [((), "127.0.0.1"), (("--host", "0.0.0.0", "--allow-other-addresses"), "0.0.0.0")]
)
def test_what_is_served_is_this_program_in_the_present_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], host: str
) -> None:
    served: dict[str, Any] = {}

    class Server:
        def __init__(self, command: str, **options: Any) -> None:
            served.update(options, command=command)

        def serve(self) -> None:
            served["ran"] = True

    module = types.ModuleType("textual_serve.server")
    module.Server = Server  # type: ignore[attr-defined]
    module.__file__ = str(tmp_path / "server.py")
    package = types.ModuleType("textual_serve")
    package.server = module  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual_serve", package)
    monkeypatch.setitem(sys.modules, "textual_serve.server", module)
    monkeypatch.setattr(serve, "find_spec", lambda name: True)
    assert serve.run(arguments("--port", "8080", *words), Context("zh-Hans", Places(tmp_path))) == 0
    assert served["ran"]
    assert served["host"] == host
    assert served["port"] == 8080
    assert served["command"].endswith("-m poa --language zh-Hans")


def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "serve", "--port", "99999"]) == 2
    assert "99999" in capsys.readouterr().err


def test_the_page_fetches_nothing_from_other_machines(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "to").mkdir()
    fetched = '<link rel="stylesheet"\n href="https://fonts.example/css?x" />'
    page = f'{fetched}\n<script src="{{{{ here }}}}/a.js"></script><p>kept</p>'
    (tmp_path / "from" / "app.html").write_text(page, encoding="utf-8")
    serve.local_pages(tmp_path / "from", tmp_path / "to")
    served = (tmp_path / "to" / "app.html").read_text(encoding="utf-8")
    assert "https://" not in served
    assert "{{ here }}/a.js" in served
    assert "kept" in served


@pytest.mark.parametrize(
    ("host", "origin", "answered"),
    [
        ("127.0.0.1:8000", None, True),
        ("localhost:8000", "http://127.0.0.1:8000", True),
        ("[::1]:8000", "http://[::1]:8000", True),
        ("LOCALHOST", None, True),
        ("evil.example", None, False),
        ("evil.example:8000", "http://evil.example:8000", False),
        ("127.0.0.1.evil.example:8000", None, False),
        ("127.0.0.1:8000", "http://evil.example", False),
        ("127.0.0.1:8000", "http://evil.example:8000", False),
        ("127.0.0.1:8000", "http://localhost:3000", False),
        ("127.0.0.1:8000", "null", False),
        ("127.0.0.1:8000", "", False),
        ("", None, False),
        ("[::1", None, False),
    ],
)
def test_pages_of_others_are_not_answered(host: str, origin: str | None, answered: bool) -> None:
    assert may_ask("127.0.0.1", 8000, host, origin) == answered


@pytest.mark.parametrize(
    ("host", "answered"),
    [("192.168.1.4:8000", True), ("shop-pc:8000", True), ("localhost", True), ("evil.example", False)],
)
def test_other_addresses_are_asked_by_figures_or_their_own_name(
    host: str, answered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "shop-pc")
    assert may_ask("0.0.0.0", 8000, host, None) == answered


@pytest.mark.parametrize(("host", "written"), [("::1", "[::1]"), ("[::1]", "[::1]"), ("127.0.0.1", "127.0.0.1")])
def test_an_address_of_ipv6_stands_in_brackets(host: str, written: str) -> None:
    assert in_url(host) == written


def test_the_server_refuses_a_name_that_somebody_gave_this_machine() -> None:
    import asyncio

    server = pytest.importorskip("textual_serve.server")
    from aiohttp.test_utils import TestClient, TestServer

    from poa.cli.serve_guard import guarded

    async def answers() -> list[int]:
        app = await guarded(server.Server)("true", host="127.0.0.1", port=8000)._make_app()
        async with TestClient(TestServer(app)) as client:
            asked = [("/", {}), *((path, one) for path in ("/", "/ws", "/static/") for one in refused)]
            return [(await client.get(path, headers=headers)).status for path, headers in asked]

    refused = [{"Host": "evil.example"}, {"Origin": "http://evil.example"}]
    assert asyncio.run(answers()) == [200, *[403] * 6]
