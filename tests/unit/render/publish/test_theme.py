"""Themes: what a dossier's own says is taken, what cannot be used is told and left out, contrast is enough."""

from __future__ import annotations

import pytest

from onrecord.render.publish.theme import Movement, load_theme


def own(folder, text):
    (folder / "theme.toml").write_text(text, "utf-8")
    return load_theme(folder)


@pytest.mark.parametrize(
    "text, told",
    [
        ('[colours]\nink = "red"', "is no colour"),
        ("[colours]\nink = 3", "is no colour"),
        ('[ratings."x"]\nsign = "up"', "is none of"),
        ('logo = "../secret.svg"', "is no .svg or .png file"),
        ('logo = "theme.toml"', "is no .svg or .png file"),
        ("[colours", "cannot be read"),
        ('[colors]\nink = "#000000"', "colors is no key of a theme: there are name, logo, colours"),
        ('[colours]\ninc = "#000000"', "[colours] inc is no role: there are paper, raised, ink"),
        ('[fonts]\ntext = "Comic Sans MS"', 'none in theme/fonts; "Source Serif 4" is used'),
        ('[fonts]\nserif = "Libre Franklin"', "[fonts] serif is no role: there are display, text"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(tmp_path, text, told):
    (tmp_path.parent / "secret.svg").write_text("<svg/>")
    made = own(tmp_path, text)
    assert len(made.problems) == 1
    assert told in made.problems[0]
    assert (made.colours, made.fonts) == (load_theme().colours, load_theme().fonts)
    assert made.logo is None


@pytest.mark.parametrize("table", ["colours", "dark"])
def test_a_text_too_near_to_its_ground_is_told_and_used(tmp_path, table):
    pale = "#cccccc" if table == "colours" else "#333333"
    made = own(tmp_path, f'[{table}]\nquiet = "{pale}"')
    (told,) = made.problems
    assert f"[{table}] quiet = {pale} has a contrast of 1." in told
    assert told.endswith("to paper and raised: text needs 4.5")
    assert made.colour("quiet", dark=table == "dark") == pale


def test_a_font_of_the_folder_is_taken(tmp_path):
    from onrecord.render.publish.theme import FONTS

    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.ttf").write_bytes((FONTS / "NotoSansArabic_400Regular.ttf").read_bytes())
    made = own(tmp_path, '[fonts]\ntext = "Noto Sans Arabic"')
    assert (made.problems, dict(made.fonts)["text"]) == ((), "Noto Sans Arabic")


def test_a_logo_is_a_file_of_the_folder(tmp_path):
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    assert own(tmp_path, 'logo = "logo.svg"').logo == ("logo.svg", b"<svg/>")
    (tmp_path / "big.png").write_bytes(b"x" * 1_000_001)
    assert own(tmp_path, 'logo = "big.png"').problems


@pytest.mark.parametrize("name, content", [("logo.svg", b"<svg"), ("logo.svg", b"<html/>"), ("logo.png", b"GIF89a")])
def test_a_logo_that_is_no_picture_is_told_and_stops_nothing(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    made = own(tmp_path, f'logo = "{name}"')
    assert made.logo is None
    assert f"theme/{name} is no picture" in made.problems[0]


def test_a_rating_nobody_styled_is_shown_in_its_own_words(tmp_path):
    assert load_theme().rating("half true", "en") == (Movement.MIXED, "half true")
    assert load_theme(tmp_path / "none") == load_theme()


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_every_text_colour_that_ships_can_be_read(dark):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 between text and its ground."""
    theme = load_theme()
    roles = [role for role, _ in theme.colours if role not in ("paper", "raised", "rule")]
    for ground in ("paper", "raised"):
        for role in roles:
            light, low = sorted((luminance(theme.colour(each, dark)) for each in (role, ground)), reverse=True)
            assert (light + 0.05) / (low + 0.05) >= 4.5, (role, ground)
