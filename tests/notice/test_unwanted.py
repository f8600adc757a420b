"""What a notice says that it does not want is not asked for, and what it only threatens with sets no deadline."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from poa.library.guidance import Guidance
from poa.model.notice import Notice
from poa.notice import read_notice
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
PLAN = ("root_cause", "actions_taken", "preventive_measures")


def read(text: str) -> Notice:
    return read_notice(text, GUIDANCE, sender="no-reply@amazon.com")


@pytest.mark.parametrize(
    "text",
    [
        "No plan of action is needed now, but should it happen again your account may be deactivated within 72 hours.",
        "You do not have to send a plan of action. If you break the rule again, we may suspend your account in 3 days.",
        "Do not send a plan of action. Nothing is expected from you within 72 hours.",
        "您无需提交行动计划。如再次发生，您的账户可能在72小时内被停用。",
        "Sie müssen keinen Maßnahmenplan einreichen. Bei einem erneuten Verstoß kann Ihr Konto innerhalb von 72 "
        "Stunden deaktiviert werden.",
        "改善計画書の提出は必要ありません。再度違反した場合、72時間以内にアカウントが停止されることがあります。",
        "Vous n'avez pas besoin d'envoyer un plan d'action. Si cela se produit à nouveau, votre compte pourra être "
        "désactivé sous 72 heures.",
        "No es necesario que envíe un plan de acción. Si ocurre de nuevo, su cuenta podrá ser desactivada en 72 horas.",
        "Non è necessario inviare un piano d'azione. Se succede di nuovo, il tuo account potrebbe essere disattivato "
        "entro 72 ore.",
    ],
)
def test_what_is_not_wanted_is_not_asked_and_a_threat_is_no_deadline(text: str) -> None:
    notice = read(text)
    assert (notice.deadline_hours, notice.deadline_at) == (None, None)
    assert set(notice.asks) <= {"none"}


@pytest.mark.parametrize(
    ("text", "hours", "asks"),
    [
        ("If you do not send a plan of action within 72 hours, your account will be deactivated.", 72, PLAN),
        ("Do not forget to send your plan of action within 72 hours.", 72, PLAN),
        ("Do not send invoices. Submit a plan of action within 72 hours.", 72, PLAN),
        ("A plan of action is not needed. Please acknowledge the policy within 7 days.", 168, ("acknowledgement",)),
        ("If we hear of further breaches or you do not answer within 72 hours, we deactivate your account.", 72, ()),
        ("No further action is needed if you submit your answer within 72 hours.", 72, ()),
        ("如果您不在72小时内提交行动计划，您的账户将被停用。", 72, PLAN),
        ("Wenn Sie nicht innerhalb von 72 Stunden einen Maßnahmenplan senden, wird Ihr Konto deaktiviert.", 72, PLAN),
    ],
)
def test_what_is_wanted_beside_it_or_threatened_for_silence_stays(text: str, hours: int, asks: tuple[str, ...]) -> None:
    notice = read(text)
    assert (notice.deadline_hours, notice.asks) == (hours, asks)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We did not receive a valid plan within the 72 hours. Your account has been deactivated.", None),
        ("You have not responded in the 72 hours. Your account has been deactivated.", None),
        ("If you have not responded within the 72 hours, your account will be deactivated.", 72),
        ("We have not received your plan. Please send it within 48 hours.", 48),
        ("我们未在72小时内收到您的行动计划，您的账户已被停用。", None),
        ("如果我们未在72小时内收到您的行动计划，您的账户将被停用。", 72),
        (
            "Wir haben innerhalb der 72 Stunden keinen Maßnahmenplan von Ihnen erhalten. Ihr Konto wurde deaktiviert.",
            None,
        ),
        ("Nous n'avons pas reçu de plan d'action dans les 72 heures. Votre compte a été désactivé.", None),
        ("Si nous n'avons pas reçu votre plan dans les 72 heures, votre compte sera désactivé.", 72),
        ("No recibimos un plan de acción en el plazo de 72 horas. Su cuenta ha sido desactivada.", None),
        ("Si no recibimos un plan de acción en el plazo de 72 horas, su cuenta será desactivada.", 72),
        ("Non abbiamo ricevuto un piano d'azione entro 72 ore. Il suo account è stato disattivato.", None),
        ("Se non abbiamo ricevuto un piano d'azione entro 72 ore, il suo account sarà disattivato.", 72),
    ],
)
def test_a_time_that_is_over_is_no_deadline(text: str, hours: int | None) -> None:
    assert read(text).deadline_hours == hours


def test_what_follows_a_stated_day_is_no_deadline_of_its_own() -> None:
    notice = read(
        "Send your plan of action by November 27, 2026, 5:00 PM PST or your account will be deactivated within 24 "
        "hours of that date."
    )
    assert notice.deadline_at == datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    assert notice.evidence["deadline_hours"][0].text.startswith("Send your plan of action by November 27")
    assert not notice.other_deadlines


def test_a_notice_that_wants_nothing_sets_no_time_and_asks_for_no_date() -> None:
    notice = read("Your appeal was accepted and the warning was removed. No further action is needed.")
    assert notice.evidence["no_deadline"][0].text == "No further action is needed"
    assert "deadline" not in notice.unread
