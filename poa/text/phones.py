"""Finds telephone numbers that belong to somebody, for masking; numbers of orders and parcels are not for it."""

from __future__ import annotations

import re

Span = tuple[int, int, str]

_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9_/=&#.,*-])(?P<plus>\+|00(?=[1-9]))?[( ]{0,2}\d(?:[ \t().\-–/]{0,3}\d){5,16}"
    r"(?![A-Za-z0-9_*]|[-.,]\d)"
)
_IN_LINK = re.compile(r"(?:wa\.me/|phone=|tel:|sms:)(?P<plus>\+?)(?P<digits>\d[\d-]{6,17})", re.IGNORECASE)
_PERSONAL = re.compile(
    r"phone|tel\b|tél|telef|call|mobile|cell|hand[yi]|whats?\s?app|wechat|weixin|viber|zalo|telegram|\bline\b|sms|"
    r"text me|\bqq\b|\bvx\b|微信|薇信|威信|手机|手機|电话|電話|联系|聯繫|携帯|番号|扣扣|号码|號碼|numéro|número",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"track|order|bestell|commande|pedido|ordine|sendung|paket|colis|envío|spedizione|parcel|shipment|awb|"
    r"\b(?:sku|asin|ean|upc|isbn|gtin|fnsku|iban|vat|ref|id|no|nr|s/n|sn|pn|p/n|lot)\b|serial|model|part\b|invoice|rechnung|"
    r"case|ticket|code|batch|注文|伝票|追跡|订单|訂單|单号|單號|快递|快遞|运单|物流|序列号|型号|发票|编号|編號|批次",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}\b|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_US = re.compile(r"\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}")
_CN_MOBILE = re.compile(r"1[3-9]\d(?:[ -]?\d{4}){2}")
_NATIONAL = ("GB", "DE", "FR", "IT", "ES", "JP")
_OTHER_NUMBER = re.compile(r"\+?(?:\*{3} ?)?\d[\d \t().\-–/*]*(?<=[\d*])")
_MONEY = "£$€¥￥"


def phone_spans(text: str) -> list[Span]:
    """Start, end and masked form of each telephone number: the country code and the last digits stay.

    A number counts where it is international, where a word for telephone or messenger stands before it, or where it
    has a shape that only telephone numbers have. Free numbers of companies (800, 0800, 400) stay.
    """
    found: list[Span] = []
    for match in _CANDIDATE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip(" "))
        if _is_phone(text, start, match[0].strip(), bool(match["plus"])):
            found.append((start, match.end(), _masked(match[0].strip(), match["plus"] or "")))
    for match in _IN_LINK.finditer(text):
        digits = re.sub(r"\D", "", match["digits"])
        found.append((match.start("digits"), match.end("digits"), f"***{digits[-4:]}"))
    return found


def _is_phone(text: str, start: int, written: str, international: bool) -> bool:
    digits = re.sub(r"\D", "", written)
    before = _before(text, start)
    if (before and before[-1] in _MONEY) or _DATE.match(written) or not 6 <= len(digits) <= 17:
        return False
    if international:
        return len(digits) >= 8 and not _free(written, None)
    personal, other = _last(_PERSONAL, before), _last(_OTHER, before)
    if other > personal:
        return False
    if personal >= 0 and "\n\n" not in before[personal:]:
        return len(digits) <= 15 and not _free(written, "US")
    if _CN_MOBILE.fullmatch(written):
        return True
    if _US.fullmatch(written):
        return _valid(written, "US") and not _free(written, "US")
    grouped = len(digits) < len(written)
    return grouped and digits[0] == "0" and any(_valid(written, region) for region in _NATIONAL)


def _before(text: str, start: int) -> str:
    """The words before a number; other numbers among them count for one sign each, masked or not.

    Otherwise a number that was masked, and so is shorter, would bring farther words near to the next one.
    """
    return _OTHER_NUMBER.sub("0", text[max(0, start - 400) : start])[-40:]


def _last(pattern: re.Pattern[str], before: str) -> int:
    place = -1
    for match in pattern.finditer(before):
        place = match.end()
    return place


def _valid(written: str, region: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False


def _free(written: str, region: str | None) -> bool:
    """A number that callers do not pay for belongs to a company, never to a buyer."""
    import phonenumbers

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.TOLL_FREE


def _masked(written: str, plus: str) -> str:
    digits = re.sub(r"\D", "", written)
    kept = digits[-4:] if len(digits) >= 9 else digits[-2:]
    return f"{plus}{_country(digits, plus)} *** {kept}" if plus else f"*** {kept}"


def _country(digits: str, plus: str) -> str:
    import phonenumbers

    national = digits[2:] if plus == "00" else digits
    try:
        return str(phonenumbers.parse(f"+{national}").country_code)
    except phonenumbers.NumberParseException:
        return ""
