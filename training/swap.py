"""Swap the countries of a training sentence for others, so that the encoder learns the words and not the names."""

import random
from dataclasses import dataclass, replace

from bilateral.read.events.windows import Place, Window

# Name, demonym, capital. Facts; the choice is ours: countries of every region and of every kind of relation.
_COUNTRIES = """
Albania Albanian Tirana|Algeria Algerian Algiers|Angola Angolan Luanda|Argentina Argentine Buenos_Aires
Armenia Armenian Yerevan|Australia Australian Canberra|Austria Austrian Vienna|Azerbaijan Azerbaijani Baku
Bahrain Bahraini Manama|Bangladesh Bangladeshi Dhaka|Belarus Belarusian Minsk|Belgium Belgian Brussels
Bolivia Bolivian La_Paz|Brazil Brazilian Brasilia|Britain British London|Bulgaria Bulgarian Sofia
Cambodia Cambodian Phnom_Penh|Cameroon Cameroonian Yaounde|Canada Canadian Ottawa|Chad Chadian N'Djamena
Chile Chilean Santiago|China Chinese Beijing|Colombia Colombian Bogota|Croatia Croatian Zagreb
Cuba Cuban Havana|Denmark Danish Copenhagen|Ecuador Ecuadorian Quito|Egypt Egyptian Cairo
Eritrea Eritrean Asmara|Estonia Estonian Tallinn|Ethiopia Ethiopian Addis_Ababa|Finland Finnish Helsinki
France French Paris|Germany German Berlin|Ghana Ghanaian Accra|Greece Greek Athens|Hungary Hungarian Budapest
India Indian New_Delhi|Indonesia Indonesian Jakarta|Iran Iranian Tehran|Iraq Iraqi Baghdad
Israel Israeli Jerusalem|Italy Italian Rome|Japan Japanese Tokyo|Kazakhstan Kazakh Astana|Kenya Kenyan Nairobi
Kuwait Kuwaiti Kuwait_City|Laos Laotian Vientiane|Latvia Latvian Riga|Lebanon Lebanese Beirut|Libya Libyan Tripoli
Malaysia Malaysian Kuala_Lumpur|Mali Malian Bamako|Mexico Mexican Mexico_City|Moldova Moldovan Chisinau
Mongolia Mongolian Ulaanbaatar|Morocco Moroccan Rabat|Mozambique Mozambican Maputo|Myanmar Burmese Naypyidaw
Nepal Nepalese Kathmandu|Nicaragua Nicaraguan Managua|Niger Nigerien Niamey|Nigeria Nigerian Abuja
North_Korea North_Korean Pyongyang|Norway Norwegian Oslo|Pakistan Pakistani Islamabad|Panama Panamanian Panama_City
Peru Peruvian Lima|Poland Polish Warsaw|Portugal Portuguese Lisbon|Qatar Qatari Doha|Romania Romanian Bucharest
Russia Russian Moscow|Rwanda Rwandan Kigali|Saudi_Arabia Saudi Riyadh|Senegal Senegalese Dakar|Serbia Serbian Belgrade
Slovakia Slovak Bratislava|Somalia Somali Mogadishu|South_Africa South_African Pretoria|South_Korea South_Korean Seoul
Spain Spanish Madrid|Sudan Sudanese Khartoum|Sweden Swedish Stockholm|Switzerland Swiss Bern|Syria Syrian Damascus
Tajikistan Tajik Dushanbe|Tanzania Tanzanian Dodoma|Thailand Thai Bangkok|Tunisia Tunisian Tunis|Turkey Turkish Ankara
Uganda Ugandan Kampala|Ukraine Ukrainian Kyiv|Uruguay Uruguayan Montevideo|Uzbekistan Uzbek Tashkent
Venezuela Venezuelan Caracas|Vietnam Vietnamese Hanoi|Yemen Yemeni Sanaa|Zambia Zambian Lusaka|Zimbabwe Zimbabwean Harare
"""


@dataclass(frozen=True)
class Forms:
    """How a country stands in text: by name, by demonym, by capital."""

    name: str
    demonym: str
    capital: str


COUNTRIES = tuple(
    Forms(*(form.replace("_", " ") for form in entry.split()))
    for line in _COUNTRIES.strip().splitlines()
    for entry in line.split("|")
)

_AMERICA = Forms("the United States", "American", "Washington")
_SURFACES = {
    getattr(country, form).lower(): (country, form)
    for country in COUNTRIES
    for form in ("name", "demonym", "capital")
} | {
    "united states": (_AMERICA, "name"),
    "u.s.": (_AMERICA, "demonym"),
    "us": (_AMERICA, "demonym"),
    "american": (_AMERICA, "demonym"),
    "washington": (_AMERICA, "capital"),
    "uk": (_AMERICA, "name"),
}


def swap_countries(window: Window, chance: random.Random) -> Window:
    """Return the window with each of its known countries replaced, the same one by the same other throughout."""
    text = window.context + window.sentence
    marked = (window.first, window.second, window.path)
    places = sorted({place for side in marked for group in side for place in group})
    choice: dict[Forms, Forms] = {}
    pieces: list[str] = []
    moved: dict[Place, Place] = {}
    at = shift = context = 0
    for start, end in places:
        known = _SURFACES.get(text[start:end].lower()) if start >= at else None
        if start >= at:
            pieces += [text[at:start]]
            new = text[start:end]
            if known:
                country, form = known
                new = getattr(choice.setdefault(country, chance.choice(COUNTRIES)), form)
            pieces.append(new)
            moved[start, end] = (start + shift, start + shift + len(new))
            shift += len(new) - (end - start)
            at = end
            context += len(new) - (end - start) if end <= len(window.context) else 0
        else:
            moved[start, end] = (start + shift, end + shift)
    pieces.append(text[at:])
    swapped = "".join(pieces)
    border = len(window.context) + context
    return replace(
        window,
        context=swapped[:border],
        sentence=swapped[border:],
        **{
            name: tuple(tuple(moved[place] for place in group) for group in getattr(window, name))
            for name in ("first", "second", "path")
        },
    )
