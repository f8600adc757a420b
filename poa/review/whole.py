"""The whole reading of a letter: remarks, the fourteen criteria, vetoes and the band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from poa.library.guidance import Guidance
from poa.library.marketplaces import load_marketplaces
from poa.model.case import Case
from poa.model.letter import Letter
from poa.model.review import Band, Criterion, Remark, Review
from poa.model.rule import Bilingual
from poa.plan.doubts import doubts, told_twice
from poa.review.answers import answer_remarks
from poa.review.conduct import conduct_fits, conduct_scores, order_remarks, wrong_conduct
from poa.review.criteria import Bench, judge
from poa.review.fragments import fragments
from poa.review.kept import Kept, kept_remarks
from poa.review.lacking import lacking
from poa.review.lint import Lint, lint, places_of
from poa.review.naming import naming_remarks
from poa.review.remarks import at_place, entry, remark
from poa.review.rounds import Change, compare, together
from poa.review.sameness import concrete_share, own_share, shared
from poa.review.structure import Structure, done_too_late, exhibit_remarks, structure, structure_remarks
from poa.review.view import View, without_gaps

_PLACEHOLDER = "lint.placeholder"
_QUOTED = (".quote", ".quote_en", ".quote_zh")
_WEIGHTS = ("veto", "warning", "question", "note")
_NOTHING_KEPT = Kept()


def review(
    letter: Letter,
    *,
    guidance: Guidance,
    case: Case | None,
    mirror: Letter | None = None,
    earlier: Sequence[str] = (),
    others: Sequence[tuple[str, str]] = (),
    kept: Kept = _NOTHING_KEPT,
    today: date,
) -> Review:
    """Read a letter as a strict reader would.

    Args:
        letter: composed here or read from a file.
        guidance: criteria, phrases and their texts.
        case: the case it belongs to; None for a letter without one. A case that holds only the notice is enough to
            compare their conduct.
        mirror: the letter in the other language, for the same check of open places.
        earlier: texts of the letters sent before, oldest first.
        others: name and text of the user's other letters.
        kept: what the messages of the case hold against the answers.
        today: the user's date.

    Returns:
        The reading. Its band speaks of completeness, never of Amazon's answer.
    """
    # What marks a missing fact is no text of the letter: nothing of it is judged, each gap is told by itself.
    letter = without_gaps(letter)
    view = View(letter, guidance, case, today)
    parts = structure(view)
    lints = lint(view)
    scores = conduct_scores(view)
    fits = conduct_fits(view, scores)
    differences = [compare(text, letter, guidance) for text in earlier]
    new, changed, contradictions = together(differences)
    share = own_share(view)
    of_case = list(answer_remarks(view))
    alike = list(shared(view, others))
    with_others = sum(one.weight != "note" for one in alike)
    bench = Bench(view, parts, share, fits, new, sum(1 for one in of_case if one.criterion == "R9"), with_others)
    criteria = judge(bench, lints)

    remarks = [found.remark for found in lints]
    remarks += _of_structure(view, parts)
    if fits is False:
        remarks.append(wrong_conduct(view, scores))
    remarks += _against_earlier(view, new, changed, contradictions)
    remarks += alike
    remarks += _of_mirror(mirror, guidance, case, today)
    remarks += _of_language(view) if mirror is None else []
    remarks += [*of_case, *kept_remarks(view, kept)]
    remarks += lacking(bench, criteria, remarks)
    vetoes = _vetoes(lints, remarks)
    remarks.sort(key=_strongest_first(view, criteria))
    score, most = sum(one.score for one in criteria), 3 * len(criteria)
    return Review(score, most, _band(view, criteria, vetoes), vetoes, criteria, tuple(remarks), concrete_share(view),
                  gaps=len(letter.gaps))  # fmt: skip


def unfilled(letter: Letter, *, guidance: Guidance, case: Case | None, today: date) -> tuple[tuple[str, str], ...]:
    """The places of a letter that were never filled in ("TODO"), each with the path of its answer.

    What a message really said is quoted as it was, whatever it held.
    """
    view = View(without_gaps(letter), guidance, case, today)
    found = [one.remark for one in lint(view) if one.id == _PLACEHOLDER]
    return tuple((told.excerpt, told.path) for told in found if not told.path.endswith(_QUOTED))


def far_too_long(letter: Letter, *, guidance: Guidance) -> int:
    """How many words a letter has that nobody reads to its end; nought for any other."""
    view = View(without_gaps(letter), guidance, None, date.min)
    most = entry(view.known, "criterion", "R13").data["words"][letter.language][-1]
    return view.words if view.words > most else 0


def _strongest_first(view: View, criteria: Sequence[Criterion]) -> Callable[[Remark], tuple[int, int, int, str, int]]:
    """Vetoes, then what costs most: the criteria a ready letter needs, the lowest first, each criterion together."""
    scores = {one.id: one.score for one in criteria}
    needed = view.known.one("bands")["needed"]

    def order(one: Remark) -> tuple[int, int, int, str, int]:
        cost = scores.get(one.criterion, 3)
        place = one.block if one.block is not None else 999
        return _WEIGHTS.index(one.weight), cost, int(one.criterion not in needed), one.criterion.rjust(4), place

    return order


def _of_structure(view: View, parts: Structure) -> list[Remark]:
    """What the parts of the letter lack, and what only a person can judge about them."""
    remarks = [*done_too_late(view, parts), *_missing_parts(view, parts)]
    if view.letter.branch != "dispute":
        remarks += structure_remarks(view, parts)
    remarks += exhibit_remarks(view, parts)
    return [
        *remarks,
        *_doubts(view),
        *_other_store(view),
        *order_remarks(view),
        *naming_remarks(view),
        *_questions(view, parts),
        *_length(view),
        *_gaps(view),
        *fragments(view),
    ]


def _doubts(view: View) -> list[Remark]:
    """Answers of the case that cannot both be right; what keeps a letter from being finished is among its gaps."""
    asked, found = {gap.path for gap in view.letter.gaps}, []
    for doubt in doubts(view.case, view.today) if view.case else ():
        if not (doubt.bars and doubt.path in asked):
            told = remark(view, "dates_impossible" if doubt.bars else "dates_unlikely", words=told_twice(doubt))
            found.append(replace(told, path=doubt.path, step=doubt.step))
    return found


def _missing_parts(view: View, parts: Structure) -> list[Remark]:
    """V2: a part that no sentence stands in. A missing heading alone is no fault."""
    data = view.known.one("parts")
    if view.letter.branch in (data.get("not_for") or ()):
        return []
    empty = {
        "root_cause": not view.of("root_cause"),
        "actions": not view.of("actions"),
        "measures": not view.of("measures"),
    }
    missing = [data["names"][part] for part, lacks in empty.items() if lacks]
    if not missing:
        return []
    names = Bilingual(", ".join(str(one["en"]) for one in missing), "、".join(str(one["zh"]) for one in missing))
    return [at_place(view, entry(view.known, "veto", "V2"), "veto", None, parts=names)]


def _against_earlier(
    view: View, new: bool, changed: Sequence[Change], contradictions: Sequence[Change]
) -> list[Remark]:
    names = {one.value: one.name for field in ("count", "change") for one in view.known.field(field)}
    remarks: list[Remark] = []
    if not new:
        remarks.append(remark(view, "nothing_new"))
    for change in changed:
        shown = f"“{_cut(change.before)}” → “{_cut(change.after)}”"
        what = names.get(change.what, Bilingual(change.what, change.what))
        words = Bilingual(f"{what.en}: {shown}", f"{what.zh}：{shown}")
        if change in contradictions:
            remarks.append(at_place(view, entry(view.known, "veto", "V6"), "veto", None, words=words))
        else:
            remarks.append(remark(view, "changed", words=words))
    return remarks


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _questions(view: View, parts: Structure) -> list[Remark]:
    """What only a person can judge: one question for each cause and each measure."""
    if view.letter.branch in ("dispute", "acknowledge"):
        return []
    asked: list[Remark] = []
    for index, block in enumerate(view.letter.blocks):
        if block.part == "root_cause" and block.text in parts.causes and len(asked) < 6:
            asked.append(remark(view, "cause_true", places_of(view, index)))
    asked += [remark(view, "measure_fits", places_of(view, item.block)) for item in parts.measures[:6]]
    return asked


def _length(view: View) -> list[Remark]:
    words = entry(view.known, "criterion", "R13").data["words"][view.letter.language]
    if view.words > words[2]:
        return [remark(view, "too_long", words=view.words)]
    whole_plan = view.letter.branch not in ("dispute", "acknowledge")
    return [remark(view, "too_short", words=view.words)] if whole_plan and view.words < words[0] else []


def _gaps(view: View) -> list[Remark]:
    found = []
    for gap in view.letter.gaps:
        told = remark(view, "gap", words=gap.question)
        found.append(Remark(told.criterion, "veto", told.message, told.remedy, path=gap.path, step=gap.step))
    return found


def _of_language(view: View) -> list[Remark]:
    """A letter in Chinese, unless the notice was in Chinese: Seller Central speaks it, those who decide may not."""
    case, letter = view.case, view.letter
    markets = load_marketplaces(view.guidance)
    market = markets.get((case.store.marketplace if case else "") or letter.marketplace)
    if letter.language != "zh" or (case and case.notice.language.startswith("zh")):
        return []
    return [remark(view, "in_chinese", words=market.name if market else "Amazon")]


def _other_store(view: View) -> list[Remark]:
    """A letter for another marketplace than the one that the notice names."""
    markets = load_marketplaces(view.guidance)
    if view.case is None:
        return []
    ours, named = (markets.get(code) for code in (view.case.store.marketplace, view.case.notice.marketplace))
    if ours is None or named is None or ours == named:
        return []
    return [replace(remark(view, "other_store", words=ours.name, notice=named.name), path="store.marketplace")]


def _of_mirror(mirror: Letter | None, guidance: Guidance, case: Case | None, today: date) -> list[Remark]:
    """Open places of the mirror count as well; its style is not judged twice."""
    if mirror is None:
        return []
    return [found.remark for found in lint(View(mirror, guidance, case, today)) if found.id == _PLACEHOLDER]


def _vetoes(lints: Sequence[Lint], remarks: Sequence[Remark]) -> tuple[str, ...]:
    """The vetoes that hold, in order. A gap of a draft is an open place (V3)."""
    found = {one.veto for one in lints if one.veto}
    found |= {one.criterion for one in remarks if one.weight == "veto" and one.criterion.startswith("V")}
    if any(one.weight == "veto" and one.criterion == "R14" for one in remarks):
        found.add("V3")
    return tuple(sorted(found))


def _band(view: View, criteria: Sequence[Criterion], vetoes: Sequence[str]) -> Band:
    data = view.known.one("bands")
    score, most = sum(one.score for one in criteria), 3 * len(criteria) or 1
    if vetoes or score < float(data["one_more_round"]) * most:
        return "not_yet"
    zero = any(one.score == 0 for one in criteria if one.id in data["needed"])
    return "ready" if score >= float(data["ready"]) * most and not zero else "one_more_round"


def band_name(band: Band, guidance: Guidance) -> Bilingual:
    """What a band is called."""
    from poa.notice.knowledge import knowledge

    name = knowledge(guidance, "review").one("bands")["names"][band]
    return Bilingual(str(name["en"]), str(name["zh"]))
