"""One case -> its documents on disk. The command line and the assistant both call this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache as once
from pathlib import Path

from poa.cases.layout import OUT
from poa.errors import GapError, InputError, PoaError, RefusedError
from poa.export.appendix import Picture
from poa.export.pack import ExhibitFile, RuleLink
from poa.export.plain import field_texts
from poa.export.write import Material, documents, set_aside, write_files
from poa.export.written import Made, keep_marks, outdated_files
from poa.library.guidance import Guidance
from poa.model.case import Case, Exhibit
from poa.model.letter import Gap, Letter
from poa.model.rule import Bilingual
from poa.text.joining import as_sentences
from poa.wording import Language, Wording
from poa.wording.system import reason

LANGUAGES = ("en", "zh")
_WORDING: dict[str, Language] = {"en": "en", "zh": "zh-Hans"}
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, which letters it came from, and which fields are longer than the seller's own limits.

    ``no_mirror`` holds what the Chinese mirror lacks, where it was left out for that; ``set_aside`` where the mirror of
    an earlier export, which would contradict the new letter, was moved to.
    """

    files: tuple[Path, ...]
    letters: tuple[Letter, ...]
    too_long: tuple[tuple[str, int, int], ...]
    no_mirror: tuple[Gap, ...] = ()
    set_aside: tuple[Path, ...] = ()


def export_case(
    folder: Path,
    case: Case,
    guidance: Guidance,
    *,
    languages: Sequence[str] | None = None,
    formats: Sequence[str] = ("docx", "txt", "md"),
    out: Path | None = None,
    draft: bool = False,
    length: str | None = None,
    templates: Sequence[Path] = (),
    cache: Path | None = None,
) -> Exported:
    """Compose the letters of a case and write them.

    Args:
        folder: the case folder; exhibits are read from it.
        case: the facts.
        guidance: rules and playbook.
        languages: ``en``, ``zh`` or both. Without it both, but the mirror only where all its words are there.
        formats: of poa.export.write.FORMATS.
        out: where to; ``out/`` in the case folder by default.
        draft: write even though facts are missing, with the gaps marked.
        length: short, standard or full; the case's own choice by default.
        templates: the user's own template folders.
        cache: folder for compiled catalogues.

    Raises:
        GapError: facts are missing and it is no draft.
        InputError: an unknown language or format, an exhibit without its file, a folder that cannot be written.
        RefusedError: the notice is a look-alike, or the case says what is not so: an action done in the future, a
            quotation that differs from the message, a not-guilty letter that also admits.
    """
    lacking: tuple[Gap, ...] = ()
    if languages is None:
        english, lacking = (False, ()) if draft else _gaps_of(case, guidance, length, templates)
        # What the letter itself lacks is told alone: the mirror can wait.
        languages = LANGUAGES[:1] if english or lacking else LANGUAGES
    letters = compose_letters(case, guidance, languages, draft=draft, length=length, templates=templates)
    if not draft:
        from poa.cases.honest import refuse_dishonest

        refuse_dishonest(folder, case, date.today())
        _refuse_both_ways(case, letters, guidance)
        _refuse_unfilled(case, letters, guidance)
    words = {language: Wording(_WORDING[language], cache) for language in languages}
    material = _material(folder, case, guidance, languages, templates, with_files="pack" in formats)
    files = documents(letters, formats, words, material)
    too_long = tuple(
        (name, len(text), case.letter.limits[name])
        for letter in letters
        if letter.language == "en"
        for name, text in field_texts(letter).items()
        if name in case.letter.limits and len(text) > case.letter.limits[name]
    )
    place = out or folder / "out"
    written = write_files(files, place)
    aside = set_aside(place, LANGUAGES[1]) if lacking else []
    if place.resolve() == (folder / OUT).resolve():
        _keep_marks(folder, case, guidance, templates, written, languages)
    return Exported(tuple(written), tuple(letters), too_long, lacking, tuple(aside))


