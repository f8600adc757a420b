"""From a pasted warning to a case folder, without a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poa.errors import InputError
from poa.places import standing_at
from poa.tui.desk import Desk
from poa.wording.system import not_there

if TYPE_CHECKING:
    from poa.model.notice import Notice

NOTICE_FILE = "notice.txt"
MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice that was read and is not a case yet; ``file`` is its original where it came as a file."""

    notice: Notice
    file: Path | None = None

    @property
    def doubtful(self) -> bool:
        """Whether nothing in it reads as a notice does: no kind, severity, period, order or thing that is asked."""
        read = self.notice
        known = read.kind != "other" or read.severity or read.asks or read.order_ids or read.is_phishing
        return not (known or read.deadline_hours or read.deadline_at)

    def save(self, desk: Desk) -> Path:
        """Make the case folder and return it."""
        from poa.cases.layout import safe_name
        from poa.cases.store import create
        from poa.model.case import Case, LetterOptions, Store
        from poa.notice.facts import notice_facts

        name = safe_name(self.file.name) if self.file else NOTICE_FILE
        facts = notice_facts(self.notice, name)
        case = Case(
            store=Store(marketplace=self.notice.marketplace or ""),
            notice=facts,
            letter=LetterOptions(limits=desk.settings.limits),
        )
        content: bytes | Path = self.file if self.file else self.notice.text.encode()
        folder = free_folder(desk, self.notice)
        create(folder, case, files=[(name, content)], now=desk.now)
        return folder


def draft_from_text(desk: Desk, text: str) -> Draft:
    """Read a pasted notice.

    Raises:
        InputError: there is nothing in it, or far too much.
    """
    from poa.notice import read_notice
    from poa.text.clean import clean

    if len(text) > MAX_CHARACTERS:
        raise InputError("tui.errors.pasted_too_much")
    plain = clean(text).strip()
    if not plain:
        raise InputError("tui.errors.nothing_pasted")
    return Draft(read_notice(plain, desk.guidance))


def draft_from_file(desk: Desk, file: Path) -> Draft:
    """Read a notice from a file.

    Raises:
        InputError: the file is missing, is a folder, or cannot be used as a notice.
    """
    from poa.notice.files import read_notice_file

    if standing_at(file) != "file":
        raise not_there(file)
    return Draft(read_notice_file(file, desk.guidance), file)


def free_folder(desk: Desk, notice: Notice) -> Path:
    """A new folder name that says date, marketplace and kind."""
    from poa.cases.layout import free_name

    moment = notice.received or desk.now
    words = [f"{moment:%Y-%m-%d}", notice.marketplace or "", notice.kind]
    name = re.sub(r"[^A-Za-z0-9-]+", "-", "-".join(word for word in words if word)).strip("-").lower()
    return desk.cases / free_name(desk.cases, name)


def practice_folder(desk: Desk) -> Path:
    """The practice case, made when it is first opened."""
    from poa.cases.practice import open_practice

    return open_practice(desk.cases, desk.now, desk.guidance)
