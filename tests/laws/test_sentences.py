"""Laws of the reader of sentences: what it reads is canonical, noise changes nothing, and no text makes it raise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.laws import strategies as s

from onrecord.model.reading import Reading
from onrecord.reading import parse_reading, print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import ReadSentence, read_sentence
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)
V = s.VOCABULARY
CONTEXT = Context(V)

SUITES = Path(__file__).resolve().parents[1] / "sentences"
SENTENCES: list[str] = [
    item["sentence"]
    for name in ("own", "traps")
    for item in yaml.safe_load((SUITES / f"{name}.yaml").read_text(encoding="utf-8"))
]


def stable(read: ReadSentence) -> None:
    """Every reading is in canonical form: printed and parsed it is the same."""
    for one in (*read.readings, *read.partial):
        text = print_reading(one.reading, V)
        again = parse_reading(text, V)
        assert isinstance(again, Reading), f"{read.text}\n{text}\n{again}"
        assert again == one.reading, f"{read.text}\n{text}"
        assert print_reading(again, V) == text


def sound(read: ReadSentence, text: str) -> None:
    """What an answer keeps to, whatever the text."""
    assert read.text == text
    assert read.language in LANGUAGES
    assert not (read.readings and read.unread)
    assert read.readings or read.unread or read.problem
    ends = [(mark.start, mark.end) for mark in read.marks]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in ends)


# What is read is canonical ------------------------------------------------------------------------------------------


@given(s.readings)
@settings(max_examples=100, suppress_health_check=SLOW, deadline=None)
def test_a_printed_reading_need_not_be_read_but_what_is_read_is_stable(reading: Reading) -> None:
    stable(read_sentence(print_reading(reading, V), CONTEXT))


@pytest.mark.parametrize("part", range(8))
def test_what_is_read_of_the_suites_is_stable(part: int) -> None:
    for sentence in SENTENCES[part::8]:
        stable(read_sentence(sentence, CONTEXT))


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """A sentence of the suites with a few words removed, doubled, or put in from another."""
    words = draw(st.sampled_from(SENTENCES)).split()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(words) - 1)))
        to = at + draw(st.integers(0, 4))
        other = draw(st.sampled_from(SENTENCES)).split()
        begin = draw(st.integers(0, len(other) - 1))
        put = draw(st.sampled_from([[], words[at:to] * 2, other[begin : begin + 4], ["2020"], ["Mali"], ["3.5"]]))
        words[at:to] = put
    return " ".join(words)


@given(spliced())
@example("tous les 2020 - 2020 diminuant")
@example("A third of those killed in Mali in 2018 died in Colombia.")
@example("Deaths in Mali were 3.5 in 2019.")
@example("Ethiopia's conflict death toll grew roughly sixfold in 2020.")
@example("Three in ten violent events recorded in Mali in 2020 were attacks on civilians.")
@example("JNIM was responsible for the majority of civilians killed in 2020.")
@settings(max_examples=300, suppress_health_check=SLOW, deadline=None)
def test_what_is_read_of_torn_sentences_is_stable(text: str) -> None:
    read = read_sentence(text, CONTEXT)
    sound(read, text)
    stable(read)


# Noise --------------------------------------------------------------------------------------------------------------

NOISE = {
    "en": (
        "According to UCDP data, {s}",
        "According to the UCDP, {s}",
        "The data show that {s}",
        "UCDP data show that {s}",
        "{s}, the data show",
        "{s}, according to UCDP data",
    ),
    "fr": (
        "Selon l'UCDP, {s}",
        "Selon les données de l'UCDP, {s}",
        "En effet, {s}",
        "D'après les données de l'UCDP, {s}",
        "{s}, selon l'UCDP",
    ),
}
TEMPLATES = {
    "en": (
        "{n} people were killed in {c} in {y}",
        "a staggering {n} people were killed in {c} in {y}",
        "more than {n} people died in {c} between {x} and {y}",
        "conflict deaths in {c} rose by {p} percent in {y}",
        "fatalities in {c} more than doubled in {y}",
        "in {y}, more people were killed in {c} than in {d}",
        "{y} was the deadliest year in {c} since {x}",
        "a third of all deaths in {c} in {y} were in attacks on civilians",
        "attacks on civilians killed {n} people in {c} in {y}",
        "{c} recorded {n} violent incidents in {y}",
    ),
    "fr": (
        "{n} personnes ont été tuées en {c} en {y}",
        "le nombre de morts en {c} a augmenté de {p} % en {y}",
        "le nombre de morts en {c} a plus que doublé en {y}",
        "{y} a été l'année la plus meurtrière en {c} depuis {x}",
        "les attaques contre des civils ont fait {n} morts en {c} en {y}",
    ),
}
PLACES = {
    "en": ("Mali", "Burkina Faso", "Nigeria", "the Central African Republic", "South Sudan", "Iraq"),
    "fr": ("Somalie", "Centrafrique", "Éthiopie", "Syrie", "Colombie", "Ukraine"),
}


@st.composite
def sentences(draw: st.DrawFn, language: str) -> str:
    places = draw(st.permutations(PLACES[language]))
    year = draw(st.integers(2012, 2022))
    return draw(st.sampled_from(TEMPLATES[language])).format(
        c=places[0], d=places[1], y=year, x=year - draw(st.integers(2, 9)), n=draw(st.integers(11, 999)),
        p=draw(st.integers(11, 99)),
    )  # fmt: skip


def first_up(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def readings(text: str, language: str) -> list[Reading]:
    read = read_sentence(text, CONTEXT)
    assert read.readings, f"{text}: {read.unread or read.problem}"
    assert read.language == language, text
    return [one.reading for one in read.readings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_does_not_change_the_reading(language: str) -> None:
    @given(sentences(language), st.sampled_from(NOISE[language]))
    @settings(max_examples=60, suppress_health_check=SLOW, deadline=None)
    def law(sentence: str, noise: str) -> None:
        plain = readings(first_up(sentence), language)
        assert readings(first_up(noise.format(s=sentence)), language) == plain

    law()


def test_a_striking_word_does_not_change_the_reading() -> None:
    assert readings("A staggering 411 people were killed in Mali in 2019.", "en") == readings(
        "411 people were killed in Mali in 2019.", "en"
    )


@given(sentences("en"))
@settings(max_examples=40, suppress_health_check=SLOW, deadline=None)
def test_case_spaces_and_quotation_marks_do_not_change_the_reading(sentence: str) -> None:
    plain = readings(first_up(sentence), "en")
    assert readings(f"  “{first_up(sentence)}”\n", "en") == plain
    assert readings(first_up(sentence).replace(" ", "\N{NO-BREAK SPACE}\n"), "en") == plain


# No word is dropped -------------------------------------------------------------------------------------------------

TELLING = {
    "en": (
        "not", "never", "hardly", "barely", "scarcely", "no", "without", "except", "excluding", "outside", "near",
        "northern", "rural", "allegedly", "reportedly", "possibly", "may", "might", "could", "would", "should", "will",
        "soldiers", "children", "women", "police", "wounded", "injured", "displaced", "abducted", "half of the",
        "indirectly", "accidentally", "almost certainly", "mid", "early", "late", "summer", "Zyzzyva",
        "and Zyzzyva", "(partly)", "more or less never", "fewer than 3", "outside Niger", "in Chad", "by Boko Haram",
        "because of drought", "said to be", "twice", "second", "percent",
    ),
    "fr": (
        "ne pas", "jamais", "aucun", "sans", "sauf", "hormis", "hors", "près du", "peut-être", "aurait", "auraient",
        "pourrait", "devrait", "soldats", "enfants", "femmes", "policiers", "blessés", "déplacés", "enlevés",
        "indirectement", "mi", "Zyzzyva", "et Zyzzyva", "(en partie)", "au Tchad",
        "par Boko Haram", "à cause de la sécheresse", "deux fois", "deuxième", "%",
    ),
}  # fmt: skip
PLAIN = {
    "en": (
        "In 2020, 411 people were killed in Mali.",
        "Deaths in Mali rose by 9 percent in 2020.",
        "2020 was the deadliest year in Mali since 2015.",
        "A third of those killed in Mali in 2020 were civilians.",
        "JNIM killed 50 civilians in Mali in 2020.",
    ),
    "fr": (
        "En 2020, 411 personnes ont été tuées au Mali.",
        "Le nombre de morts au Mali a augmenté de 9 % en 2020.",
        "2020 a été l'année la plus meurtrière au Mali depuis 2015.",
        "Le JNIM a tué 50 civils au Mali en 2020.",
    ),
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, sentence) for language, some in PLAIN.items() for sentence in some]
)
def test_a_word_that_tells_something_is_used_or_leaves_no_reading(language: str, sentence: str) -> None:
    plain = set(readings(sentence, language))
    words = sentence.rstrip(".").split()
    dropped = []
    for word in TELLING[language]:
        for at in range(len(words) + 1):
            text = " ".join([*words[:at], word, *words[at:]])
            if plain & {one.reading for one in read_sentence(text, CONTEXT, language).readings}:
                dropped.append(text)
    assert dropped == []


# Any text -----------------------------------------------------------------------------------------------------------


def forms(language: str) -> list[str]:
    """All forms of a lexicon."""
    starting = load_lexicon(language).starting
    return sorted({" ".join(entry.words) for entries in starting.values() for entry in entries})


FORMS = {language: forms(language) for language in LANGUAGES}
OTHERS = ["Mali", "the Sahel", "JNIM", "2019", "in 2018", "5", "1,240", "70", "%", "March", *",;.()–?", "'s"]


@st.composite
def salad(draw: st.DrawFn) -> str:
    """Words of the lexicon in any order."""
    words = FORMS[draw(st.sampled_from(LANGUAGES))]
    return " ".join(draw(st.lists(st.sampled_from(words) | st.sampled_from(OTHERS), min_size=1, max_size=60)))


hostile = (
    st.text()
    | st.text(st.characters(codec=None, exclude_categories=()))
    | st.text(st.sampled_from("\u202e\u200f\u0000\u0007\u001b\ufeff\U0001f4a5é1,.%' aMD"), max_size=60)
    | st.binary().map(lambda raw: raw.decode("utf-8", "replace"))
    | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape"))
)


@given(hostile | salad() | st.tuples(hostile, st.sampled_from(SENTENCES), hostile).map("".join))
@example("in " * 399)
@example("2020 " * 399)
@example("In 99999999999999999999 people were killed in Mali in 2019.")
@example("Deaths in Mali in 9999 rose by 5 percent from 0001 to 9999.")
@example("\ud800 people were killed in Mali in 2019.")
@settings(max_examples=300, suppress_health_check=SLOW, deadline=None)
def test_any_text_has_an_answer(text: str) -> None:
    sound(read_sentence(text, CONTEXT), text)


@pytest.mark.parametrize("text", ["a" * 100_000, "Mali " * 20_000, "(" * 100_000, "1 " * 50_000, "é\u0301" * 50_000])
def test_a_very_long_text_has_an_answer(text: str) -> None:
    read = read_sentence(text, CONTEXT)
    sound(read, text)
    assert not read.readings
