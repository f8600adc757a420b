"""What Amazon's answer is: accepted, refused, or something that only the seller can say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from poa.library.guidance import Guidance
from poa.notice import read_notice
from poa.resources import root
from poa.review.answered import ACCEPTED, Heard, hear
from tests.each import each

GUIDANCE = Guidance([root("guidance")])
ACCEPTS = [
    "We have reviewed and accepted your appeal.",
    "We have reviewed and accepted your appeal. The warning has been removed and your account is reinstated.",
    "The warning has been removed from your account.",
    "The policy violation has been removed from your Account Health page.",
    "Your account has been reinstated.",
    "Your account is reinstated.",
    "We're pleased to inform you that your selling privileges have been reinstated.",
    "Thank you for your appeal. We reviewed it and it has been accepted. No further action is required.",
    "Thank you for your plan of action, which we have accepted.",
    "After reviewing the information you provided, we have decided to reactivate your Amazon selling account.",
    "After reviewing your plan, we have reinstated your account.",
    "Your selling account has been reactivated. You may now sell on Amazon.co.uk again.",
    "Your Amazon.com account is now active.",
    "Your account is active again and you can sell.",
    "You may now sell on our site again.",
    "We have removed this violation from your account.",
    "We removed the warning.",
    "The restriction on your messages has been lifted.",
    "Your messaging permissions have been restored.",
    "Your appeal was successful.",
    "Your appeal has been granted.",
    "Your plan of action is accepted.",
    "We accept your plan of action.",
    "We have approved your plan.",
    "We appreciate your cooperation. Your appeal is approved and the violation no longer affects your account.",
    "Based on the information you sent, we determined that your account may sell again; the deactivation is lifted.",
    "We have closed this case in your favor and the warning was withdrawn.",
    "We have received your acknowledgement and resolved this violation.",
    "Your account was deactivated on 3 May. We have now reinstated it after reading your appeal.",
    "The violation has been resolved and no longer appears in Account Health.",
    "We reversed our decision and reinstated your selling privileges.",
    "The policy warning was issued in error and has been removed.",
    "我们已审核并接受您的申诉。",
    "我们已审核并接受您的申诉，警告已移除，您的账户已恢复。",
    "您的账户已重新激活。",
    "您的销售权限已恢复，您可以继续在亚马逊销售。",
    "该警告已从您的账户中移除。",
    "该违规记录已撤销。",
    "我们已移除该项违规警告。",
    "您的行动计划已获批准。",
    "您的申诉已通过。",
    "您的申诉成功。",
    "感谢您提交行动计划。我们已审核并接受了该计划，无需采取进一步行动。",
    "经审核，我们决定恢复您的账户。",
    "我们已为您恢复账户的销售权限。",
    "您现在可以重新在亚马逊上销售商品。",
    "站内信限制已解除。",
    "我们已接受您提交的行动计划，并已恢复您的账户。",
    "Wir haben Ihren Einspruch geprüft und akzeptiert. Die Verwarnung wurde entfernt.",
    "Wir haben Ihren Einspruch geprüft und angenommen.",
    "Wir haben Ihren Maßnahmenplan akzeptiert.",
    "Ihr Maßnahmenplan wurde angenommen.",
    "Ihr Verkäuferkonto wurde reaktiviert.",
    "Wir haben Ihr Konto reaktiviert.",
    "Ihr Konto ist wieder aktiv.",
    "Die Verwarnung wurde entfernt.",
    "Der Verstoß wurde aus Ihrem Konto entfernt.",
    "Ihrem Einspruch wurde stattgegeben.",
    "Sie können nun wieder auf Amazon.de verkaufen.",
    "Vielen Dank für Ihren Einspruch. Nach Prüfung haben wir Ihr Verkäuferkonto wiederhergestellt.",
    "Die Einschränkung wurde aufgehoben.",
    "お客様の申し立てを確認し、承認いたしました。",
    "お客様の申し立てを審査し、受理いたしました。警告は削除されました。",
    "改善計画が承認されました。",
    "アカウントは再開されました。",
    "お客様のアカウントを再有効化いたしました。",
    "警告は削除されました。",
    "違反の記録を取り消しました。",
    "出品用アカウントの利用を再開いたしました。",
    "出品を再開していただけます。",
    "制限は解除されました。",
    "異議申し立ては認められました。",
]
DOES_NOT = [
    "We could not accept your appeal.",
    "We have reviewed your appeal but could not accept it.",
    "We have not accepted your appeal and the warning has not been removed.",
    "The warning has not been removed.",
    "Your account has not been reinstated.",
    "Your account may be reinstated if you send a valid plan.",
    "Your account will be reinstated once you send a plan.",
    "Before your account can be reinstated, please send a plan.",
    "We will reinstate your account after we have received your plan.",
    "To have your account reinstated, submit a plan of action.",
    "Your listings have been removed.",
    "Your account was reinstated on 2 March. Since then a further violation was found, with a risk of deactivation.",
    "Your appeal cannot be accepted as it does not contain enough detail.",
    "Your appeal was accepted for review.",
    "We have accepted your appeal for review and will get back to you.",
    "Your appeal was unsuccessful.",
    "Your plan was successfully received.",
    "Your appeal has been received.",
    "We are unable to remove the warning.",
    "Please explain why the warning should be removed.",
    "If your appeal is accepted, your account will be reinstated.",
    "Your appeal has been accepted in part. Your account remains deactivated.",
    "Your plan says that the messages were removed and the account is active again.",
    "The warning is removed from your page after 180 days.",
    "We have removed your selling privileges.",
    "We have removed your permission to send messages.",
    "Your account has not yet been reactivated.",
    "Your account was not reinstated.",
    "We have neither accepted your appeal nor reinstated your account.",
    "Your selling privileges have been removed.",
    "Should we accept your appeal, the warning will be removed.",
    "Your appeal can only be accepted when it names the root cause.",
    "Nobody has accepted your appeal.",
    "We wonder whether your account is active again.",
    "Your account is no longer active.",
    "We are considering your appeal. Your account is now under review.",
    "The violation has been confirmed. The warning has been placed on your account.",
    "You may not sell on our site again.",
    "You can no longer sell on Amazon.com.",
    "You claim the warning has been removed. Please send proof.",
    "Once the warning has been removed, your messages are sent again.",
    "我们无法接受您的申诉。",
    "我们未接受您的申诉，警告尚未移除。",
    "您的账户尚未恢复。",
    "如果您的申诉被接受，账户将会恢复。",
    "您的账户无法恢复。",
    "如需恢复您的账户，请提交行动计划。",
    "请提交行动计划以恢复您的账户。",
    "我们已收到您的申诉，正在审核。",
    "您的申诉未通过。",
    "您的申诉未获批准。",
    "您的申诉没有成功。",
    "我们已移除您的销售权限。",
    "我们已移除您的商品。",
    "您的账户可能会恢复。",
    "在接受您的申诉之前，我们需要更多信息。",
    "只有在申诉通过后，警告才会移除。",
    "我们不能移除该警告。",
    "警告不会被移除。",
    "您的账户目前仍处于停用状态。",
    "我们已接受您的申诉进行审核，结果将另行通知。",
    "Wir konnten Ihren Einspruch nicht akzeptieren.",
    "Die Verwarnung wurde nicht entfernt.",
    "Ihr Konto kann reaktiviert werden, wenn Sie einen Plan senden.",
    "Ihr Konto wurde nicht reaktiviert.",
    "Ihr Angebot wurde entfernt.",
    "Sobald Ihr Plan akzeptiert wurde, wird Ihr Konto reaktiviert.",
    "Um Ihr Konto zu reaktivieren, senden Sie uns einen Plan.",
    "Ihre Verkaufsberechtigung wurde entfernt.",
    "Wir haben Ihren Einspruch erhalten und prüfen ihn.",
    "Ihr Konto bleibt deaktiviert.",
    "Ihr Einspruch wurde abgelehnt.",
    "Sie können nicht mehr auf Amazon.de verkaufen.",
    "申し立てを承認できませんでした。",
    "警告は削除されていません。",
    "アカウントを再開するには、改善計画をご提出ください。",
    "改善計画が承認された場合、アカウントは再開されます。",
    "申し立てを受け付けました。審査中です。",
    "申し立ては認められませんでした。",
    "アカウントの再開はできません。",
    "商品は削除されました。",
    "お客様のアカウントは再開されていません。",
    "出品権限は削除されました。",
]
LONG = [
    """Hello,

