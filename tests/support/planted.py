"""A dossier in which everything that can be marked is, and holds a word of its own that no output may hold.

The words are "zqi1qz" for what is internal and "zqc1qz" for what is confidential, the days and numbers likewise of
their own. The tables of fields are the loader's, so that a new field is planted as soon as it can be written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from onrecord.text.blocks import BLOCK_FIELDS, COMMON, ENTRY_FIELDS
from onrecord.text.claims import APPEARANCE_FIELDS, CLAIM_FIELDS, RATING_FIELDS
from onrecord.text.fields import ACCESS_FIELDS
from onrecord.text.quote_block import QUOTE_FIELDS

LEVELS = ("internal", "confidential")
MARKS = {"internal": "zqi", "confidential": "zqc"}
_DATED = (
    "on",
    "made",
    "due",
    "from",
    "to",
    "since",
    "until",
    "arrived",
    "left",
    "asked",
    "done",
    "retracted",
    "issued",
)
_CHOICES = {
    "standing": "contested", "precision": "town", "step": "charged", "visibility": "public", "planned": "yes",
    "within": "18 months",
}  # fmt: skip
_NUMBERS = ("low", "high", "exact", "at_least")
_ENTRIES = {
    ("pledge", "extensions"): "extensions", ("pledge", "steps"): "pledge steps", ("pledge", "corrected"): "corrected",
    ("incident", "counts"): "counts", ("incident", "responsibility"): "responsibility", ("case", "steps"): "steps",
    ("deployment", "levels"): "levels",
}  # fmt: skip


@dataclass
class Planter:
    """Makes words, days and numbers that stand nowhere else; ``plants`` are those of each level."""

    plants: dict[str, list[str]] = field(default_factory=lambda: {level: [] for level in LEVELS})
    made: int = 0

    def word(self, level: str) -> str:
        self.made += 1
        self.plants[level].append(f"{MARKS[level]}{self.made}qz")
        return f"{self.plants[level][-1]} words that were told"

    def value(self, name: str, kind: str, level: str) -> str:
        """A value for a field; "public" plants nothing."""
        self.made += 1
        if name == "at":  # a latitude of its own
            return f"[{self._kept(level, f'10.{700_000 + self.made}')}, -4.6]" if level != "public" else "[14.3, -4.6]"
        if name in _DATED and not (name in ("from", "to") and kind == "pledge" and name == "to"):
            late = name in ("to", "until", "left")  # what ends does so after what begins
            day = date(2500 if late else 1500, 1, 1) + timedelta(days=self.made)
            return self._kept(level, day.isoformat()) if level != "public" else "2022-03-20"
        if name in _NUMBERS:
            number = 7_300_000 + self.made - (7_200_000 if name == "low" else 0)
            if level == "public":
                return "900000000" if name == "high" else "5"
            return self._kept(level, str(number))
        if name == "what" and kind == "counts":
            return "killed"
        if name == "who" and kind == "counts":
            return "civilian"
        if name == "field":
            return "what"
        if name in _CHOICES:
            return _CHOICES[name]
        if name in ("source", "sources"):
            return "open"
        return self.word(level) if level != "public" else f"plain {name}"

    def _kept(self, level: str, text: str) -> str:
        self.plants[level].append(text)
        return text


def _flow(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def _without_others(names: tuple[str, ...], kept: str = "") -> list[str]:
    """Fields that go together: of numbers one, no ``due`` beside ``within``, no ``on`` beside ``from``."""
    out = [name for name in names if name not in ACCESS_FIELDS]
    number = kept if kept in _NUMBERS else "exact"
    if number in ("low", "high"):
        out = [name for name in out if name not in ("exact", "at_least")]
    else:
        out = [name for name in out if name not in _NUMBERS or name == number]
    if "within" in out:
        out = [name for name in out if name not in (("due",) if kept in ("within", "from") else ("within", "from"))]
    elif "from" in out:
        out = [name for name in out if name not in (("from", "to") if kept == "on" else ("on",))]
    return out


def _entry(planter: Planter, kind: str, level: str, hidden: str = "") -> str:
    """An entry of a block: with one hidden field, or (``hidden`` empty) hidden as a whole."""
    values = {
        name: planter.value(name, kind, level if hidden in ("", name) else "public")
        for name in _without_others(ENTRY_FIELDS[kind], hidden)
    }
    return _flow(values | ({level: hidden} if hidden else {"visibility": level}))


def _block(planter: Planter, kind: str, level: str, hidden: str = "") -> str:
    """A block with one hidden field, or hidden as a whole; its lists hold one entry each."""
    lines = [f"~~~ {kind}"]
    for name in _without_others(BLOCK_FIELDS[kind], hidden):
        planted = level if hidden in ("", name) else "public"
        entries = _ENTRIES.get((kind, name))
        if entries:
            fields = {one: planter.value(one, entries, planted) for one in _without_others(ENTRY_FIELDS[entries])}
            lines.append(f"{name}: [{_flow(fields)}]")
        elif name == "sources":
            lines.append("sources: [open]")
        else:
            lines.append(f"{name}: {planter.value(name, kind, planted)}")
    lines.append(f"{level}: [{hidden}]" if hidden else f"visibility: {level}")
    return "\n".join([*lines, "~~~"])


def _with_entry(planter: Planter, kind: str, name: str, level: str, hidden: str = "") -> str:
    """A public block, of which one list has a hidden entry, or one with a hidden field, and an open one."""
    lines = [f"~~~ {kind}"]
    entries = _ENTRIES[kind, name]
    for one in _without_others(BLOCK_FIELDS[kind]):
        if (kind, one) not in _ENTRIES and one not in COMMON:
            lines.append(f"{one}: {planter.value(one, kind, 'public')}")
    lines += [f"{name}:", f"  - {_entry(planter, entries, level, hidden)}"]
    return "\n".join([*lines, "~~~"])


def _blocks(planter: Planter, kind: str, level: str) -> Iterator[str]:
    """Blocks of a kind: hidden, with each field hidden, with a hidden entry and each field of an entry hidden."""
    yield _block(planter, kind, level)
    for name in BLOCK_FIELDS[kind]:
        if name not in ACCESS_FIELDS:
            yield _block(planter, kind, level, name)
    for owner, name in _ENTRIES:
        if owner == kind:
            yield _with_entry(planter, kind, name, level)
            for one in ENTRY_FIELDS[_ENTRIES[owner, name]]:
                if one not in ACCESS_FIELDS:
                    yield _with_entry(planter, kind, name, level, one)


def _item(sentence: str, *blocks: str) -> str:
    lines = [line for block in blocks for line in block.splitlines()]
    return "\n".join([f"- {sentence}", *(f"  {line}" for line in lines)]) + "\n"


def _quote(planter: Planter, level: str, hidden: str = "", source: str = "open") -> str:
    lines = ["~~~ quote"]
    for name in QUOTE_FIELDS:
        if name not in ACCESS_FIELDS:
            value = (
                source
                if name == "source"
                else planter.value(name, "quote", level if hidden in ("", name) else "public")
            )
            lines.append(f"{name}: {value}")
    lines.append(f"{level}: {hidden}" if hidden else f"visibility: {level}")
    return "\n".join([*lines, "~~~"])


def _faults(planter: Planter, level: str) -> Iterator[str]:
    """Hidden statements and blocks with faults that a message would tell of."""
    word = planter.word
    yield _item(f"{word(level)} [@{word(level).split()[0]}] {{#{word(level).split()[0]} .{level}}}")
    key = word(level).split()[0]
    yield _item(
        f"Plain {key}. [@open] {{.{level}}}", f"~~~ incident\nwhat: {word(level)}\n{key}: x\non: {word(level)}\n~~~"
    )
    yield _item(f"Plain. [@open] {{.{level}}}", f"~~~ position\nwho: [{word(level)}\n~~~")
    yield _item("Plain. [@open]", f"~~~ position\nwho: [{word('confidential')}\nvisibility: {level}\n~~~")
    yield _item("Plain. [@open]", f"~~~ case\nvisibility: {level}\nwho: x\nmatter: y\nstanding: {word(level)}\n"
                f"steps: [{{step: {word(level)}, on: {word(level)}, source: {key}}}]\n~~~")  # fmt: skip
    yield _item(f"{word(level)} {{#faulty-{key} .{level}}} [@open]")
    yield _item(f"{word(level)} [@open] {{.{level}}}", f"~~~ reads\n{word(level)}\n~~~", f"~~~ {key}\nx\n~~~")
    yield _item(f"A slip: {word('confidential')} [@open] {{.{level[:-1]}}}")
    yield _item(
        f"A slip: {word('confidential')} [@open]",
        f"~~~ incidnt\nwhat: {word('confidential')}\nvisibility: {level}\n~~~",
    )
    yield _item("A slip. [@open]", f"~~~ position\nwho: {word('confidential')}\nview: x\nvisibilty: {level}\n~~~")
    yield _item("A slip. [@open]", f"~~~ position\nwho: {word('confidential')}\nview: x\n{level}: [wo]\n~~~")


def claim_files(planter: Planter, kinds: tuple[str, ...], *, faults: bool) -> Iterator[tuple[str, str]]:
    """(path, text) of claim files: one for each kind of block and level, one hidden claim, one of fields of claims."""
    head = "claim: They are safer.\nclaimant: The army\n"
    for level in LEVELS:
        for kind in kinds:
            items = [_item(f"Plain sentence. [@open] {{#s-{kind}-{level}-{number}}}", block)
                     for number, block in enumerate(_blocks(planter, kind, level))]  # fmt: skip
            yield f"claims/{kind}-{level}.md", f"---\n{head}---\n\n" + "".join(items)
        word = planter.word
        said = [
            {name: planter.value(name, "appearance", level) for name in APPEARANCE_FIELDS if name not in ACCESS_FIELDS}
        ]
        lists = "".join(f"  - {_flow(each | {'visibility': level})}\n" for each in said)
        for name in APPEARANCE_FIELDS:
            if name not in ACCESS_FIELDS:
                fields = {one: planter.value(one, "appearance", level if one == name else "public")
                          for one in APPEARANCE_FIELDS if one not in ACCESS_FIELDS}  # fmt: skip
                lists += f"  - {_flow(fields | {level: name})}\n"
        rating = {name: planter.value(name, "rating", level) for name in RATING_FIELDS if name not in ACCESS_FIELDS}
        if not faults:
            rating["value"] = "worse"
        fixed = (*ACCESS_FIELDS, "id", "order", "claimant_type", "checked", "appearances", "rating")
        names = [name for name in CLAIM_FIELDS if name not in fixed]
        told = "".join(f"{name}: {word(level)}\n" for name in names)
        prose = f'Prose [@hidden-{level}, p. 4 {word(level)} "{word(level)}"]. <!-- {word("confidential")} -->\n\n'
        quoted = _item(f'Cited [see {word(level)} @hidden-{level}, p. {word(level)} "{word(level)}"; @open].',
                       _quote(planter, level), *(_quote(planter, level, name) for name in QUOTE_FIELDS[:-3]),
                       _quote(planter, level, "exact", f"hidden-{level}"))  # fmt: skip
        only = _item(f'Only hidden [@hidden-{level} "{word(level)}"].')
        fields = _flow(rating | {"visibility": level})
        yield (
            f"claims/fields-{level}.md",
            f"---\n{told}{level}: [{', '.join(names)}]\nappearances:\n{lists}rating: {fields}\n---\n\n{prose}{quoted}"
            + only
            + _item(f"{word(level)} [@open] {{#{word(level).split()[0]} .{level}}}", _block(planter, "reply", level))
            + ("".join(_faults(planter, level)) if faults else ""),
        )
        yield (
            f"claims/whole-{level}.md",
            f"---\n{told.replace('qz words', 'qz whole')}visibility: {level}\n---\n\n{word(level)}\n\n"
            + _item(f"{word(level)} [@open]", _block(planter, "incident", level).replace(f"visibility: {level}\n", "")),
        )
    if not faults:
        return
    yield (
        "claims/broken.md",
        f"---\nclaim: {planter.word('confidential')}\nvisibility: internal\nclaimant: [\n---\n\n- A. [@open]\n",
    )


def sources(planter: Planter, *, faults: bool = True) -> list[dict[str, object]]:
    """Sources: an open one, one hidden at each level, one of which each field is."""
    found: list[dict[str, object]] = [
        {
            "id": "open",
            "type": "report",
            "title": "An open report",
            "publisher": "A house",
            "URL": "https://example.org/open",
        }
    ]
    for level in LEVELS:
        names = ("title", "publisher", "container-title", "abstract", "DOI", "archive")
        every: dict[str, object] = {name: planter.word(level) for name in names}
        every |= {
            "author": [{"literal": planter.word(level)}],
            "URL": f"https://{planter.word(level).split()[0]}.example/",
        }
        every["issued"] = {"raw": planter.value("issued", "source", level)}
        marks = {name: planter.word(level) for name in ("origin", "interest")}
        whole = {"id": f"hidden-{level}", "type": "report", **every, "note": planter.word(level)}
        found.append(whole | {"custom": {"onrecord": marks | {"visibility": level}, "other": planter.word(level)}})
        word = planter.word
        wrong = {"id": f"{planter.word(level).split()[0]}", "type": "report", "title": 7, "issued": planter.word(level)}
        if faults:
            found.append(
                wrong | {"note": f"{word(level)}\nonrecord-visibility: {level}\nonrecord-orign: {word(level)}"}
            )
        single: dict[str, object] = {"id": f"fields-{level}", "type": "report"}
        single |= {name: planter.word(level) for name in (*names, "URL")}
        single["author"] = [{"literal": planter.word(level)}]
        hidden = [name for name in single if name not in ("id", "type")] + ["origin", "interest"]
        marks = {name: planter.word(level) for name in ("origin", "interest")}
        found.append(single | {"custom": {"onrecord": {**marks, level: hidden}}})
        noted = f"{planter.word(level)}\nonrecord-interest: {planter.word(level)}\nonrecord-{level}: note, interest"
        found.append({"id": f"noted-{level}", "type": "report", "title": "Noted", "note": noted})
    return found


def plant(root: Path, kinds: tuple[str, ...], *, faults: bool = True) -> Planter:
    """Write a dossier with blocks of these kinds; what was planted. Without ``faults`` it can be built."""
    planter = Planter()
    (root / "claims").mkdir(parents=True)
    (root / "data").mkdir()
    for path, text in claim_files(planter, kinds, faults=faults):
        (root / path).write_text(text)
    (root / "sources.json").write_text(json.dumps(sources(planter, faults=faults), indent=1, ensure_ascii=False))
    dated = "nineteen" if faults else "2019"
    (root / "sources.bib").write_text(
        f"@report{{bib,\n  title = {{{planter.word('confidential')}}},\n"
        f"  note = {{{planter.word('confidential')}\nonrecord-visibility: confidential}},\n  date = {{{dated}}}\n}}\n"
    )
    settings = 'title = "Planted"\nas_of = 2022-08-30\n\n[rating]\nscale = ["better", "worse"]\n'
    settings += '\n[publish]\naddress = "https://desk.example/planted/"\n'
    for number, level in enumerate(LEVELS):
        name = planter.word(level).split()[0]
        rows = f"Mali,2021-01,4\nMali,2021-02,5\n{planter.word(level)},2021-01,7\n"
        (root / "data" / f"{name}.csv").write_text(f"place,month,value\n{rows}")
        settings += f'\n[datasets.d{number}]\npath = "data/{name}.csv"\ntitle = "{planter.word(level)}"\n'
        settings += "covers = [2021-01-01, 2021-12-31]\n"
        settings += f'quantity = "peacekeepers"\nversion = "{planter.word(level)}"\nvisibility = "{level}"\n'
        cited = planter.word(level).split()[0] if faults else f"hidden-{level}"
        settings += f'licence = "{planter.word(level)}"\nsource = "{cited}"\n'
        settings += (
            ""
            if not faults
            else (
                f'\n[datasets.e{number}]\npath = "data/{planter.word(level).split()[0]}.csv"\nvisibility = "{level}"\n'
            )
        )
    (root / "dossier.toml").write_text(settings)
    reads = _item(
        "There were 5 peacekeepers in Mali in February 2021. [@open] {#figure}",
        "~~~ reads\npeacekeepers in Mali in February 2021 are 5\n~~~",
    )
    (root / "claims" / "data.md").write_text(f"---\nclaim: They are safer.\nclaimant: The army\n---\n\n{reads}")
    return planter


def told_of(planter: Planter, text: str, level: str) -> list[str]:
    """The plants of a level that stand in a text; digits also as they are printed in groups of three."""
    words = set(re.findall(r"zq[ic]\d+qz", text))
    found = [one for one in planter.plants[level] if one in words]
    found += [one for one in planter.plants[level] if re.fullmatch(r"10\.\d{6}", one) and one in text]
    found += [one for one in planter.plants[level] if one.isdigit() and (one in text or f"{int(one):,}" in text)]
    return found + [one for one in planter.plants[level] if re.fullmatch(r"\d{4}-\d\d-\d\d", one) and one in text]
