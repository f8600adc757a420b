"""How alike are letters for different cases, and how much of each letter is the seller's own?

Composes 100 made-up, distinct cases from the playbook (fixed seed) and prints: the median pairwise Jaccard of word
5-grams (aim: at most 0.25), the share of sentences that carry a fact (aim: at least 70 %), and the word counts.
"""

from __future__ import annotations

import random
import statistics
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from poa.letter import compose
from poa.library.guidance import Guidance
from poa.library.playbook import Playbook, SlotDef, Variant, load_playbook
from poa.model.case import (
    Action,
    Audit,
    Case,
    Cause,
    Exhibit,
    Incident,
    LedgerRow,
    LetterOptions,
    Measure,
    NoticeFacts,
    Person,
    Slot,
    Store,
    Text,
)
from poa.model.letter import Letter
from poa.resources import root

AIM_JACCARD, AIM_SHARE = 0.25, 0.70
FIRST = (
    "Mei",
    "Jun",
    "Hana",
    "Otto",
    "Lena",
    "Ravi",
    "Nina",
    "Paul",
    "Yara",
    "Igor",
    "Dora",
    "Sven",
    "Lucia",
    "Omar",
    "Tess",
    "Hugo",
    "Ying",
    "Feng",
    "Alma",
    "Noel",
)
LAST = (
    "Brandt",
    "Kovac",
    "Silva",
    "Meyer",
    "Haas",
    "Duarte",
    "Novak",
    "Peters",
    "Lind",
    "Rossi",
    "Okafor",
    "Weber",
    "Moreau",
    "Tanaka",
    "Janssen",
    "Petrov",
)
ROLES = ("agent", "owner", "operations manager", "customer service lead", "warehouse lead", "brand manager")
GOODS = (
    "lamp",
    "kettle",
    "tent",
    "stroller",
    "backpack",
    "drill",
    "blender",
    "pillow",
    "router",
    "scarf",
    "easel",
    "trolley",
    "monitor",
    "saddle",
)
FAULTS = (
    "flickers",
    "leaks",
    "arrived late",
    "came without screws",
    "has a torn seam",
    "smells of glue",
    "does not charge",
)
ASKS = (
    "please give me your {app} so that I can show you how the {good} is repaired",
    "if you change the rating of the {good} to five stars we return {money} today",
    "write a nice word about the {good} and a second one is yours for free",
    "do not be so rude, nobody else has ever complained about the {good}",
    "have a look at our shop for the {good}, the code {code} takes ten percent off",
)
APPS = ("WhatsApp number", "WeChat", "private e-mail", "Telegram name", "telephone number")
ACTS = (
    ("coc.ask-contact-details", "asked the buyer for a {app} because of a {good}"),
    ("coc.refund-for-review", "offered {money} for changing a review of the {good}"),
    ("type.incentivised-review", "promised a second {good} for a review"),
    ("coc.insult", "called the buyer of a {good} rude"),
    ("type.marketing-coupons", "sent the buyer of a {good} the code {code}"),
)


