"""Short names in use for more than one thing: nothing that reads text may choose between them."""

from cases.rules.vocabulary.assessment import Compartment
from cases.rules.vocabulary.drugs import Agent
from cases.rules.vocabulary.treatment import StopReason

AMBIGUOUS_AGENTS: dict[str, tuple[Agent, ...]] = {
    "A": (Agent.DOXORUBICIN, Agent.ATEZOLIZUMAB),
    "C": (Agent.CARBOPLATIN, Agent.CYCLOPHOSPHAMIDE, Agent.CAPECITABINE),
    "L": (Agent.LAPATINIB, Agent.LETROZOLE),
    "N": (Agent.NERATINIB, Agent.VINORELBINE),
    "P": (Agent.PERTUZUMAB, Agent.PACLITAXEL),
    "T": (Agent.DOCETAXEL, Agent.PACLITAXEL, Agent.TRASTUZUMAB),
    "taxane": (Agent.DOCETAXEL, Agent.PACLITAXEL, Agent.NAB_PACLITAXEL),
    "anthracycline": (Agent.DOXORUBICIN, Agent.EPIRUBICIN),
    "AI": (Agent.LETROZOLE, Agent.ANASTROZOLE, Agent.EXEMESTANE),
    "platinum": (Agent.CARBOPLATIN, Agent.CISPLATIN),
}
"""Name -> the drugs that it may mean."""

NODES = (Compartment.NODES_REG, Compartment.NODES_DIST)
SKIN = (Compartment.SKIN_LR, Compartment.SKIN_DIST)
AMBIGUOUS_COMPARTMENTS: dict[str, tuple[Compartment, ...]] = {
    "CNS": (Compartment.BRAIN, Compartment.LEPTOMENINGES),
    "nodes": NODES,
    "node": NODES,
    "lymph nodes": NODES,
    "LN": NODES,
    "skin": SKIN,
    "breast": (Compartment.BREAST_IPSI, Compartment.BREAST_CONTRA),
    "chest wall": (Compartment.CHEST_WALL_DEEP, Compartment.SKIN_LR),
}
"""Name -> the compartments that it may mean."""

PROGRESSIONS = tuple(one for one in StopReason if one.startswith("PD_"))
OF_SKIN = (StopReason.PD_ISOLATED_CUTANEOUS, StopReason.PD_SKIN_PLUS_CNS, StopReason.PD_MIXED)
OF_CNS = (StopReason.PD_CNS_ONLY, StopReason.PD_SKIN_PLUS_CNS, StopReason.PD_MIXED)
AMBIGUOUS_STOP_REASONS: dict[str, tuple[StopReason, ...]] = {
    "PD": PROGRESSIONS,
    "progression": PROGRESSIONS,
    "skin PD": OF_SKIN,
    "PD skin": OF_SKIN,
    "CNS PD": OF_CNS,
    "PD CNS": OF_CNS,
    "brain PD": OF_CNS,
}
"""Name -> the reasons for stopping that it may mean."""
