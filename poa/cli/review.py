"""``poa review``: a case's letter, or a letter written elsewhere, read by a strict reader."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.clock import told_at
from poa.cli.run import Context
from poa.errors import InputError
from poa.model.review import Remark, Review
from poa.places import user_path

if TYPE_CHECKING:
    from poa.model.case import Case

BRANCHES = (
    "acknowledge", "plan_of_action", "dispute", "messaging_restriction", "amazon_staff", "further_appeal",
)  # fmt: skip
# So many places of one kind of remark are shown.
_PLACES = 3


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("target", metavar="DIR|LETTER", type=Path, help=words("review.help_target"))
    parser.add_argument("--notice", metavar="FILE", type=Path, help=words("review.help_notice"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("review.help_format"))
    parser.add_argument("--lang", choices=("en", "zh"), help=words("review.help_language"))
    parser.add_argument("--branch", choices=BRANCHES, default="", help=words("review.help_branch"))
    parser.add_argument("--full", action="store_true", help=words("review.help_full"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Review and tell."""
    target: Path = user_path(args.target)
    case = None
    if target.is_dir():
        from poa.cases.store import load
        from poa.cli.messages import tell_undecided, tell_unfinished

        _say_unused(context, "review.no_use_for_case", {"--notice": args.notice, "--branch": args.branch})
        case = load(target)
        tell_unfinished(target, context)
        tell_undecided(target, case, context)
        found = _of_case(target, case, args.lang or "en", context)
    elif target.exists() or str(target) == "-":
        from poa.cli.landing import landed

        _say_unused(context, "review.no_use_for_file", {"--lang": args.lang})
        with landed(target, "letter") as letter:
            found = _of_file(letter, args.notice, args.branch, context)
    else:
        raise InputError("review.nothing", file=target)
    if args.format == "json":
        data = as_json(found, context) | (_end_data(case) if case else {})
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        lines = [*as_text(found, context, full=args.full), *(_told_end(case, context) if case else ())]
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _end_data(case: Case) -> dict[str, Any]:
    """When the answer is due, as ``poa status`` tells it to scripts."""
    from poa.cases.summary import deadline_of, stated_hours

    at = deadline_of(case)
    return {"deadline_at": at.isoformat() if at else None, "stated_hours": stated_hours(case)}


def _told_end(case: Case, context: Context) -> list[str]:
    """That the time runs while one mends; nothing where no deadline is known or the case is closed."""
    from poa.cases.summary import deadline_of, stated_hours
    from poa.cli.status import told_time_left

    at, stated = deadline_of(case), stated_hours(case)
    if at is None and stated is None:
        return []
    told = told_time_left(at - datetime.now(UTC) if at else None, context, stated)
    until = context.words("review.until", at=told_at(at)) if at else ""
    return ["", context.words("review.deadline", told=told, until=until)]


def _say_unused(context: Context, key: str, options: Mapping[str, object]) -> None:
    """Say which of the options that were given change nothing here."""
    given = [name for name, value in options.items() if value]
    if given:
        sys.stderr.write(f"poa: {context.words(key, options=', '.join(given))}\n")


def _of_case(folder: Path, case: Case, language: str, context: Context) -> Review:
    from poa.cases.reviewed import keep_band
    from poa.review import review
    from poa.review.gather import earlier_letters, letters, other_letters
    from poa.review.kept import kept_of

    templates = context.places.own_templates()
    english, chinese = letters(case, context.guidance, templates=templates)
    letter, mirror = (chinese, english) if language == "zh" else (english, chinese)
    found = review(
        letter,
        guidance=context.guidance,
        case=case,
        mirror=mirror,
        earlier=earlier_letters(folder, case, language),
        others=other_letters(folder, language),
        kept=kept_of(folder, case, context.guidance),
        today=date.today(),
    )
    # The English letter is the one that is sent.
    if language == "en":
        keep_band(folder, case, found.band)
    return found


