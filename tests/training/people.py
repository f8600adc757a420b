"""A training that was held, for tests."""

from __future__ import annotations

from datetime import date

from poa.library.guidance import Guidance
from poa.library.training import load_modules
from poa.model.case import Text
from poa.model.training import Attendee, PolicyRead, Result, Session
from poa.resources import root
from poa.training.quiz import draw_paper

GUIDANCE = Guidance([root("guidance")])
TODAY = date(2026, 3, 20)


def held(**changes: object) -> Session:
    from msgspec.structs import replace

    paper = draw_paper(list(load_modules(GUIDANCE).values()), 4, seed=7, name="paper-7")
    session = Session(
        id="channels",
        topic=Text(en="One channel", zh="只用一个渠道"),
        modules=("off-amazon-and-data",),
        trainer="Li Wei",
        on=date(2026, 3, 15),
        start="09:00",
        end="10:30",
        place="Meeting room",
        content=(Text(en="Contact data", zh="联系方式"),),
        pass_mark=3,
        attendees=(
            Attendee(id="zhou-min", name="Zhou Min", name_zh="周敏", role=Text(en="lead", zh="主管"), present=True),
            Attendee(id="chen", name="=Chen", role=Text(en="agent"), present=True),
            Attendee(id="wu", name="Wu Tong", present=False, make_up=date(2026, 3, 17)),
        ),
        papers=(paper,),
        results=(
            Result(attendee="zhou-min", paper="paper-7", on=date(2026, 3, 15), points=4, out_of=4),
            Result(attendee="chen", paper="paper-7", on=date(2026, 3, 15), points=2, out_of=4),
            Result(attendee="chen", paper="paper-7", on=date(2026, 3, 16), points=3, out_of=4),
            Result(attendee="wu", paper="paper-7", on=date(2026, 3, 17), points=4, out_of=4),
        ),
        policies=(PolicyRead(title=Text(en="Guidelines"), url="https://a.example/g", on=date(2026, 3, 15)),),
    )
    return replace(session, **changes)
