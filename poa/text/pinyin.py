"""Chinese names in Latin letters, as an offer that the user may change."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[\u3400-\u9fff]+")
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "令狐", "东方")


def has_han(text: str) -> bool:
    """Whether Chinese characters stand in ``text``."""
    return bool(_HAN.search(text))


def name_in_pinyin(name: str) -> str:
    """A Chinese personal name as "Zhou Min" or "Ouyang Xiuying"; other names come back unchanged."""
    name = name.strip()
    if not name or not re.fullmatch(r"[\u3400-\u9fff·]{2,6}", name):
        return name
    from pypinyin import Style, lazy_pinyin

    cut = 2 if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else 1
    parts = (name[:cut], name[cut:].replace("·", ""))
    # Official spelling writes ü as v only in machines; passports write YU.
    said = ("".join(lazy_pinyin(part, style=Style.NORMAL)).replace("ü", "yu").replace("v", "yu") for part in parts)
    return " ".join(part.capitalize() for part in said if part)


def spelled(text: str) -> str:
    """Chinese words as they are typed to search them: whole (``chexiao``) and by initials (``cx``)."""
    from pypinyin import Style, lazy_pinyin

    pieces = [piece for piece in _RUN.findall(text) if piece]
    whole = ["".join(lazy_pinyin(piece, style=Style.NORMAL)) for piece in pieces]
    initials = ["".join(lazy_pinyin(piece, style=Style.FIRST_LETTER)) for piece in pieces]
    return " ".join([*whole, *initials])
