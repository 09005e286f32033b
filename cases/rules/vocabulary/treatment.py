"""Value sets about systemic regimens and local treatments."""

from cases.rules.vocabulary.base import Coded, atc, ncit, snomed, value_set

CURATIVE = snomed("373808002", "Curative")
PALLIATIVE = snomed("363676003", "Palliative")
TUMOUR_PROGRESSION = snomed("419835002", "Tumor progression")


@value_set(title="Role of a drug in the regimen")
class DrugRole(Coded):
    ANTI_HER2 = "anti_her2", "Anti-HER2", "The drug acts on HER2."
    CHEMOTHERAPY = "chemotherapy", "Chemotherapy", "The drug is a cytotoxic agent."
    ENDOCRINE = "endocrine", "Endocrine", "The drug acts on hormones or their receptors."
    IMMUNOTHERAPY = "immunotherapy", "Immunotherapy", "The drug acts on the immune system."
    CDK46 = "cdk46", "CDK4/6 inhibitor", "The drug inhibits the kinases CDK4 and CDK6."
    OTHER = "other", "Other", "The drug has another role."


@value_set(title="Setting")
class Setting(Coded):
    NEOADJUVANT = (
        "neoadjuvant",
        "Neoadjuvant",
        "Given before surgery of the primary with curative intent.",
        (ncit("C15665", "Neoadjuvant therapy"),),
        ("neoadj", "neo-adjuvant", "preoperative"),
    )
    ADJUVANT = (
        "adjuvant",
        "Adjuvant",
        "Given after surgery of the primary with curative intent.",
        (ncit("C2140", "Adjuvant therapy"),),
        ("adj", "postoperative"),
    )
    POST_NEOADJUVANT = (
        "post_neoadjuvant",
        "Post-neoadjuvant",
        "Given after neoadjuvant treatment and surgery, guided by the residual disease.",
        (),
        ("post neoadjuvant",),
    )
    EXTENDED_ADJUVANT = (
        "extended_adjuvant",
        "Extended adjuvant",
        "Given after the standard adjuvant treatment was completed.",
        (),
        ("extended",),
    )
    MAINTENANCE = (
        "maintenance",
        "Maintenance",
        "Continued, with fewer or other drugs, to hold a response.",
        (ncit("C15688", "Maintenance therapy"),),
    )
    METASTATIC = (
        "metastatic",
        "Metastatic",
        "Given for metastatic or unresectable recurrent disease.",
        (),
        ("MBC",),
    )


@value_set(title="Intent of the regimen")
class Intent(Coded):
    CURATIVE = "curative", "Curative", "The aim is cure.", (CURATIVE,)
    PALLIATIVE = "palliative", "Palliative", "The aim is to control the disease or relieve it.", (PALLIATIVE,)


@value_set(title="Where the line number comes from")
class LineRule(Coded):
    REPORTED = "reported", "Reported", "The source numbers the line."
    DERIVED = "derived", "Derived", "The line was counted by the person who entered the case."