Thank you for submitting your plan of action. We have reviewed and accepted your appeal,
and the warning has been removed from your account. Your listings will be shown within 24 hours.

Please continue to follow our guidelines. If you violate our policies again, your account may be deactivated.
""",
    """您好！

感谢您提交申诉。我们已审核您提供的信息，并接受您的行动计划。针对您账户的违规警告已被移除，
您的账户状况不再受到影响。

请继续遵守沟通指南。如果再次违反政策，您的账户可能会被停用。
""",
    """Guten Tag,

vielen Dank für Ihren Maßnahmenplan. Wir haben Ihren Einspruch geprüft und akzeptiert. Die Verwarnung
wurde aus Ihrem Konto entfernt. Es sind keine weiteren Schritte erforderlich.

Bitte beachten Sie, dass Ihr Konto bei erneuten Verstößen deaktiviert werden kann.
""",
    """出品者様

ご提出いただいた改善計画を確認いたしました。審査の結果、申し立てを承認いたしました。警告は
アカウントから削除されました。今後も規約をお守りください。
""",
    "您好！感謝您提交申訴。我們已審核並接受您的申訴，警告已移除，您的帳戶已恢復。",
]
MIXED = [
    "We accepted your explanation for one order. However, your plan does not describe the root cause of the other. "
    "Please send us a revised plan within 48 hours.",
    "Your appeal of the first warning was accepted. We found a further violation on 3 May.",
    "Ihr Einspruch wurde angenommen. Ihr Konto bleibt weiterhin gesperrt.",
    "我们已接受您的说明。您的账户仍处于停用状态。",
]


WARNS = [
    "In May we reinstated your account after your appeal. We have now found inappropriate communication with buyers in "
    "your messages again. If this continues, your account may be deactivated.",
    "On 3 May we accepted your plan of action. Since then buyers complained of rude messages from you. Your account is "
    "at risk of deactivation.",
    "In May we reinstated your account. On 3 June your account was deactivated because of rude messages to buyers.",
    "我们曾在三月恢复您的账户。现在发现您又给买家发送了辱骂消息，您的账户面临停用风险。",
]
TELLS_OF_THE_PAST = [
    "After reviewing your appeal, we have reactivated your account. It had been deactivated for inappropriate "
    "communication with buyers. If you repeat this, your account may be deactivated again.",
    "Your account was deactivated for inappropriate messages to buyers. We have now reinstated it.",
    "我们已恢复您的销售账户。您的账户此前因与买家沟通不当被停用。如再次违规，您的账户可能会被停用。",
]


def read(text: str, own: str = "") -> Heard:
    notice = read_notice(text, GUIDANCE, received=datetime(2026, 5, 6, tzinfo=UTC))
    return hear(notice, own, GUIDANCE)


@each("sentence", ACCEPTS)
def test_an_acceptance_goes_before_the_warning_of_which_it_speaks(sentence: str) -> None:
    heard = read(f"Hello,\n\n{sentence}\n\nSeller Performance")
    assert heard.kind == ACCEPTED
    assert heard.proposed and heard.holds == "", "it is the seller's to confirm"
    assert heard.words


@each("sentence", DOES_NOT)
def test_what_is_denied_or_hangs_on_something_is_no_acceptance(sentence: str) -> None:
    assert read(f"Hello,\n\n{sentence}\n\nSeller Performance").kind != ACCEPTED


@pytest.mark.parametrize("text", LONG, ids=["en", "zh", "de", "ja", "traditional"])
def test_a_whole_letter_is_read_across_its_line_breaks(text: str) -> None:
    assert read(text).kind == ACCEPTED
    for width in (30, 48):
        assert read(wrapped(text, width)).kind == ACCEPTED, width


@each("text", MIXED)
def test_an_answer_that_also_leaves_something_open_is_no_acceptance(text: str) -> None:
    assert read(text).kind != ACCEPTED


@each("text", WARNS)
def test_a_warning_that_tells_of_an_earlier_acceptance_accepts_nothing(text: str) -> None:
    assert read(f"Subject: Your account\n\nHello,\n\n{text}\n\nSeller Performance").kind != ACCEPTED


@each("text", TELLS_OF_THE_PAST)
def test_what_an_account_had_been_deactivated_for_takes_no_acceptance_back(text: str) -> None:
    assert read(f"Subject: Inappropriate communication\n\n{text}\n\nSeller Performance").kind == ACCEPTED


def test_what_the_seller_wrote_himself_accepts_nothing() -> None:
    own = "We believe that our account has been reinstated and the warning has been removed."
    assert read(f"We received your plan. {own} We are looking into it.", own).kind != ACCEPTED


def wrapped(text: str, width: int) -> str:
    """As a mail program breaks lines: at spaces, or between characters where there are none."""
    from poa.text.wrap import wrap

    parts = text.split("\n\n")
    return "\n\n".join("\n".join(wrap(" ".join(part.split("\n")), width)) for part in parts)
