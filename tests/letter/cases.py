"""The worked cases and a small case for the tests of the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from poa.library.guidance import Guidance
from poa.library.yamlfile import read_yaml
from poa.model.case import (
    Action,
    Case,
    Cause,
    Exhibit,
    Incident,
    LetterOptions,
    Measure,
    NoticeFacts,
    Person,
    Store,
    Text,
)
from poa.resources import root

HERE = Path(__file__).parent
CASES = HERE.parent / "data" / "cases"
WORKED = ("case-1", "case-2", "case-3")
ALL = (*WORKED, "own-cards", "own-dispute", "own-insult")
GUIDANCE = Guidance([root("guidance")])


def answers(name: str) -> Case:
    """A case from its answers file."""
    return msgspec.convert(read_yaml(CASES / name / "answers.yaml").data, Case)


def small_case(**changes: Any) -> Case:
    """A short complete case."""
    case = Case(
        store=Store(name="Lumen", marketplace="UK"),
        notice=NoticeFacts(received=datetime(2026, 3, 13, tzinfo=UTC), order_ids=("204-5550176-2204831",)),
        people=(Person(id="li", en="Li Wei", zh="李伟", role=Text(en="operations manager", zh="运营经理")),),
        incidents=(
            Incident(
                order_id="204-5550176-2204831",
                on=date(2026, 3, 10),
                by="li",
                rules=("coc.ask-contact-details",),
                act=Text(en="asked the buyer for a WhatsApp number", zh="向买家索要 WhatsApp 号码"),
                quote="Please give me your WhatsApp number",
            ),
        ),
        causes=(
            Cause(
                title=Text(en="no rule", zh="没有规定"),
                text=Text(en="No rule named a channel.", zh="没有规定写明渠道。"),
            ),
        ),
        actions=(
            Action(
                status="done",
                on=date(2026, 3, 14),
                by=("li",),
                causes=(1,),
                exhibits=(1,),
                text=Text(en="deleted the number", zh="删除号码"),
            ),
        ),
        measures=(
            Measure(
                status="in_force",
                owner="li",
                causes=(1,),
                title=Text(en="One channel", zh="一个渠道"),
                text=Text(en="All service stays in Amazon's messages.", zh="售后全部在站内进行。"),
                frequency=Text(en="every Monday", zh="每周一"),
                check=Text(en="ten messages are read", zh="读十条消息"),
            ),
        ),
        in_force_since=date(2026, 3, 15),
        exhibits=(Exhibit(number=1, title=Text(en="Deletion record", zh="删除记录")),),
        letter=LetterOptions(on=date(2026, 3, 15)),
    )
    return msgspec.structs.replace(case, **changes)
