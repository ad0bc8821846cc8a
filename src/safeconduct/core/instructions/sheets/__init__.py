"""Write what is printed or read aloud: a party's card, the radio sheets and the loudspeaker scripts."""

from safeconduct.core.instructions.sheets.card_text import CardStep, CardText, write_cards
from safeconduct.core.instructions.sheets.loudspeaker import write_scripts
from safeconduct.core.instructions.sheets.map_sketch import Marker, Sketch, draw_sketch
from safeconduct.core.instructions.sheets.printed_card import CardLabels, CardSeal, PrintedCard, complete_card
from safeconduct.core.instructions.sheets.radio import write_radio_sheets
from safeconduct.core.instructions.sheets.sheet import Section, Sheet, to_text
from safeconduct.core.instructions.sheets.spelling import spell, spell_time
from safeconduct.core.instructions.sheets.track import Track, Waypoint, lay_track

__all__ = [
    "CardLabels",
    "CardSeal",
    "CardStep",
    "CardText",
    "Marker",
    "PrintedCard",
    "Section",
    "Sheet",
    "Sketch",
    "Track",
    "Waypoint",
    "complete_card",
    "draw_sketch",
    "lay_track",
    "spell",
    "spell_time",
    "to_text",
    "write_cards",
    "write_radio_sheets",
    "write_scripts",
]
