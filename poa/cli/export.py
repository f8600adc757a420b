"""``poa export``: the letters of one case or many."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa.cli.run import Context
from poa.errors import InputError, PoaError

if TYPE_CHECKING:
    from poa.export.case import Exported
    from poa.model.case import Case


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    words = context.words
    parser.add_argument("dirs", nargs="+", metavar="DIR", type=Path, help=words("export.help_dir"))
    parser.add_argument("--to", default="docx,txt,md", metavar="FORMATS", help=words("export.help_to"))
    parser.add_argument("--lang", metavar="LANGS", help=words("export.help_lang"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=words("export.help_out"))
    parser.add_argument("--draft", action="store_true", help=words("export.help_draft"))
    parser.add_argument("--length", choices=("short", "standard", "full"), help=words("export.help_length"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=words("export.help_format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Export each case; one that cannot be exported does not stop the others.

    Raises:
        PoaError: the words after --to or --lang name nothing that can be written, or the only case cannot be exported.
    """
    formats, languages = _formats(args.to), None if args.lang is None else _languages(args.lang)
    folders = list({folder.resolve(): folder for folder in args.dirs}.values())
    worst, rows = 0, []
    for folder, out in zip(folders, out_folders(folders, args.out), strict=True):
        try:
            done = _export(folder, out, formats, languages, args, context)
        except PoaError as problem:
            if len(folders) == 1:
                raise
            # A problem with a file tells where that is; one of the answers does not tell whose.
            whose = "" if problem.file and problem.file.is_relative_to(folder) else f"{folder}: "
            sys.stderr.write(f"poa: {whose}{problem.told(context.words)}\n")
            rows.append(_row(folder, None, problem, context))
            worst = max(worst, problem.exit_code)
        else:
            rows.append(_row(folder, done, None, context))
            if args.format == "text":
                for file in done.files:
                    sys.stdout.write(context.words("export.written", file=file) + "\n")
            _notes(done, context)
    if args.format == "json":
        sys.stdout.write(json.dumps({"cases": rows}, ensure_ascii=False, indent=2) + "\n")
    return worst


def out_folders(folders: Sequence[Path], out: Path | None) -> list[Path | None]:
    """Where the letters of each case go: of several, a folder of its own below ``out``, whatever the cases are called.

    Args:
        folders: of the cases, each once.
        out: what was asked for; without it each case has its own folder.
    """
    if out is None or len(folders) == 1:
        return [out] * len(folders)
    names = [folder.resolve().name or "case" for folder in folders]
    # Capitals make no difference to a disk that knows none, so they make none here.
    taken, first = {name.casefold() for name in names}, set()
    places: list[Path | None] = []
    for name in names:
        free = name
        if name.casefold() in first:
            numbered = (f"{name}-{number}" for number in range(2, len(taken) + len(names) + 2))
            free = next(one for one in numbered if one.casefold() not in taken)
        first.add(name.casefold())
        taken.add(free.casefold())
        places.append(out / free)
    return places


def _export(
    folder: Path,
    out: Path | None,
    formats: Sequence[str],
    languages: Sequence[str] | None,
    args: argparse.Namespace,
    context: Context,
) -> Exported:
    from poa.cases.store import load
    from poa.cli.messages import tell_undecided, tell_unfinished
    from poa.export.case import export_case

    case = load(folder)
    tell_unfinished(folder, context)
    tell_undecided(folder, case, context)
    for told in beside_letter(case, context):
        sys.stderr.write(f"{told}\n")
    done = export_case(
        folder,
        case,
        context.guidance,
        languages=languages,
        formats=formats,
        out=out,
        draft=args.draft,
        length=args.length,
        templates=context.places.own_templates(),
        cache=context.places.cache,
    )
    if _adds_nothing(folder, case, done, context):
        sys.stderr.write(context.words("export.nothing_new") + "\n")
    return done


def _adds_nothing(folder: Path, case: Case, done: Exported, context: Context) -> bool:
    """Whether a letter that was answered is written once more as it was; Amazon refuses it as it did before."""
    from poa.review.gather import earlier_letters
    from poa.review.rounds import compare

    letter = next((one for one in done.letters if one.language == "en"), None)
    earlier = earlier_letters(folder, case, "en") if letter else ()
    return letter is not None and any(not compare(text, letter, context.guidance).new for text in earlier)


def beside_letter(case: Case, context: Context) -> Iterator[str]:
    """Which exhibits the letter lists without a file, and what is planned and stands in no letter."""
    from poa.library.playbook import load_playbook
    from poa.plan.evidence import without_file
    from poa.plan.leftout import left_out

    said = context.words
    if numbers := without_file(case):
        yield said("export.without_file", count=len(numbers), n=len(numbers), numbers=", ".join(map(str, numbers)))
    if any(one.status == "planned" for one in case.actions) or any(one.status == "planned" for one in case.measures):
        for left in left_out(case, load_playbook(context.guidance)):
            yield said("export.left_out", place=left.path, name=left.name.of(context.language))


def _notes(done: Exported, context: Context) -> None:
    """What is to be known beside the files."""
    from poa.review import far_too_long

    if done.no_mirror:
        what = done.no_mirror[0].question.of(context.language)
        sys.stderr.write(
            context.words("export.no_mirror", count=len(done.no_mirror), n=len(done.no_mirror), what=what) + "\n"
        )
    for file in done.set_aside:
        sys.stderr.write(context.words("export.set_aside", file=file) + "\n")
    for letter in done.letters:
        if letter.language == "en" and (count := far_too_long(letter, guidance=context.guidance)):
            sys.stderr.write(context.words("export.far_too_long", count=count) + "\n")
    for name, count, limit in done.too_long:
        label = context.words(f"export.field_{name}")
        sys.stderr.write(context.words("export.limit_note", field=label, count=count, limit=limit) + "\n")


def _row(folder: Path, done: Exported | None, problem: PoaError | None, context: Context) -> dict[str, Any]:
    """The stable form for scripts."""
    return {
        "folder": str(folder),
        "files": [str(file) for file in done.files] if done else [],
        "set_aside": [str(file) for file in done.set_aside] if done else [],
        "no_mirror": [gap.path for gap in done.no_mirror] if done else [],
        "too_long": [dict(zip(("field", "count", "limit"), one, strict=True)) for one in done.too_long] if done else [],
        "problem": problem.told(context.words) if problem else None,
    }


def _formats(text: str) -> list[str]:
    from poa.export.write import FORMATS, refuse_unknown_formats

    found = _split(text)
    if not found:
        raise InputError("export.no_format", known=", ".join(FORMATS))
    refuse_unknown_formats(found)
    return found


def _languages(text: str) -> list[str]:
    found = _split(text)
    if not found:
        raise InputError("export.no_language")
    return found


def _split(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
