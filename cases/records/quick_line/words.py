"""Which names each kind of statement understands: the value sets, and the few words of the grammar beside them."""

import re

from cases.records.quick_line.lexicon import Lexicon, Name, choices, coded, words
from cases.rules import vocabulary as sets
from cases.rules.vocabulary.ambiguous import AMBIGUOUS_AGENTS, AMBIGUOUS_COMPARTMENTS, AMBIGUOUS_STOP_REASONS
from cases.rules.vocabulary.presets import PRESETS, TAXANES

JOINING = words(
    "joining",
    dict.fromkeys(["and", "then", "with", "for", "due to", "because of", "of", "in", "to", "at", "stopped", "the"]),
    "joining word",
)
HEDGES = frozenset(
    ["?", "no", "not", "non", "never", "without", "except", "possible", "possibly", "probable", "probably", "likely"]
    + ["unlikely", "suspected", "suspect", "query", "maybe", "perhaps", "versus", "vs", "or", "denies", "excluded"]
    + ["stop", "stops", "end", "ends", "ended", "off", "discontinued", "held"]
)
"""Words that turn or weaken what stands beside them; no statement that holds one is read."""
SIDES = coded("laterality", sets.Laterality, "side:")
PLACES = coded("compartment", sets.Compartment, "compartment:") | choices("compartment", AMBIGUOUS_COMPARTMENTS)
SKIN_SITES = coded("site", sets.SkinSite, "site:")
TREATED_SITES = coded("site", sets.RadiotherapySite, "site:")


def _presets() -> dict[str, Name]:
    """Named regimens; what a T stands for is said. Drugs joined by + are read one by one."""
    found = {}
    for one in PRESETS:
        drugs = ", ".join(one.agents)
        taxane = next((agent for agent in one.agents if agent in TAXANES), "")
        says = f"{drugs} (T read as {taxane}; name another taxane beside it)" if one.taxane_open else drugs
        own_names = (name for name in one.names if " + " not in name)
        found |= {name: Name("preset", one, f"regimen {one.name}: {says}") for name in own_names}
    return found


REGIMEN = Lexicon(
    _presets(),
    coded("agent", sets.Agent, "drug:"),
    choices("agent", AMBIGUOUS_AGENTS),
    coded("setting", sets.Setting, "setting:"),
    coded("stop_reason", sets.StopReason, "stopped:"),
    choices("stop_reason", AMBIGUOUS_STOP_REASONS),
    words("running", {"ongoing": True, "continuing": True, "still on": True}, "still running"),
    words("beyond", {"beyond progression": True, "beyond PD": True}, "continued beyond progression"),
    words("trial", {"trial": True, "in a trial": True}, "given in a trial"),
    words("interval", {"weekly": 7, "qw": 7, "fortnightly": 14, "dose-dense": 14}, "every {value} days"),
    words("best", {f"best {one.value}": one for one in sets.ResponseStatus}, "best response: {value}"),
    JOINING,
)
BOTH = "Both what? Write locoregional and distant, both sides, or new lesions and growth."
SKIN = Lexicon(
    {"both": Name("both", None, BOTH, unclear=True)},
    words("head", dict.fromkeys(["skin", "cutaneous", "skin mets", "skin metastases"]), "skin finding"),
    coded("change", sets.Change, "change:"),
    {name: one for name, one in SKIN_SITES.items() if name != "skin"},
    coded("extent", sets.Extent, "extent:"),
    coded("morphology", sets.Morphology, "morphology:"),
    coded("pattern", sets.Pattern, "pattern:"),
    coded("side", sets.RelativeSide, "side:"),
    words("new", {"new": True, "new lesions": True, "new lesion": True}, "new lesions"),
    words("growth", {"growth": sets.GrowthKind.GROWTH, "growing": sets.GrowthKind.GROWTH}, "growth of known lesions"),
    words("photo", {"photo": True, "photographed": True}, "photographed"),
    words("measured", {"measured": True}, "measured"),
    words("count", {f"{one.value} lesions": one for one in sets.LesionCount} | {"single": "1"}, "lesions: {value}"),
    JOINING,
)
ASSESSMENT = Lexicon(
    words("head", dict.fromkeys(["restaging", "assessment", "scan"]), "assessment"),
    words("mets", dict.fromkeys(["mets", "metastases", "metastasis"], True), "metastases found"),
    coded("modality", sets.Modality, "modality:"),
    PLACES,
    coded("status", sets.ResponseStatus, "status:"),
    coded("criteria", sets.Criteria, "criteria:"),
    coded("scope", sets.Scope, "restaging:"),
    {name: one for name, one in coded("visit", sets.AssessmentKind, "visit:").items() if name != "baseline"},
    words("new", {"new": True, "new lesion": True}, "new lesion"),
    JOINING,
)
SPECIMEN = Lexicon(
    coded("procedure", sets.Procedure, "procedure:"),
    coded("result", sets.PathologyResult, "result:"),
    coded("benign", sets.BenignFinding, "benign finding:"),
    SIDES,
    SKIN_SITES,
    TREATED_SITES,
    PLACES,
    coded("part", sets.PartSampled, "part sampled:"),
    JOINING,
)
LOCAL = Lexicon(
    coded("kind", sets.LocalTreatmentKind, "treatment:"),
    coded("surgery", sets.SurgeryKind, "operation:"),
    coded("topical", sets.TopicalAgent, "topical drug:"),
    TREATED_SITES,
    SKIN_SITES,
    {name: Name("site", one.value, one.says) for name, one in PLACES.items() if not one.unclear},
    SIDES,
    coded("margin", sets.Margin, "margin:"),
    coded("intent", sets.TreatmentIntent, "intent:"),
    coded("modality", sets.RadiationModality, "radiation:"),
    coded("response", sets.LocalResponse, "response of the treated skin:"),
    JOINING,
)
PRIMARY = Lexicon(
    words("head", dict.fromkeys(["primary", "primary tumour", "breast cancer", "diagnosis"]), "primary tumour"),
    coded("histology", sets.Histology, "histology:"),
    SIDES,
    coded("grade", sets.Grade, "grade:"),
    coded("topography", sets.Topography, "topography:"),
    words("inflammatory", {"inflammatory": True}, "inflammatory signs"),
    words("occult", {"occult": True}, "occult primary"),
    JOINING,
)
FOLLOW_UP = Lexicon(
    coded("vital", sets.VitalStatus, "status:"),
    coded("cause", sets.CauseOfDeath, "cause of death:"),
    words("head", dict.fromkeys(["last seen", "last contact", "last follow-up", "last known"]), "last contact"),
    JOINING,
)
STAGING = Lexicon(JOINING, coded("edition", sets.StageEdition, "edition:"))

