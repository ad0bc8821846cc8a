"""Feed broken and hostile sources to the process that reads, and see that it always answers in time.

    python benchmarks/fuzz_intake.py --minutes 10 [--seed 1]

Good sources of every kind are cut, doubled, nested, spliced with one another and with hostile tokens, and their bytes
spoiled. Each goes the way that `safeconduct read` goes: it is converted, and the first documents of it are read as if
they were English. What must never happen: an error other than our own, a conversion of more than two seconds of
processor time or a reading of more than READING_SECONDS_MAX, more memory than PEAK_BYTES_MAX, a document whose offsets
do not fit it, a hostile character in a text, a reading whose spans do not. Exits with 1 where any of it did.
"""

from __future__ import annotations

import argparse
import base64
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from safeconduct.adapters.apart.client import Nursery, Usage
from safeconduct.adapters.gazetteers.gazetteer_files import GazetteerFiles
from safeconduct.adapters.reading_worker import ReadingWorker
from safeconduct.adapters.sources.worker import SourceWorker
from safeconduct.app.read_documents import gather_knowledge
from safeconduct.core.basics import SafeconductError
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.hostile_characters import HOSTILE

CPU_SECONDS_MAX = 2.0
READING_SECONDS_MAX = 2.0  # of a text of up to READ_MAX characters
READ_MAX = 10_000
CHARACTERS_A_SECOND = 5_000  # beyond that
DOCUMENTS_MAX = 3  # of one case that are read
PEAK_BYTES_MAX = 700_000_000
READING_PEAK_BYTES_MAX = 1_500_000_000  # the parser is loaded
SIZE_MAX = 400_000  # bytes of one case
UNFORESEEN = ("unforeseen trouble", "broke down")  # words of an error that stands for one that is not ours

SENTENCE = (
    "Officials in Norhaven said on Sunday — again — that the “north gate” would stay shut, Ilo Maren told the Courier."
)
PERSIAN = "دروازه شمالی بسته است و مردم به خانه برمی\u200cگردند."

SEEDS: dict[str, bytes] = {
    "note.txt": f"{SENTENCE}\n{PERSIAN}\nGate 3 shut.\n".encode(),
    "note-wide.txt": SENTENCE.encode("utf-16"),
    "note-old.txt": SENTENCE.encode("cp1252"),
    "page.html": (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gate shut</title>'
        '<meta property="og:site_name" content="Courier"><meta property="article:published_time" content="2031-03-04">'
        "<script>var x='<p>no</p>'</script><style>p{}</style></head><body><nav><ul><li><a href='/'>Home</a></ul></nav>"
        f"<article><h1>Gate shut</h1><p>{SENTENCE}</p><p hidden>Hidden.</p><ul><li>one<li>two</ul><table><tr><td>a<td>b"
        f"</table><p lang=fa>{PERSIAN}</p><!-- note --></article><footer>Imprint &copy;</footer></body></html>"
    ).encode(),
    "feed.rss": (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Courier</title>'
        "<language>en</language><item><title>Gate &amp; quay</title><link>http://courier.example/1</link>"
        "<pubDate>Tue, 04 Mar 2031 06:00:00 +0200</pubDate>"
        f"<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item><item><title>Two</title>"
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded></item></channel></rss>"
    ).encode(),
    "feed.atom": (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio</title><entry><title>{PERSIAN}</title><updated>2031-03-04'
        f'T04:00:00Z</updated><content type="xhtml"><div><p>{SENTENCE}</p></div></content></entry></feed>'
    ).encode(),
    "alert.cap": (
        '<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>a@b'
        "</sender><sent>2031-03-04T06:00:00+02:00</sent><status>Test</status><msgType>Alert</msgType><scope>Public</scope>"
        f"<info><language>en-US</language><event>x</event><headline>Gate</headline><description>{SENTENCE}</description>"
        "<area><areaDesc>Quay</areaDesc><polygon>1,2 3,4 5,6 1,2</polygon></area></info></alert>"
    ).encode(),
    "reports.csv": (
        f'report_id,date,speaker,outlet,claim\n1,2031-03-04,"a ""b""",Courier,"{SENTENCE}"\n2,,Ilo,Radio,shut\n'
    ).encode(),
    "mail.eml": "\r\n".join(
        (
            "From: =?utf-8?q?D=C3=BCtty?= <a@b.example>",
            "To: c@d.example",
            "Subject: gate",
            "Date: Tue, 04 Mar 2031 06:00:00 +0200",
            "MIME-Version: 1.0",
            'Content-Type: multipart/mixed; boundary="x"',
            "",
            "--x",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "The gate =E2=80=94 shut.",
            "> quoted",
            "--x",
            "Content-Type: text/html",
            "Content-Transfer-Encoding: base64",
            "",
            base64.encodebytes(f"<p>{SENTENCE}</p>".encode()).decode(),
            "--x",
            'Content-Type: image/png; name="a.png"',
            "Content-Disposition: attachment",
            "",
            "x",
            "--x--",
            "",
        )
    ).encode(),
}  # fmt: skip

