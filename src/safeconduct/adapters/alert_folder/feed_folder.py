"""Show alerts to whoever listens: CAP files, and an RSS 2.0 and an Atom feed that lead to them.

Sources: RSS 2.0; RFC 4287 (Atom).
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from lxml import etree

from safeconduct.adapters.alert_folder.kept_alerts import CAP
from safeconduct.adapters.cap_xml import read_cap
from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.warnings import Alert

RSS, ATOM = "rss.xml", "atom.xml"
ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"
NEWEST = 50
"""So many alerts stand in a feed; the files of older ones stay."""


class FeedFolder:
    """Show alerts in a folder that a web server, a stick or a mirror carries on; fills the port AlertOutlet."""

    def __init__(self, folder: Path, title: str, url: str = "") -> None:
        """Show them there; `url` is where the folder can be read from, without which links name the file alone."""
        self._folder, self._title, self._url = folder, title, url.rstrip("/")

    def publish(self, identifier: str, data: bytes) -> None:
        """Show an alert: first its file, then the feeds, each in one step; the same again changes nothing.

        Raises:
            SafeconductError: where the disk refuses.
        """
        alerts = {alert.identifier: alert for alert in self._read_shown()}
        alerts[identifier] = read_cap(data, identifier)
        newest = sorted(alerts.values(), key=lambda one: (-one.sent, one.identifier))[:NEWEST]
        texts = {identifier + CAP: data.decode("utf-8"), RSS: self._write_rss(newest), ATOM: self._write_atom(newest)}
        write_files(self._folder, texts)

    def _read_shown(self) -> list[Alert]:
        shown = []
        for file in sorted(self._folder.glob(f"[!.]*{CAP}")):
            try:
                shown.append(read_cap(file.read_bytes(), file.name))
            except (CannotReadError, InputFaultsError):
                continue  # somebody else's file is not led to
        return shown

    def _link(self, alert: Alert) -> str:
        name = alert.identifier + CAP
        return f"{self._url}/{name}" if self._url else name

    def _write_rss(self, alerts: list[Alert]) -> str:
        root = etree.Element("rss", version="2.0")
        channel = etree.SubElement(root, "channel")
        for name, text in (("title", self._title), ("link", self._url or RSS), ("description", self._title)):
            etree.SubElement(channel, name).text = text
        for alert in alerts:
            item = etree.SubElement(channel, "item")
            etree.SubElement(item, "title").text = _title(alert)
            etree.SubElement(item, "link").text = self._link(alert)
            etree.SubElement(item, "description").text = alert.infos[0].instruction
            etree.SubElement(item, "guid", isPermaLink="false").text = f"{alert.sender},{alert.identifier}"
            etree.SubElement(item, "pubDate").text = format_datetime(datetime.fromtimestamp(alert.sent, UTC))
            etree.SubElement(item, "category").text = alert.message_type
        return _word(root)

    def _write_atom(self, alerts: list[Alert]) -> str:
        root = etree.Element(_atom("feed"), nsmap={None: ATOM_NAMESPACE})
        _say(root, "title", self._title)
        _say(root, "id", self._url or f"urn:{alerts[0].sender}")
        _say(root, "updated", _word_time(alerts[0].sent))
        _say(etree.SubElement(root, _atom("author")), "name", alerts[0].sender)
        for alert in alerts:
            entry = etree.SubElement(root, _atom("entry"))
            _say(entry, "title", _title(alert))
            _say(entry, "id", f"urn:cap:{alert.sender},{alert.identifier}")
            _say(entry, "updated", _word_time(alert.sent))
            etree.SubElement(entry, _atom("link"), rel="alternate", type=CAP_TYPE, href=self._link(alert))
            _say(entry, "summary", alert.infos[0].instruction)
        return _word(root)


def _title(alert: Alert) -> str:
    return alert.infos[0].headline


def _word_time(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _atom(name: str) -> str:
    return f"{{{ATOM_NAMESPACE}}}{name}"


def _say(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _atom(name)).text = text


def _word(root: etree._Element) -> str:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)).decode("utf-8")
