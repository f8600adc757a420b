"""How much a decoded text looks like Chinese, Japanese or a Western language, from 0 to 1."""

from __future__ import annotations

from functools import lru_cache

from poa.text.lazy import lazy

# The characters that make up about half of everyday written Chinese, simplified and traditional, and letters of trade.
_EVERYDAY = frozenset(
    "的一是了我不人在他有这個个上们們来來到时時大地为為子中你说說生国國年着著就那和要她出也得里裡裏后後自以会會家可下而过過"
    "天去能对對小多然于於心学學么麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現"
    "前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常"
    "与與活正感见見明问問力理尔爾点點文几幾定本公特做外孩相西果走将將月十实實向声聲车車全信重三机機工物气氣每并並别別真打"
    "太新比才便夫再书書部水像眼等体體却卻加电電主界门門利海受听聽表德少克代员員许許先口由死安写寫性马馬光白或住难難望教命"
    "花结結乐樂色更拉东東神记記处處让讓母父应應直字场場平报報友关關放至张張认認接告入笑内內英军軍候民岁歲往何度山觉覺路"
    "带帶万萬男边邊风風解叫任金快原吃妈媽变變通师師立象数數四失满滿战戰远遠格士音轻輕目条條呢您谢謝请請订訂单單货貨退款"
    "换換产產品质質量客户戶服务務买買卖賣评評价價星邮郵件微号號码碼联聯系繫系收运運送快递遞包裹亚亞逊遜店铺鋪查询詢确確"
    "抱歉对帮幫助需提供尽盡复復您贵貴司付返现優优惠刪删除改修五差好平台站址链鏈添加注册"
)
_SENTENCE_MARKS = frozenset("，。！？：；、（）“”‘’《》【】「」『』…—·～￥％　")
# Western prose also uses these beside its letters.
_WESTERN_MARKS = frozenset("’‘“”«»–—…°£€®™©¿¡§·º\u00a0´•½²")
_WESTERN_LETTERS = frozenset("äöüÄÖÜßéèêëàâçùûîïôœæÉÈÀÂÇÊáíóúñÁÍÓÚÑÜìòãõåøÅØ")
_INSIDE_WORD = lazy("(?<=[A-Za-z])([^\\x00-\\x7f])(?=[a-z])")


@lru_cache(maxsize=8192)
def _weight(char: str) -> tuple[float, int]:
    """How likely one character beyond ASCII is, and whether it counts as Western (1) or not (0)."""
    code = ord(char)
    if char in _EVERYDAY:
        return 1.0, 0
    if char in _SENTENCE_MARKS:
        return 0.9, 1 if char in _WESTERN_MARKS else 0
    if 0x4E00 <= code < 0xA000:
        return _han(char), 0
    if 0x3041 <= code <= 0x30FE:
        return 0.95, 0
    if code < 0x250 or char in _WESTERN_MARKS:
        return (0.85 if char in _WESTERN_LETTERS or char in _WESTERN_MARKS else 0.1), 1
    if 0xFF01 <= code <= 0xFF5E or 0x1F300 <= code <= 0x1FAFF:
        return 0.6, 0
    # Half-width kana, private use, and all that a wrong decoding scatters about.
    return 0.0, 0


def _han(char: str) -> float:
    """Common characters are those of level 1 in GB 2312, Big5 or JIS X 0208."""
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("euc_jp", 0xB0, 0xCF)):
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return 0.5
    return 0.1


def likelihood(text: str) -> float:
    """The mean likelihood of the characters beyond ASCII; 1.0 where there is none, 0 where controls abound.

    Western letters count in full only where they stand inside words: ``für`` is a word, ``ÄãºÃ`` is a wrong decoding;
    and so is a single Chinese character inside a Latin word (``R點kseite``).
    """
    total, count, run, controls = 0.0, 0, 0, 0
    for char in text:
        if char < "\x80":
            run = 0
            controls += char < " " and char not in "\t\n\r"
            continue
        weight, western = _weight(char)
        run = run + 1 if western else 0
        total += weight if run < 3 else 0.0
        count += 1
    if controls * 50 > len(text):
        return 0.0
    total -= sum(_weight(found[1])[0] for found in _INSIDE_WORD.finditer(text) if not _weight(found[1])[1])
    return total / count if count else 1.0
