"""Make pages of an invented town, in English and in Dari."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from safeconduct.adapters.page_html import HtmlPages
from safeconduct.adapters.page_store import Shelves
from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles
from safeconduct.core.instructions.reach import PageText, StreetLines, index_streets
from safeconduct.core.instructions.route import Route, Stretch, Turn
from safeconduct.core.network import StreetNetwork
from safeconduct.core.plan import LegKind
from safeconduct.core.trust import SignedInstruction, address, name_key, seal_instruction, to_base64url

CODE, OTHER, UNUSED = "7012345675", "0000005724", "1234567894"
FAR = 1_930_000_000.0  # in 2031
PARTY, ENGLISH_PLACES = "P00417", ("Inventor Street", "Paper Lane", "Blue Gate")
DARI_PLACES = ("جاده کاغذی", "کوچه آبی", "دروازه نیلی")
ENGLISH = f"""INSTRUCTION FOR PARTY {PARTY}
Check code: DR8CFA9

WHAT TO DO
1. Stay inside until 09:04.
2. At 09:04 leave. Walk to Blue Gate (G7). It is 900 m.
   - Go north on Inventor Street. Follow it for 500 m.
   - Turn right onto Paper Lane. Follow it for 400 m.
   - You arrive at 09:20.

This holds until 09:09. If you have not left by then, do not move. Ask.
"""
DARI = f"""هدایت برای گروه {PARTY}
کد بررسی: DR8CFA9

چه باید کرد
۱. تا ساعت ۰۹:۰۴ در خانه بمانید.
۲. ساعت ۰۹:۰۴ حرکت کنید. پیاده به دروازه نیلی (G7) بروید. ۹۰۰ متر است.
   - در جاده کاغذی به سوی شمال بروید. ۵۰۰ متر ادامه دهید.
   - به راست به کوچه آبی دور بخورید. ۴۰۰ متر ادامه دهید.
   - ساعت ۰۹:۲۰ می‌رسید.

اگر مشکلی پیش آمد به شماره +93 70 000 0000 زنگ بزنید و کد DR8CFA9 را بگویید.
این هدایت تا ساعت ۰۹:۰۹ اعتبار دارد. اگر تا آن وقت حرکت نکرده‌اید، حرکت نکنید و بپرسید.
"""
STEP = 100.0 / 111_195.0  # degrees of 100 m at the equator


def make_streets(names: tuple[str, ...]) -> StreetLines:
    """Return a grid of 100 m, 9 by 9, whose rows and columns are named in turn."""
    ids = [(c, r) for c in range(9) for r in range(9)]
    row = {ident: at for at, ident in enumerate(ids)}
    links = [((c, r), (c + 1, r), names[r % len(names)]) for c, r in ids if c < 8]
    links += [((c, r), (c, r + 1), names[(c + 1) % len(names)] if c != 2 else names[0]) for c, r in ids if r < 8]
    many = len(links)
    yes = np.ones(many, dtype=np.bool_)
    network = StreetNetwork(
        tuple(f"{c}{r}" for c, r in ids), np.array([c * STEP for c, _ in ids]), np.array([r * STEP for _, r in ids]),
        tuple(map(str, range(many))), np.array([row[a] for a, _, _ in links], dtype=np.int32),
        np.array([row[b] for _, b, _ in links], dtype=np.int32), np.full(many, 100.0), np.full(many, 30.0), yes, yes,
        np.full(many, np.nan), tuple(name for _, _, name in links),
    )  # fmt: skip
    return index_streets(network)


def walk(names: tuple[str, ...]) -> Route:
    """Return a way of 500 m northward and 400 m eastward."""
    line = tuple((2 * STEP, at * STEP) for at in range(1, 7)) + tuple((at * STEP, 6 * STEP) for at in range(3, 7))
    first = Stretch(Turn.START, names[0], 500.0, "north")
    return Route(LegKind.WALK, 0.0, 960.0, (first, Stretch(Turn.RIGHT, names[1], 400.0, "east", begin=5)), line)


def say(language: str) -> tuple[PageText, StreetLines]:
    """Return what the page of a language shows, and the streets around."""
    text, names, direction = (DARI, DARI_PLACES, "rtl") if language == "fa-AF" else (ENGLISH, ENGLISH_PLACES, "ltr")
    return PageText(text, language, direction, (walk(names),)), make_streets(names)


def make_page(key: Path, language: str = "en", code: str = CODE, until: float = FAR) -> bytes:
    """Return a page that is signed with the key of a folder, made where there is none."""
    told, lines = say(language)
    key.mkdir(exist_ok=True)
    keys, writer = InstructionKeyFiles(), HtmlPages("Number check")
    signer = keys.read(key) or keys.make(key)
    drawn = writer.draw(told, lines)
    signed = SignedInstruction(
        "drill", True, address(code, signer.secret), 1, 1_700_000_000, int(until), language, told.text,
        hashlib.sha256(drawn.encode()).hexdigest(),
    )  # fmt: skip
    sealed = seal_instruction(signed, signer.sign)
    return writer.write(told, drawn, to_base64url(sealed), signer.public_key, name_key(signer.public_key))


def fill_store(folder: Path) -> Path:
    """Return a store with a page in Dari under CODE and one in English under OTHER."""
    store = folder / "pages"
    shelf = Shelves().make(store, folder / "pages.pepper")
    key = folder / "key"
    shelf.put([(CODE, make_page(key, "fa-AF")), (OTHER, make_page(key, "en", OTHER))], FAR)
    shelf.close()
    return store
