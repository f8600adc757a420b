"""Small letters for the tests of the writers."""

from __future__ import annotations

from datetime import date

from poa.model.letter import Block, Claim, Letter, Part, Run


def say(text: str, **more: object) -> Claim:
    return Claim((Run(text),), **more)  # type: ignore[arg-type]


def item(text: str, style: str, number: int | None, part: Part, lead: str = "") -> Block:
    runs = (Run(lead, bold=True), Run(text)) if lead else (Run(text),)
    return Block("item", (Claim(runs, exhibits=(1,)),), part, list_style=style, number=number)  # type: ignore[arg-type]


def small_letter(fact: str = "a lamp", *, language: str = "en", draft: bool = False) -> Letter:
    link = Run("Communication Guidelines", link="https://sellercentral.amazon.com/help/hub/reference/G1701")
    blocks = (
        Block("title", (say("Plan of Action: contact outside Amazon", origin="frame"),)),
        Block("meta", (say("Store: Lumen & Söhne <店>", origin="frame"),)),
        Block("meta", (say("Date: 15 March 2026", origin="frame"),)),
        Block(
            "paragraph", (Claim((Run("The "), link, Run(" allow one channel. ")), rules=("coc.bsm-only",)), say(fact))
        ),
        Block("heading", (say("1. Root cause", origin="frame"),), "root_cause"),
        Block("quote", (say("Please give me your WhatsApp number 😊"),), "root_cause"),
        item("nobody read the messages.", "bullet", None, "root_cause", "Cause 1: "),
        Block("heading", (say("2. Actions taken", origin="frame"),), "actions"),
        item("13 March: Li Wei withdrew the permission.", "number", 1, "actions"),
        item("14 March: Li Wei deleted the number.", "number", 2, "actions"),
        Block("heading", (say("3. Preventive measures", origin="frame"),), "measures"),
        item("Owner: Li Wei.", "letter", 1, "measures", "Test before access. "),
        item("Owner: Zhou Min.", "letter", 2, "measures", "One channel. "),
        Block("heading", (say("Exhibits", origin="frame"),), "exhibits"),
        item("Audit sheet", "number", 1, "exhibits"),
    )
    return Letter(language, "plan_of_action", "Lumen", "US", date(2026, 3, 15), blocks, draft=draft)  # type: ignore[arg-type]