@value_set(title="Reason for stopping")
class StopReason(Coded):
    COMPLETED = (
        "completed",
        "Completed as planned",
        "All planned treatment was given.",
        (snomed("182992009", "Treatment completed"),),
        ("finished",),
    )
    PD_ISOLATED_CUTANEOUS = (
        "PD_isolated_cutaneous",
        "Progression in the skin only",
        "The disease progressed in the skin and nowhere else.",
        (TUMOUR_PROGRESSION,),
        ("skin PD only", "PD skin only", "isolated skin PD"),
    )
    PD_SKIN_PLUS_CNS = (
        "PD_skin_plus_CNS",
        "Progression in skin and central nervous system",
        "The disease progressed in the skin and the central nervous system and nowhere else.",
        (TUMOUR_PROGRESSION,),
        ("PD skin and CNS", "PD skin + CNS"),
    )
    PD_SYSTEMIC = (
        "PD_systemic",
        "Systemic progression",
        "The disease progressed outside the skin and the central nervous system.",
        (TUMOUR_PROGRESSION,),
        ("systemic PD", "PD systemic", "visceral PD", "PD visceral"),
    )
    PD_CNS_ONLY = (
        "PD_CNS_only",
        "Progression in the central nervous system only",
        "The disease progressed in the central nervous system and nowhere else.",
        (TUMOUR_PROGRESSION,),
        ("CNS PD only", "PD CNS only", "brain PD only"),
    )
    PD_MIXED = (
        "PD_mixed",
        "Progression, mixed",
        "The disease progressed in some places, the skin among them or not, and responded in others.",
        (TUMOUR_PROGRESSION,),
        ("mixed PD", "PD mixed"),
    )
    TOXICITY = (
        "toxicity",
        "Toxicity",
        "The treatment was not tolerated.",
        (snomed("407563006", "Treatment not tolerated"),),
        ("tox", "intolerance", "side effects"),
    )
    REFUSAL = (
        "refusal",
        "Patient's refusal",
        "The patient did not want to go on.",
        (snomed("105480006", "Refusal of treatment by patient"),),
        ("patient choice", "refused"),
    )
    PLANNED_SWITCH = "planned_switch", "Planned switch", "A change that was planned from the start."
    NO_RESPONSE = (
        "no_response",
        "No response",
        "The disease did not respond well enough.",
        (snomed("266721009", "Absent response to treatment"),),
    )
    PREGNANCY = "pregnancy", "Pregnancy", "The patient was pregnant.", (snomed("77386006", "Pregnancy"),)
    NON_COMPLIANCE = (
        "non_compliance",
        "Not taken as prescribed",
        "The patient did not take or attend the treatment as prescribed.",
        (snomed("7058009", "Noncompliance with treatment"),),
    )
    FINANCIAL = (
        "financial",
        "Financial",
        "The treatment could not be paid for.",
        (snomed("160932005", "Financial problem"),),
    )
    UNAVAILABLE = (
        "unavailable",
        "Not available",
        "The treatment could not be obtained.",
        (snomed("309846006", "Treatment not available"),),
    )
    TRIAL_END = (
        "trial_end",
        "End of the trial",
        "The treatment ended with the trial.",
        (snomed("443729008", "Completion of clinical trial"),),
    )
    LOST = (
        "lost",
        "Lost to follow-up",
        "The patient was lost to follow-up.",
        (snomed("399307001", "Lost to follow-up"),),
    )
    DEATH = ("death", "Death", "The patient died.", (snomed("419620001", "Death"),), ("died",))
    OTHER = "other", "Other", "Another reason, named in the comment."


@value_set(title="Route")
class Route(Coded):
    INTRAVENOUS = "intravenous", "Intravenous", "Given into a vein.", (), ("IV",)
    SUBCUTANEOUS = "subcutaneous", "Subcutaneous", "Given under the skin.", (), ("SC",)
    ORAL = "oral", "Oral", "Taken by mouth.", (), ("PO",)
    INTRAMUSCULAR = "intramuscular", "Intramuscular", "Given into a muscle.", (), ("IM",)
    INTRATHECAL = "intrathecal", "Intrathecal", "Given into the cerebrospinal fluid.", (), ("IT",)
    OTHER = "other", "Other", "Given by another route."


@value_set(title="Kind of local treatment")
class LocalTreatmentKind(Coded):
    SURGERY = ("surgery", "Surgery", "An operation.", (), ("operation",))
    RADIOTHERAPY = (
        "radiotherapy",
        "Radiotherapy",
        "A course of external radiotherapy.",
        (snomed("1217123003", "Radiotherapy course of treatment"),),
        ("RT", "radiation", "XRT"),
    )
    TOPICAL = "topical", "Topical drug", "A drug applied to the skin."
    ELECTROCHEMOTHERAPY = (
        "electrochemotherapy",
        "Electrochemotherapy",
        "Electric pulses that let bleomycin or cisplatin into the cells.",
        (),
        ("ECT",),
    )
    CALCIUM_ELECTROPORATION = (
        "calcium_electroporation",
        "Calcium electroporation",
        "Electric pulses that let calcium into the cells.",
    )
    PDT = (
        "pdt",
        "Photodynamic therapy",
        "Light applied after a photosensitiser.",
        (snomed("428604001", "Photodynamic therapy"),),
        ("photodynamic",),
    )
    HYPERTHERMIA = "hyperthermia", "Hyperthermia", "Heating of the tissue, with or without radiotherapy."
    CRYOTHERAPY = (
        "cryotherapy",
        "Cryotherapy",
        "Destruction by freezing.",
        (snomed("302396003", "Cryotherapy"),),
        ("cryo",),
    )
    LASER = "laser", "Laser", "Destruction by laser light.", (snomed("445907001", "Laser therapy"),)
    RADIOFREQUENCY = (
        "radiofrequency",
        "Radiofrequency ablation",
        "Destruction by heat from a high-frequency current.",
        (snomed("879916008", "Radiofrequency ablation"),),
        ("RFA",),
    )
    INTRALESIONAL = "intralesional", "Intralesional injection", "A drug injected into the lesion."
    WOUND_CARE = "wound_care", "Wound care", "Dressing, cleaning and odour control of a wound."
    OTHER = "other", "Other", "Another local treatment, named in the comment."


