"""The systemic drugs, and which of them act on HER2."""

from cases.rules.vocabulary.base import Coded, atc, ncit, rxnorm, value_set


@value_set(title="Class of anti-HER2 drug")
class AntiHer2Class(Coded):
    MAB_ADCC = "mab_adcc", "Antibody", "A naked antibody that can recruit effector cells."
    MAB_FC_ENGINEERED = (
        "mab_fc_engineered",
        "Fc-engineered antibody",
        "A naked antibody whose Fc part was altered to recruit effector cells better.",
    )
    ADC_TUBULIN = (
        "adc_tubulin",
        "Antibody-drug conjugate, tubulin",
        "A conjugate that carries a tubulin poison.",
    )
    ADC_TOPO1 = (
        "adc_topo1",
        "Antibody-drug conjugate, topoisomerase I",
        "A conjugate that carries a topoisomerase I inhibitor.",
    )
    BISPECIFIC = "bispecific", "Bispecific antibody", "An antibody that binds two different sites."
    TKI = "tki", "Tyrosine kinase inhibitor", "A small molecule that blocks the HER2 kinase."
    OTHER = "other", "Other", "Another mechanism."


@value_set(title="Drug", is_open=True)
class Agent(Coded):
    TRASTUZUMAB = (
        "trastuzumab",
        "trastuzumab",
        "Antibody to HER2 domain IV; includes biosimilars and the subcutaneous form.",
        (atc("L01FD01", "trastuzumab"), rxnorm("224905", "trastuzumab"), ncit("C1647", "Trastuzumab")),
        (
            "Herceptin",
            "H",
            "Herzuma",
            "Kanjinti",
            "Ogivri",
            "Ontruzant",
            "Trazimera",
            "Zercepac",
            "Herceptin Hylecta",
            "trastuzumab SC",
            "tras",
            "trastu",
        ),
    )
    PERTUZUMAB = (
        "pertuzumab",
        "pertuzumab",
        "Antibody to HER2 domain II that blocks pairing with other receptors.",
        (atc("L01FD02", "pertuzumab"), rxnorm("1298944", "pertuzumab"), ncit("C38692", "Pertuzumab")),
        ("Perjeta", "pertu"),
    )
    PERTUZUMAB_TRASTUZUMAB = (
        "pertuzumab and trastuzumab",
        "pertuzumab and trastuzumab (fixed dose, subcutaneous)",
        "Both antibodies in one subcutaneous injection of fixed dose.",
        (atc("L01FY01", "pertuzumab and trastuzumab"), ncit("C173339", "Pertuzumab and trastuzumab")),
        ("Phesgo", "PH FDC SC"),
    )
    TRASTUZUMAB_EMTANSINE = (
        "trastuzumab emtansine",
        "trastuzumab emtansine",
        "Trastuzumab conjugated to a maytansine derivative.",
        (
            atc("L01FD03", "trastuzumab emtansine"),
            rxnorm("1371041", "trastuzumab emtansine"),
            ncit("C82492", "Trastuzumab emtansine"),
        ),
        ("T-DM1", "TDM1", "Kadcyla", "ado-trastuzumab emtansine", "T DM1", "TDM-1", "T-DM 1"),
    )
    TRASTUZUMAB_DERUXTECAN = (
        "trastuzumab deruxtecan",
        "trastuzumab deruxtecan",
        "Trastuzumab conjugated to an exatecan derivative.",
        (atc("L01FD04", "trastuzumab deruxtecan"), ncit("C128799", "Trastuzumab deruxtecan")),
        ("T-DXd", "TDXd", "Enhertu", "fam-trastuzumab deruxtecan", "T DXd", "DS-8201", "DS-8201a"),
    )
    TRASTUZUMAB_DUOCARMAZINE = (
        "trastuzumab duocarmazine",
        "trastuzumab duocarmazine",
        "Trastuzumab conjugated to a DNA-alkylating duocarmycin.",
        (atc("L01FD05", "trastuzumab duocarmazine"),),
        ("SYD985",),
    )
    MARGETUXIMAB = (
        "margetuximab",
        "margetuximab",
        "Antibody to HER2 with an engineered Fc part.",
        (atc("L01FD06", "margetuximab"),),
        ("Margenza",),
    )
    INETETAMAB = (
        "inetetamab",
        "inetetamab",
        "Antibody to HER2 with an altered Fc part, used in China.",
        (),
        ("Cipterbin",),
    )
    TRASTUZUMAB_BOTIDOTIN = (
        "trastuzumab botidotin",
        "trastuzumab botidotin",
        "Trastuzumab conjugated to a tubulin poison.",
        (),
        ("A166",),
    )
    DISITAMAB_VEDOTIN = (
        "disitamab vedotin",
        "disitamab vedotin",
        "Antibody to HER2 conjugated to the tubulin poison MMAE.",
        (),
        ("RC48", "RC48-ADC", "Aidixi"),
    )
    TRASTUZUMAB_REZETECAN = (
        "trastuzumab rezetecan",
        "trastuzumab rezetecan",
        "Trastuzumab conjugated to a topoisomerase I inhibitor.",
        (),
        ("SHR-A1811",),
    )
    ZANIDATAMAB = (
        "zanidatamab",
        "zanidatamab",
        "Bispecific antibody to two sites of HER2.",
        (ncit("C130010", "Zanidatamab"),),
        ("Ziihera", "ZW25"),
    )
    ZENOCUTUZUMAB = (
        "zenocutuzumab",
        "zenocutuzumab",
        "Bispecific antibody to HER2 and HER3.",
        (),
        ("Bizengri",),
    )
    LAPATINIB = (
        "lapatinib",
        "lapatinib",
        "Reversible inhibitor of the HER2 and EGFR kinases.",
        (atc("L01EH01", "lapatinib"),),
        ("Tyverb", "Tykerb", "lap", "lapa"),
    )
    NERATINIB = (
        "neratinib",
        "neratinib",
        "Irreversible inhibitor of the HER kinases.",
        (atc("L01EH02", "neratinib"),),
        ("Nerlynx", "nera"),
    )
    TUCATINIB = (
        "tucatinib",
        "tucatinib",
        "Selective inhibitor of the HER2 kinase.",
        (atc("L01EH03", "tucatinib"),),
        ("Tukysa", "tuc", "tuca"),
    )
    PYROTINIB = (
        "pyrotinib",
        "pyrotinib",
        "Irreversible inhibitor of the HER kinases, used in China.",
        (),
        ("pyro",),
    )
    ZONGERTINIB = "zongertinib", "zongertinib", "Selective inhibitor of the HER2 kinase.", (), ("Hernexeos",)
    DOCETAXEL = (
        "docetaxel",
        "docetaxel",
        "Taxane.",
        (atc("L01CD02", "docetaxel"), rxnorm("72962", "docetaxel"), ncit("C1526", "Docetaxel")),
        ("Taxotere", "doce", "Docefrez"),
    )
    PACLITAXEL = (
        "paclitaxel",
        "paclitaxel",
        "Taxane.",
        (atc("L01CD01", "paclitaxel"), rxnorm("56946", "paclitaxel"), ncit("C1411", "Paclitaxel")),
        ("Taxol", "pacli", "PTX"),
    )
    NAB_PACLITAXEL = (
        "nab-paclitaxel",
        "nab-paclitaxel",
        "Paclitaxel bound to albumin.",
        (),
        ("Abraxane", "albumin-bound paclitaxel", "nab paclitaxel", "nabP", "nab-P"),
    )
    EPIRUBICIN = (
        "epirubicin",
        "epirubicin",
        "Anthracycline.",
        (atc("L01DB03", "epirubicin"), rxnorm("3995", "epirubicin"), ncit("C474", "Epirubicin")),
        ("epi", "Ellence", "Farmorubicin"),
    )
    DOXORUBICIN = (
        "doxorubicin",
        "doxorubicin",
        "Anthracycline.",
        (atc("L01DB01", "doxorubicin"), rxnorm("3639", "doxorubicin")),
        ("Adriamycin", "doxo", "Adriblastin"),
    )
    CYCLOPHOSPHAMIDE = (
        "cyclophosphamide",
        "cyclophosphamide",
        "Alkylating agent.",
        (
            atc("L01AA01", "cyclophosphamide"),
            rxnorm("3002", "cyclophosphamide"),
            ncit("C405", "Cyclophosphamide"),
        ),
        ("Endoxan", "cyclo", "Cytoxan"),
    )
    CAPECITABINE = (
        "capecitabine",
        "capecitabine",
        "Oral fluoropyrimidine.",
        (atc("L01BC06", "capecitabine"), rxnorm("194000", "capecitabine"), ncit("C1794", "Capecitabine")),
        ("Xeloda", "cape"),
    )
    FLUOROURACIL = ("fluorouracil", "fluorouracil", "Fluoropyrimidine.", (), ("5-FU", "5-fluorouracil", "5FU"))
    VINORELBINE = (
        "vinorelbine",
        "vinorelbine",
        "Vinca alkaloid.",
        (atc("L01CA04", "vinorelbine"),),
        ("Navelbine", "vino", "VNB", "VNR"),
    )
    GEMCITABINE = ("gemcitabine", "gemcitabine", "Antimetabolite.", (atc("L01BC05", "gemcitabine"),), ("Gemzar", "gem"))
    CARBOPLATIN = (
        "carboplatin",
        "carboplatin",
        "Platinum compound.",
        (atc("L01XA02", "carboplatin"),),
        ("carbo", "Paraplatin"),
    )
    CISPLATIN = ("cisplatin", "cisplatin", "Platinum compound.", (), ("cis",))
    ERIBULIN = (
        "eribulin",
        "eribulin",
        "Inhibitor of microtubule growth.",
        (atc("L01XX41", "eribulin"),),
        ("Halaven", "eri"),
    )
    BLEOMYCIN = "bleomycin", "bleomycin", "Glycopeptide that breaks DNA.", (atc("L01DC01", "bleomycin"),)
    TAMOXIFEN = (
        "tamoxifen",
        "tamoxifen",
        "Selective oestrogen receptor modulator.",
        (atc("L02BA01", "tamoxifen"),),
        ("tam", "Nolvadex"),
    )
    FULVESTRANT = (
        "fulvestrant",
        "fulvestrant",
        "Oestrogen receptor degrader.",
        (atc("L02BA03", "fulvestrant"),),
        ("Faslodex", "fulv"),
    )
    LETROZOLE = "letrozole", "letrozole", "Aromatase inhibitor.", (atc("L02BG04", "letrozole"),), ("Femara",)
    ANASTROZOLE = "anastrozole", "anastrozole", "Aromatase inhibitor.", (), ("Arimidex",)
    EXEMESTANE = "exemestane", "exemestane", "Aromatase inhibitor.", (), ("Aromasin",)
    PALBOCICLIB = ("palbociclib", "palbociclib", "Inhibitor of CDK4 and CDK6.", (), ("Ibrance", "palbo"))
    RIBOCICLIB = ("ribociclib", "ribociclib", "Inhibitor of CDK4 and CDK6.", (), ("Kisqali", "ribo"))
    ABEMACICLIB = ("abemaciclib", "abemaciclib", "Inhibitor of CDK4 and CDK6.", (), ("Verzenios", "Verzenio", "abema"))
    PEMBROLIZUMAB = ("pembrolizumab", "pembrolizumab", "Antibody to PD-1.", (), ("Keytruda", "pembro"))
    ATEZOLIZUMAB = ("atezolizumab", "atezolizumab", "Antibody to PD-L1.", (), ("Tecentriq", "atezo"))


