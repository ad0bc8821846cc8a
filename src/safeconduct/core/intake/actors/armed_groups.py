"""List armed groups that the news of many countries names, with their aliases and where they are at home.

Names and acronyms follow the lists of the UN Security Council, the ACLED actor list and the UCDP actor dataset; a group
stands here to be recognised, not to be judged.
"""

from __future__ import annotations

# name | aliases | ISO 3166-1 alpha-2 of where it is based ("" = several)
_ROWS = """
Abu Sayyaf|Abu Sayyaf Group, ASG|PH
Al-Aqsa Martyrs' Brigades|Al-Aqsa Martyrs Brigades, Al Aqsa Martyrs Brigades|PS
Al-Mourabitoun|Al Mourabitoun|ML
al-Qaeda|al Qaeda, al-Qaida, al Qaida, al-Qa'ida, Al-Qaeda core|
al-Qaeda in the Arabian Peninsula|AQAP, al Qaeda in the Arabian Peninsula, Ansar al-Sharia|YE
al-Qaeda in the Islamic Maghreb|AQIM, al Qaeda in the Islamic Maghreb|DZ
al-Shabaab|al Shabaab, al-Shabab, al Shabab, Shabaab, Shabab|SO
Allied Democratic Forces|ADF|UG
Anti-Balaka|Antibalaka|CF
Arakan Army||MM
Azov Brigade|Azov Regiment, Azov Battalion|UA
Balochistan Liberation Army|BLA, Baloch Liberation Army|PK
Boko Haram|JAS|NG
Clan del Golfo|Gulf Clan|CO
Cooperative for the Development of the Congo|CODECO|CD
Donetsk People's Republic|DPR|UA
Fatah||PS
Fano|Fano militia, Amhara Fano|ET
Free Syrian Army|FSA|SY
Hamas|Qassam Brigades, al-Qassam Brigades, Izz ad-Din al-Qassam Brigades|PS
Haqqani network||AF
Hayat Tahrir al-Sham|HTS, Nusra Front, al-Nusra Front, Jabhat al-Nusra|SY
Hezbollah|Hizbollah, Hizbullah, Hezbullah|LB
Houthis|Houthi, Ansar Allah, Ansarullah, Houthi movement, Huthis|YE
Islamic Jihad|Palestinian Islamic Jihad, PIJ|PS
Islamic State|ISIS, ISIL, IS, Daesh, Da'esh, Islamic State group, Islamic State of Iraq and Syria|
Islamic State Khorasan Province|ISIS-K, ISIS-Khorasan, ISKP, IS-K, Islamic State Khorasan, Islamic State-Khorasan|AF
Islamic State West Africa Province|ISWAP, Islamic State in West Africa Province|NG
Jaish-e-Mohammed|JeM|PK
Jama'at Nasr al-Islam wal Muslimin|JNIM|ML
Jemaah Islamiyah|JI|ID
Kachin Independence Army|KIA|MM
Karen National Liberation Army|KNLA|MM
Kataib Hezbollah|Kata'ib Hezbollah|IQ
Kurdistan Workers' Party|PKK, Kurdistan Workers Party|TR
Lashkar-e-Taiba|LeT|PK
Liberation Tigers of Tamil Eelam|LTTE, Tamil Tigers|LK
Libyan National Army|LNA, Libyan Arab Armed Forces|LY
Lord's Resistance Army|LRA|UG
Luhansk People's Republic|LPR|UA
M23|March 23 Movement, M23 Movement|CD
Moro Islamic Liberation Front|MILF|PH
Movement for the Emancipation of the Niger Delta|MEND|NG
National Liberation Army|ELN|CO
National Resistance Front|NRF, National Resistance Front of Afghanistan|AF
New People's Army|NPA|PH
Northern Alliance||AF
Oromo Liberation Army|OLA|ET
People's Protection Units|YPG|SY
Popular Mobilization Forces|PMF, Hashd al-Shaabi|IQ
Rapid Support Forces|RSF, Janjaweed|SD
Real IRA|RIRA|GB
Revolutionary Armed Forces of Colombia|FARC|CO
Seleka|Séléka|CF
Shining Path|Sendero Luminoso|PE
Southern Transitional Council|STC|YE
Sudan People's Liberation Movement-North|SPLM-N|SD
Syrian Democratic Forces|SDF|SY
Syrian National Army|SNA|SY
Taliban|Taleban, Islamic Emirate of Afghanistan, Afghan Taliban|AF
Tehrik-i-Taliban Pakistan|TTP, Pakistani Taliban, Tehreek-e-Taliban Pakistan|PK
Tigray People's Liberation Front|TPLF, Tigray Defense Forces, Tigray Defence Forces|ET
Tren de Aragua||VE
Viv Ansanm|G9, G9 Family and Allies|HT
Wagner Group|Wagner, Wagner mercenaries|RU
"""


def _read(row: str) -> tuple[str, tuple[str, ...], str]:
    name, aliases, country = row.split("|")
    return name, tuple(alias.strip() for alias in aliases.split(",") if alias.strip()), country


ARMED_GROUPS = tuple(_read(row) for row in _ROWS.strip().splitlines())
