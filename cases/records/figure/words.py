"""The words on the figure: long where there is room, short where there is not."""

from cases.rules.vocabulary import (
    Agent,
    Compartment,
    LocalTreatmentKind,
    ResponseStatus,
    Setting,
    SurgeryKind,
)

STATUS_WORDS = {
    "BASELINE": ("baseline", "base"),
    "CR": ("complete response", "CR"),
    "PR": ("partial response", "PR"),
    "SD": ("stable disease", "SD"),
    "NON_CR_NON_PD": ("neither CR nor PD", "non-CR/PD"),
    "PD": ("progression", "PD"),
    "NED": ("no disease seen", "NED"),
    "NED_LOCAL": ("cleared by local treatment", "cleared locally", "NED"),
    "NE": ("not evaluable", "NE"),
    "EQUIVOCAL_NEW": ("equivocal new finding", "equivocal"),
    "": ("not assessed", "n/a"),
}
CHANGE_STATUS = {
    "baseline": "BASELINE",
    "progression": "PD",
    "response": "PR",
    "stable": "SD",
    "resolved": "NED",
}
CHANGE_WORDS = {
    "baseline": ("present", "base"),
    "progression": ("progression", "PD"),
    "response": ("response", "PR"),
    "stable": ("stable", "SD"),
    "resolved": ("resolved", "gone"),
}
NEW_LESION_WORDS = ("progression, new lesions", "new lesions", "PD")
RESULT_WORDS = {
    "malignant_breast": "carcinoma",
    "malignant_other": "other cancer",
    "suspicious": "suspicious",
    "benign": "benign",
    "non_diagnostic": "not diagnostic",
    "pending": "result pending",
}
LABEL_WORDS = {
    "DCP_STRICT": "Discordant, strict",
    "DCP_BROAD": "Discordant, broad",
    "SKIN_ONLY": "Skin only",
    "CONCORDANT_PD": "Concordant progression",
    "DUAL_SANCTUARY": "Skin and CNS",
    "LEAD_IN": "Lead-in",
    "OFF_EXPOSURE": "Off exposure",
    "MIMIC": "Mimic",
    "NO_CUTANEOUS_PD": "No skin progression",
    "NOT_ELIGIBLE": "Not eligible",
    "INDETERMINATE": "Indeterminate",
}
EARLY_POST = "_EARLY_POST"
REASON_WORDS = {
    "dates": "dates",
    "evidence": "evidence",
    "exposure": "exposure",
    "systemic": "systemic status",
}
SKIN_LANES = ("SKIN_LR", "SKIN_DIST")
SKIN_UNKNOWN = "SKIN"
SHORT_LANES = {
    "SKIN_LR": "Skin, locoreg.",
    "SKIN": "Skin",
    "BREAST_IPSI": "Primary breast",
    "CHEST_WALL_DEEP": "Chest wall",
}
EXTENT_LANES = {"LR": ("SKIN_LR",), "DIST": ("SKIN_DIST",), "BOTH": SKIN_LANES}


def label_words(code: str) -> str:
    """An episode's label in a few words, such as "Skin only, early after treatment"."""
    base = LABEL_WORDS.get(code.removesuffix(EARLY_POST), code)
    return f"{base}, early after treatment" if code.endswith(EARLY_POST) else base


def verdict_words(episode: dict) -> str:
    """Label with certainty, or with the reason where there is no label."""
    tail = episode.get("certainty") or ""
    if episode.get("reason"):
        return f"{label_words(episode['label'])}: {REASON_WORDS.get(episode['reason'], episode['reason'])}"
    return f"{label_words(episode['label'])}, {tail.lower()}" if tail else label_words(episode["label"])


def compartment_title(code: str, *, short: bool = False) -> str:
    if short and code in SHORT_LANES:
        return SHORT_LANES[code]
    return "Skin, extent open" if code == SKIN_UNKNOWN else label_of(Compartment, code)


def drug_names(drugs: list[dict]) -> list[str]:
    return [label_of(Agent, one["agent"]) if one.get("agent") else "blinded anti-HER2 drug" for one in drugs]


def course_title(regimen: dict) -> str:
    """What a regimen is called: its name, its setting and its line."""
    setting = label_of(Setting, regimen["setting"]).lower() if regimen.get("setting") else ""
    line = f"line {regimen['line']}" if regimen.get("line") else ""
    facts = [one for one in (regimen.get("name"), setting, line) if one]
    text = ", ".join(facts) or "Regimen"
    return text[0].upper() + text[1:]


def treatment_title(treatment: dict) -> str:
    kind = (
        label_of(SurgeryKind, treatment["surgery"])
        if treatment.get("surgery")
        else label_of(LocalTreatmentKind, treatment["kind"])
    )
    return f"{kind}, {treatment['site']}" if treatment.get("site") else kind


def biopsy_title(specimen: dict) -> str:
    place = label_of(Compartment, specimen["compartment"]) if specimen.get("compartment") else "Biopsy"
    result = RESULT_WORDS.get(specimen.get("result") or "", "")
    markers = specimen.get("markers") or ()
    her2 = next((one.get("value") for one in markers if one["analyte"] == "HER2_IHC"), None)
    return f"{place}: {result}" + (f", HER2 {her2}" if her2 else "")


def label_of(value_set, code: str) -> str:
    """The label of a code; a text outside an open set as it was typed."""
    member = value_set._value2member_map_.get(code)
    return member.label if member else code


def status_label(code: str) -> str:
    return label_of(ResponseStatus, code) if code else "Not assessed"