class Facts:
    """Made-up facts from one seeded source."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.letter_day = date(2026, 1, 10) + timedelta(days=self.random.randrange(300))
        pick = self.random.sample
        names = [f"{first} {last}" for first, last in zip(pick(FIRST, 5), pick(LAST, 5), strict=True)]
        self.people = tuple(
            Person(en=name, role=Text(en=role)) for name, role in zip(names, pick(ROLES, 5), strict=True)
        )
        self.good = self.random.choice(GOODS)
        self.words = {
            "good": self.good,
            "app": self.random.choice(APPS),
            "money": f"£{self.number(5, 90)}.{self.number(10, 99)}",
            "code": f"{self.good[:4].upper()}{self.number(10, 99)}",
        }

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def day(self, back: int = 60) -> date:
        return self.letter_day - timedelta(days=self.random.randrange(1, back))

    def order(self) -> str:
        return f"20{self.number(2, 6)}-555{self.number(1000, 9999)}-{self.number(1000000, 9999999)}"

    def person(self) -> str:
        return self.random.choice(self.people).en

    def phrase(self) -> str:
        fault = self.random.choice(FAULTS)
        shapes = (
            f"the {self.good} sheet of {self.random.choice(LAST)} ({self.number(2, 40)} pages)",
            f"the list for {self.good} orders that {self.random.choice(FIRST)} began in {self.number(2018, 2025)}",
            f"the answer to buyers whose {self.good} {fault}",
            f"shelf {self.number(2, 60)} with the {self.random.choice(GOODS)} and {self.good} papers",
            f"the folder {self.random.choice(LAST)}-{self.number(10, 99)} for each {self.good} that {fault}",
        )
        return self.random.choice(shapes)

    def answer(self) -> str:
        return f"The buyer of the {self.random.choice(GOODS)} answered that it {self.random.choice(FAULTS)}."

    def slot(self, slot: SlotDef) -> Slot:
        if slot.type == "date":
            return self.day(400).isoformat()
        if slot.type == "count":
            return self.number(2, 900)
        if slot.type == "person":
            return self.person()
        if slot.type == "people":
            return tuple(p.en for p in self.random.sample(self.people, 2))
        if slot.type == "choice":
            return slot.choices[0][0]
        if slot.type == "order_id":
            return self.order()
        if slot.type == "yes_no":
            return True
        if slot.type == "money":
            return f"£{self.number(10, 400)}.{self.number(10, 99)}"
        return Text(en=self.phrase())


def made_up_case(seed: int, playbook: Playbook) -> Case:
    """A complete case that no other seed has."""
    facts = Facts(seed)
    chosen = facts.random.sample([c for c in playbook.causes.values() if c.id != "c23-not-guilty"], 3)
    rule, act = facts.random.choice(ACTS)
    quote = facts.random.choice(ASKS).format(**facts.words)
    agent, orders = facts.person(), [facts.order() for _ in range(facts.number(1, 5))]
    causes = tuple(Cause(entry=c.id, slots=_some(facts, c.slots, c.sentences)) for c in chosen)
    actions = tuple(
        Action(
            entry=name,
            status="done",
            on=facts.day(20),
            by=(facts.person(),),
            causes=(number,),
            exhibits=(number,),
            slots=_some(facts, playbook.actions[name].slots, playbook.actions[name].sentences),
        )
        for number, cause in enumerate(chosen, 1)
        for name in facts.random.sample(cause.actions, min(2, len(cause.actions)))
    )
    measures = tuple(
        Measure(
            entry=name,
            status="in_force",
            owner=facts.person(),
            causes=(number,),
            slots=_some(facts, playbook.measures[name].slots, playbook.measures[name].sentences),
            frequency=Text(
                en=facts.random.choice(
                    (
                        f"every {facts.number(2, 9)} days",
                        "every Friday evening",
                        f"on the {facts.number(2, 28)}th of each month",
                    )
                )
            ),
        )
        for number, cause in enumerate(chosen, 1)
        for name in facts.random.sample(cause.measures, 1)
    )
    last = orders[0]
    return Case(
        store=Store(
            name=f"{facts.good.title()} {facts.random.choice(LAST)}", marketplace=facts.random.choice(("UK", "US"))
        ),
        notice=NoticeFacts(received=datetime.combine(facts.day(20), datetime.min.time(), UTC), order_ids=(last,)),
        people=facts.people,
        incidents=(
            Incident(
                order_id=last,
                on=facts.day(40),
                by=agent,
                rules=(rule,),
                act=Text(en=act.format(**facts.words)),
                quote=quote,
            ),
        ),
        audit=Audit(
            period_from=facts.day(200),
            period_to=facts.day(3),
            read_by=(facts.person(),),
            messages_read=facts.number(90, 4000),
            ledger_complete=True,
            exhibits=(1,),
            ledger=tuple(
                LedgerRow(
                    order_id=order,
                    by=agent,
                    on=(facts.day(50),),
                    outcome=Text(
                        en=f"The buyer of the {facts.random.choice(GOODS)} answered that it "
                        f"{facts.random.choice(FAULTS)}."
                    ),
                )
                for order in orders
            ),
        ),
        causes=causes,
        actions=actions,
        measures=measures,
        in_force_since=facts.day(5),
        exhibits=tuple(Exhibit(number=n, title=Text(en=facts.phrase())) for n in (1, 2, 3)),
        letter=LetterOptions(on=facts.letter_day),
    )


def _some(facts: Facts, slots: tuple[SlotDef, ...], sentences: tuple[Variant, ...]) -> dict[str, Slot]:
    """Most slots answered, at least those of the shortest sentence: what is told differs from case to case."""
    needed = min((variant.needs for variant in sentences if not {"alone", "audited"} & set(variant.needs)), key=len)
    return {slot.id: facts.slot(slot) for slot in slots if slot.id in needed or facts.random.random() < 0.85}


def five_grams(letter: Letter) -> frozenset[tuple[str, ...]]:
    """The word 5-grams of a letter."""
    words = letter.text.lower().split()
    return frozenset(zip(*(words[n:] for n in range(5)), strict=False))


def main() -> int:
    """Print the measures; 1 where an aim is missed."""
    guidance = Guidance([root("guidance")])
    playbook = load_playbook(guidance)
    letters = [compose(made_up_case(seed, playbook), guidance, "en", draft=True) for seed in range(100)]
    grams = [five_grams(letter) for letter in letters]
    alike = [len(a & b) / len(a | b) for a, b in combinations(grams, 2)]
    sentences = [
        claim
        for letter in letters
        for block in letter.blocks
        if block.kind in ("paragraph", "item", "quote")
        for claim in block.claims
    ]
    share = sum(1 for claim in sentences if claim.facts or claim.exhibits) / len(sentences)
    counts = sorted(len(letter.text.split()) for letter in letters)
    median = statistics.median(alike)
    print(f"letters: {len(letters)}, with gaps: {sum(bool(letter.gaps) for letter in letters)}")
    print(f"5-gram Jaccard: median {median:.3f}, highest {max(alike):.3f} (aim: median at most {AIM_JACCARD})")
    print(f"sentences with a fact: {share:.1%} of {len(sentences)} (aim: at least {AIM_SHARE:.0%})")
    print(f"words: {counts[0]} to {counts[-1]}, median {statistics.median(counts):.0f}")
    return 0 if median <= AIM_JACCARD and share >= AIM_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
