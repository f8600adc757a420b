"""Whatever complete case is put in: no blank, no sign, no Chinese, no unconfirmed past, no groundless text."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from poa.letter import compose
from poa.library.playbook import Playbook, SlotDef, load_playbook
from poa.model.case import Action, Audit, Case, Cause, Incident, LedgerRow, Measure, Slot, Store, Text
from poa.text.pinyin import has_han
from tests.letter.cases import GUIDANCE, small_case

LETTER_DAY = date(2026, 3, 15)
WORDS = st.text("abcdefghij ABC,;-'0123456789", min_size=3, max_size=40).map(lambda s: f"x{s.strip()}y")
DAYS = st.integers(1, 400).map(lambda back: LETTER_DAY - timedelta(days=back))
TEXTS = st.builds(lambda en: Text(en=en, zh="事实"), WORDS)


@cache
def playbook() -> Playbook:
    return load_playbook(GUIDANCE)


def slot_values(slot: SlotDef) -> st.SearchStrategy[Slot]:
    if slot.type == "date":
        return DAYS.map(date.isoformat)
    if slot.type == "count":
        return st.integers(1, 5000)
    if slot.type == "person":
        return st.just("li")
    if slot.type == "people":
        return st.just(("li",))
    if slot.type == "choice":
        return st.sampled_from([value for value, _ in slot.choices])
    return TEXTS


def draw_audit(draw: st.DrawFn) -> Audit:
    rows = draw(st.integers(0, 12))
    if not rows:
        return Audit()
    return Audit(
        period_from=date(2025, 1, 1),
        period_to=draw(DAYS),
        read_by=("li",),
        messages_read=9999,
        all=draw(st.booleans()),
        alike=draw(st.booleans()),
        ledger_complete=True,
        ledger=tuple(LedgerRow(order_id=f"r{n}", by="li", outcome=draw(TEXTS)) for n in range(rows)),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    book = playbook()
    causes = draw(st.lists(st.sampled_from(sorted(book.causes)), min_size=1, max_size=3, unique=True))
    actions = draw(st.lists(st.sampled_from(sorted(book.actions)), min_size=1, max_size=10))
    measures = draw(st.lists(st.sampled_from(sorted(book.measures)), min_size=1, max_size=4))
    numbers = tuple(range(1, len(causes) + 1))

    def slots(defs: tuple[SlotDef, ...]) -> dict[str, Slot]:
        return {slot.id: draw(slot_values(slot)) for slot in defs}

    broken = sorted(rule for conduct in book.conduct.values() for rule in conduct.rules)
    statuses = st.sampled_from(("done", "done", "not_true", "planned"))
    own = Action(status="done", on=draw(DAYS), causes=numbers, text=Text(en="We did it.", zh="我们做了。"))
    return small_case(
        store=Store(
            name="Lumen",
            marketplace=draw(st.sampled_from(("UK", "US"))),
            team_size=draw(st.sampled_from((None, 1, 30))),
        ),
        incidents=tuple(
            Incident(
                order_id=f"o{n}",
                on=draw(DAYS),
                by=draw(st.sampled_from(("li", ""))),
                service=draw(st.sampled_from((Text(), Text(en="the agency Callbridge", zh="代理公司 Callbridge")))),
                channel=draw(st.sampled_from(("buyer_seller_messaging", "package_insert"))),
                rules=(draw(st.sampled_from(broken)),),
                act=draw(TEXTS),
                quote=draw(WORDS),
            )
            for n in range(draw(st.integers(1, 6)))
        ),
        audit=draw_audit(draw),
        causes=tuple(Cause(entry=name, slots=slots(book.causes[name].slots)) for name in causes),
        actions=(
            own,
            *(
                Action(
                    entry=name,
                    status=draw(statuses),
                    on=draw(DAYS),
                    by=("li",),
                    causes=numbers,
                    slots=slots(book.actions[name].slots),
                )
                for name in actions
            ),
        ),
        measures=tuple(
            Measure(
                entry=name,
                status="in_force",
                owner="li",
                causes=numbers,
                frequency=Text(en="every Monday", zh="每周一"),
                slots=slots(book.measures[name].slots),
            )
            for name in measures
        ),
    )


@settings(max_examples=40, deadline=None)
@given(case=cases(), length=st.sampled_from(("short", "standard", "full")))
def test_any_complete_case_gives_a_whole_letter(case: Case, length: str) -> None:
    letter = compose(case, GUIDANCE, "en", length=length)
    assert letter.gaps == ()
    for block in letter.blocks:
        assert block.text.strip()
        assert "{{" not in block.text and "{%" not in block.text
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in block.text)
        assert "  " not in block.text.replace(case.store.name, "") or any(
            "  " in c.text for c in block.claims if c.facts
        )
        for claim in block.claims:
            framed = block.kind in ("heading", "meta") or len(claim.text) < 40
            assert claim.facts or claim.rules or claim.exhibits or framed, claim.text
    assert not has_han(letter.text)
    untold = [a for a in case.actions if a.status != "done"]
    numbers = [f"actions[{case.actions.index(action)}]" for action in untold]
    told = {
        fact for b in letter.of_part("actions") if b.key.startswith("actions/") for c in b.claims for fact in c.facts
    }
    assert not [number for number in numbers if any(fact.startswith(f"{number}.") for fact in told)]


@settings(max_examples=15, deadline=None)
@given(case=cases())
def test_the_mirror_has_the_same_blocks(case: Case) -> None:
    english, chinese = compose(case, GUIDANCE, "en"), compose(case, GUIDANCE, "zh")
    assert [b.key for b in english.blocks] == [b.key for b in chinese.blocks]