@value_set(title="Kind of surgery")
class SurgeryKind(Coded):
    MASTECTOMY = (
        "mastectomy",
        "Mastectomy",
        "Removal of the breast, type not stated.",
        (snomed("5884001", "Mastectomy"),),
    )
    TOTAL_MASTECTOMY = "total_mastectomy", "Total mastectomy", "Removal of the whole breast."
    MODIFIED_RADICAL_MASTECTOMY = (
        "modified_radical_mastectomy",
        "Modified radical mastectomy",
        "Removal of the breast together with axillary nodes.",
        (),
        ("MRM",),
    )
    SKIN_SPARING_MASTECTOMY = (
        "skin_sparing_mastectomy",
        "Skin-sparing mastectomy",
        "Removal of the breast with most of its skin left.",
    )
    TOILET_MASTECTOMY = (
        "toilet_mastectomy",
        "Toilet mastectomy",
        "Removal of a fungating breast to relieve symptoms.",
    )
    LUMPECTOMY = (
        "lumpectomy",
        "Lumpectomy",
        "Removal of the tumour with a margin.",
        (snomed("392021009", "Lumpectomy of breast"),),
        ("BCS", "wide local excision", "WLE", "breast-conserving surgery"),
    )
    PARTIAL_EXCISION_OF_BREAST = (
        "partial_excision_of_breast",
        "Partial excision of breast",
        "Removal of a part of the breast.",
        (snomed("64368001", "Partial excision of breast"),),
    )
    SENTINEL_NODE_BIOPSY = (
        "sentinel_node_biopsy",
        "Sentinel lymph node biopsy",
        "Removal of the first draining nodes.",
        (snomed("396487001", "Sentinel lymph node biopsy"),),
        ("SLNB", "SNB", "sentinel node biopsy"),
    )
    AXILLARY_DISSECTION = (
        "axillary_dissection",
        "Axillary lymph node dissection",
        "Removal of the axillary nodes.",
        (),
        ("ALND", "axillary clearance", "ALNC"),
    )
    EXCISION_OF_SKIN = (
        "excision_of_skin",
        "Excision of skin",
        "Removal of one or more skin lesions.",
        (snomed("440258006", "Excision of skin"),),
        ("skin excision",),
    )
    WIDE_CHEST_WALL_EXCISION = (
        "wide_chest_wall_excision",
        "Wide excision of the chest wall",
        "Wide removal of chest wall skin, closed with a graft or flap where needed.",
        (),
        ("chest wall excision", "chest wall resection"),
    )
    RECONSTRUCTION = (
        "reconstruction",
        "Reconstruction",
        "Reconstruction of the breast.",
        (snomed("33496007", "Reconstruction of breast"),),
    )
    METASTASECTOMY = "metastasectomy", "Metastasectomy", "Removal of a metastasis outside the skin."
    OOPHORECTOMY = "oophorectomy", "Oophorectomy", "Removal of the ovaries."
    OTHER = "other", "Other", "Another operation, named in the comment."


@value_set(title="Radiation")
class RadiationModality(Coded):
    PHOTONS = "photons", "Photons", "External photon beam.", (snomed("1156506007", "Photon beam"),)
    ELECTRONS = "electrons", "Electrons", "External electron beam.", (snomed("45643008", "Electron beam"),)
    PROTONS = "protons", "Protons", "External proton beam.", (snomed("10611004", "Proton beam"),)
    OTHER = "other", "Other", "Another kind of radiation, named in the comment."


