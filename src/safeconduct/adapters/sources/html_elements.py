"""List what HTML's elements are to somebody who reads the page (HTML standard, sections 4, 13 and 15)."""

from __future__ import annotations

VOID = frozenset({  # have no end tag
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
UNREAD = frozenset({  # hold nothing to be read as text: programs, pictures, fields of forms
    "audio", "button", "canvas", "datalist", "head", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
})  # fmt: skip
BLOCKS = frozenset({  # begin and end a line
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
CELLS = frozenset({"td", "th"})  # stand a space apart on one line

# Elements out of which a paragraph is not ended.
SCOPES = frozenset({"button", "caption", "object", "svg", "table", "td", "template", "th"})

# What ends an element whose end tag was left out (HTML standard, 13.1.2.4).
ENDED_BY = {
    "p": BLOCKS - {"br", "body", "html", "option"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
    "head": frozenset({"body"}),
}
