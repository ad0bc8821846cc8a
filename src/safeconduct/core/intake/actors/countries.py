"""List countries with the words that news uses for them: name, adjective, people, capital."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """Name one country.

    `prefix` begins the keys of what belongs to it ("us_government", "afghan_citizens").
    """

    code: str  # ISO 3166-1 alpha-2
    name: str
    adjective: str
    capital: str
    other_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # words for its people, where they are not the adjective with an s

    @property
    def prefix(self) -> str:
        """Return the beginning of its keys: the adjective, or the abbreviation where that is the usual word."""
        return _ABBREVIATED.get(self.code, self.adjective).lower().replace(" ", "_").replace("-", "_")

    @property
    def place_key(self) -> str:
        """Return the key of the country as a place."""
        return self.name.lower().replace(" ", "_").replace("-", "_").replace("'", "").replace(".", "")


_ABBREVIATED = {"AE": "uae", "GB": "uk", "US": "us"}

# code | name | adjective | capital | other names | words for the people
_ROWS = """
AD|Andorra|Andorran|Andorra la Vella||
AE|United Arab Emirates|Emirati|Abu Dhabi|UAE, U.A.E., Emirates|
AF|Afghanistan|Afghan|Kabul||
AG|Antigua and Barbuda|Antiguan|||
AL|Albania|Albanian|Tirana||
AM|Armenia|Armenian|Yerevan||
AO|Angola|Angolan|Luanda||
AR|Argentina|Argentine|Buenos Aires||Argentines, Argentinians
AT|Austria|Austrian|Vienna||
AU|Australia|Australian|Canberra||Aussies
AZ|Azerbaijan|Azerbaijani|Baku||Azeris
BA|Bosnia and Herzegovina|Bosnian|Sarajevo|Bosnia|
BB|Barbados|Barbadian|Bridgetown||
BD|Bangladesh|Bangladeshi|Dhaka||
BE|Belgium|Belgian|Brussels||
BF|Burkina Faso|Burkinabe|Ouagadougou||Burkinabe
BG|Bulgaria|Bulgarian|Sofia||
BH|Bahrain|Bahraini|Manama||
BI|Burundi|Burundian|Bujumbura||
BJ|Benin|Beninese|Porto-Novo||Beninese
BN|Brunei|Bruneian|||
BO|Bolivia|Bolivian|La Paz||
BR|Brazil|Brazilian|Brasilia||
BS|Bahamas|Bahamian|Nassau||
BT|Bhutan|Bhutanese|Thimphu||Bhutanese
BW|Botswana|Botswanan|Gaborone||Batswana
BY|Belarus|Belarusian|Minsk||
BZ|Belize|Belizean|Belmopan||
CA|Canada|Canadian|Ottawa||
CD|Democratic Republic of the Congo|Congolese|Kinshasa|DR Congo, DRC, Democratic Republic of Congo|Congolese
CF|Central African Republic|Central African|Bangui|CAR|
CG|Republic of the Congo|Congolese|Brazzaville|Congo-Brazzaville|Congolese
CH|Switzerland|Swiss|Bern||Swiss
CI|Ivory Coast|Ivorian|Yamoussoukro|Cote d'Ivoire|
CL|Chile|Chilean|Santiago||
CM|Cameroon|Cameroonian|Yaounde||
CN|China|Chinese|Beijing||Chinese
CO|Colombia|Colombian|Bogota||
CR|Costa Rica|Costa Rican|||
CU|Cuba|Cuban|Havana||
CV|Cape Verde|Cape Verdean|Praia||
CY|Cyprus|Cypriot|Nicosia||
CZ|Czechia|Czech|Prague|Czech Republic|
DE|Germany|German|Berlin||
DJ|Djibouti|Djiboutian|||
DK|Denmark|Danish|Copenhagen||Danes
DM|Dominica|Dominican|Roseau||
DO|Dominican Republic|Dominican|Santo Domingo||
DZ|Algeria|Algerian|Algiers||
EC|Ecuador|Ecuadorian|Quito||
EE|Estonia|Estonian|Tallinn||
EG|Egypt|Egyptian|Cairo||
ER|Eritrea|Eritrean|Asmara||
ES|Spain|Spanish|Madrid||Spaniards
ET|Ethiopia|Ethiopian|Addis Ababa||
FI|Finland|Finnish|Helsinki||Finns
FJ|Fiji|Fijian|Suva||
FR|France|French|Paris||French
GA|Gabon|Gabonese|Libreville||Gabonese
GB|United Kingdom|British|London|UK, U.K., Britain, Great Britain|Britons, Brits, British
GD|Grenada|Grenadian|||
GE|Georgia|Georgian|Tbilisi||
GH|Ghana|Ghanaian|Accra||
GM|Gambia|Gambian|Banjul||
GN|Guinea|Guinean|Conakry||
GQ|Equatorial Guinea|Equatoguinean|Malabo||
GR|Greece|Greek|Athens||
GT|Guatemala|Guatemalan|||
GW|Guinea-Bissau|Bissau-Guinean|Bissau||
GY|Guyana|Guyanese|Georgetown||Guyanese
HN|Honduras|Honduran|Tegucigalpa||
HR|Croatia|Croatian|Zagreb||Croats
HT|Haiti|Haitian|Port-au-Prince||
HU|Hungary|Hungarian|Budapest||
ID|Indonesia|Indonesian|Jakarta||
IE|Ireland|Irish|Dublin||Irish
IL|Israel|Israeli|Jerusalem||
IN|India|Indian|New Delhi|Delhi|
IQ|Iraq|Iraqi|Baghdad||
IR|Iran|Iranian|Tehran|Islamic Republic of Iran|
IS|Iceland|Icelandic|Reykjavik||Icelanders
IT|Italy|Italian|Rome||
JM|Jamaica|Jamaican|Kingston||
JO|Jordan|Jordanian|Amman||
JP|Japan|Japanese|Tokyo||Japanese
KE|Kenya|Kenyan|Nairobi||
KG|Kyrgyzstan|Kyrgyz|Bishkek||Kyrgyz
KH|Cambodia|Cambodian|Phnom Penh||
KM|Comoros|Comorian|Moroni||
KP|North Korea|North Korean|Pyongyang|DPRK|
KR|South Korea|South Korean|Seoul||
KW|Kuwait|Kuwaiti|Kuwait City||
KZ|Kazakhstan|Kazakh|Astana||Kazakhs
LA|Laos|Laotian|Vientiane||
LB|Lebanon|Lebanese|Beirut||Lebanese
LK|Sri Lanka|Sri Lankan|Colombo||
LR|Liberia|Liberian|Monrovia||
LS|Lesotho|Basotho|Maseru||Basotho
LT|Lithuania|Lithuanian|Vilnius||
LU|Luxembourg|Luxembourgish|||Luxembourgers
LV|Latvia|Latvian|Riga||
LY|Libya|Libyan|Tripoli||
MA|Morocco|Moroccan|Rabat||
MD|Moldova|Moldovan|Chisinau||
ME|Montenegro|Montenegrin|Podgorica||
MG|Madagascar|Malagasy|Antananarivo||Malagasy
MK|North Macedonia|Macedonian|Skopje||
ML|Mali|Malian|Bamako||
MM|Myanmar|Burmese|Naypyidaw|Burma|Burmese
MN|Mongolia|Mongolian|Ulaanbaatar||
MR|Mauritania|Mauritanian|Nouakchott||
MT|Malta|Maltese|Valletta||Maltese
MU|Mauritius|Mauritian|Port Louis||
MV|Maldives|Maldivian|Male||
MW|Malawi|Malawian|Lilongwe||
MX|Mexico|Mexican|Mexico City||
MY|Malaysia|Malaysian|Kuala Lumpur||
MZ|Mozambique|Mozambican|Maputo||
NA|Namibia|Namibian|Windhoek||
NE|Niger|Nigerien|Niamey||
NG|Nigeria|Nigerian|Abuja||
NI|Nicaragua|Nicaraguan|Managua||
NL|Netherlands|Dutch|The Hague|Holland|Dutch
NO|Norway|Norwegian|Oslo||
NP|Nepal|Nepali|Kathmandu||Nepalis, Nepalese
NZ|New Zealand|New Zealand|Wellington||New Zealanders
OM|Oman|Omani|Muscat||
PA|Panama|Panamanian|Panama City||
PE|Peru|Peruvian|Lima||
PG|Papua New Guinea|Papua New Guinean|Port Moresby||
PH|Philippines|Philippine|Manila||Filipinos, Filipino
PK|Pakistan|Pakistani|Islamabad||
PL|Poland|Polish|Warsaw||Poles
PS|Palestine|Palestinian|Ramallah|Palestinian Territories|
PT|Portugal|Portuguese|Lisbon||Portuguese
PY|Paraguay|Paraguayan|Asuncion||
QA|Qatar|Qatari|Doha||
RO|Romania|Romanian|Bucharest||
RS|Serbia|Serbian|Belgrade||Serbs
RU|Russia|Russian|Moscow|Russian Federation|
RW|Rwanda|Rwandan|Kigali||
SA|Saudi Arabia|Saudi|Riyadh||
SB|Solomon Islands|Solomon Islander|Honiara||
SD|Sudan|Sudanese|Khartoum||Sudanese
SE|Sweden|Swedish|Stockholm||Swedes
SG|Singapore|Singaporean|||
SI|Slovenia|Slovenian|Ljubljana||Slovenes
SK|Slovakia|Slovak|Bratislava||
SL|Sierra Leone|Sierra Leonean|Freetown||
SN|Senegal|Senegalese|Dakar||Senegalese
SO|Somalia|Somali|Mogadishu||
SR|Suriname|Surinamese|Paramaribo||Surinamese
SS|South Sudan|South Sudanese|Juba||South Sudanese
SV|El Salvador|Salvadoran|San Salvador||
SY|Syria|Syrian|Damascus||
SZ|Eswatini|Swazi|Mbabane|Swaziland|
TD|Chad|Chadian|N'Djamena||
TG|Togo|Togolese|Lome||Togolese
TH|Thailand|Thai|Bangkok||
TJ|Tajikistan|Tajik|Dushanbe||
TL|East Timor|Timorese|Dili|Timor-Leste|Timorese
TM|Turkmenistan|Turkmen|Ashgabat||Turkmens
TN|Tunisia|Tunisian|Tunis||
TO|Tonga|Tongan|||
TR|Turkey|Turkish|Ankara|Turkiye, Türkiye|Turks
TT|Trinidad and Tobago|Trinidadian|Port of Spain|Trinidad|
TW|Taiwan|Taiwanese|Taipei||Taiwanese
TZ|Tanzania|Tanzanian|Dodoma||
UA|Ukraine|Ukrainian|Kyiv|Kiev|
UG|Uganda|Ugandan|Kampala||
US|United States|American|Washington|U.S., US, USA, U.S.A., United States of America, America|
UY|Uruguay|Uruguayan|Montevideo||
UZ|Uzbekistan|Uzbek|Tashkent||
VA|Holy See|Vatican|Vatican City|Vatican|
VE|Venezuela|Venezuelan|Caracas||
VN|Vietnam|Vietnamese|Hanoi||Vietnamese
VU|Vanuatu|Ni-Vanuatu|Port Vila||
WS|Samoa|Samoan|Apia||
XK|Kosovo|Kosovar|Pristina||Kosovars
YE|Yemen|Yemeni|Sanaa|Sana'a|
ZA|South Africa|South African|Pretoria||
ZM|Zambia|Zambian|Lusaka||
ZW|Zimbabwe|Zimbabwean|Harare||
"""


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip())


def _read(row: str) -> Country:
    code, name, adjective, capital, other_names, people = row.split("|")
    return Country(code, name, adjective, capital, _words(other_names), _words(people) or (adjective + "s",))


COUNTRIES = tuple(_read(row) for row in _ROWS.strip().splitlines())
BY_CODE = {country.code: country for country in COUNTRIES}