TOKENS: tuple[bytes, ...] = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;",
    b"&#xD800;", b"&#1114112;", b"&#99999999999;", b"&lt", b"&amp;lt;", b"<div>", b"</div>", b"<p hidden>",
    b"<b style='display:none'>", b"<script>", b"</script>", b"<style>", b"<title>", b"<svg>", b"<template>",
    b"<noscript>", b"<table>", b"<tr>", b"<td>", b"<meta charset=utf-16>", b"<meta charset=utf-7>", b"<html lang='",
    b"<item>", b"</item>", b"<entry>", b"<info>", b"<alert>", b"<?xml version='1.0' encoding='cp037'?>", b"<rss>",
    b"xmlns:a='b'", b'"', b"'", b'""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xfe\xff",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"--x", b"--x--", b"=",
    b"=?utf-8?b?////?=", b"=?x?q?=?=", b"=\n", b"=C3", b"Content-Type: multipart/mixed; boundary=x\n\n",
    b"Content-Type: ;;=\n", b"Content-Transfer-Encoding: base64\n\n", b"Content-Transfer-Encoding: x-uuencode\n\n",
    b"Content-Type: message/rfc822\n\n", b"charset=\"unicode_escape\"", b"Date: 99 Foo 99999 99:99\n", b"> ",
    b"2031-13-45", b"9" * 400, b"PK\x03\x04", b"%PDF", "\u202e".encode(), "\u2066".encode(), "\u200b".encode(),
    "\u200c\u200d".encode(), "\ufeff".encode(), "\u00ad".encode(), "\U000e0041".encode(), "\u0430".encode(),
    "\u0301".encode() * 50, "ﷺ".encode(), "İ".encode(), "ß".encode(), "\u2028".encode(),
)  # fmt: skip

Mutation = Callable[[random.Random, bytes], bytes]


def cut_out(rng: random.Random, data: bytes) -> bytes:
    """Leave a stretch out."""
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.randrange(1, 60) :]


def cut_off(rng: random.Random, data: bytes) -> bytes:
    """Break the file off."""
    return data[: rng.randrange(len(data) + 1)]


def spoil_bytes(rng: random.Random, data: bytes) -> bytes:
    """Put other bytes in place of some."""
    spoiled = bytearray(data)
    for _ in range(rng.randrange(1, 20)):
        if spoiled:
            spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled)


