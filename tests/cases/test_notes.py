"""Text files that read like notes are taken in and told of; short messages are messages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from poa.cases.mail import CaseMail, import_messages
from poa.cases.store import create
from poa.model.case import Case
from tests.letter.cases import GUIDANCE

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def told(tmp_path: Path, text: str, name: str = "sheet.txt") -> list[str]:
    """The keys of what an import of one file tells."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    create(tmp_path / "case", Case(), now=NOW)
    result = import_messages(tmp_path / "case", [tmp_path / name], guidance=GUIDANCE, now=NOW)
    assert CaseMail(tmp_path / "case").count >= 1, "nothing is dropped"
    return [remark.key for remark in result.remarks]


@pytest.mark.parametrize(
    "text",
    [
        "Tool > Campaigns > Thank-you v3 > Notes\n\n2019-05-14  K. B.  created\n2020-10-12  K. B.  paused",
        "客服入职清单（2024 年 8 月版）\n\n[ ] 领取电脑、工作手机\n[ ] 产品培训：台灯\n[ ] 回复时效：24 小时以内",
        "Lagerliste Juni\nSpatel: 84 Stück, Regal 4\nUmschläge: 200",
    ],
)
def test_a_note_is_told_of_and_still_taken_in(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == ["cases.like_notes"]


@pytest.mark.parametrize(
    "text",
    [
        "Refund sent.",
        "Refund sent.\nParcel left today.",
        "Hello Ana\nParcel left today.\nTracking: 1Z999AA10123456784",
        "亲\n包裹今天发出\n单号 1Z999AA10123456784",
        "Hello Ana,\n\nthe lamp left today.\n\nLuminook",
        "Replacement left today.\nTracking: 1Z999AA10123456784\nShould your lamp arrive broken, send a photo.",
        "亲，好评返现\n加微信领取\n十元红包",
        "Ihre Lampe ist heute raus.\nSendung 00340434\nLuminook",
    ],
)
def test_what_is_said_to_somebody_is_a_message(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_only_text_files_are_doubted(tmp_path: Path) -> None:
    assert told(tmp_path, "order-id,message\n111-1111111-1111111,Parcel left today.\n", "sent.csv") == []