def outdated(
    folder: Path,
    case: Case,
    guidance: Guidance,
    *,
    templates: Sequence[Path] = (),
    letter: Callable[[str], Letter] | None = None,
) -> tuple[Path, ...]:
    """The written documents of a case that are older than what they are made of, by name.

    Args:
        folder: the case.
        case: its answers as they stand.
        guidance: rules and playbook.
        templates: the user's own template folders.
        letter: the letter in a language where it is at hand; composed otherwise.
    """
    return outdated_files(_made(folder, case, guidance, templates, letter))


def _made(
    folder: Path,
    case: Case,
    guidance: Guidance,
    templates: Sequence[Path],
    letter: Callable[[str], Letter] | None = None,
) -> Made:
    def composed(language: str) -> Letter:
        return compose_letters(case, guidance, [language], draft=True, templates=templates)[0]

    return Made(once(letter or composed), case, folder, once(lambda: _extras(folder, case)))


def _keep_marks(
    folder: Path,
    case: Case,
    guidance: Guidance,
    templates: Sequence[Path],
    written: Sequence[Path],
    languages: Sequence[str],
) -> None:
    try:
        keep_marks(_made(folder, case, guidance, templates), written, languages)
    except OSError as problem:
        raise InputError("export.cannot_write", file=folder, why=reason(problem)) from None


def compose_letters(
    case: Case,
    guidance: Guidance,
    languages: Sequence[str],
    *,
    draft: bool = False,
    length: str | None = None,
    templates: Sequence[Path] = (),
) -> list[Letter]:
    """The letters of a case, or one error that names every missing fact of all languages."""
    from poa.letter import compose

    for language in languages:
        if language not in LANGUAGES:
            raise InputError("export.unknown_language", name=language)
    if case.branch == "phishing":
        raise RefusedError("export.no_letter")
    letters = [
        compose(case, guidance, language, draft=True, length=length, templates=templates) for language in languages
    ]
    gaps = missing(letters)
    if gaps and not draft:
        names = Bilingual(
            as_sentences((f"{gap.path}: {gap.question.en}" for gap in gaps), "en"),
            as_sentences((f"{gap.path}：{gap.question.zh}" for gap in gaps), "zh"),
        )
        raise GapError("export.gaps", names=names, gaps=gaps)
    return letters


def _refuse_both_ways(case: Case, letters: Sequence[Letter], guidance: Guidance) -> None:
    """A letter that says "not guilty" may not tell causes, or admit in its own words.

    Raises:
        RefusedError: it does both.
    """
    if case.branch != "dispute":
        return
    from poa.review import review

    told = any(block.key.startswith(("cause/", "action/")) for letter in letters for block in letter.blocks)
    english = next((letter for letter in letters if letter.language == "en"), None)
    both = english and "V1" in review(english, guidance=guidance, case=case, today=date.today()).vetoes
    if told or both:
        raise RefusedError("export.both_ways")


def _refuse_unfilled(case: Case, letters: Sequence[Letter], guidance: Guidance) -> None:
    """A place that was never filled in ("TODO") leaves nobody's desk.

    Raises:
        RefusedError: names the first such place, with its answer.
    """
    from poa.review import unfilled

    for letter in letters:
        for words, path in unfilled(letter, guidance=guidance, case=case, today=date.today()):
            raise RefusedError("export.unfilled", words=words, place=path, path=path)


def _gaps_of(
    case: Case, guidance: Guidance, length: str | None, templates: Sequence[Path]
) -> tuple[bool, tuple[Gap, ...]]:
    """Whether the English letter has gaps; where it has none, what the mirror lacks."""
    if case.branch == "phishing":
        return False, ()
    english, chinese = compose_letters(case, guidance, LANGUAGES, draft=True, length=length, templates=templates)
    return bool(english.gaps), () if english.gaps else chinese.gaps


