"""List organisations, offices and heads of state that the news of many countries names."""

from __future__ import annotations

# name | aliases | kind | what it is part of (a key, or "" where it stands alone)
_ROWS = """
African Union|AU|organisation|
Amnesty International||organisation|
Arab League||organisation|
Central Intelligence Agency|CIA|office|us_government
US Defense Department|Department of Defense, Defense Department, U.S. Defense Department|office|us_government
US State Department|Department of State, State Department, U.S. State Department|office|us_government
Downing Street|No 10|office|uk_government
Doctors Without Borders|MSF, Médecins Sans Frontières|organisation|
Economic Community of West African States|ECOWAS|organisation|
Elysee|Elysée, Élysée|office|french_government
European Commission||organisation|european_union
European Union|EU, E.U.|organisation|
Federal Bureau of Investigation|FBI|office|us_government
Federal Security Service|FSB|office|russian_government
Foreign Office|FCDO|office|uk_government
Human Rights Watch|HRW|organisation|
International Atomic Energy Agency|IAEA|organisation|united_nations
International Criminal Court|ICC|organisation|
International Organization for Migration|IOM|organisation|united_nations
Islamic Revolutionary Guard Corps|IRGC, Revolutionary Guards, Revolutionary Guard|military|iranian_government
Israel Defense Forces|IDF, Israeli Defense Forces|military|israeli_government
Joint Chiefs of Staff|Joint Chiefs|office|us_military
Kremlin||office|russian_government
National Security Council|NSC|office|us_government
North Atlantic Treaty Organization|Nato|organisation|
Pentagon||office|us_military
People's Liberation Army|PLA|military|chinese_government
Quai d'Orsay||office|french_government
Red Crescent||organisation|
Red Cross|ICRC, International Committee of the Red Cross|organisation|
United Nations|UN, U.N.|organisation|
United Nations Children's Fund|UNICEF|organisation|united_nations
United Nations High Commissioner for Refugees|UNHCR|organisation|united_nations
United Nations Security Council|UN Security Council, U.N. Security Council, Security Council|organisation|united_nations
White House||office|us_government
World Food Programme|WFP, World Food Program|organisation|united_nations
World Health Organization|WHO|organisation|united_nations
"""

# surname | full name | ISO code of the state that he or she leads or led: so that "the Macron government" is understood
_HEADS_OF_STATE = """
Assad|Bashar al-Assad|SY
Biden|Joe Biden|US
Blair|Tony Blair|GB
Burhan|Abdel Fattah al-Burhan|SD
Bush|George W. Bush|US
Cameron|David Cameron|GB
Clinton|Bill Clinton|US
Erdogan|Recep Tayyip Erdogan|TR
Ghani|Ashraf Ghani|AF
Hollande|François Hollande|FR
Karzai|Hamid Karzai|AF
Khamenei|Ali Khamenei|IR
Macron|Emmanuel Macron|FR
Maduro|Nicolás Maduro|VE
Merkel|Angela Merkel|DE
Modi|Narendra Modi|IN
Netanyahu|Benjamin Netanyahu|IL
Obama|Barack Obama|US
Putin|Vladimir Putin|RU
Sarkozy|Nicolas Sarkozy|FR
Scholz|Olaf Scholz|DE
Sisi|Abdel Fattah el-Sisi|EG
Starmer|Keir Starmer|GB
Sunak|Rishi Sunak|GB
Trudeau|Justin Trudeau|CA
Trump|Donald Trump|US
Xi|Xi Jinping|CN
Zelensky|Volodymyr Zelensky|UA
"""


def _read(row: str) -> tuple[str, tuple[str, ...], str, str]:
    name, aliases, kind, part_of = row.split("|")
    return name, tuple(alias.strip() for alias in aliases.split(",") if alias.strip()), kind, part_of


def _read_head(row: str) -> tuple[str, tuple[str, str]]:
    surname, name, code = row.split("|")
    return surname, (name, code)


ORGANISATIONS = tuple(_read(row) for row in _ROWS.strip().splitlines())
HEADS_OF_STATE = dict(_read_head(row) for row in _HEADS_OF_STATE.strip().splitlines())