@value_set(title="Site irradiated", is_open=True)
class RadiotherapySite(Coded):
    CHEST_WALL = "chest wall", "Chest wall", "The chest wall.", (snomed("78904004", "Chest wall"),)
    BREAST = "breast", "Breast", "The whole breast or a part of it.", (snomed("76752008", "Breast"),)
    SUPRACLAVICULAR_NODES = (
        "supraclavicular nodes",
        "Supraclavicular nodes",
        "The supraclavicular lymph nodes.",
        (snomed("76838003", "Supraclavicular lymph node"),),
        ("SCF", "supraclavicular fossa"),
    )
    AXILLARY_NODES = (
        "axillary nodes",
        "Axillary nodes",
        "The axillary lymph nodes.",
        (snomed("68171009", "Axillary lymph node"),),
    )
    INTERNAL_MAMMARY_NODES = (
        "internal mammary nodes",
        "Internal mammary nodes",
        "The internal mammary lymph nodes.",
        (snomed("245282001", "Internal mammary lymph node"),),
    )
    FEMUR = "femur", "Femur", "The thigh bone.", (snomed("71341001", "Femur"),)
    SKIN = "skin", "Skin", "Skin outside the chest wall and breast.", (snomed("39937001", "Skin"),)
    BRAIN = "brain", "Brain", "The whole brain or a part of it.", (snomed("12738006", "Brain"),)


@value_set(title="Surgical margin")
class Margin(Coded):
    R0 = "R0", "R0", "No residual tumour."
    R1 = "R1", "R1", "Tumour at the margin under the microscope."
    R2 = "R2", "R2", "Residual tumour visible to the eye."


@value_set(title="Intent of the local treatment")
class TreatmentIntent(Coded):
    CURATIVE = "curative", "Curative", "The aim is cure.", (CURATIVE,)
    LOCAL_CONTROL = "local_control", "Local control", "The aim is to clear or hold the lesions treated."
    PALLIATIVE = "palliative", "Palliative", "The aim is to relieve symptoms.", (PALLIATIVE,)


@value_set(title="Response of the skin treated")
class LocalResponse(Coded):
    CR = "CR", "Complete response", "All treated lesions disappeared."
    PR = "PR", "Partial response", "The treated lesions shrank by at least 30 %."
    SD = "SD", "Stable disease", "The treated lesions neither shrank nor grew enough to count."
    PD = "PD", "Progressive disease", "The treated lesions grew."
    NE = "NE", "Not evaluable", "The response could not be judged."


@value_set(title="Photosensitiser")
class Sensitiser(Coded):
    PORFIMER = "porfimer", "Porfimer sodium", "Porfimer sodium.", (atc("L01XD01", "porfimer sodium"),)
    MAL = (
        "mal",
        "Methyl aminolevulinate",
        "Methyl aminolevulinate.",
        (atc("L01XD03", "methyl aminolevulinate"),),
    )
    ALA = "ala", "Aminolevulinic acid", "Aminolevulinic acid.", (atc("L01XD04", "aminolevulinic acid"),)
    TEMOPORFIN = "temoporfin", "Temoporfin", "Temoporfin.", (atc("L01XD05", "temoporfin"),)


@value_set(title="Topical drug", is_open=True)
class TopicalAgent(Coded):
    IMIQUIMOD = "imiquimod", "Imiquimod", "Imiquimod cream.", (atc("D06BB10", "imiquimod"),), ("Aldara",)
    FLUOROURACIL = "fluorouracil", "Fluorouracil", "Topical fluorouracil.", (), ("5-FU",)
    MILTEFOSINE = "miltefosine", "Miltefosine", "Topical miltefosine."
    DIPHENCYPRONE = "diphencyprone", "Diphencyprone", "Topical diphencyprone.", (), ("DPCP",)
    CHEMOTHERAPY = (
        "chemotherapy",
        "Topical chemotherapy, drug not stated",
        "A cytotoxic drug applied to the skin whose name is not stated.",
        (snomed("24977001", "Topical chemotherapy"),),
    )
