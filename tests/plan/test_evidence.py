"""Exhibits need their files before the evidence is complete."""

from __future__ import annotations

import msgspec

from poa.library.playbook import load_playbook
from poa.model.case import Exhibit, Text
from poa.plan import progress, without_file
from tests.letter.cases import GUIDANCE, small_case


def test_evidence_is_not_ready_while_an_exhibit_has_no_file() -> None:
    book = load_playbook(GUIDANCE)
    listed = Exhibit(number=1, title=Text(en="log", zh="记录"))
    case = small_case(exhibits=(listed,))
    assert without_file(case) == (1,) and progress(case, book)["evidence"] == "part"
    whole = msgspec.structs.replace(case, exhibits=(msgspec.structs.replace(listed, file="exhibits/01-log.pdf"),))
    assert without_file(whole) == () and progress(whole, book)["evidence"] == "ready"
