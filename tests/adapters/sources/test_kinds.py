"""Hold what every kind of source gives: its texts, what it says of itself, and offsets into the file."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.draft import BYTES_MAX
from safeconduct.adapters.sources.kinds import KINDS
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.intake.document import Document, Span

Check = Callable[[Document, str], None]

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Courier</title>
<item><title>Gate shut &amp; guarded</title><link>https://courier.example/1</link>
<pubDate>Tue, 04 Mar 2031 06:00:00 +0200</pubDate>
<description>&lt;p&gt;Officials said the &lt;b&gt;north&lt;/b&gt; gate &amp;mdash; the last &amp;mdash; is shut.
&lt;/p&gt;&lt;p hidden&gt;Run.&lt;/p&gt;</description></item>
<item><title>Bridge open</title><description>Short.</description>
<content:encoded><![CDATA[<p>The bridge is open, said Ilo Maren.</p><script>x</script>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio</title><entry><title>دروازه بسته است</title>
<link href="https://radio.example/7"/><updated>2031-03-04T04:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>دروازه شمالی بسته است و مردم <b>نمی\u200cروند</b>.</p></div>
</content></entry></feed>"""

CAP = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>NH-1</identifier><sender>desk@norhaven.example</sender>
<sent>2031-03-04T06:00:00+02:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>en-US</language><event>Danger at a gate</event><senderName>Norhaven desk</senderName>
<headline>Keep away from the north gate</headline><description>Officials warn of
 an attack &amp; of a crowd.</description><area><areaDesc>North quay</areaDesc>
<polygon>60.1,24.9 60.2,24.9 60.2,25.0 60.1,24.9</polygon></area></info>
<info><language>prs</language><event>خطر</event><headline>از دروازه شمالی دور باشید</headline></info></alert>"""

CSV = """report_id,date,speaker,outlet,claim,certainty_words
1,2031-03-04,a harbour official,Courier,"may attack the ""north"" gate, soon",may
2,2031-03-04T10:00:00+02:00,Ilo Maren,Radio,"the bridge
is shut",stated
"""

MAIL = """From: "Duty Desk" <desk@norhaven.example>
To: cell@norhaven.example
Subject: =?utf-8?q?North_gate_=E2=80=94_shut?=
Date: Tue, 04 Mar 2031 06:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The gate is shut =E2=80=94 said the guard, who was asked twi=
ce.

On Monday Ilo wrote:
> Is it open?

--inner
Content-Type: text/html; charset=utf-8

