"""English function words, irregular forms and endings, for comparing words by stem.

Own lists, made for this project (Apache-2.0, as the project).
"""

from typing import Final

# Words that say nothing of what is told.
FUNCTION_WORDS: Final = frozenset({
    "a", "about", "above", "across", "after", "again", "against", "all", "along", "already", "also", "although",
    "am", "among", "an", "and", "another", "any", "are", "around", "as", "at", "away", "back", "be", "because",
    "become", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "could", "did",
    "do", "does", "doing", "done", "down", "due", "during", "each", "either", "else", "even", "ever", "every",
    "for", "from", "further", "get", "got", "had", "has", "have", "having", "he", "her", "here", "hers", "him",
    "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "last", "least", "less",
    "let", "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must", "my", "neither",
    "never", "next", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only", "onto", "or",
    "other", "others", "otherwise", "our", "out", "over", "own", "per", "rather", "s", "same", "shall", "she",
    "should", "since", "so", "some", "still", "such", "t", "than", "that", "the", "their", "them", "themselves",
    "then", "there", "these", "they", "this", "those", "though", "through", "thus", "to", "too", "toward",
    "towards", "under", "until", "up", "upon", "us", "use", "used", "using", "very", "via", "was", "we", "well",
    "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "would", "yet", "you", "your", "mr", "mrs", "ms",
})  # fmt: skip

# Words that are written large and name nobody: days, months, offices.
LARGE_NO_NAMES: Final = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "president", "minister", "prime",
    "foreign", "secretary", "chancellor", "king", "queen", "ambassador", "general", "chairman", "party", "government",
    "ministry", "parliament", "state", "republic", "council", "committee", "sir", "dr", "lord",
})  # fmt: skip

# Irregular forms that endings do not explain; common English verbs of news.
IRREGULAR: Final = {
    "said": "say", "became": "become", "overcame": "overcome", "slain": "slay", "slew": "slay", "stung": "sting",
    "hurt": "hurt", "shut": "shut", "leaving": "leave", "blew": "blow", "blown": "blow",
    "going": "go", "goes": "go", "stabbed": "stab", "swept": "sweep", "rang": "ring", "sped": "speed",
    "told": "tell", "met": "meet", "held": "hold", "went": "go", "gone": "go", "came": "come",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "began": "begin", "begun": "begin", "won": "win",
    "lost": "lose", "loss": "lose", "shot": "shoot", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "fought": "fight", "bought": "buy", "sold": "sell", "sale": "sell", "sent": "send", "spent": "spend",
    "left": "leave", "led": "lead", "found": "find", "kept": "keep", "brought": "bring", "thought": "think",
    "sought": "seek", "struck": "strike", "stricken": "strike", "broke": "break", "broken": "break", "spoke": "speak",
    "spoken": "speak", "speech": "speak", "chose": "choose", "chosen": "choose", "choice": "choose", "flew": "fly",
    "flown": "fly", "flight": "fly", "drove": "drive", "driven": "drive", "stole": "steal", "stolen": "steal",
    "wrote": "write", "written": "write", "died": "die", "dying": "die", "death": "die", "dead": "die", "dies": "die",
    "lay": "lie", "ran": "run", "grew": "grow", "grown": "grow", "growth": "grow", "built": "build", "paid": "pay",
    "payment": "pay", "made": "make", "laid": "lay", "arose": "arise", "bore": "bear", "beat": "beat", "beaten": "beat",
    "caught": "catch", "dealt": "deal", "drew": "draw", "drawn": "draw", "fled": "flee", "forbade": "forbid",
    "hung": "hang", "hid": "hide", "hidden": "hide", "knew": "know", "known": "know", "lent": "lend", "loan": "lend",
    "rode": "ride", "saw": "see", "seen": "see", "shook": "shake", "shaken": "shake", "shown": "show", "sank": "sink",
    "sunk": "sink", "stood": "stand", "swore": "swear", "sworn": "swear", "taught": "teach", "threw": "throw",
    "thrown": "throw", "understood": "understand", "withdrew": "withdraw", "withdrawn": "withdraw",
    "withdrawal": "withdraw", "arrival": "arrive", "approval": "approve", "refusal": "refuse", "proposal": "propose",
    "denial": "deny", "denied": "deny", "denies": "deny", "trial": "try", "tried": "try", "replied": "reply",
    "analysis": "analyse", "crisis": "crisis", "men": "man", "women": "woman", "children": "child", "people": "people",
    "acquisition": "acquire", "acquisitions": "acquire", "decision": "decide", "decisions": "decide",
    "collision": "collide", "invasion": "invade", "explosion": "explode", "explosions": "explode",
    "expansion": "expand", "extension": "extend", "suspension": "suspend", "conviction": "convict",
    "description": "describe", "reduction": "reduce", "production": "produce", "introduction": "introduce",
    "resumption": "resume", "assumption": "assume", "resolution": "resolve", "solution": "solve",
    "destruction": "destroy", "persuasion": "persuade", "permission": "permit", "admission": "admit",
    "submission": "submit", "departure": "depart", "failure": "fail", "seizure": "seize", "closure": "close",
    "exposure": "expose", "marriage": "marry", "married": "marry", "birth": "bear", "born": "bear", "proof": "prove",
    "belief": "believe", "relief": "relieve", "defence": "defend", "defense": "defend", "offence": "offend",
    "response": "respond", "pursuit": "pursue", "complaint": "complain", "threat": "threaten", "threats": "threaten",
    "sentencing": "sentence", "life": "live", "lives": "live", "theft": "steal", "robbery": "rob", "discovery": "discover",
    "delivery": "deliver", "recovery": "recover", "injury": "injure", "injuries": "injure", "injured": "injure",
    "inquiry": "inquire", "entry": "enter", "entrance": "enter", "victory": "win", "warning": "warn", "warnings": "warn",
}  # fmt: skip

# Endings, longest first, each with what must remain of the word for it to be one.
ENDINGS: Final = (
    ("ization", 4), ("isation", 4), ("ification", 3), ("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4),
    ("ances", 4), ("ance", 4), ("ings", 3), ("ing", 3), ("ions", 4), ("ion", 4), ("ies", 2), ("ied", 2),
    ("als", 4), ("ed", 3), ("es", 3), ("s", 3),
)  # fmt: skip
