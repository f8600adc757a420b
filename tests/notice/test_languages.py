"""French, Spanish and Italian are read; of other languages is told that nothing reads them."""

from __future__ import annotations

from datetime import datetime

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root

GUIDANCE = Guidance([root("guidance")])
PLAN = ("root_cause", "actions_taken", "preventive_measures")


@pytest.mark.parametrize(
    ("text", "language", "hours", "severity"),
    [
        ("Bonjour, votre compte de vente a été suspendu à cause de messages inappropriés envoyés à des acheteurs. Vous "
         "disposez de trois jours pour nous transmettre un plan d'action. Amazon.fr", "fr", 72, "deactivated"),
        ("Hola: su cuenta corre el riesgo de ser desactivada por comunicaciones inadecuadas con los compradores. Envíe "
         "un plan de acción en un plazo de cinco días. Amazon.es", "es", 120, "at_risk"),
        ("Gentile venditore, abbiamo sospeso il tuo account per messaggi inappropriati agli acquirenti. Invia il piano "
         "d'azione entro 48 ore. Amazon.it", "it", 48, "deactivated"),
    ],
)  # fmt: skip
def test_a_notice_in_french_spanish_or_italian_is_read(text: str, language: str, hours: int, severity: str) -> None:
    notice = read_notice(text, GUIDANCE)
    assert (notice.language, notice.deadline_hours, notice.severity) == (language, hours, severity)
    assert (notice.kind, notice.asks) == ("inappropriate_communication", PLAN)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("Bonjour, merci de nous envoyer votre plan d'action au plus tard le 1er juin 2026. Amazon.fr", 6, 1),
        ("Hola, debe enviar su plan de acción antes del 3 de junio de 2026. Amazon.es", 6, 3),
        ("Buongiorno, ti chiediamo di inviare il piano d'azione entro il 4 giugno 2026. Amazon.it", 6, 4),
    ],
)
def test_a_date_in_them_is_read(text: str, month: int, day: int) -> None:
    at = read_notice(text, GUIDANCE).deadline_at
    assert isinstance(at, datetime)
    assert (at.month, at.day) == (month, day)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, les fonds de votre compte seront conservés pendant 90 jours. Amazon.fr",
        "Hola, por favor responda a los mensajes de los compradores en 24 horas. Amazon.es",
        "Buongiorno, di solito rispondiamo entro 2 giorni, non è necessario scrivere di nuovo. Amazon.it",
    ],
)
def test_other_periods_in_them_are_no_deadline(text: str) -> None:
    assert read_notice(text, GUIDANCE).deadline_hours is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Olá, a sua conta foi suspensa por mensagens impróprias. Envie um plano de ação em até 48 horas, com as "
         "causas. Amazon.com.br", "pt"),
        ("Szanowni Państwo, konto zostało zawieszone z powodu wiadomości. Proszę przesłać plan "
         "w ciągu 48 godzin.", "pl"),
        ("Geachte verkoper, uw account is geschorst. Stuur ons binnen 48 uur een plan van aanpak "
         "met het probleem.", "nl"),
        ("판매자 계정이 정지되었습니다. 48시간 이내에 시정 계획을 제출해 주십시오.", "ko"),
    ],
)  # fmt: skip
def test_a_language_that_is_not_read_is_named_and_said_to_be_unread(text: str, language: str) -> None:
    notice = read_notice(text, GUIDANCE)
    assert notice.language == language
    assert notice.unread[0] == "foreign"
    assert {"kind", "deadline"} <= set(notice.unread)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your plan of action. We cannot accept it. Please add a more precise description of the root "
        "cause and what you did for the buyers concerned.",
        "vielen Dank für Ihren Maßnahmenplan. Wir können ihn nicht annehmen. Bitte ergänzen Sie eine genauere "
        "Beschreibung der Grundursache und welche Maßnahmen Sie gegenüber den Käufern ergriffen haben.",
        "Merci pour votre plan d'action. Nous ne pouvons pas l'accepter. Veuillez décrire plus précisément la cause et "
        "ce que vous avez fait pour les acheteurs concernés.",
        "Gracias por su plan de acción. No podemos aceptarlo. Describa mejor la causa y qué hizo por los compradores.",
        "Grazie per il suo piano d'azione. Non possiamo accettarlo. Aggiunga una descrizione più precisa della causa e "
        "che cosa ha fatto per gli acquirenti coinvolti.",
        "感谢您提交的行动计划。我们无法接受。请补充更具体的根本原因，以及对相关买家采取了哪些措施。",
    ],
)
def test_a_refusal_is_known_by_what_it_thanks_for_and_does_not_take(text: str) -> None:
    notice = read_notice(f"Amazon Seller Performance\n\n{text}", GUIDANCE)
    assert notice.severity == "refusal"
    assert {"root_cause", "actions_taken"} <= set(notice.asks)


def test_a_plan_that_lacked_detail_was_refused_and_why_messages_were_sent_asks_for_no_messages() -> None:
    notice = read_notice(
        "Amazon Seller Performance\n\nWe have reviewed your plan of action. Your plan lacked detail on the root cause "
        "of the violation. We need more information on why the messages were sent and how you found them. You may send "
        "a revised plan within 48 hours.",
        GUIDANCE,
    )
    assert (notice.severity, notice.deadline_hours, notice.asks) == ("refusal", 48, ("root_cause",))


def test_an_explanation_where_one_believes_it_an_error_is_asked_for() -> None:
    notice = read_notice(
        "Amazon.com\n\nWe received a report that you asked a buyer to contact you outside of Amazon. If you believe "
        "this is an error, reply to this message within 3 business days with an explanation and any documentation.",
        GUIDANCE,
    )
    assert "dispute_evidence" in notice.asks