def _of_file(file: Path, notice_file: Path | None, branch: str, context: Context) -> Review:
    from poa.model.case import Case
    from poa.notice.facts import notice_facts
    from poa.notice.files import read_notice_file
    from poa.review import review
    from poa.review.reading import read_letter

    letter = read_letter(file, context.guidance, branch=branch)
    case = None
    if notice_file is not None:
        notice = read_notice_file(user_path(notice_file), context.guidance)
        case = Case(notice=notice_facts(notice, notice_file.name))
    return review(letter, guidance=context.guidance, case=case, today=date.today())


def as_json(found: Review, context: Context) -> dict[str, Any]:
    """The stable form for scripts; texts in the chosen language."""
    language = context.language
    return {
        "score": found.score,
        "max": found.max,
        "band": found.band,
        "gaps": found.gaps,
        "vetoes": list(found.vetoes),
        "own_share": None if found.own_share is None else round(found.own_share, 3),
        "criteria": [
            {
                "id": one.id,
                "score": one.score,
                "title": one.title.of(language),
                "reason": one.reason.of(language),
                "remedy": one.remedy.of(language),
            }
            for one in found.criteria
        ],
        "remarks": [
            {
                "criterion": one.criterion,
                "weight": one.weight,
                "message": one.message.of(language),
                "remedy": one.remedy.of(language),
                "excerpt": one.excerpt,
                "block": one.block,
                "start": one.start,
                "end": one.end,
                "path": one.path,
                "step": one.step,
            }
            for one in found.remarks
        ],
    }


def as_text(found: Review, context: Context, *, full: bool = False) -> list[str]:
    """The review told to a person: the band, what blocks, the criteria, and what to mend first."""
    from poa.review.whole import band_name

    words, language = context.words, context.language
    band = band_name(found.band, context.guidance).of(language)
    lines = [words("review.head", band=band, score=found.score, max=found.max), words("review.not_a_forecast")]
    if found.gaps:
        lines.append(words("review.draft", n=found.gaps, count=found.gaps))
    if found.own_share is not None:
        lines.append(words("review.own_share", share=round(100 * found.own_share)))
    vetoes = [one for one in found.remarks if one.weight == "veto"]
    if vetoes:
        lines += ["", words("review.vetoes"), *_told(vetoes, context)]
    lines += ["", words("review.criteria")]
    for one in found.criteria:
        title, reason = one.title.of(language), one.reason.of(language)
        lines.append(f"  {words('review.criterion', id=one.id, score=one.score, title=title, reason=reason)}")
        if one.remedy.of(language):
            lines.append(f"      {words('review.remedy', remedy=one.remedy.of(language))}")
    warnings = [one for one in found.remarks if one.weight == "warning"]
    lines += (
        ["", words("review.remarks"), *_told(warnings, context)] if warnings or vetoes else ["", words("review.none")]
    )
    if full:
        for weight, title in (("question", "questions"), ("note", "notes")):
            some = [one for one in found.remarks if one.weight == weight]
            lines += ["", words(f"review.{title}"), *_told(some, context)] if some else []
    return lines


def _told(remarks: list[Remark], context: Context) -> list[str]:
    """Remarks as lines; those that say the same of several places are told once."""
    kinds: dict[tuple[str, str], list[Remark]] = {}
    for one in remarks:
        kinds.setdefault((one.criterion, one.message.of(context.language)), []).append(one)
    lines = []
    for (criterion, message), same in kinds.items():
        count = context.words("review.times", n=len(same)) if len(same) > 1 else ""
        lines.append(f"  {criterion}  {count}{message}")
        for one in same[:_PLACES]:
            lines.extend(_place(one, context))
        if len(same) > _PLACES:
            lines.append(f"      {context.words('review.more', n=len(same) - _PLACES)}")
        lines.append(f"      {context.words('review.remedy', remedy=same[0].remedy.of(context.language))}")
    return lines


def _place(one: Remark, context: Context) -> list[str]:
    lines = []
    if one.excerpt:
        excerpt = one.excerpt if len(one.excerpt) <= 90 else one.excerpt[:89] + "…"
        lines.append(f"      {context.words('review.place', excerpt=excerpt)}")
    if one.path:
        lines.append(f"      {context.words('review.in_case', path=one.path)}")
    return lines
