"""The closed list of finding codes.

Each code has a sample dossier under ``tests/codes/CODE`` with its golden output, and a section of
``docs/findings.md``, which is generated from this table. A code is never reused for another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.finding import Finding, Severity, Span
from onrecord.model.snapshot_codes import SNAPSHOTS
from onrecord.model.translation_codes import TRANSLATIONS


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its number, severity, short title, what it means and what usually mends it."""

    code: str
    severity: Severity
    title: str
    meaning: str
    remedy: str


E, F, W, N = Severity.ERROR, Severity.FAILURE, Severity.WARNING, Severity.NOTE

_TABLE: tuple[tuple[str, Severity, str, str, str], ...] = (
    # Files ------------------------------------------------------------------------------------------------
    ("OR001", E, "file missing", "A file that the dossier needs, or names, is not there.",
     "Create the file, or correct the name."),
    ("OR002", E, "not UTF-8", "A text file is not encoded as UTF-8.", "Save the file again as UTF-8."),
    ("OR003", W, "byte-order mark", "A text file starts with a byte-order mark (BOM).",
     "Save the file as UTF-8 without BOM; `onrecord fmt --write` does it."),
    ("OR004", W, "Windows line ends", "A text file has CRLF or lone CR line ends.",
     "`onrecord fmt --write` makes them LF."),
    ("OR005", E, "not a text file", "A file that should be text holds NUL bytes or other binary content.",
     "Put the right file in its place."),
    ("OR006", E, "path leaves the dossier", "A path points outside the dossier's folder.",
     "Move the file into the dossier and write its path from the dossier's root."),
    ("OR007", E, "cannot be read", "It cannot be opened: a loop of links, no permission, no regular file.",
     "Replace the link by the file itself, or correct its permissions."),
    ("OR008", E, "file too large",
     "A text file is larger than one of a dossier can be: a claim has at most 4 MiB and 50,000 lines, a TOML file "
     "2 MiB and 50,000 lines, sources.bib 8 MiB, sources.json 16 MiB.",
     "Keep data in the data folder and name it under [datasets] in dossier.toml."),
    # Syntax -----------------------------------------------------------------------------------------------
    ("OR010", E, "broken TOML", "A settings file (TOML) cannot be read on from a place.",
     "Correct what stands at the position shown."),
    ("OR011", E, "broken YAML", "The fields of a front matter or a block (YAML) cannot be read on from a place.",
     "Correct what stands at the position shown."),
    ("OR012", E, "broken JSON", "The file is not valid JSON.", "Correct the syntax, or export the file again."),
    ("OR013", E, "broken BibTeX", "An entry of the bibliography is not valid BibTeX.",
     "Correct the entry, or export the file again."),
    ("OR014", E, "duplicate key", "A key stands twice in the same table; one of the two values would be lost.",
     "Remove or rename one of the two."),
    ("OR015", E, "unknown field", "A field has a name that onrecord does not know here.",
     "Correct the name; the nearest known ones are shown."),
    ("OR016", E, "missing field", "A field that is needed is missing.", "Add the field."),
    ("OR017", E, "wrong type", "A field holds another kind of value than it should.", "Write the value as described."),
    ("OR018", E, "wrong date", "A date is not a day, month or year of the calendar.",
     "Write YYYY-MM-DD, YYYY-MM or YYYY."),
    ("OR019", E, "value not allowed", "A field holds a value outside its list of allowed values.",
     "Use one of the values shown."),
    # Dossier ----------------------------------------------------------------------------------------------
    ("OR101", E, "unknown citation", "A citation names a source that is not in the bibliography.",
     "Add the source to sources.json, or correct the key."),
    ("OR102", E, "source id used twice", "Two sources have the same id.", "Give one of the sources another id."),
    ("OR103", E, "id not unique", "Two statements or claims have the same identifier.",
     "Give one of the two another {#id}; ids are unique in the whole dossier."),
    ("OR104", E, "malformed identifier", "An identifier or a set of attributes is not written as {#id}.",
     "Use letters, digits and hyphens, starting with a letter: {#first-quarter}."),
    ("OR105", E, "statement without a source",
     "A statement of the record cites no source and is not marked as not found.",
     "Cite a source, [@key], or say `standing: not found` in a block under it."),
    ("OR106", E, "unknown block", "A block under a statement is of no kind that onrecord knows.",
     "Use reads, pledge, incident, case, position, deployment or reply."),
    ("OR107", E, "block in the wrong place", "A typed block stands outside any statement.",
     "Indent it under the list item it belongs to."),
    ("OR108", W, "claim without a record", "A claim file has no statement under the claim.",
     "Add the record as a Markdown list under the claim."),
    ("OR109", N, "source never cited", "A source of the bibliography is cited nowhere in the dossier.",
     "Cite it, or remove it."),
    ("OR110", E, "block given twice", "A statement has two blocks of a kind of which it can have one.",
     "Merge the two blocks, or split the statement in two."),
    ("OR111", E, "front matter broken", "A claim file has no front matter, or it is not closed.",
     "Start the file with ---, the fields, and --- again."),
    ("OR112", E, "block not closed", "A fenced block is not closed.", "Close it with ~~~ on a line of its own."),
    ("OR113", E, "vocabulary entry unusable",
     "An entry of vocabulary.toml repeats a name or names members that are not known.",
     "Correct the entry; the nearest known names are shown."),
    ("OR114", W, "block indented too far",
     "The first line of a typed block is indented by so much that Markdown takes it for text or code: the block is not "
     "read.",
     "Indent it like the text of its list item."),
    ("OR115", W, "code that looks like a reading", "A code block without a kind holds what looks like a reading.",
     "Open it with `~~~ reads` if it is to be checked; give it another word, as in ```text, if it is not."),
    ("OR116", W, "identifier in other brackets",
     "What looks like an identifier stands in round or square brackets, so it is part of the sentence.",
     "Write it in braces: {#five}."),
    # Statistics -------------------------------------------------------------------------------------------
    ("OR201", E, "reading not understood", "A reads block is not canonical English.",
     "Write it as docs/readings.md shows."),
    ("OR202", E, "unknown name in a reading", "A reads block names a place, actor or kind of violence nobody knows.",
     "Use a known name, put a name of the data in quotes, or add it to vocabulary.toml."),
    ("OR203", W, "unverifiable", "The data of the dossier cannot settle the statement.",
     "Add the data named in the message, or leave the statement as it stands: it is shown as unverifiable."),
    ("OR204", F, "does not hold", "The figures computed from the data contradict the statement.",
     "Correct the sentence and its reads block, or the data it stands on."),
    ("OR205", N, "number without a check",
     "A statement has a number, and no reads block or typed block that could check it.",
     "Add a reads block, or a typed block that holds the number."),
    ("OR206", W, "holds, but not robustly",
     "The statement holds with the best estimate and fails in some of the variants tried.",
     "Say in the sentence how firm the figure is, for example with a range."),
    ("OR207", N, "reading not confirmed",
     "A statement without a reads block was checked as onrecord reads its sentence; nobody has confirmed that reading.",
     "Run `onrecord read --write`, look at the reading it puts under the sentence, and commit it."),
    ("OR208", W, "sentence and reading differ",
     "The sentence can be read whole, and none of its readings is what its reads block says.",
     "Correct the one that is wrong; if the block says what is meant, word the sentence so that it says it too."),
    ("OR209", W, "number missing from the reading",
     "A number or a year that the sentence gives is not in its reads block, so nothing checks it.",
     "Correct the block or the sentence, or add an assertion to the block that holds the number."),
    ("OR210", W, "rests on preliminary months",
     "The sentence says that something fell, was lowest, below another figure or nothing at all, and rests on months "
     "at the end of the data, whose counts usually still grow.",
     "Say in the sentence that the figures are preliminary, speak of an earlier period, or wait for the next release."),
    # Data -------------------------------------------------------------------------------------------------
    ("OR301", E, "unknown dataset", "A dataset is named that dossier.toml does not define.",
     "Define it under [datasets], or correct the name."),
    ("OR302", E, "data file missing", "The file of a dataset is not there.",
     "Put the file where dossier.toml says, or correct the path."),
    ("OR303", E, "layout not recognised", "The columns of a data file fit no layout that onrecord knows.",
     "Name the layout, or map the columns under [datasets.NAME.columns] in dossier.toml."),
    ("OR304", E, "no rows", "A data file has no rows.", "Export the data again."),
    ("OR305", E, "wrong date in data", "A date in a data file is not a day of the calendar.",
     "Correct the row, or export the data again."),
    ("OR306", E, "negative count", "A count in a data file is below zero.",
     "Correct the row, or export the data again."),
    ("OR307", W, "estimates out of order", "In some rows low, best and high are not in that order.",
     "Nothing need be done: low and high are used as published. Ask the publisher."),
    ("OR308", W, "event repeated", "Some events stand more than once in a data file; each is counted once.",
     "Nothing need be done; a one-row-per-actor export does this."),
    ("OR309", E, "data file damaged", "A data file is truncated, binary or otherwise unreadable.",
     "Export or download it again."),
    ("OR310", E, "snapshot changed", "A data file is not the one that data/snapshots.toml pins.",
     "Restore the file, or pin the new one knowingly with `onrecord pin`."),
    ("OR311", E, "column not found", "A mapping names a column that the data file does not have.",
     "Use one of the columns shown."),
    ("OR312", E, "wrong number in data", "A count in a data file is not a number.",
     "Correct the row, or export the data again."),
    ("OR313", E, "event repeated with other figures",
     "Two rows of a data file have the same event id and different dates, places or figures.",
     "Remove the older version of the event."),
    ("OR314", W, "country not known",
     "Some rows have no country, or one that onrecord does not know; they count in no country's figure.",
     "Add the name to the country's aliases in vocabulary.toml."),
    *SNAPSHOTS,
    # Documentary: pledges, positions, deployments, replies, sources ------------------------------------------------
    ("OR420", F, "the calendar says otherwise",
     "The sentence says of a pledge what its dates contradict: by how much it is late, that its deadline passed, that "
     "it was kept.",
     "Correct the sentence, or the dates of the pledge block."),
    ("OR421", W, "wording to be looked at",
     "The sentence says of a pledge what its dates seem to contradict; whether they do takes a person.",
     "Read the sentence beside the dates shown, and word it so that both agree."),
    ("OR423", W, "status against the dates",
     "The word for how a pledge stands by the evidence does not fit its dates.",
     "Correct the word in `evidence`, or add `done`."),
    ("OR424", W, "dates of a pledge out of order",
     "A pledge is due or done before it was made, or an extension is older than the one above it or brings "
     "the deadline forward.",
     "Correct the dates. Extensions stand in the order in which they were made."),
    ("OR425", E, "baseline changed",
     "A pledge no longer says what it said in an earlier version of its file: what was promised, when, by when, from "
     "which baseline, or an extension of it.",
     "Put it back. A new deadline is a further entry under extensions; a typing error is owned up to under corrected."),
    ("OR426", N, "baseline corrected",
     "A typing error in what was promised was put right, with the day and the reason.",
     "Nothing need be done."),
    ("OR427", W, "pledge removed",
     "A pledge that stood in an earlier version of the claim files is in no statement any more, under whatever id.",
     "Put it back. How a promise turned out stands beside it; a record does not forget it."),
    ("OR430", W, "view not held then",
     "The sentence places a view at a time at which its holder, by the position block, did not hold it.",
     "Correct `since` and `until`, or the date in the sentence."),
    ("OR431", W, "two views at one time",
     "Two position blocks of a statement give one holder different views at the same time.",
     "Give the earlier one an `until`, or put both into one view if they go together."),
    ("OR432", W, "holder not named", "The sentence does not name the one whose view its position block gives.",
     "Name the holder in the sentence, or write in `who` the name that the sentence uses."),
    ("OR435", F, "number of no level",
     "No level of the deployment block that was in force at the time the sentence speaks of gives its number.",
     "Correct the sentence, or add the level with its source."),
    ("OR436", F, "level only planned", "The sentence gives as there a number that is only planned in its block.",
     "Say in the sentence that it is a plan, or add the level that was reached."),
    ("OR437", W, "levels differ",
     "Sources give levels of a force that contradict one another, and the sentence gives one without saying whose it "
     "is.",
     "Name the source in the sentence, or give the range."),
    ("OR438", W, "presence against the dates",
     "The sentence says that a force has left, or is still there, and the dates of its block do not bear it out.",
     "Correct the sentence, or `left` in the deployment block."),
    ("OR440", N, "reply older than the claim",
     "A reply is dated before the first appearance of the claim that the file gives: it answers something else.",
     "Say in the sentence what was answered, or correct the date of the reply or of the appearance."),
    ("OR441", W, "request and reply do not fit",
     "The claimant was asked after the dossier's date or after the reply, or neither an answer nor a request is given.",
     "Correct `asked`, or move `as_of`: a claimant is asked before a record is published."),
    ("OR442", W, "claimant not heard", "The record of a claim has no reply of the claimant and no request for one.",
     "Ask, and add a reply block: `text` with its source, or `asked` and by what `means`."),
    ("OR443", W, "nothing for the claim",
     "No statement of a record speaks for the claim, and the claim's file does not say what was looked for.",
     "Mark evidence for the claim with {.for}, or say in `considered` what was looked for and not found."),
    ("OR444", E, "unknown class", "A statement has a class that onrecord does not know.",
     "Write {#id .for} for evidence that speaks for the claim, .internal or .confidential for what not all may see. "
     "Until then the statement is confidential: the class may have been meant to hide it."),
    ("OR445", F, "answer against the block",
     "The sentence says that somebody answered where its reply block has no answer, or that nobody did where it has "
     "one.",
     "Correct the sentence, or the `text` of the reply block."),
    ("OR450", E, "source withdrawn",
     "A source that was retracted, or that another one supersedes, is cited for more than the claim's own appearance.",
     "Cite its successor, or rest the statement on another source."),
    ("OR451", W, "one origin only",
     "A key fact (an incident, case, deployment or pledge, or a number) rests on one origin: one source, or several "
     "that repeat one report or come from one publisher on one day.",
     "Cite an independent source, or say in `one_origin` why there is none."),
    ("OR452", W, "interest not declared",
     "A source is by the claimant, the dossier's subject or somebody a statement is about, and its interest is not "
     "declared.",
     "Add its `interest`: in sources.json, or as a line `onrecord-interest: ...` in Zotero's field Extra."),
    ("OR453", N, "source from after the date", "A statement cites a source that was issued after the dossier's date.",
     "Nothing need be done if it looks back; else rest the statement on a source of its time."),
    # Visibility -------------------------------------------------------------------------------------------
    ("OR460", N, "only sources that are not public",
     "Everything that a statement cites is not public: readers cannot replicate it.",
     "Cite a public source beside it, or say in the sentence why there is none."),
    ("OR461", W, "hidden words repeated",
     "Something that all may see repeats words of something that not all may see: somebody may have pasted them.",
     "Reword it, or mark it too."),
    ("OR462", E, "mark of no field",
     "A mark of visibility names a field that there is not, or that cannot be hidden alone.",
     "Name fields of the same table: `confidential: [because]`. Until then the whole table is confidential."),
    *TRANSLATIONS,
    # Documentary statements ------------------------------------------------------------------------------
    ("OR401", W, "called better than it is",
     "The editors' `standing` in a block is better than what its entries and the sentence bear out; the worse one "
     "counts.",
     "Correct the sentence or the entries, or the `standing`."),
    ("OR402", W, "lowered without a reason",
     "The editors' `standing` is worse than what the entries bear out, and no `because` says why.",
     "Say why in `because`."),
    # Captures ---------------------------------------------------------------------------------------------
    ("OR501", W, "capture failed",
     "The last attempt to capture a cited page failed, and there is no earlier capture of it.",
     "Run `onrecord archive` again later, or save the page by hand and import it: "
     "onrecord archive --import FILE --source KEY."),
    ("OR502", E, "archived file damaged",
     "A file of the archive is missing, has another size or another hash than when it was captured.",
     "Restore the file from a backup or from the history of git; an archived file is never edited."),
    ("OR503", E, "log chain broken",
     "A line of archive/captures.jsonl does not follow from the line before it: a line was changed, added or removed.",
     "Restore archive/captures.jsonl from a backup or from the history of git; lines are only ever added at its end."),
    ("OR504", E, "log line unreadable", "A line of archive/captures.jsonl is not one that onrecord writes.",
     "Restore archive/captures.jsonl from a backup or from the history of git; it is not edited by hand."),
    ("OR505", N, "source not captured", "Cited pages have no archived copy: nobody could show what they said.",
     "Run `onrecord archive`."),
    ("OR506", W, "log torn",
     "The log of the archive ends in the middle of a line: a run was killed while it wrote it.",
     "Run `onrecord archive`: it moves the torn line into a file of its own, archive/captures.torn-1, and goes on."),
    ("OR507", W, "address refused",
     "The address of a cited source is one that onrecord does not fetch: it is no web address, holds a password, or "
     "leads to this machine or a private network.",
     "Correct the URL; or save the page by hand and import it: onrecord archive --import FILE --source KEY."),
    ("OR508", N, "capture of no source", "The archive holds a capture for a key that no source has.",
     "If the source was given another key, capture it again under that."),
    ("OR509", E, "time-stamp not valid",
     "A time-stamp token of the archive does not belong to its line of the log, or its authority cannot be trusted.",
     "Where the log was changed, restore archive/captures.jsonl; where the token was, restore that; or name the "
     "authority's root certificate in dossier.toml."),
    ("OR510", N, "archived file not in the log",
     "A file lies in the archive that no line of its log names: a run was killed before it could log it, or somebody "
     "put it there.",
     "It does no harm. Remove it, or import it."),
    ("OR403", F, "count that no source gives",
     "A number of victims in the sentence is given by no count of its incident block that was known on the dossier's "
     "date, for those it speaks of.",
     "Write a number that a source gives, or add the count with its source. Counts are never averaged or added up."),
    ("OR404", F, "count laid to the wrong source",
     "The sentence says whose count a number is, and that source gives another.",
     "Write the source's own number, or name the source whose number it is."),
    ("OR405", W, "sources differ and the sentence does not say so",
     "The counts known of the same thing are further apart than the dossier's factor (1.5, or `factor` in `[counts]`), "
     "one is zero, or sources disagree on who the dead were; the sentence gives one number as if it were agreed.",
     "Say whose count it is (\"according to ...\"), or write the range."),
    ("OR406", W, "more exact than the source",
     "The sentence gives one number where its source gives a range, or a plain number where it gives a minimum.",
     "Write it as the source does: \"200 to 400\", \"at least 500\"."),
    ("OR407", W, "date in no entry",
     "A date of the sentence is in no entry of its typed blocks.",
     "Correct the date, or add the entry that has it."),
    ("OR408", F, "beyond the step of those responsible",
     "The sentence says more of those who did it than the entries on responsibility: a deed as a fact where they are "
     "accused of it.",
     "Use the words that the step allows."),
    ("OR409", F, "beyond the last step of the case",
     "A word of the sentence needs a step that the case had not reached on the dossier's date.",
     "Use the words that the step allows."),
    ("OR410", W, "wording for a person to judge",
     "A word about a case is denied, wanted, feared or possible, or is one that no step says; or what stands beside a "
     "right number of victims changes what it means. The entries alone cannot tell.",
     "Read the sentence beside its sources, and write the `standing` you find in its block."),
    ("OR411", W, "steps out of order", "The steps of a case do not stand in the order of their dates.",
     "Put them in order, or correct a date."),
    ("OR412", N, "step without a date", "A step of a case has no date.", "Add `on`: the day, month or year."),
    ("OR413", W, "number in no entry",
     "A number of the sentence is in no field of its typed blocks and in no quotation that was found.",
     "Correct the number, or add the entry or the quotation that has it."),
    ("OR414", W, "deed without an entry",
     "The sentence says who did it, or who is accused of it, and its incident block has no entry on them.",
     "Add the entry under `responsibility`, with who says so, or leave out who did it."),
    ("OR415", W, "taken back since",
     "A word of the sentence is true of an earlier step, which a later one took back: a conviction, overturned since.",
     "Say the later step too."),
    # Quotations -------------------------------------------------------------------------------------------
    ("OR511", W, "no time-stamp",
     "The authority that dossier.toml names gave no time-stamp for the log, or none that can be trusted.",
     "Run `onrecord archive` again later: it asks once more. Or correct `tsa` and `roots` under [archive]."),
    ("OR512", N, "time-stamp not verified",
     "The archive has time-stamps, and no root certificates to verify them against.",
     "Name the authority and the file of its root certificates under [archive] in dossier.toml."),
    ("OR520", E, "quotation not found",
     "The words quoted are not in the archived copy of the source. The passage that comes nearest is shown, and what "
     "differs.",
     "Quote what the page says, or name the source that says it. Write [...] for what is left out, and put in brackets "
     "what is put in."),
    ("OR521", W, "quotation not verbatim",
     "The archived copy has the same words and numbers, but with other punctuation or capitals.",
     "Quote the page as it is written."),
    ("OR522", E, "quotation not in its place",
     "The words stand in the archived copy, but not between the prefix and the suffix that the quote block gives.",
     "Correct `prefix` and `suffix`, or leave them out."),
    ("OR523", N, "no capture to look in",
     "Something is quoted from a source of which there is no archived copy. It is said once for each source.",
     "Run `onrecord archive`, or import a copy: onrecord archive --import FILE --source KEY."),
    ("OR524", W, "page text not readable",
     "A quotation cannot be looked up, because the archived copy has no text that can be read, or not all of it.",
     "Import a copy with text: a PDF with a text layer, or the page as a browser shows it (`onrecord archive "
     "--browser`)."),
    ("OR525", W, "quotation says too little",
     "A quotation has no words to look up, or is a number alone: a number stands on many a page and shows nothing.",
     "Quote the words around it."),
    ("OR526", W, "cited passage changed",
     "An earlier archived copy has the words quoted, and the last one has them no more.",
     "Look at both copies. Say in the record that the page was changed, or quote what it says now."),
    ("OR416", W, "count of somebody who is not held",
     "The sentence says that somebody counted a number, and no count of the block is theirs; another source gives it.",
     "Name the source whose count it is, or add theirs."),
    ("OR417", W, "name in no entry",
     "A name in the sentence is in no entry of its typed blocks and in no source: of whom or where it speaks is not on "
     "record.",
     "Correct the name, add it to the entry it belongs to, or write the `standing` you find in the block."),
    ("OR418", W, "word in no entry",
     "A word of the sentence says something that no entry of its typed blocks, no quotation found and no rule speaks "
     "to: \"stabbed\" where they were killed.",
     "Write it into the entry that has it, quote the source, use the entry's word, or write the `standing` you find."),
    # Faults of our own ------------------------------------------------------------------------------------
    ("OR901", W, "not run", "A check stopped on a fault of its own. It says nothing about the statement.",
     "Report the fault with the message shown."),
)  # fmt: skip

CODES: dict[str, Code] = {row[0]: Code(*row) for row in _TABLE}


def finding(
    code: str,
    message: str,
    span: Span,
    *,
    remedy: str = "",
    why: tuple[str, ...] = (),
    statement: str = "",
    excerpt: str = "",
) -> Finding:
    """Make a finding of ``code``, with the severity of that code and its usual remedy unless one is given.

    Raises ``KeyError`` for a code that is not in the list: that is a fault of ours.
    """
    kind = CODES[code]
    return Finding(code, kind.severity, message, span, remedy or kind.remedy, why, statement, excerpt)
