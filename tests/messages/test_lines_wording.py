"""A line that is no JSON is told in the reader's language alone."""

from __future__ import annotations

from pathlib import Path

from poa.errors import InputError
from poa.messages import read
from poa.wording import Wording


def test_the_fault_of_a_line_is_told_in_chinese_without_the_library_s_english(tmp_path: Path) -> None:
    file = tmp_path / "sent.jsonl"
    file.write_text('{"text": }\n{"text": "Thank you."}\n', encoding="utf-8")
    found: list[InputError] = []
    assert [message.text for message in read([file], on_problem=found.append)] == ["Thank you."]
    assert "Expecting" not in found[0].told(Wording("zh-Hans"))
    assert "此处应有一个值" in found[0].told(Wording("zh-Hans"))