def missing(letters: Sequence[Letter]) -> tuple[Gap, ...]:
    """The gaps of several letters, each named once."""
    return tuple({gap.path: gap for letter in letters for gap in letter.gaps}.values())


def _material(
    folder: Path,
    case: Case,
    guidance: Guidance,
    languages: Sequence[str],
    templates: Sequence[Path],
    *,
    with_files: bool,
) -> Material:
    exhibits = {name: [_exhibit(folder, e, name, with_files) for e in _sorted(case)] for name in languages}
    pictures = {name: [_picture(folder, e, name) for e in _sorted(case) if e.in_appendix] for name in languages}
    references = [place / "word" / "reference.docx" for place in templates]
    return Material(
        exhibits=exhibits,
        rules={name: _rules(guidance, name) for name in languages} if with_files else {},
        limits=case.letter.limits,
        pictures=pictures,
        extras=_extras(folder, case) if with_files else {},
        reference=next((place for place in references if place.is_file()), None),
    )


def _sorted(case: Case) -> list[Exhibit]:
    return sorted(case.exhibits, key=lambda exhibit: exhibit.number)


def _title(exhibit: Exhibit, language: str) -> str:
    return exhibit.title.of(language) or exhibit.title.en or exhibit.title.zh


def _exhibit(folder: Path, exhibit: Exhibit, language: str, with_file: bool) -> ExhibitFile:
    data = _read(folder, exhibit) if with_file and exhibit.file else None
    return ExhibitFile(exhibit.number, _title(exhibit, language), exhibit.file, data, _title(exhibit, "en"))


def _picture(folder: Path, exhibit: Exhibit, language: str) -> Picture:
    if not exhibit.file.lower().endswith(_PICTURES):
        raise InputError("export.not_a_picture", file=folder / exhibit.file, number=exhibit.number)
    return Picture(exhibit.number, _title(exhibit, language), _read(folder, exhibit), exhibit.area)


def _read(folder: Path, exhibit: Exhibit) -> bytes:
    place = (folder / exhibit.file).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise InputError("export.exhibit_outside", file=exhibit.file, number=exhibit.number)
    try:
        data = place.read_bytes()
    except OSError:
        raise InputError("export.missing_exhibit", file=place, number=exhibit.number) from None
    if not data:
        raise InputError("export.empty_exhibit", file=place, number=exhibit.number)
    return data


def _rules(guidance: Guidance, language: str) -> Mapping[str, RuleLink]:
    from poa.library.rules import load_rules

    return {key: RuleLink(rule.title.of(language), rule.url) for key, rule in load_rules(guidance).items()}


def _extras(folder: Path, case: Case) -> dict[str, bytes]:
    """What is packed beside letters and exhibits: training papers that say what happened, and messages asked for."""
    from poa.export.records import RECORDS, message_records

    found = _training(folder, case)
    records = message_records(folder, case)
    return {**found, RECORDS: records} if records else found


def _training(folder: Path, case: Case) -> dict[str, bytes]:
    """The papers of the trainings that the case names, without what nobody confirmed and what is an exhibit already."""
    from poa.training.documents import confirmed_documents
    from poa.training.into_case import FILE
    from poa.training.store import load_session, session_file

    found: dict[str, bytes] = {}
    exhibits = {_hash(folder / exhibit.file) for exhibit in case.exhibits if exhibit.file}
    for name in case.training:
        try:
            session = load_session(folder, name)
            record = session_file(folder, name).parent / FILE
        except PoaError:
            # A record that is not there, or cannot be read, is told of where records are shown.
            continue
        papers = confirmed_documents(session)
        if record.is_file() and _hash(record) not in exhibits:
            papers = {FILE: record.read_bytes(), **papers}
        found.update({f"training/{name}/{paper}": data for paper, data in papers.items()})
    return found


def _hash(file: Path) -> str:
    from poa.cases.files import sha256_of

    return sha256_of(file) if file.is_file() else ""