def add_token(rng: random.Random, data: bytes) -> bytes:
    """Put a hostile token anywhere, once or often."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 5, 50, 3_000)) + data[at:]


def repeat_part(rng: random.Random, data: bytes) -> bytes:
    """Repeat a stretch, once or often."""
    start = rng.randrange(len(data) + 1)
    end = start + rng.randrange(1, 200)
    return data[:end] + data[start:end] * rng.choice((1, 2, 10, 1_000)) + data[end:]


def nest_part(rng: random.Random, data: bytes) -> bytes:
    """Wrap a stretch in many elements."""
    start = rng.randrange(len(data) + 1)
    end = rng.randrange(start, len(data) + 1)
    name = rng.choice((b"div", b"p", b"b", b"table", b"item", b"info", b"description", b"a:b", b"li"))
    times = rng.choice((1, 10, 90, 500, 20_000))
    closing = b"</" + name + b">"
    inner = data[start:end]
    return data[:start] + (b"<" + name + b">") * times + inner + closing * rng.choice((0, 1, times)) + data[end:]


def swap_tags(rng: random.Random, data: bytes) -> bytes:
    """Exchange two stretches that begin with "<"."""
    places = [at for at, byte in enumerate(data[:20_000]) if byte == ord("<")]
    if len(places) < 4:
        return spoil_bytes(rng, data)
    a, b, c, d = sorted(rng.sample(places, 4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def splice(rng: random.Random, data: bytes) -> bytes:
    """Go on with another source."""
    other = rng.choice(list(SEEDS.values()))
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def recode(rng: random.Random, data: bytes) -> bytes:
    """Write the text in another encoding."""
    return data.decode("utf-8", "replace").encode(
        rng.choice(("utf-16", "utf-16-be", "cp1256", "koi8-u", "utf-7")), "replace"
    )


MUTATIONS: tuple[Mutation, ...] = (
    cut_out, cut_off, spoil_bytes, add_token, add_token, repeat_part, nest_part, swap_tags, splice, recode,
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Count what came of the cases, and keep what must not come."""

    outcomes: Counter[str] = field(default_factory=Counter)
    worst_cpu_seconds: float = 0.0
    worst_wall_seconds: float = 0.0
    worst_peak_bytes: int = 0
    readings: int = 0
    worst_reading: tuple[float, int] = (0.0, 0)  # seconds of processor time, characters
    broken: list[str] = field(default_factory=list)


def make_case(rng: random.Random) -> tuple[str, bytes]:
    """Return a name and the bytes of a spoiled source."""
    name, data = rng.choice(list(SEEDS.items()))
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        data = rng.choice(MUTATIONS)(rng, data)[:SIZE_MAX]
    return rng.choice((name, name, name, "standard input", "page.html", "feed.xml")), data


def find_broken(document: Document) -> str:
    """Return what is wrong with a document; "" where nothing is."""
    offsets = document.original_offsets
    if offsets is not None and len(offsets) != len(document.text) + 1:
        return "offsets that do not fit the text"
    if offsets is not None and len(offsets) > 1 and int((offsets[1:] - offsets[:-1]).min()) < 0:
        return "offsets that go back"
    hostile = [(first, last) for ranges in HOSTILE.values() for first, last in ranges]
    if any(first <= ord(letter) <= last for letter in set(document.text) for first, last in hostile):
        return "a hostile character"
    return ""


class Reader:
    """Convert and read as `safeconduct read` does."""

    def __init__(self, nursery: Nursery) -> None:
        """Start the process, so that starting it counts for no case."""
        self.nursery = nursery
        self.sources, self.texts = SourceWorker(nursery), ReadingWorker(nursery)
        self.texts.know(gather_knowledge(GazetteerFiles().world))


