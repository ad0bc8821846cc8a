"""Hold sentences of our own, each with the places it speaks of: (sentence, ((words, place, precision), ...)).

They are read with the gazetteer of conftest.py: an invented case in Herat, invented districts, and the real world.
SEEN was used while the rules were written. HELD_OUT was written before it was first run; of its 24 sentences 18 were
read right then, two more but for the gazetteer's spelling and a slip in the table; what the others showed was mended.
UNSEEN was written after that; at its first run 10 of its 16 sentences were read exactly as the table says, and 14 with
the right place and precision.
"""

from __future__ import annotations

Expected = tuple[str, str, str]
Row = tuple[str, tuple[Expected, ...]]

SEEN: tuple[Row, ...] = (
    ("The crowd is at the North Gate.", (("North Gate", "North Gate", "site"),)),
    ("People wait at the airport.", (("the airport", "Harun Airfield", "site"),)),
    ("Herat airport is closed.", (("Herat airport", "Harun Airfield", "site"),)),
    ("Move to checkpoint 3 now.", (("checkpoint 3", "Customs House", "site"),)),
    ("CP3 is open, CP 1 is not.", (("CP3", "Customs House", "site"), ("CP 1", "Mill Bridge", "site"))),
    ("Shots on Lime Street.", (("Lime Street", "Lime Street", "street"),)),
    ("Fighting in Qala Naw has stopped.", (("Qala Naw", "Qala Naw", "district"),)),
    ("Fighting in Kala Now has stopped.", (("Kala Now", "Qala Naw", "district"),)),
    ("They fled to Iran.", (("Iran", "Iran", "country"),)),
    ("Iran said it would help.", ()),
    ("US troops left the city.", (("the city", "Herāt", "city"),)),
    ("Fighters are in the capital.", (("the capital", "Kabul", "city"),)),
    ("Meet at a house in Riyadh district.", (("Riyadh", "Riyadh district", "unknown"),)),
    ("The country is at war.", ()),
    ("Nobody is safe in the country.", (("the country", "Afghanistan", "country"),)),
    ("Fighters massed near the airport.", (("near the airport", "near Harun Airfield", "district"),)),
    ("A blast 2 km north of Herat killed two.", (("2 km north of Herat", "2 km north of Herāt", "city"),)),
    ("Drive to Paris tomorrow.", (("Paris", "Paris", "city"),)),
    ("John Kirby and Jackson met them.", ()),
    ("Send them to the west gate.", (("the west gate", "the west gate", "unknown"),)),
    ("They told us to wait.", ()),
    ("We may go to Mashhad via the Ring Road.", (("Mashhad", "Mashhad", "city"), ("Ring Road", "Ring Road", "street"))),
    ("Meet at 34.3521N 62.2040E.", (("34.3521N 62.2040E", "34.3521N 62.2040E", "site"),)),
    ("A firefight broke out at the airport perimeter.", (("the airport", "Harun Airfield", "site"),)),
    ("The airport chief resigned.", ()),
    ("The Washington Herald reported it.", ()),
    ("Influence in South Asia grew.", (("South Asia", "South Asia", "region"),)),
)  # fmt: skip

HELD_OUT: tuple[Row, ...] = (
    ("Buses leave from the Old Stadium.", (("Old Stadium", "Old Stadium", "site"),)),
    ("Go to TP 02 at once.", (("TP 02", "Old Stadium", "site"),)),
    ("The east gate is shut.", (("east gate", "East Gate", "site"),)),
    ("The airfield was shelled.", (("The airfield", "Harun Airfield", "site"),)),
    ("All roads between the North Gate and Mill Bridge are blocked.",
     (("between the North Gate and Mill Bridge", "between the North Gate and Mill Bridge", "district"),)),
    ("Bandits were seen 5 km south of Qala Naw.", (("5 km south of Qala Naw", "5 km south of Qala Naw", "district"),)),
    ("Families from Bagh-e-Daria arrived.", (("Bagh-e-Daria", "Bagh-e Darya", "district"),)),
    ("Families in PD 05 need water.", (("PD 05", "PD 5", "district"),)),
    ("Refugees crossed into Pakistan.", (("Pakistan", "Pakistan", "country"),)),
    ("Pakistan and Turkey condemned the attack.", ()),
    ("Talks were held in Doha, Qatar.", (("Doha", "Doha", "city"), ("Qatar", "Qatar", "country"))),
    ("German officials spoke with Iran.", ()),
    ("He flew from Kandahar to Tashkent.", (("Kandahar", "Kandahār", "city"), ("Tashkent", "Tashkent", "city"))),
    ("Nice people live here and reading helps.", ()),
    ("Police closed Jonbazar Square.", (("Jonbazar Square", "Jonbazar Square", "unknown"),)),
    ("The checkpoints around the airport are manned.",
     (("The checkpoints around the airport", "checkpoints around Harun Airfield", "district"),)),
    ("Pick up at 8J6W+2X.", (("8J6W+2X", "8J6W+2X", "site"),)),
    ("Grid 41S MU 12345 67890 reports smoke.", (("41S MU 12345 67890", "41S MU 12345 67890", "site"),)),
    ("There is no power in the region.", (("the region", "Afghanistan and around", "region"),)),
    ("Snipers fire on the Customs House.", (("Customs House", "Customs House", "site"),)),
    ("Aid reached Kabul airport.", (("Kabul airport", "Kabul airport", "city"),)),
    ("Water is short in Deh Muraad village.", (("Deh Muraad village", "Deh Murad", "district"),)),
    ("Mr. Jordan thanked Chad Miller.", ()),
    ("Evacuees landed in the United States.", (("United States", "United States", "country"),)),
)  # fmt: skip

UNSEEN: tuple[Row, ...] = (
    ("Take the families to Checkpoint 1 and wait.", (("Checkpoint 1", "Mill Bridge", "site"),)),
    ("The gate by the stadium is watched.", (("The gate", "The gate", "unknown"),)),
    ("Thousands fled from Ghazni to Kabul on foot.", (("Ghazni", "Ghazni", "city"), ("Kabul", "Kabul", "city"))),
    ("France has closed its embassy in Kabul.", (("Kabul", "Kabul", "city"),)),
    ("The planes landed at the airfield.", (("the airfield", "Harun Airfield", "site"),)),
    ("Mines were found 4 km west of Deh Murad.", (("4 km west of Deh Murad", "4 km west of Deh Murad", "district"),)),
    ("Police stopped buses on Ring Rd and Lime Street.",
     (("Ring Rd", "Ring Road", "street"), ("Lime Street", "Lime Street", "street"))),
    ("Militants crossed the border from Pakistan into Afghanistan.",
     (("Pakistan", "Pakistan", "country"), ("Afghanistan", "Afghanistan", "country"))),
    ("Mr. Paris met Ms. London.", ()),
    ("The British government and Spain sent aid.", ()),
    ("Anyone in the city should stay at home.", (("the city", "Herāt", "city"),)),
    ("Hundreds gathered outside the North Gate.", (("outside the North Gate", "outside the North Gate", "district"),)),
    ("Looters hit Qalla Naw overnight.", (("Qalla Naw", "Qala Naw", "district"),)),
    ("Convoy at 34.2210, 62.2251 stuck.", (("34.2210, 62.2251", "34.2210, 62.2251", "site"),)),
    ("Ships wait off Karachi.", (("Karachi", "Karachi", "city"),)),
    ("It happened in the Tangi Sher valley.", (("Tangi Sher valley", "Tangi Sher valley", "unknown"),)),
)  # fmt: skip
