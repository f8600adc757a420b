"""What a Word letter costs, against the same paragraphs built by hand with python-docx in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx

from poa.export.word import build_docx
from poa.model.letter import Block, Claim, Letter, Run
from poa.wording import Wording

ROUNDS = 15
BOUND = 2.0


def a_letter() -> Letter:
    """A letter of ordinary size: three parts, forty blocks, links and lists."""
    sentence = "On 13 March 2026 the manager withdrew the message permission of both agents in Seller Central. "

    def claims(count: int) -> tuple[Claim, ...]:
        return tuple(Claim((Run(sentence),), facts=("actions[0].on",)) for _ in range(count))

    blocks = [Block("title", (Claim((Run("Plan of Action"),), origin="frame"),))]
    for part in ("root_cause", "actions", "measures"):
        blocks.append(Block("heading", (Claim((Run(part),), origin="frame"),), part))  # type: ignore[arg-type]
        blocks.append(Block("paragraph", claims(3), part))  # type: ignore[arg-type]
        for number in range(1, 12):
            blocks.append(Block("item", claims(2), part, list_style="number", number=number))  # type: ignore[arg-type]
    return Letter("en", "plan_of_action", "Store", "US", date(2026, 3, 15), tuple(blocks))


def by_hand(letter: Letter) -> bytes:
    """The reference: the plain use of python-docx for the same words."""
    document = docx.Document()
    for block in letter.blocks:
        style = {"title": "Title", "heading": "Heading 1", "item": "List Number"}.get(block.kind, "Normal")
        paragraph = document.add_paragraph(style=style)
        for claim in block.claims:
            for run in claim.runs:
                paragraph.add_run(run.text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def spent(work: Callable[[], object]) -> float:
    """Seconds for one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print least and median time and the ratio to the reference."""
    letter, words = a_letter(), Wording("en")
    build_docx(letter, words)
    by_hand(letter)
    ours: list[float] = []
    hand: list[float] = []
    for _ in range(ROUNDS):
        hand.append(spent(lambda: by_hand(letter)))
        ours.append(spent(lambda: build_docx(letter, words)))
    print(f"python-docx by hand  least {min(hand) * 1000:6.1f} ms  median {statistics.median(hand) * 1000:6.1f} ms")
    print(f"poa letter to Word   least {min(ours) * 1000:6.1f} ms  median {statistics.median(ours) * 1000:6.1f} ms")
    ratio, middle = min(ours) / min(hand), statistics.median(ours) / statistics.median(hand)
    print(f"ratio: least {ratio:.2f}, median {middle:.2f} (bound {BOUND:.1f})")


if __name__ == "__main__":
    main()