<p>Another wording of the same.</p>
--inner--
--outer
Content-Type: application/pdf; name="map.pdf"
Content-Disposition: attachment; filename="map.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--outer--
"""

SAMPLES = {
    "application/cap+xml": CAP.encode(),
    "application/rss+xml": RSS.encode(),
    "message/rfc822": MAIL.encode(),
    "text/html": b"<html><body><p>Officials said that the gate was shut.</p></body></html>",
    "text/csv": CSV.encode(),
    "text/plain": b"Officials said that the gate was shut.",
}


@pytest.mark.parametrize(("media_type", "data"), SAMPLES.items())
@pytest.mark.parametrize("name", ["standard input", "download.bin"])
def test_kind_is_told_without_a_name(media_type: str, data: bytes, name: str) -> None:
    """What comes from a pipe or under a wrong name is known by its first bytes."""
    assert {document.media_type for document in convert_source(data, name)} == {media_type}


def test_every_kind_has_a_sample() -> None:
    """A kind that is added is tested, and asks for no more bytes than any source may have."""
    assert len(SAMPLES) == len(KINDS)
    assert max(kind.bytes_max for kind in KINDS) == BYTES_MAX


@pytest.mark.parametrize("data", SAMPLES.values())
def test_same_bytes_give_the_same_documents(data: bytes) -> None:
    """The id comes from the text."""
    first, second = convert_source(data, "a"), convert_source(data, "b")
    assert [document.document_id for document in first] == [document.document_id for document in second]
    assert len({document.document_id for document in first}) == len(first)


def test_feed_gives_a_text_for_each_entry(check_words: Check) -> None:
    """Title and body, escaped or in CDATA, are read as a reader sees them; offsets go through both layers."""
    gate, bridge = convert_source(RSS.encode(), "feed.xml")
    assert gate.text == "Gate shut & guarded\nOfficials said the north gate — the last — is shut."
    assert (gate.title, gate.outlet, gate.address) == (
        "Gate shut & guarded",
        "Harbour Courier",
        "https://courier.example/1",
    )
    assert gate.published == 1930363200.0
    assert bridge.text == "Bridge open\nThe bridge is open, said Ilo Maren."
    for document in (gate, bridge):
        check_words(document, RSS)


def test_atom_with_xhtml_is_read(check_words: Check) -> None:
    """Markup within the entry is read as markup, in any language."""
    (entry,) = convert_source(ATOM.encode(), "-")
    assert entry.text == "دروازه بسته است\nدروازه شمالی بسته است و مردم نمی\u200cروند."
    assert (entry.language, entry.address, entry.published) == ("fa", "https://radio.example/7", 1930363200.0)
    check_words(entry, ATOM)


@pytest.mark.parametrize("junk", ["<a>&#xD800;</a>", "<b>&#99999999999;</b>", "<link/></link>"])
def test_feed_on_which_the_library_breaks_is_read_all_the_same(junk: str) -> None:
    """Titles, texts and links are taken from the elements themselves."""
    data = f"<rss><channel>{junk}<item>{junk}<title>Gate shut</title><link>https://courier.example/1</link></item></channel>"
    (entry,) = convert_source(data.encode(), "a.rss")
    assert entry.text == "Gate shut"
    assert entry.address == "https://courier.example/1" or junk.startswith("<link")


def test_mail_with_broken_headers_is_read() -> None:
    """A header that means nothing costs itself alone, however long it is."""
    headers = "Subject: =?x\u00ff?q?a?=\nFrom: =?utf-8?b?////?=\nDate: never\nTo: " + "<p>" * 60_000
    (mail,) = convert_source(f"{headers}\n\nThe gate is shut.".encode(), "a.eml")
    assert mail.text == "The gate is shut."
    assert mail.published is None


def test_alert_gives_a_text_for_each_language(check_words: Check) -> None:
    """Every line of the alert is kept, with the name of its element; prose stands alone."""
    english, dari = convert_source(CAP.encode(), "alert.cap")
    lines = english.text.split("\n")
    assert "Keep away from the north gate" in lines
    assert "Officials warn of an attack & of a crowd." in lines
    assert "areaDesc: North quay" in lines
    assert "polygon: 60.1,24.9 60.2,24.9 60.2,25.0 60.1,24.9" in lines
    assert (english.outlet, english.language, english.published) == ("Norhaven desk", "en", 1930363200.0)
    assert (dari.language, dari.outlet) == ("fa", "desk@norhaven.example")
    check_words(english, CAP)
    check_words(dari, CAP)


def test_exercise_and_missing_area_are_said() -> None:
    """Nobody may take an exercise for an alarm, nor guess where it holds."""
    english, dari = convert_source(CAP.encode(), "alert.cap")
    assert english.cautions == ("status Exercise: nothing of this is happening",)
    assert "no area is given: ask where this holds" in dari.cautions
    live = CAP.replace("<status>Exercise", "<status>Actual").replace("<msgType>Alert", "<msgType>Cancel")
    assert convert_source(live.encode(), "a.cap")[0].cautions == ("msgType Cancel: withdraws an earlier alert",)


def test_row_of_reports_is_a_text_of_its_own() -> None:
    """A line for each column; each value stands at its place in the file, quotes and line breaks within it."""
    first, second = convert_source(CSV.encode(), "reports.csv")
    assert first.text.split("\n")[2:5] == [
        "speaker: a harbour official", "outlet: Courier", 'claim: may attack the "north" gate, soon',
    ]  # fmt: skip
    assert (first.outlet, first.published) == ("Courier", 1930348800.0)
    at = second.text.index("the bridge is shut")
    span = second.original_span(Span(at, at + len("the bridge is shut")))
    assert CSV[span.start : span.end] == "the bridge\nis shut"


def test_table_without_a_text_is_refused_with_the_names() -> None:
    """The operator learns what to call the column."""
    with pytest.raises(InputFaultsError, match="call the column one of: claim, text"):
        convert_source(b"id,date,outlet\n1,2031-03-04,Courier\n", "a.csv")


def test_row_with_too_many_values_is_named_with_its_line() -> None:
    """An unquoted comma would shift a claim into another column."""
    with pytest.raises(InputFaultsError, match="line 3"):
        convert_source(b"speaker,claim,date\na,b,\nIlo,shut, they say,2031-03-04,x\n", "a.csv")


def test_table_with_semicolons_is_read() -> None:
    """Spreadsheets of half the world write them."""
    (row,) = convert_source(b"speaker;claim;date\nIlo, Maren;shut;2031-03-04\n", "a.csv")
    assert row.text == "speaker: Ilo, Maren\nclaim: shut\ndate: 2031-03-04"


def test_mail_is_read_with_its_quotes_marked_and_attachments_unopened() -> None:
    """Of two wordings the plain one is read; the parts' encodings are undone, offsets kept."""
    (mail,) = convert_source(MAIL.encode(), "mail.eml")
    assert mail.text.startswith("The gate is shut — said the guard, who was asked twice.")
    assert "Another wording" not in mail.text
    assert (mail.title, mail.outlet, mail.published) == ("North gate — shut", "Duty Desk", 1930363200.0)
    assert mail.cautions == (
        "attachment not opened: 'map.pdf' (application/pdf)",
        "lines 3 to 4 quote an earlier message",
    )
    at = mail.text.index("twice")
    span = mail.original_span(Span(at, at + 5))
    assert MAIL[span.start : span.end] == "twi=\nce"


