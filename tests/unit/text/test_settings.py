"""dossier.toml, data/snapshots.toml and vocabulary.toml: values, places and faults."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from onrecord.model.dataset import Aggregate, DatasetSpec
from onrecord.model.dates import NO_DAY
from onrecord.model.dossier import Authority, Publisher
from onrecord.model.finding import Span
from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.text import load_dossier

from .conftest import TOML, Load

FULL = """\
title = "Mali"
subject = "The junta"
as_of = "2022-03-31"
languages = ["en", "fr-ML"]
publisher.name = "P"
publisher.url = "https://p.org"
rating = { scale = ["up", "down"] }

[datasets.ged]
path = "data/ged.csv"
title = "GED"
layout = "ucdp"
quantity = "deaths"
unit = "people"
kind = "attacks on civilians"
aggregate = "mean"
covers = [2020-01-01, 2021-12-31]
places = ["Mali"]
source = "ged"
version = "22.1"
accessed = 2022-04-01
licence = "CC BY 4.0"
encoding = "cp1252"
sheet = "Data"
[datasets.ged.columns]
best = "fatalities"
"date start" = "d"
"""


def test_all_fields(load: Load) -> None:
    dossier, faults, _ = load(toml=FULL, snapshots=f'[ged]\nsha256 = "{"AB" * 32}"\n')
    assert faults == ['1:1 OR465 no claim is translated into "fr-ML"']
    assert (dossier.title, dossier.subject, dossier.as_of) == ("Mali", "The junta", date(2022, 3, 31))
    assert (dossier.languages, dossier.scale) == (("en", "fr-ML"), ("up", "down"))
    assert dossier.publisher == Publisher("P", "https://p.org")
    assert dossier.datasets == (
        DatasetSpec(
            "ged", "data/ged.csv", Span("dossier.toml", 9, 1, 9, 15), "GED", "ucdp",
            (("best", "fatalities"), ("date start", "d")), "deaths", "people", "attacks on civilians", Aggregate.MEAN,
            (date(2020, 1, 1), date(2021, 12, 31)), ("Mali",), "ged", "22.1", date(2022, 4, 1), "CC BY 4.0", "cp1252",
            "Data", "ab" * 32,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ['1:1 OR016 dossier.toml needs the field "as_of"', '1:1 OR016 dossier.toml needs the field "title"']),
        ('title = "T"\nas_of = 2022-13-01\n', ['2:9 OR018 "as_of": there is no month 13']),
        ('title = "T"\nas_of = 2022-02-30 # x\n', ['2:9 OR018 "as_of": February 2022 has no day 30']),
        ('title = "T"\nas_of = 2022-03\n', ['2:9 OR018 "as_of" needs the day: 2022-03']),
        ('title = "T"\nas_of = 2022-03-31T10:00:00\n', ['2:9 OR017 "as_of" is a date and time; it should be a date']),
        (TOML + 'title = "U"\n', ['3:1 OR014 "title" stands twice: first on line 1']),
        (TOML + 'titel = "U"\nsubject = 3\n', ['3:1 OR015 "titel" is no field of dossier.toml',
                                              '4:11 OR017 "subject" is a number; it should be text']),
        (TOML + 'languages = ["english"]\n', ['3:14 OR019 "english" is no language code']),
        (TOML + "rating = 3\n", ['3:10 OR017 "rating" is a number; it should be a table of fields']),
        (TOML + '[archive]\ntsa = "https://a.org"\n', ['3:1 OR016 [archive] needs the field "roots"']),
        (TOML + '[archive]\ntsa = "ftp://a.org"\nroots = "r.pem"\n', ['4:7 OR019 "ftp://a.org" is no web address']),
        (TOML + '[archive]\ntsa = "https://a.org"\nroots = "../r"\n', ['5:9 OR006 "../r" points outside the dossier']),
        (TOML + '[archive]\nurl = "x"\n', [
            '3:1 OR016 [archive] needs the field "roots"', '3:1 OR016 [archive] needs the field "tsa"',
            '4:1 OR015 "url" is no field of [archive]']),
        (TOML + "[counts]\nfactor = 1\n", ['4:10 OR017 "factor" is no number above 1']),
        (TOML + '[counts]\nfactor = "2"\n', ['4:10 OR017 "factor" is no number above 1']),
        (TOML + "[counts]\nfaktor = 2\n", ['4:1 OR015 "faktor" is no field of [counts]']),
        (TOML + "[publisher]\n", ['3:1 OR016 [publisher] needs the field "name"']),
        (TOML + "datasets.a = 3\n", ['3:14 OR017 "a" is not a table of fields']),
        (TOML + '[datasets."a b"]\npath = "x"\n', ['3:1 OR019 "a b" cannot name a dataset']),
        (TOML + '[datasets.a]\n', ['3:1 OR016 [datasets.a] needs the field "path"']),
        (TOML + '[datasets.a]\npath = "/etc/passwd"\n', ['4:8 OR006 "/etc/passwd" points outside the dossier']),
        (TOML + '[datasets.a]\npath = "x"\nsource = "gedd"\n', ['5:10 OR101 no source has the key "gedd"']),
        (TOML + '[datasets.a]\npath = "x"\ncovers = [2020-01-01]\n', ['5:10 OR017 "covers" is a list; it should be two dates']),
        (TOML + '[datasets.a]\npath = "x"\ncovers = [2021-01-01, 2020-01-01]\n', [
            '5:10 OR018 "covers" ends (2020-01-01) before it starts (2021-01-01)']),
        (TOML + '[datasets.a]\npath = "x"\ncovers = [\n  2020-01-01, # first\n  2021-02-30,\n]\n', [
            '7:3 OR018 "covers": February 2021 has no day 30']),
        (TOML + '[datasets.a]\npath = "x"\naggregate = "average"\n', ['5:13 OR019 "aggregate" is "average"']),
        (TOML + '[datasets.a]\npath = "x"\nversion = 22.1\n', ['5:11 OR017 "version" is a number; it should be text']),
        (TOML + '[datasets.a]\npath = "x"\ncolumns = {best = 3}\n', ['5:19 OR017 "best" is a number; it should be text']),
        (TOML + 'subject = """\nx\n"""\nx.y = 1\n', ['6:1 OR015 "x" is no field of dossier.toml']),
    ],
)  # fmt: skip
def test_faults(load: Load, toml: str, expected: list[str]) -> None:
    _, faults, _ = load(toml=toml)
    assert faults == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("title = \n", "dossier.toml:1:9 OR010 no value can be read here"),
        ('title = "T\n', "dossier.toml:1:11 OR010 a quotation mark is not closed on its line"),
        ("[a]\n[a]\n", 'dossier.toml:2:1 OR014 "a" stands twice: first on line 1'),
        ("a = " + "[" * 500, "dossier.toml:1:38 OR010 nested too deep"),
        ("a." * 500 + "a = 1", "dossier.toml:1:65 OR010 nested too deep"),
        ("a = " + "9" * 5000, "dossier.toml:1:1 OR010 a number has too many digits"),
        ("a = [1", "dossier.toml:1:7 OR010 a list is not closed at the end of the file"),
    ],
)
def test_broken_toml_gives_no_dossier(tmp_path: Path, toml: str, expected: str) -> None:
    (tmp_path / "dossier.toml").write_text(toml)
    dossier, findings = load_dossier(tmp_path)
    assert dossier is None
    assert next(str(f) for f in findings if f.span.file == "dossier.toml").startswith(expected)


def test_covers_of_single_countries(load: Load) -> None:
    toml = (
        TOML
        + """[datasets.a]
