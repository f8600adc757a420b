"""The conduct detectors on messages in the manner of real sellers: five languages, all tones, traps beside breaches."""

from __future__ import annotations

import pytest

from tests.audit.conduct.conduct_corpus import measure, rows, rules

LANGUAGES = ("de", "fr", "it", "es", "ja")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_breaches_in_a_language_are_found_and_little_else_is(lang: str) -> None:
    result = measure(rows(f"more-{lang}.jsonl"))
    assert result.found >= 60
    assert result.recall >= 0.97, result.missed
    assert result.precision >= 0.97, result.wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_clean_messages_of_a_language_stay_unaccused(lang: str) -> None:
    clean = [row for row in rows(f"more-{lang}.jsonl") if not row.get("labels")]
    assert len(clean) >= 40
    assert not measure(clean).wrong


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Könnten Sie Ihre Bewertung ändern?", "Koennten Sie Ihre Bewertung aendern?"),
        ("Bitte löschen Sie die schlechte Bewertung.", "Bitte loeschen Sie die schlechte Bewertung."),
        (
            "Pourriez-vous réévaluer et modifier votre évaluation ?",
            "Pourriez-vous reevaluer et modifier votre evaluation ?",
        ),
        ("¿Podría actualizar su reseña?", "Podria actualizar su resena?"),
        ("Può eliminare la recensione? Perché è già risolto.", "Puo eliminare la recensione? Perche e gia risolto."),
    ],
)
def test_letters_without_their_marks_mean_the_same(written: str, typed: str) -> None:
    assert "type.review-change-request" in rules(written)
    assert rules(typed) == rules(written)
