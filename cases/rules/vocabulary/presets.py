"""Regimens that have a name of their own: their drugs and the usual days from cycle to cycle.

One list for the form of a regimen and for the quick line. ``interval_days`` is the schedule of the source named, a
proposal for the form and never an assertion about a patient.
"""

from dataclasses import dataclass

from cases.rules.vocabulary.drugs import Agent
from cases.rules.vocabulary.treatment import Setting

TAXANES = frozenset([Agent.DOCETAXEL, Agent.PACLITAXEL, Agent.NAB_PACLITAXEL])


@dataclass(frozen=True)
class Preset:
    """A named regimen. ``later``: drugs of a second phase, which begin after the first. ``settings``: where it is
    usual, a hint. ``source``: where the schedule is described. ``taxane_open``: the name says only that there is a
    taxane, so one that is named beside it takes the place of the one listed."""

    name: str
    drugs: tuple[Agent, ...]
    interval_days: int
    source: str
    later: tuple[Agent, ...] = ()
    settings: tuple[Setting, ...] = (Setting.METASTATIC,)
    synonyms: tuple[str, ...] = ()
    taxane_open: bool = False

    @property
    def agents(self) -> tuple[Agent, ...]:
        return (*self.drugs, *self.later)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)


EARLY = (Setting.NEOADJUVANT, Setting.ADJUVANT)
H, P, DOC, PAC = Agent.TRASTUZUMAB, Agent.PERTUZUMAB, Agent.DOCETAXEL, Agent.PACLITAXEL

PRESETS: tuple[Preset, ...] = (
    Preset(
        "THP",
        (DOC, H, P),
        21,
        "CLEOPATRA, NCT00567190: docetaxel, trastuzumab and pertuzumab every 3 weeks",
        settings=(Setting.METASTATIC, Setting.NEOADJUVANT),
        synonyms=("docetaxel HP",),
        taxane_open=True,
    ),
    Preset(
        "HP",
        (H, P),
        21,
        "CLEOPATRA, NCT00567190: the antibodies go on every 3 weeks after the taxane",
        settings=(Setting.MAINTENANCE, Setting.METASTATIC, Setting.ADJUVANT),
    ),
    Preset(
        "TCHP",
        (DOC, Agent.CARBOPLATIN, H, P),
        21,
        "TRYPHAENA, NCT00976989: all four drugs every 3 weeks for 6 cycles",
        settings=EARLY,
        synonyms=("TCbHP",),
    ),
    Preset(
        "TCH",
        (DOC, Agent.CARBOPLATIN, H),
        21,
        "BCIRG 006, NCT00021255: docetaxel and carboplatin every 3 weeks with trastuzumab",
        settings=EARLY,
        synonyms=("TCbH",),
    ),
    Preset(
        "TH",
        (PAC, H),
        7,
        "APT, NCT00542451: weekly paclitaxel and trastuzumab for 12 weeks",
        settings=(Setting.ADJUVANT, Setting.METASTATIC),
        taxane_open=True,
    ),
    Preset(
        "AC-TH",
        (Agent.DOXORUBICIN, Agent.CYCLOPHOSPHAMIDE),
        21,
        "NCCTG N9831, NCT00005970: doxorubicin and cyclophosphamide every 3 weeks, then paclitaxel and trastuzumab",
        later=(PAC, H),
        settings=EARLY,
        synonyms=("AC-T-H", "ACTH", "AC then TH"),
        taxane_open=True,
    ),
    Preset(
        "ddAC-THP",
        (Agent.DOXORUBICIN, Agent.CYCLOPHOSPHAMIDE),
        14,
        "BERENICE, NCT02132949: dose-dense doxorubicin and cyclophosphamide every 2 weeks, then weekly paclitaxel with"
        " trastuzumab and pertuzumab every 3 weeks",
        later=(PAC, H, P),
        settings=(Setting.NEOADJUVANT,),
        synonyms=("ddAC-T+HP", "ddAC then THP"),
        taxane_open=True,
    ),
    Preset(
        "T-DM1",
        (Agent.TRASTUZUMAB_EMTANSINE,),
        21,
        "EMILIA, NCT00829166: every 3 weeks",
        settings=(Setting.METASTATIC, Setting.POST_NEOADJUVANT),
    ),
    Preset(
        "T-DXd",
        (Agent.TRASTUZUMAB_DERUXTECAN,),
        21,
        "DESTINY-Breast03, NCT03529110: every 3 weeks",
    ),
    Preset(
        "T-DXd + pertuzumab",
        (Agent.TRASTUZUMAB_DERUXTECAN, P),
        21,
        "DESTINY-Breast09, NCT04784715: both every 3 weeks",
        synonyms=("T-DXd-P",),
    ),
    Preset(
        "tucatinib triplet",
        (Agent.TUCATINIB, H, Agent.CAPECITABINE),
        21,
        "HER2CLIMB, NCT02614794: tucatinib daily, trastuzumab every 3 weeks, capecitabine on days 1 to 14 of 21",
        synonyms=("tuc triplet", "HER2CLIMB", "tucatinib + trastuzumab + capecitabine"),
    ),
    Preset(
        "lapatinib + capecitabine",
        (Agent.LAPATINIB, Agent.CAPECITABINE),
        21,
        "EGF100151, NCT00078572: lapatinib daily, capecitabine on days 1 to 14 of 21",
        synonyms=("lap-cap",),
    ),
    Preset(
        "neratinib + capecitabine",
        (Agent.NERATINIB, Agent.CAPECITABINE),
        21,
        "NALA, NCT01808573: neratinib daily, capecitabine on days 1 to 14 of 21",
        synonyms=("ner-cap",),
    ),
    Preset(
        "trastuzumab + vinorelbine",
        (H, Agent.VINORELBINE),
        21,
        "HERNATA, NCT00430001: trastuzumab every 3 weeks, vinorelbine on days 1 and 8",
        synonyms=("VH", "H-vinorelbine"),
    ),
    Preset(
        "trastuzumab + capecitabine",
        (H, Agent.CAPECITABINE),
        21,
        "HER2CLIMB, NCT02614794, control arm: trastuzumab every 3 weeks, capecitabine on days 1 to 14 of 21",
        synonyms=("XH",),
    ),
    Preset(
        "lapatinib + trastuzumab",
        (Agent.LAPATINIB, H),
        21,
        "EGF104900, NCT00320385: lapatinib daily with trastuzumab",
    ),
    Preset(
        "margetuximab + capecitabine",
        (Agent.MARGETUXIMAB, Agent.CAPECITABINE),
        21,
        "SOPHIA, NCT02492711: margetuximab every 3 weeks with a chemotherapy of choice, here capecitabine",
    ),
    Preset(
        "margetuximab + vinorelbine",
        (Agent.MARGETUXIMAB, Agent.VINORELBINE),
        21,
        "SOPHIA, NCT02492711: margetuximab every 3 weeks with a chemotherapy of choice, here vinorelbine",
    ),
    Preset(
        "pyrotinib + capecitabine",
        (Agent.PYROTINIB, Agent.CAPECITABINE),
        21,
        "PHENIX, NCT02973737: pyrotinib daily, capecitabine on days 1 to 14 of 21",
    ),
)


def preset_named(name: str) -> Preset | None:
    """The preset of that name or synonym, whatever the case of its letters."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in PRESETS if wanted in (name.casefold() for name in one.names)), None)