def try_case(reader: Reader, name: str, data: bytes, tally: Tally) -> None:
    """Convert one case, read what comes of it, and count how it went."""
    reader.nursery.last_usage = None
    documents: tuple[Document, ...] = ()
    try:
        documents = reader.sources.read(data, name)
        tally.outcomes[f"read as {documents[0].media_type}"] += 1
        tally.broken += [f"{name}: {wrong}" for document in documents if (wrong := find_broken(document))]
    except SafeconductError as error:
        tally.outcomes["refused"] += 1
        if any(word in str(error) for word in UNFORESEEN):
            tally.broken.append(str(error))
    except Exception as error:
        tally.broken.append(f"{name}: {type(error).__name__} {error}")
    usage = _count_usage(reader.nursery, name, PEAK_BYTES_MAX, tally)
    if usage is not None:
        tally.worst_cpu_seconds = max(tally.worst_cpu_seconds, usage.cpu_seconds)
        tally.worst_wall_seconds = max(tally.worst_wall_seconds, usage.wall_seconds)
        if usage.cpu_seconds > CPU_SECONDS_MAX:
            tally.broken.append(f"{name}: {usage.cpu_seconds:.1f} seconds of processor time")
    for document in documents[:DOCUMENTS_MAX]:
        try_reading(reader, replace(document, language="en"), tally)


def try_reading(reader: Reader, document: Document, tally: Tally) -> None:
    """Read one document and count how it went; reading_from_json refuses spans that do not fit the text."""
    reader.nursery.last_usage = None
    characters = len(document.text)
    name = f"reading {characters:,} characters"
    try:
        reader.texts.read(document, 60.0)
        tally.readings += 1
    except Exception as error:  # none is expected of a text that was converted
        tally.broken.append(f"{name}: {type(error).__name__} {error}")
    usage = _count_usage(reader.nursery, name, READING_PEAK_BYTES_MAX, tally)
    if usage is not None:
        tally.worst_reading = max(tally.worst_reading, (usage.cpu_seconds, characters))
        if usage.cpu_seconds > READING_SECONDS_MAX + max(0, characters - READ_MAX) / CHARACTERS_A_SECOND:
            tally.broken.append(f"{name}: {usage.cpu_seconds:.1f} seconds of processor time")


def _count_usage(nursery: Nursery, name: str, peak_bytes_max: int, tally: Tally) -> Usage | None:
    usage = nursery.last_usage
    if usage is None:
        tally.broken.append(f"{name}: the process was lost")
        return None
    tally.worst_peak_bytes = max(tally.worst_peak_bytes, usage.peak_bytes)
    if usage.peak_bytes > peak_bytes_max:
        tally.broken.append(f"{name}: {usage.peak_bytes / 1e6:.0f} MB of memory")
    return usage


def fuzz(seconds: float, seed: int, keep: Callable[[str, bytes], None] | None = None) -> Tally:
    """Try cases for some seconds; `keep` is given each case that went wrong, and why."""
    rng, tally = random.Random(seed), Tally()
    with Nursery() as nursery:
        reader = Reader(nursery)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            name, data = make_case(rng)
            before = len(tally.broken)
            try_case(reader, name, data, tally)
            if keep and len(tally.broken) > before:
                keep(tally.broken[-1], data)
    return tally


def main() -> int:
    """Fuzz, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="", help="write each case that goes wrong to this folder")
    asked = parser.parse_args()

    def keep(why: str, data: bytes) -> None:
        print(f"WRONG {why}", file=sys.stderr)
        if asked.keep:
            from pathlib import Path

            folder = Path(asked.keep)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"case-{len(list(folder.iterdir()))}").write_bytes(data)

    tally = fuzz(60 * asked.minutes, asked.seed, keep)
    for outcome, count in tally.outcomes.most_common():
        print(f"{count:8,}  {outcome}")
    print(f"{sum(tally.outcomes.values()):8,}  cases, seed {asked.seed}")
    print(
        f"worst: {tally.worst_cpu_seconds:.2f} s of processor time, {tally.worst_wall_seconds:.2f} s on the clock, ",
        end="",
    )
    print(f"{tally.worst_peak_bytes / 1e6:.0f} MB")
    worst, characters = tally.worst_reading
    print(f"{tally.readings:8,}  readings; worst: {worst:.2f} s of processor time for {characters:,} characters")
    print(f"went wrong: {len(tally.broken)}")
    return 1 if tally.broken else 0


if __name__ == "__main__":
    sys.exit(main())