def test_mail_in_base64_keeps_the_place_of_every_byte() -> None:
    """Each character is mapped to where its bits stand in the file."""
    body = "<p>The gate is shut, said Ilo Maren on the radio this morning.</p>"
    packed = base64.encodebytes(body.encode()).decode()
    head = (
        "From: a@b.example\nSubject: x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    )
    (mail,) = convert_source((head + packed).encode(), "mail.eml")
    assert mail.text == body[3:-4]
    assert mail.original_offsets is not None
    start = int(mail.original_offsets[0])
    assert base64.b64decode((head + packed)[start : start + 8]).startswith(b"The")


def test_mail_in_another_encoding_is_read(check_words: Check) -> None:
    """Eight-bit mail counts one character for each byte of the file."""
    head = "From: a@b.example\nSubject: porte\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    body = "Les portes sont fermées, a dit un officier à la radio."
    (mail,) = convert_source((head + body).encode("latin-1"), "mail.eml")
    assert (mail.text, mail.language) == (body, "fr")
    check_words(mail, head + body)


@pytest.mark.shared
def test_real_table_of_statements_is_read(shared: Path) -> None:
    """A table of attributed statements by row keeps speaker, outlet, claim and the words of certainty."""
    file = shared / "data" / "kabul2021" / "reports_21aug.csv"
    documents = convert_source(file.read_bytes(), file.name)
    assert len(documents) == len(file.read_text(encoding="utf-8").splitlines()) - 1
    for document in documents:
        assert document.outlet
        assert document.published is not None
        assert {"speaker", "claim", "certainty_words"} <= {line.split(":")[0] for line in document.text.split("\n")}


def test_xml_of_another_kind_is_refused() -> None:
    """A map or a document in XML is no text to be read."""
    with pytest.raises(CannotReadError, match="neither a feed"):
        convert_source(b'<?xml version="1.0"?><kml><name>gate</name></kml>', "a.kml")


def test_elements_within_a_text_of_an_alert_are_part_of_it() -> None:
    """Its offsets only go forward, so that every span has a place in the file."""
    mixed = CAP.replace("warn of\n an attack", "warn <info>of an</info> attack")
    document, *_ = convert_source(mixed.encode(), "alert.cap")
    assert "Officials warn of an attack & of a crowd." in document.text
    assert document.original_offsets is not None
    assert (document.original_offsets[1:] >= document.original_offsets[:-1]).all()
