"""Each of the fourteen criteria falls when the letter loses what it asks for, and the others keep what they have."""

from __future__ import annotations

import pytest

from tests.review.test_bands import ENGLISH, of_text, scores

FULL = scores(of_text(ENGLISH))


def without(*pairs: tuple[str, str]) -> str:
    text = ENGLISH
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


RULE = "The Communication Guidelines require polite messages. "
QUOTE = ': "Learn to read before you complain."'
SEARCH = (
    " We read all 640 messages of both agents from 3 February to 3 May and found two more on order 113-5553002-2220002."
)


def test_a_letter_that_has_all_has_full_marks() -> None:
    assert set(FULL.values()) == {3} and len(FULL) == 14


@pytest.mark.parametrize(
    ("criterion", "pairs", "most"),
    [
        ("R1", [("Notice: 4 May 2026, order 114-5553001-1110001\n", ""), (" of order 114-5553001-1110001", ""),
                (" on order 113-5553002-2220002", "")], 2),
        ("R2", [(QUOTE, " an insulting answer.")], 2),
        ("R2", [(SEARCH, "")], 2),
        ("R3", [("Our reply procedure of 2023 tells an agent to close each thread alone, so Orth answered at 23:40 "
                 "without asking anybody.", "The agent made a mistake."),
                ("the two messages of 11 March stayed unread for eight weeks", "it was careless"),
                ("The weekly report counts reply time only; ", ""), ("nobody read tone", "carelessness"),
                ("no way to hand over angry threads", "a bad day")], 1),
        ("R4", [(" This message broke them, and we are responsible for it.", "")], 2),
        ("R4", [("This message broke them, and we are responsible for it.", "We do not agree that this message broke "
                 "them; the buyer provoked our agent.")], 1),
        ("R5", [(RULE, "It went against the Communication Guidelines. "), ("broke them", "was wrong"),
                (QUOTE, " an insulting answer.")], 1),
        ("R6", [("4 May: Paul Reuter (store manager) withdrew", "Withdrew"), ("5 May: Reuter", "Reuter")], 2),
        ("R6", [("withdrew Orth's", "will withdraw Orth's"), ("Reuter answered", "Reuter will answer"),
                ("Reuter replaced", "Reuter will replace"), ("both agents completed", "both agents will complete")], 0),
        ("R7", [(SEARCH, ""), ("withdrew Orth's message permission in Seller Central", "spoke with Orth"),
                ("replaced the procedure with version 3, which names the hand-over", "wrote a note")], 1),
        ("R8", [("Owner: Reuter. ", ""), ("Check: every Friday he compares the list of such threads with the log; a "
                 "thread answered alone ends the permission the same day.", "")], 2),
        ("R9", [("(Cause 1; Exhibit 1)", "(Exhibit 1)"), ("(Cause 1; Exhibit 2)", "(Exhibit 2)"),
                ("(Causes 1, 2; Exhibit 3)", "(Exhibit 3)"), ("(Cause 1; Exhibit 4)", "(Exhibit 4)")], 1),
        ("R10", [(SEARCH, ""), ("within 24 hours", "soon"), ("Every Monday he reads 15 messages of each agent",
                 "He reads messages of each agent often"), ("every Friday", "then"),
                 ("re-reads five on the first working day of each month", "re-reads some"),
                 ("After a second complaint", "After a complaint")], 2),
        ("R11", [("; Exhibit 1)", ")"), ("; Exhibit 2)", ")"), ("; Exhibit 3)", ")")], 2),
        ("R11", [("; Exhibit 1)", ")"), ("; Exhibit 2)", ")"), ("; Exhibit 3)", ")"), ("; Exhibit 4)", ")"),
                 (ENGLISH[ENGLISH.index("Exhibits\n"):], "")], 0),
        ("R12", [(" and a test of 15 questions, pass mark 13; Orth passed at the second attempt", "")], 2),
        ("R13", [(ENGLISH[ENGLISH.index("Preventive measures\n"):ENGLISH.index("Exhibits\n")], "")], 1),
    ],
)  # fmt: skip
def test_a_criterion_falls_with_what_it_asks_for(criterion: str, pairs: list[tuple[str, str]], most: int) -> None:
    assert scores(of_text(without(*pairs)))[criterion] <= most


@pytest.mark.parametrize(
    ("criterion", "pairs"),
    [
        ("R2", [(QUOTE, " an insulting answer.")]),
        ("R4", [(" This message broke them, and we are responsible for it.", " This message broke them.")]),
        ("R12", [(" and a test of 15 questions, pass mark 13; Orth passed at the second attempt", "")]),
    ],
)
def test_what_a_letter_lacks_costs_only_the_criteria_that_ask_for_it(
    criterion: str, pairs: list[tuple[str, str]]
) -> None:
    found = scores(of_text(without(*pairs)))
    fallen = {name for name, score in found.items() if score < FULL[name]}
    # A rule is understood (R5) by the words that broke it.
    assert criterion in fallen and fallen <= {criterion, "R5"}


def test_a_letter_of_phrases_that_fit_every_store_is_not_its_writers_own() -> None:
    phrases = "We take this matter very seriously. We value our customers. We will comply with all policies of Amazon. "
    found = scores(of_text(f"Plan of Action\n\nRoot cause\n{phrases}\n\nActions taken\n- {phrases}\n\n"
                           f"Preventive measures\n- {phrases}"))  # fmt: skip
    assert found["R14"] == 0 and found["R10"] == 0


def test_a_number_of_messages_that_were_answered_is_no_search() -> None:
    answered = without((SEARCH, ""), ("answered both open conversations", "answered 12 conversations"))
    assert scores(of_text(answered))["R2"] == 2
    searched = without((SEARCH, ""), ("answered both open conversations", "read 640 conversations and answered two"))
    assert scores(of_text(searched))["R2"] == 3
