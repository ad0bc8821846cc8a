"""Promise that alerts are kept as they are, and that a feed leads to every one of them."""

from __future__ import annotations

import json

import feedparser
import pytest

from safeconduct.adapters.alert_folder import FeedFolder, KeptAlerts
from safeconduct.adapters.area_file import AreaFile
from safeconduct.adapters.cap_xml import CapXml, read_cap
from safeconduct.adapters.sources.cap_alert import CapAlert
from safeconduct.adapters.sources.draft import Source
from safeconduct.adapters.warning_words import FluentWarnings
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.warnings import (
    Action,
    Alert,
    Circle,
    Danger,
    Head,
    KeptAlert,
    Wanted,
    box_ring,
    draft_alert,
    draft_cancel,
)

WORDS, NOW, BOX = FluentWarnings(), 1_930_467_600.0, box_ring(24.0, 60.0, 25.0, 61.0)


def make_alert(identifier: str = "sc-1", sent: float = NOW) -> Alert:
    """Return an alert in two languages."""
    wanted = Wanted(
        Danger.FIRE, Action.STAY, {"en": "Quay <1> & 2", "fa-AF": "Quay"}, sent + 3600, (), (Circle(24.5, 60.5, 800),)
    )
    return draft_alert(wanted, WORDS, Head(identifier, "safeconduct:test", sent, 7200, True))


def test_a_kept_alert_is_what_was_kept(tmp_path):
    """Bytes, counts and theatre come back, in the order of names."""
    kept = KeptAlert(CapXml().write(make_alert()), 400, 380.5, BOX)
    files = KeptAlerts(tmp_path / "alerts")
    assert files.list() == ()
    files.save("sc-1.2", kept)
    files.save("sc-1", kept)
    assert (files.list(), files.read("sc-1")) == (("sc-1", "sc-1.2"), kept)


@pytest.mark.parametrize("name", ["../sc-1", "a/b", ".hidden", "", "sc-2"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    """A path is no name, and what is not there is said to be missing."""
    with pytest.raises(CannotReadError):
        KeptAlerts(tmp_path).read(name)


def test_what_was_kept_and_broken_is_said_to_be(tmp_path):
    """Half a file is no alert's."""
    files = KeptAlerts(tmp_path)
    files.save("sc-1", KeptAlert(CapXml().write(make_alert()), 4, 4.0, BOX))
    (tmp_path / "sc-1.json").write_text("{", encoding="utf-8")
    with pytest.raises(CannotReadError):
        files.read("sc-1")


@pytest.mark.parametrize("feed", ["rss.xml", "atom.xml"])
def test_a_feed_names_every_alert_the_newest_first_and_leads_to_its_file(tmp_path, feed):
    """As feedparser reads it; publishing the same again changes no byte."""
    first, outlet = make_alert(), FeedFolder(tmp_path, "EXERCISE harbour", "https://example.org/alerts/")
    cancel = draft_cancel(first, WORDS, "sc-1.c", NOW + 60)
    for alert in (first, cancel):
        outlet.publish(alert.identifier, CapXml().write(alert))
    before = (tmp_path / feed).read_bytes()
    outlet.publish("sc-1", CapXml().write(first))
    assert (tmp_path / feed).read_bytes() == before
    read = feedparser.parse(before)
    assert not read.bozo
    assert [one.title for one in read.entries] == [cancel.infos[0].headline, first.infos[0].headline]
    links = [link.href for link in read.entries[1].links]
    assert links == ["https://example.org/alerts/sc-1.cap.xml"]
    assert read_cap((tmp_path / "sc-1.cap.xml").read_bytes(), "sc-1") == first
    assert {file.name for file in tmp_path.iterdir()} == {"sc-1.cap.xml", "sc-1.c.cap.xml", "rss.xml", "atom.xml"}


def test_our_own_alerts_are_read_as_reports_too():
    """What leaves here can be taken in elsewhere: a text for each language."""
    alert = make_alert()
    drafts = CapAlert().read(Source(CapXml().write(alert), "sc-1.cap"))
    assert [one.language for one in drafts] == ["en", "fa"]
    assert all(info.headline in one.mapped.text for info, one in zip(alert.infos, drafts, strict=True))


def draw(tmp_path, geometry):
    """Write a drawing and return its file."""
    file = tmp_path / "area.geojson"
    file.write_text(json.dumps(geometry), encoding="utf-8")
    return file


def test_a_drawn_area_is_read_whole(tmp_path):
    """Of a collection, every polygon."""
    ring = [list(point) for point in BOX]
    one = {"type": "Polygon", "coordinates": [ring]}
    both = {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in (one, both)]
    file = draw(tmp_path, {"type": "FeatureCollection", "features": features})
    assert AreaFile().read(file) == (BOX, BOX, BOX)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [24, 60]},
        {"type": "Polygon", "coordinates": [[[24, 60], [25, 60], [25, 61], [24, 61]]]},
        {"type": "Polygon", "coordinates": [[[24, 60], [25, 60], [25, 161], [24, 60]]]},
        {"type": "Polygon", "coordinates": [[list(p) for p in BOX], [list(p) for p in BOX]]},
        {"type": "FeatureCollection", "features": []},
        [],
    ],
)
def test_what_draws_no_area_is_refused(tmp_path, geometry):
    """Points, open rings, degrees that are none, holes, nothing: each is a fault with its remedy."""
    with pytest.raises(InputFaultsError) as refused:
        AreaFile().read(draw(tmp_path, geometry))
    assert refused.value.faults[0].remedy