ANTI_HER2_CLASS: dict[Agent, AntiHer2Class] = {
    Agent.TRASTUZUMAB: AntiHer2Class.MAB_ADCC,
    Agent.PERTUZUMAB: AntiHer2Class.MAB_ADCC,
    Agent.PERTUZUMAB_TRASTUZUMAB: AntiHer2Class.MAB_ADCC,
    Agent.TRASTUZUMAB_EMTANSINE: AntiHer2Class.ADC_TUBULIN,
    Agent.TRASTUZUMAB_DERUXTECAN: AntiHer2Class.ADC_TOPO1,
    Agent.TRASTUZUMAB_DUOCARMAZINE: AntiHer2Class.OTHER,
    Agent.MARGETUXIMAB: AntiHer2Class.MAB_FC_ENGINEERED,
    Agent.INETETAMAB: AntiHer2Class.MAB_FC_ENGINEERED,
    Agent.TRASTUZUMAB_BOTIDOTIN: AntiHer2Class.ADC_TUBULIN,
    Agent.DISITAMAB_VEDOTIN: AntiHer2Class.ADC_TUBULIN,
    Agent.TRASTUZUMAB_REZETECAN: AntiHer2Class.ADC_TOPO1,
    Agent.ZANIDATAMAB: AntiHer2Class.BISPECIFIC,
    Agent.ZENOCUTUZUMAB: AntiHer2Class.BISPECIFIC,
    Agent.LAPATINIB: AntiHer2Class.TKI,
    Agent.NERATINIB: AntiHer2Class.TKI,
    Agent.TUCATINIB: AntiHer2Class.TKI,
    Agent.PYROTINIB: AntiHer2Class.TKI,
    Agent.ZONGERTINIB: AntiHer2Class.TKI,
}


def is_anti_her2(agent: str) -> bool:
    """Whether the drug acts on HER2; a drug outside the list does not, unless its record names the class."""
    return agent in ANTI_HER2_CLASS


def is_tki(agent: str) -> bool:
    """Whether the drug is a tyrosine kinase inhibitor of HER2, which leaves the body within days."""
    return ANTI_HER2_CLASS.get(agent) is AntiHer2Class.TKI
