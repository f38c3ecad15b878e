# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate`: scores on claims marked by hand, and on other people's sets for each layer of the language model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli import batch, narrate
from sayso.text import many

if TYPE_CHECKING:
    from sayso.evaluate.coverage import Predicate
    from sayso.language import Language
    from sayso.model import Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                  help="Score Sayso on texts marked by hand.")

Threads = Annotated[int, typer.Option("--threads", min=0, help="Processor cores to use; 0 for all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Give the scores as JSON.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Also list what is missed or wrong.")]
Only = Annotated[str | None, typer.Option(metavar="REGEX", show_default=False,
                                          help="Of a folder or archive, only the files in whose path this is found.")]
Codebook = Annotated[Path | None, typer.Option("--codebook", help="Use this codebook instead of the shipped one.",
                                               show_default=False)]
Found = Annotated[Literal["both", "rules", "heads"],
                  typer.Option("--system", help="What finds claims: the codebook's rules and the heads that judge them, or one "
                                                "of the two alone.")]
Upper = Annotated[bool, typer.Option("--upper", help="Give the language model all in capitals.")]


@app.command("claims")
def claims(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with a YAML file beside each report's TXT file.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score the claims of whole reports."""
    from sayso.evaluate.claims import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(folder, reader.read, lambda done, of: progress.note(f"{done} of {of} reports"))
    _write(scores.to_dict(findings=verbose), scores.lines(findings=verbose), as_json=as_json)


@app.command("anaphora")
def anaphora(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with a YAML file beside each report's TXT file.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
) -> None:
    """Score who is meant where a pronoun or common noun fills a role."""
    from sayso.evaluate.anaphora import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        scores = evaluate(folder, Reader.open(None, threads), lambda done, of: progress.note(f"{done} of {of} reports"))
    _write(scores.to_dict(misses=verbose), scores.lines(misses=verbose), as_json=as_json)


@app.command("trees")
def trees(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CoNLL-U file (.xz too), or a folder or archive of them.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None, upper: Upper = False,
    raw: Annotated[bool, typer.Option("--raw", help="From raw text: score words and sentences too.")] = False,
) -> None:
    """Score parts of speech, lemmas and trees."""
    from sayso.evaluate import rawtrees
    from sayso.evaluate import trees as given
    from sayso.language import Language

    scores = (rawtrees if raw else given).evaluate(file, Language.load(threads=threads), only=only, upper=upper)
    _write(scores.to_dict(), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("entities")
def entities(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tagged tokens (IOB, BIOES; .xz, .tar.xz, a folder), or a folder "
                                         "as re3d has it.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None, upper: Upper = False,
    column: Annotated[int | None, typer.Option(min=1, help="The column that holds the tag, from 1; by default it is found.",
                                               show_default=False)] = None,
    layer: Annotated[str, typer.Option(help="names; or phrases: descriptions too, as re3d marks them.")] = "names",
) -> None:
    """Score the names of people, places and organisations."""
    from sayso.evaluate.entities import evaluate
    from sayso.language import Language

    scores = evaluate(file, Language.load(threads=threads), column=column, only=only, upper=upper, layer=layer)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("roles")
def roles(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="PropBank as JSON lines (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    part: Annotated[str | None, typer.Option(help="Only this split: train, dev, test.", show_default=False)] = None,
    trees: Annotated[Path | None, typer.Option(help="A CoNLL-U file with the sentences' gold trees, by which an argument's "
                                               "head is found.", show_default=False)] = None,
) -> None:
    """Score who does what to whom, on given predicates."""
    from sayso.evaluate.roles import evaluate

    scores = evaluate(file, _layers(threads), part=part, trees=trees)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("voices")
def voices(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Texts and marks as PolNeAR has them: a folder or archive.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None,
    part: Annotated[str | None, typer.Option(help="Only what lies in a folder of this name: dev.", show_default=False)] = None,
    system: Annotated[str, typer.Option(help="both: rules and model, as claims are given voices by; model or rules: one "
                                        "alone.")] = "both",
) -> None:
    """Score who is said to say what: cues, sources, contents."""
    from sayso.evaluate.voices import evaluate

    scores = evaluate(path, _layers(threads), part=part, only=only, system=system)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("certainty")
def certainty(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines with labels from -3 to 3, as UDS-IH2 (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
) -> None:
    """Score how surely events happened, on given predicates."""
    from sayso.evaluate.certainty import evaluate

    scores = evaluate(file, _layers(threads))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("copies")
def copies(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Reports as JSON lines (.xz too).")],
    pairs: Annotated[Path, typer.Option(help="A TSV list of pairs of their ids, with or without a column \"label\".")],
    as_json: AsJson = False, verbose: Verbose = False,
    first: Annotated[int | None, typer.Option(min=1, help="Only so many reports.", show_default=False)] = None,
) -> None:
    """Score which reports have another one's text."""
    from sayso.evaluate.copies import evaluate

    scores = evaluate(file, pairs, first)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("plover")
def plover(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TSV file as PLV has it: marked_sentence, gold_root.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score claims as PLOVER events between a source and a target."""
    from sayso.evaluate.plover import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(file, reader.read, reader.codebook, lambda done, of: progress.note(f"{done} of {of} sentences"))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("acled")
def acled(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TSV file as CASE 2021 task 2 has it: EventSnippet, SubType.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score ACLED's sub-events of short texts."""
    from sayso.evaluate.acled import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(file, reader.read, lambda done, of: progress.note(f"{done} of {of} texts"))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("police")
def police(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, a sentence each, as IndiaPoliceEvents has them "
                                         "(.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score what the police did: killed, used force, arrested, failed to act."""
    from sayso.evaluate.police import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(file, reader.read, lambda done, of: progress.note(f"{done} of {of} documents"))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("arguments")
def arguments(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines as RAMS or WikiEvents has them (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
    coreference: Annotated[Path | None, typer.Option(metavar="FILE", help="WikiEvents' clusters of mentions.",
                                                     show_default=False)] = None,
) -> None:
    """Score events and who fills which of their roles."""
    from sayso.evaluate.arguments import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(file, reader.read, reader.parse, lambda done, of: progress.note(f"{done} of {of} documents"),
                          coreference=coreference)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("ties")
def ties(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder in re3d's layout: documents.json, relations.json.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score who belongs to, leads, fights or stands by whom."""
    from sayso.evaluate.ties import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(folder, reader.read, lambda done, of: progress.note(f"{done} of {of} documents"))
    _write(scores.to_dict(sample=verbose), scores.lines(sample=verbose), as_json=as_json)


@app.command("commitment")
def commitment(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="MEANTIME's XML (a file, folder, archive), or JSON lines with "
                                         "labels from -3 to 3 (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None,
) -> None:
    """Score polarity and certainty of claims, on given predicates."""
    from sayso.evaluate.commitment import evaluate

    scores = evaluate(path, _layers(threads), only=only)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("confidence")
def confidence(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Texts and answer keys of MUC-3/4: a folder or archive.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
    only: Annotated[str | None, typer.Option(metavar="REGEX", show_default=False,
                                             help="Only the messages in whose name this is found: DEV-MUC3-00.")] = None,
    codebook: Codebook = None, system: Found = "both",
) -> None:
    """Score on whose word an act is laid on an organisation."""
    from sayso.evaluate.confidence import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=True) as progress:
        reader = Reader.open(codebook, threads, system=system)
        scores = evaluate(path, reader.read, lambda done, of: progress.note(f"{done} of {of} texts"), only=only)
    _write(scores.to_dict(cases=verbose), scores.lines(cases=verbose), as_json=as_json)


@app.command("coreference")
def coreference(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="GUM's CoNLL-U or CoNLL-2012 columns: a file, folder, archive.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None,
    documents: Annotated[Path | None, typer.Option(help="A list of the documents to score, one name a line.",
                                                   show_default=False)] = None,
    part: Annotated[str | None, typer.Option(help="Of that list, what stands under this heading, as dev.",
                                             show_default=False)] = None,
) -> None:
    """Score which phrases speak of the same thing, on gold words."""
    from sayso.evaluate.coreference import evaluate

    scores = evaluate(path, _layers(threads), only=only, documents=documents, part=part)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("time")
def time(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Texts marked with TIMEX3: TimeML as TempEval-3 has it, or "
                                         "MEANTIME's XML; a file, folder or archive.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None,
) -> None:
    """Score times: where they stand, of what type, with what value."""
    from sayso.evaluate.times import evaluate

    with narrate.Progress(shown=True) as progress:
        scores = evaluate(path, _layers(threads), only=only, note=lambda done, of: progress.note(f"{done} of {of} texts"))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("places")
def places(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="GeoVirus, LGL or GeoWebNews as XML (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0,
) -> None:
    """Score which places names stand for, found by Sayso and given."""
    from sayso.evaluate.places import evaluate, named_places
    from sayso.mentions.locating import locate_names

    with narrate.Progress(shown=True) as progress:
        language = _layers(threads)
        scores = evaluate(file, lambda r: named_places(r, language.parse(r.text, r.breaks)), locate_names,
                          lambda done, of: progress.note(f"{done} of {of} articles"))
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("coverage")
def coverage(
    sources: Annotated[list[str], typer.Argument(metavar="REPORTS…",
                                                 help="Files, web addresses, folders; - for standard input.")],
    as_json: AsJson = False, threads: Threads = 0, codebook: Codebook = None, system: Found = "both",
    language: batch.Tongue = None,
    sample: Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False,
                                               help="Of so many reports, always the same ones; of all if left out.")] = None,
    top: Annotated[int, typer.Option(min=0, metavar="N", help="How many words without a code to list.")] = 100,
) -> None:
    """Tell which conflict-like words of reports a codebook has no code for."""
    from sayso.evaluate.coverage import drawn, predicates, score
    from sayso.pipeline import Reader
    from sayso.reports import ReadOptions

    tally = batch.Tally()
    with batch.told(tally, lambda: f"{many(tally.read, 'report')} read, {tally.failed} could not be read", None):
        reader = Reader.open(codebook, threads, system=system)
        found: list[Predicate] = []
        with narrate.Progress(shown=True) as progress:
            for item in drawn(batch.reports(sources, ReadOptions(language=language)), sample):
                more = batch.attempt(lambda report: predicates(report, reader), item, tally)
                if more is not None:
                    found += more
                    tally.read += 1
                    progress.note(many(tally.read, "report"))
        scores = score(tally.read, found)
        _write(scores.to_dict(), scores.lines(top), as_json=as_json)


@app.command("stories")
def stories(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines of reports with the event each is of, as "
                                         "Giveme5W1H's news clusters have them (.xz too).")],
    as_json: AsJson = False, verbose: Verbose = False,
) -> None:
    """Score which reports are said to tell of one event."""
    from sayso.evaluate.stories import evaluate

    scores = evaluate(file)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


@app.command("happenings")
def happenings(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="ECB+'s XML: a file, folder or archive.")],
    as_json: AsJson = False, verbose: Verbose = False, threads: Threads = 0, only: Only = None,
    codebook: Codebook = None, system: Found = "both",
    readings: Annotated[Path | None, typer.Option(metavar="FILE", help="Readings of these texts that sayso read wrote as JSON "
                                                  "lines: nothing is read anew.", show_default=False)] = None,
) -> None:
    """Score which claims of several texts are said to tell of one happening."""
    from sayso.evaluate.happenings import evaluate
    from sayso.pipeline import Reader

    with narrate.Progress(shown=readings is None) as progress:
        read = Reader.open(codebook, threads, system=system).read if readings is None else None
        scores = evaluate(path, read, readings, lambda done, of: progress.note(f"{done} of {of} texts"), only=only)
    _write(scores.to_dict(mistakes=verbose), scores.lines(mistakes=verbose), as_json=as_json)


def _layers(threads: int) -> Language:
    from sayso.language import Language

    return Language.load(threads=threads)


def _write(data: Json, lines: Sequence[str], *, as_json: bool) -> None:
    from sayso.cli.targets import open_target

    with open_target(None, data=as_json) as target:
        text = [json.dumps(data, ensure_ascii=False, indent=1)] if as_json else lines
        target.write("".join(f"{line}\n" for line in text))