path = "x"
complete = true
[datasets.a.covers]
Mali = [1997-01-01, 2021-12-31]
"the world" = [2020-01-01, 2021-12-31]
Niger = [2021-01-01]
"""
    )
    dossier, faults, _ = load(toml=toml)
    assert faults == ['9:9 OR017 "Niger" is a list; it should be two dates']
    (spec,) = dossier.datasets
    assert spec.complete
    assert spec.covers == (date(2020, 1, 1), date(2021, 12, 31))
    assert spec.covers_of == (("Mali", (date(1997, 1, 1), date(2021, 12, 31))),)


def test_a_wrong_as_of_is_no_day_and_nobody_is_shown_one(load: Load) -> None:
    dossier, faults, _ = load(toml='title = "T"\nas_of = "soon"\n')
    assert len(faults) == 1
    assert dossier.as_of == NO_DAY


def test_snapshots(load: Load) -> None:
    toml = TOML + '[datasets.ged]\npath = "x"\n'
    dossier, faults, _ = load(toml=toml, snapshots='[gad]\nsha256 = "x"\n[ged]\nsha256 = "x"\n')
    assert faults == [
        '1:1 OR015 "gad" is no dataset of dossier.toml',
        '4:10 OR017 "sha256" is "x"; it should be 64 hexadecimal digits',
    ]
    assert dossier.datasets[0].sha256 == ""


def test_vocabulary(load: Load) -> None:
    dossier, faults, _ = load(
        vocabulary='[[places]]\nid = "kidal"\nname = "Kidal"\nsource = "ged"\naliases = ["K"]\nadjectives = ["Kidali"]\n'
        'members = ["MLI"]\nnames.fr = ["Kidal", "Le Kidal"]\ncodes = {fips = "K1"}\n\n'
        '[[kinds]]\nid = "k"\nname = "kills"\nsource = "ged"\nmatches.ucdp = ["3"]\nmatches.acled = "Battles/*"\ndirected = true\n'
        '[[actors]]\nid = "a"\nname = "A"\nsource = "ged"\nspellings = ["A*"]\nmembers = ["b"]\ntheatre = ["MLI"]\n'
        '[[actors]]\nid = "b"\nname = "B"\nsource = "ged"\n'
    )  # fmt: skip
    assert faults == []
    names = (("fr", "Kidal"), ("fr", "Le Kidal"))
    place = Place("kidal", "Kidal", "ged", ("K",), names, ("Kidali",), ("MLI",), (("fips", "K1"),))
    assert dossier.additions.places == ((place, Span("vocabulary.toml", 1, 1, 1, 11)),)
    kind = Kind("k", "kills", "ged", (), (), (("ucdp", ("3",)), ("acled", ("Battles/*",))), True)
    assert dossier.additions.kinds == ((kind, Span("vocabulary.toml", 11, 1, 11, 10)),)
    assert [(a, s.line) for a, s in dossier.additions.actors] == [
        (Actor("a", "A", "ged", (), (), ("A*",), ("b",), ("MLI",)), 18),
        (Actor("b", "B", "ged"), 25),
    ]


def test_an_entry_of_the_vocabulary_names_a_source_that_is_there(load: Load) -> None:
    _, faults, _ = load(vocabulary='[[places]]\nid = "a"\nname = "A"\nsource = "nobody"\n')
    assert faults == ['1:1 OR101 no source has the key "nobody"']


def test_vocabulary_faults(load: Load) -> None:
    _, faults, _ = load(vocabulary='[[place]]\nid = "x"\n[[places]]\nid = "kidal"\nname = "K"\n')
    assert faults == [
        '1:1 OR015 "place" is no field of vocabulary.toml',
        '3:1 OR016 an entry of [[places]] needs the field "source"',
    ]


def test_the_factor_of_counts_is_read_exactly(load: Load) -> None:
    dossier, findings, _ = load(toml=TOML + "[counts]\nfactor = 1.2\n")
    assert findings == []
    assert dossier.factor == Fraction(6, 5)
    assert load(toml=TOML)[0].factor is None


def test_the_authority_that_stamps_the_archive(load: Load) -> None:
    dossier, findings, _ = load(toml=TOML + '[archive]\ntsa = "https://a.org/tsa"\nroots = "roots/a.pem"\n')
    assert findings == []
    assert dossier.authority == Authority("https://a.org/tsa", "roots/a.pem", Span("dossier.toml", 5, 9, 5, 22))
    assert load(toml=TOML)[0].authority is None
