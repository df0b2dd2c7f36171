"""News agencies: what they are called as outlets, and how a printed story credits them.

Facts from the agencies' own style: a dateline carries the agency's tag in brackets ("HANOI, Vietnam (AP) —"),
or the story ends with a line of credit.
"""

import re
from types import MappingProxyType

AGENCIES = MappingProxyType(
    {
        "AP": ("AP", "AP News", "Associated Press", "The Associated Press", "apnews.com", "bigstory.ap.org"),
        "Reuters": ("Reuters", "Thomson Reuters", "reuters.com"),
        "AFP": ("AFP", "Agence France-Presse", "Agence France Presse", "afp.com"),
        "UPI": ("UPI", "United Press International", "upi.com"),
        "dpa": ("dpa", "Deutsche Presse-Agentur", "dpa-international.com"),
        "EFE": ("EFE", "Agencia EFE", "efe.com"),
        "ANSA": ("ANSA", "ansa.it"),
        "Bloomberg": ("Bloomberg", "Bloomberg News", "bloomberg.com"),
        "Xinhua": ("Xinhua", "Xinhua News Agency", "xinhuanet.com"),
        "TASS": ("TASS", "ITAR-TASS", "tass.com"),
        "RIA Novosti": ("RIA Novosti", "RIA", "ria.ru"),
        "Interfax": ("Interfax", "interfax.com"),
        "Kyodo": ("Kyodo", "Kyodo News", "kyodonews.net"),
        "Jiji": ("Jiji", "Jiji Press", "JIJI"),
        "Yonhap": ("Yonhap", "Yonhap News Agency", "yna.co.kr"),
        "PTI": ("PTI", "Press Trust of India"),
        "ANI": ("ANI", "Asian News International"),
        "IANS": ("IANS", "Indo-Asian News Service"),
        "VNA": ("VNA", "Vietnam News Agency"),
        "Bernama": ("Bernama", "bernama.com"),
        "Antara": ("Antara", "antaranews.com"),
        "Anadolu": ("Anadolu", "Anadolu Agency", "aa.com.tr"),
        "IRNA": ("IRNA", "Islamic Republic News Agency"),
        "SPA": ("Saudi Press Agency",),
        "KCNA": ("KCNA", "Korean Central News Agency"),
        "PA": ("PA Media", "Press Association", "PA news agency"),
        "AAP": ("AAP", "Australian Associated Press"),
        "CP": ("The Canadian Press", "Canadian Press"),
    }
)
"""The names of each agency, the one by which it is shown as the key."""

_BY_NAME = MappingProxyType({name.casefold(): key for key, names in AGENCIES.items() for name in names})
_NAMES = "|".join(
    re.escape(name) for names in AGENCIES.values() for name in sorted(names, key=len, reverse=True)
)
# "HANOI (Reuters) -", "(AP) —", at the beginning only: further down brackets explain who was quoted.
_DATELINE = re.compile(rf"\(({_NAMES})\)\s*[-\u2013\u2014:]")
_CREDIT = re.compile(
    rf"(?:Source:|Copyright[^\n]{{0,20}}|\u00a9[^\n]{{0,12}}|\(|\u2014\s?)\s*({_NAMES})\b[^\n]{{0,140}}\s*$"
)
_HEAD = 300
_TAIL = 200


def agency_named(outlet: str) -> str | None:
    """Return the agency that an outlet is, if it is one."""
    return _BY_NAME.get(outlet.strip().removeprefix("www.").casefold())


def agency_credited(text: str) -> str | None:
    """Return the agency whose story a text says it is, by its dateline or its last line."""
    found = _DATELINE.search(text[:_HEAD]) or _CREDIT.search(text[-_TAIL:])
    return _BY_NAME[found[1].casefold()] if found else None