HEADS = {
    "regimen": (REGIMEN, ("preset", "agent")),
    "skin": (SKIN, ("head",)),
    "specimen": (SPECIMEN, ("procedure",)),
    "assessment": (ASSESSMENT, ("head", "modality", "mets")),
    "local": (LOCAL, ("kind", "surgery")),
    "primary": (PRIMARY, ("head", "histology")),
    "follow-up": (FOLLOW_UP, ("vital",)),
    "staging": (STAGING, ()),
}
"""Kind of statement -> its names, and the sorts of name that begin such a statement."""

TITLES = {
    "regimen": "a statement about a regimen",
    "skin": "a statement about the skin",
    "specimen": "a statement about a biopsy",
    "assessment": "a statement about an assessment",
    "local": "a statement about a local treatment",
    "primary": "a statement about a primary tumour",
    "follow-up": "a statement about follow-up",
    "staging": "a statement about staging",
}

T = r"(?:X|0|is|1mi|1[abc]?|2|3|4[abcd]?)"
N = r"(?:X|0\(i\+\)|0\(mol\+\)|0|1mi|1[abc]?|2[ab]?|3[abc]?)"
M = r"(?:0\(i\+\)|0|1)"
PREFIX = r"(?P<prefix>[yra]{0,2}[cp][yra]{0,2}|[yra]{1,2})?"
SUFFIX = r"(?:\((?P<multiple>m)\))?"
STAGE = re.compile(
    rf"(?!N|M){PREFIX}(?:T(?P<t>{T}){SUFFIX})\s?(?:[cp]?N(?P<n>{N})(?P<sn>\(sn\))?)?\s?(?:[cp]?M(?P<m>{M}))?(?!\w|\()"
    rf"|(?P<prefix2>[yra]{{0,2}}[cp])?N(?P<n2>{N})(?P<sn2>\(sn\))?\s?(?:[cp]?M(?P<m2>{M}))?(?!\w|\()"
    rf"|(?P<prefix3>[cp])?M(?P<m3>{M})(?!\w|\()"
)
"""A stage such as ypT1aN1a(sn) M0, or one of its categories; in the case that TNM is written in."""

NUMBERS = {
    "regimen": (
        ("line", re.compile(r"L(?P<n>\d{1,2})|(?P<m>\d{1,2})L|line\s(?P<o>\d{1,2})", re.IGNORECASE), "line {}"),
        ("line", re.compile(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[\s-]line", re.IGNORECASE), "line {}"),
        ("cycles", re.compile(r"(?P<n>\d{1,3})\s?cycles?|[x×]\s?(?P<m>\d{1,3})", re.IGNORECASE), "{} cycles given"),
        ("weeks", re.compile(r"q(?P<n>\d{1,2})w(?:k|ks)?", re.IGNORECASE), "every {} weeks"),
        ("interval", re.compile(r"q(?P<n>\d{1,3})d|every\s(?P<m>\d{1,3})\sdays", re.IGNORECASE), "every {} days"),
    ),
    "local": (
        ("gray", re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,2})?)\s?Gy", re.IGNORECASE), "{} Gy"),
        (
            "fractions",
            re.compile(r"/?\s?(?P<n>\d{1,3})\s?(?:fractions?|fx|#)|/\s?(?P<m>\d{1,3})", re.IGNORECASE),
            "{} fractions",
        ),
        ("sessions", re.compile(r"(?P<n>\d{1,3})\s?sessions?", re.IGNORECASE), "{} sessions"),
    ),
}
"""Kind of statement -> the numbers that it understands: sort, how it is written, and the number in words."""
