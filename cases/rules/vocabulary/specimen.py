"""Value sets about specimens, their histology and their biomarkers."""

from cases.rules.vocabulary.base import Coded, hgnc, hl7_specimen, loinc, ncit, snomed, value_set


@value_set(title="Procedure that gave the specimen", is_open=True)
class Procedure(Coded):
    BIOPSY = ("biopsy", "Biopsy", "A biopsy whose technique is not stated.", (snomed("86273004", "Biopsy"),), ("bx",))
    SKIN_BIOPSY = (
        "skin_biopsy",
        "Skin biopsy",
        "A biopsy of skin whose technique is not stated.",
        (snomed("240977001", "Biopsy of skin"),),
        ("skin bx", "bx of skin"),
    )
    PUNCH_BIOPSY = (
        "punch_biopsy",
        "Punch biopsy of skin",
        "A full-thickness cylinder of skin.",
        (),
        ("punch", "punch bx", "punch biopsy"),
    )
    SHAVE_BIOPSY = (
        "shave_biopsy",
        "Shave biopsy of skin",
        "A tangential slice of skin.",
        (),
        ("shave", "shave biopsy"),
    )
    EXCISION_OF_SKIN = (
        "excision_of_skin",
        "Excision of skin lesion",
        "Removal of a skin lesion, examined as a whole.",
        (snomed("440258006", "Excision of skin"),),
    )
    INCISIONAL_BIOPSY = (
        "incisional_biopsy",
        "Incisional biopsy",
        "Surgical removal of a part of the lesion.",
        (ncit("C15386", "Incisional biopsy"),),
    )
    EXCISIONAL_BIOPSY = (
        "excisional_biopsy",
        "Excisional biopsy",
        "Surgical removal of the whole lesion for diagnosis.",
        (ncit("C15385", "Excisional biopsy"),),
    )
    CORE_BIOPSY = (
        "core_biopsy",
        "Core biopsy",
        "A core of tissue taken with a hollow needle.",
        (ncit("C15680", "Core biopsy"),),
        ("core", "core bx"),
    )
    CORE_BIOPSY_OF_BREAST = (
        "core_biopsy_of_breast",
        "Core needle biopsy of breast",
        "A core of breast tissue taken with a hollow needle.",
        (snomed("44578009", "Core needle biopsy of breast"),),
    )
    TRU_CUT_BIOPSY = "tru_cut_biopsy", "Tru-cut biopsy", "A core biopsy with a needle of the Tru-cut type."
    VACUUM_ASSISTED_BIOPSY = (
        "vacuum_assisted_biopsy",
        "Vacuum-assisted biopsy",
        "Cores of tissue taken through one puncture with suction.",
    )
    SURGICAL_BIOPSY_OF_BREAST = (
        "surgical_biopsy_of_breast",
        "Surgical biopsy of breast",
        "An open biopsy of the breast.",
        (snomed("274331003", "Surgical biopsy of breast"),),
    )
    FNA_OF_BREAST = (
        "fna_of_breast",
        "Fine needle aspiration of breast",
        "Cells aspirated from the breast with a fine needle.",
        (snomed("387736007", "Fine needle aspiration of breast"),),
        ("breast FNA", "FNA breast"),
    )
    FNA_OF_NODE = (
        "fna_of_node",
        "Fine needle aspiration of lymph node",
        "Cells aspirated from a lymph node with a fine needle.",
        (),
        ("node FNA", "FNA node"),
    )
    EFFUSION_CYTOLOGY = (
        "effusion_cytology",
        "Cytology of an effusion",
        "Cells from pleural, peritoneal or pericardial fluid.",
        (),
        ("pleural cytology",),
    )
    LIQUID_BIOPSY = ("liquid_biopsy", "Liquid biopsy", "Circulating tumour DNA or cells from blood.", (), ("ctDNA",))
    RESECTION = "resection", "Resection specimen", "Tissue removed at mastectomy or another operation."


@value_set(title="Type of specimen")
class SpecimenType(Coded):
    SKIN = "skin", "Skin", "Skin.", (hl7_specimen("SKN", "Skin"),)
    TISSUE = "tissue", "Tissue", "Tissue that is not further specified.", (hl7_specimen("TISS", "Tissue"),)
    TUMOUR = "tumour", "Tumour", "Tumour tissue.", (hl7_specimen("TUMOR", "Tumor"),)
    WOUND = "wound", "Wound", "Material from a wound.", (hl7_specimen("WND", "Wound"),)
    BONE = "bone", "Bone", "Bone.", (hl7_specimen("BON", "Bone"),)
    MARROW = "marrow", "Bone marrow", "Bone marrow.", (hl7_specimen("MAR", "Marrow"),)
    CSF = "csf", "Cerebrospinal fluid", "Cerebrospinal fluid.", (hl7_specimen("CSF", "Cerebrospinal fluid"),)
    BLOOD = "blood", "Blood", "Whole blood.", (hl7_specimen("BLD", "Whole blood"),)
    PLEURAL_FLUID = (
        "pleural_fluid",
        "Pleural fluid",
        "Fluid from the pleural space.",
        (hl7_specimen("PLR", "Pleural fluid"),),
    )


@value_set(title="Where the specimen lies to the lesion")
class LesionRelation(Coded):
    LESIONAL = "lesional", "Lesional", "Taken from the lesion."
    PERILESIONAL = "perilesional", "Perilesional", "Taken from tissue next to the lesion."
    UNINVOLVED_CONTROL = "uninvolved_control", "Uninvolved control", "Taken from normal-looking tissue."


@value_set(title="When the specimen lies to the event")
class EventRelation(Coded):
    PRE_TREATMENT = "pre_treatment", "Before treatment", "Taken before the regimen began."
    ON_TREATMENT_RESPONDING = (
        "on_treatment_responding",
        "On treatment, responding lesion",
        "Taken under treatment from a lesion that was responding.",
    )
    PROGRESSING = "progressing", "Progressing lesion", "Taken from a lesion that was progressing."
    POST_SWITCH = "post_switch", "After the switch", "Taken after the regimen was changed for progression."


@value_set(title="Result of pathology")
class PathologyResult(Coded):
    MALIGNANT_BREAST = (
        "malignant_breast",
        "Malignant, consistent with breast",
        "Carcinoma compatible with the breast primary.",
        (),
        ("malignant", "metastasis of breast cancer"),
    )
    MALIGNANT_OTHER = (
        "malignant_other",
        "Malignant, another primary",
        "A malignancy that does not come from the breast.",
        (),
        ("another primary", "other primary"),
    )
    SUSPICIOUS = ("suspicious", "Atypical or suspicious", "Suspicious of malignancy without proof.", (), ("atypical",))
    BENIGN = (
        "benign",
        "Benign",
        "No malignancy, with a benign finding that explains the specimen.",
        (),
        ("no malignancy",),
    )
    NON_DIAGNOSTIC = (
        "non_diagnostic",
        "Not diagnostic",
        "The specimen does not allow a diagnosis.",
        (),
        ("non-diagnostic", "nondiagnostic", "inconclusive"),
    )
    PENDING = "pending", "Pending", "The result is not yet known."


@value_set(title="Benign finding")
class BenignFinding(Coded):
    INFECTION = "infection", "Infection", "Signs of infection."
    DRUG_REACTION = ("drug_reaction", "Drug reaction", "Signs of a reaction to a drug.", (), ("drug rash",))
    RADIATION_DERMATITIS = "radiation_dermatitis", "Radiation dermatitis", "Skin damage by radiation."
    RADIATION_RECALL = (
        "radiation_recall",
        "Radiation recall",
        "Inflammation of a previously irradiated field, set off by a drug.",
    )
    SCAR = "scar", "Scar", "Scar tissue."
    OTHER = "other", "Other", "Another benign finding, named in the comment."


@value_set(title="Part of the lesion sampled")
class PartSampled(Coded):
    CENTRE = "centre", "Centre", "The middle of the lesion."
    EDGE = "edge", "Edge", "The advancing border of the lesion."
    MULTIPLE = "multiple", "Several parts", "More than one part of the lesion."


@value_set(title="Where tumour cells lie in the skin")
class TissueFinding(Coded):
    DERMAL = "dermal", "Dermal", "Tumour cells in the dermis."
    EPIDERMOTROPIC = "epidermotropic", "Epidermotropic", "Tumour cells in the epidermis."
    SUBCUTIS = "subcutis", "Subcutaneous", "Tumour cells in the subcutaneous fat."
    LYMPHATIC_EMBOLI = "lymphatic_emboli", "Lymphatic emboli", "Tumour emboli in dermal lymphatics."


VARIANT = loinc("69548-6", "Genetic variant assessment")


@value_set(title="Analyte", is_open=True)
class Analyte(Coded):
    ER = (
        "ER",
        "Oestrogen receptor",
        "Oestrogen receptor in tumour nuclei.",
        (loinc("85329-1", "ER, percent of nuclei"), loinc("85337-4", "ER, presence")),
    )
    PR = (
        "PR",
        "Progesterone receptor",
        "Progesterone receptor in tumour nuclei.",
        (loinc("85325-9", "PR, percent of nuclei"), loinc("85339-0", "PR, presence")),
    )
    HER2_IHC = (
        "HER2_IHC",
        "HER2 immunohistochemistry",
        "HER2 protein on the tumour cell membrane.",
        (
            loinc("85319-2", "HER2 by immunohistochemistry"),
            loinc("48676-1", "HER2 interpretation"),
            ncit("C185751", "HER2 by immunohistochemistry"),
        ),
        ("HER2 IHC", "IHC", "HercepTest"),
    )
    HER2_ISH = (
        "HER2_ISH",
        "HER2 in situ hybridisation",
        "HER2 gene copies by in situ hybridisation, with the ratio where a dual probe was used.",
        (
            loinc("85318-4", "HER2 amplification, presence"),
            loinc("49683-6", "HER2 to CEP17 ratio"),
            loinc("74860-8", "HER2 copies per cell"),
            loinc("74885-5", "HER2 panel"),
        ),
        ("ISH", "HER2 ISH", "FISH", "HER2 FISH", "HER2 in situ hybridization", "SISH", "CISH"),
    )
    KI67 = (
        "KI67",
        "Ki-67",
        "Percentage of tumour nuclei that stain for Ki-67.",
        (loinc("29593-1", "Ki-67, percent of nuclei"),),
        ("Ki67", "MIB1"),
    )
    PDL1 = (
        "PDL1",
        "PD-L1",
        "Programmed death ligand 1, with its clone and scoring system.",
        (
            loinc("83052-1", "PD-L1, clone 22C3"),
            loinc("83056-2", "PD-L1, clone 28-8, interpretation"),
            loinc("83057-0", "PD-L1, clone SP142"),
        ),
        ("PD-L1", "CD274"),
    )
    PTEN = (
        "PTEN",
        "PTEN",
        "PTEN protein by immunohistochemistry, or PTEN gene by in situ hybridisation.",
        (loinc("81710-6", "PTEN by FISH"), hgnc("9588", "PTEN")),
    )
    PIK3CA = "PIK3CA", "PIK3CA mutation", "Sequence variant of PIK3CA in the tumour.", (VARIANT,)
    ERBB2 = "ERBB2", "ERBB2 mutation", "Sequence variant of ERBB2 in the tumour.", (VARIANT,)
    ESR1 = "ESR1", "ESR1 mutation", "Sequence variant of ESR1 in the tumour.", (VARIANT,)
    TP53 = "TP53", "TP53 mutation", "Sequence variant of TP53 in the tumour.", (VARIANT,)
    MUC4 = "MUC4", "MUC4", "Mucin 4, which can mask the binding site of trastuzumab."
    CD44 = "CD44", "CD44", "The cell adhesion molecule CD44."
    P95HER2 = "P95HER2", "p95HER2", "Truncated HER2 that lacks the binding site of trastuzumab."
    MHC_II = "MHC_II", "MHC class II", "Major histocompatibility complex class II."
    TGFB1 = "TGFB1", "TGF-β1", "Transforming growth factor beta 1."
    AMSH = "AMSH", "α-MSH", "Alpha melanocyte-stimulating hormone."
    FOXP3 = "FOXP3", "FOXP3+ cells", "Density of FOXP3-positive regulatory T cells."
    TREG_CD4 = "TREG_CD4", "Regulatory T cells of CD4", "Regulatory T cells as a percentage of CD4 T cells."
    TLR7 = "TLR7", "TLR7", "Toll-like receptor 7."
    TLR8 = "TLR8", "TLR8", "Toll-like receptor 8."
    TLR9 = "TLR9", "TLR9", "Toll-like receptor 9."
    CD8 = "CD8", "CD8", "CD8-positive cytotoxic T cells."
    CD68 = "CD68", "CD68", "CD68-positive macrophages."
    CD163 = "CD163", "CD163", "CD163-positive macrophages."
    CD56 = "CD56", "CD56 (natural killer cells)", "CD56-positive natural killer cells."
    STILS = (
        "STILS",
        "Stromal tumour-infiltrating lymphocytes",
        "Percentage of stroma covered by lymphocytes, by the method of the international working group.",
        (),
        ("sTILs", "TILs"),
    )
    FCGR3A_158 = "FCGR3A_158", "FCGR3A-158 V/F", "Germline genotype of the Fc gamma receptor IIIa at 158."
    FCGR2A_131 = "FCGR2A_131", "FCGR2A-131 H/R", "Germline genotype of the Fc gamma receptor IIa at 131."
    FCGR2B = "FCGR2B", "FCGR2B", "Germline genotype of the Fc gamma receptor IIb."
    HER2_ECD = (
        "HER2_ECD",
        "Serum HER2 extracellular domain",
        "Shed extracellular domain of HER2 in serum.",
        (loinc("42914-2", "HER2 in serum"),),
    )
    CA15_3 = (
        "CA15_3",
        "CA 15-3",
        "Cancer antigen 15-3 in serum.",
        (loinc("10334-1", "CA 15-3"),),
        ("CA15-3", "CA 15.3"),
    )
    CEA = "CEA", "CEA", "Carcinoembryonic antigen in serum.", (loinc("2039-6", "CEA"),)
    LDH = "LDH", "Lactate dehydrogenase", "Lactate dehydrogenase in serum.", (loinc("2532-0", "LDH"),)
    GATA3 = "GATA3", "GATA3", "GATA3 in tumour nuclei, a marker of breast lineage."
    GCDFP15 = (
        "GCDFP15",
        "GCDFP-15",
        "Gross cystic disease fluid protein 15, a marker of breast and apocrine lineage.",
        (),
        ("BRST2",),
    )
    MAMMAGLOBIN = "MAMMAGLOBIN", "Mammaglobin", "Mammaglobin, a marker of breast lineage."
    CK7 = "CK7", "Cytokeratin 7", "Cytokeratin 7, an epithelial marker."
    SOX10 = "SOX10", "SOX10", "SOX10, a marker of melanocytic and some breast and adnexal tumours."
    TRPS1 = "TRPS1", "TRPS1", "TRPS1 in tumour nuclei, a marker of breast lineage."


@value_set(title="Compartment of the cells measured")
class CellCompartment(Coded):
    TUMOUR = "tumour", "Tumour cells", "Measured in tumour cells."
    TIL = "til", "Infiltrating lymphocytes", "Measured in tumour-infiltrating lymphocytes."
    APC = "apc", "Antigen-presenting cells", "Measured in antigen-presenting cells such as Langerhans cells."
    STROMA = "stroma", "Stroma", "Measured in the stroma."
    HAIR_FOLLICLE = "hair_follicle", "Hair follicle", "Measured in the hair follicle."
    SERUM = "serum", "Serum", "Measured in serum."


@value_set(title="Scoring system")
class ScoringSystem(Coded):
    PERCENT_NUCLEI = "percent_nuclei", "Percent of nuclei", "Percentage of tumour nuclei that stain."
    PERCENT_CELLS = "percent_cells", "Percent of cells", "Percentage of the cells counted."
    ALLRED = "allred", "Allred score", "Sum of proportion and intensity scores, 0 to 8."
    H_SCORE = "h_score", "H-score", "Percentages weighted by intensity, 0 to 300."
    HER2_SCORE = "her2_score", "HER2 score", "Membrane staining scored 0, 1+, 2+ or 3+."
    ISH = "ish", "In situ hybridisation", "Gene copies and ratio by in situ hybridisation."
    TPS = (
        "tps",
        "Tumour proportion score",
        "Percentage of tumour cells with PD-L1 on the membrane.",
        (ncit("C184941", "Tumor proportion score"),),
    )
    CPS = (
        "cps",
        "Combined positive score",
        "PD-L1-positive tumour and immune cells per 100 tumour cells.",
        (ncit("C176582", "Combined positive score"),),
    )
    IC = (
        "ic",
        "Immune cell score",
        "Percentage of tumour area covered by PD-L1-positive immune cells.",
        (ncit("C199175", "Immune cell score"),),
    )
    STILS_WORKING_GROUP = (
        "stils_working_group",
        "Working group method for lymphocytes",
        "Percentage of stromal area covered by lymphocytes.",
    )
    DENSITY = "density", "Density", "Cells per square millimetre."
    RNA = "rna", "RNA expression", "Units of the RNA assay named."
    ASSAY_UNITS = "assay_units", "Units of the assay", "Units of the assay named."
    VARIANT_FRACTION = "variant_fraction", "Variant allele fraction", "Percentage of reads with the variant."
    GENOTYPE = "genotype", "Genotype", "The two alleles found."
    CONCENTRATION = "concentration", "Concentration", "Concentration in serum, with the laboratory's limit."


@value_set(title="Interpretation of a biomarker")
class MarkerInterpretation(Coded):
    POSITIVE = "positive", "Positive", "The laboratory calls the result positive."
    NEGATIVE = "negative", "Negative", "The laboratory calls the result negative."
    NEGATIVE_WITH_COMMENT = (
        "negative_with_comment",
        "Negative with comment",
        "HER2 is called negative with the comment that the guideline asks for in groups 2 to 4.",
    )
    EQUIVOCAL = "equivocal", "Equivocal", "The laboratory calls the result equivocal."
    EQUIVOCAL_UNRESOLVED = (
        "equivocal_unresolved",
        "Equivocal, not resolved",
        "HER2 is 2+ and no in situ hybridisation is on file.",
    )
    AMPLIFIED = "amplified", "Amplified", "The gene is amplified."
    NOT_AMPLIFIED = "not_amplified", "Not amplified", "The gene is not amplified."
    INTACT = "intact", "Intact", "Expression is preserved."
    REDUCED = "reduced", "Reduced", "Expression is weaker than normal."
    LOST = "lost", "Lost", "Expression is absent where it should be present."
    HIGH = "high", "High", "The value lies above the limit used."
    LOW = "low", "Low", "The value lies below the limit used, or in the low category of the scale."
    MUTATED = "mutated", "Mutated", "A pathogenic or likely pathogenic variant was found."
    WILD_TYPE = "wild_type", "Wild type", "No variant was found."
    VARIANT_UNCERTAIN = "variant_uncertain", "Variant of uncertain meaning", "A variant of unknown effect."
    NOT_EVALUABLE = "not_evaluable", "Not evaluable", "The assay was done but could not be read."


@value_set(title="Laboratory")
class Laboratory(Coded):
    LOCAL = "local", "Local", "The laboratory of the institution."
    CENTRAL = "central", "Central", "A reference laboratory of a trial or network."


@value_set(title="HER2 immunohistochemistry score")
class Her2Ihc(Coded):
    ZERO = "0", "0, not further specified", "Score 0 without a statement on faint staining."
    ZERO_NULL = "0-null", "0, no staining", "Score 0 with no membrane staining at all."
    ZERO_ULTRALOW = (
        "0-ultralow",
        "0, ultralow",
        "Score 0 with faint, incomplete membrane staining in at most 10 % of tumour cells.",
    )
    ONE = "1+", "1+", "Faint, incomplete membrane staining in more than 10 % of tumour cells."
    TWO = "2+", "2+", "Weak to moderate complete membrane staining in more than 10 % of tumour cells."
    THREE = "3+", "3+", "Intense complete membrane staining in more than 10 % of tumour cells."
    POSITIVE = "positive", "Positive, score not stated", "Called positive without a score."
    NEGATIVE = "negative", "Negative, score not stated", "Called negative without a score."


@value_set(title="Probe of in situ hybridisation")
class IshProbe(Coded):
    DUAL = "dual", "Dual probe", "HER2 and chromosome 17 are counted."
    SINGLE = "single", "Single probe", "Only HER2 is counted."


@value_set(title="HER2 in situ hybridisation group (ASCO/CAP 2018)")
class IshGroup(Coded):
    GROUP_1 = "1", "Group 1", "Ratio at least 2.0 and at least 4.0 copies per cell."
    GROUP_2 = "2", "Group 2", "Ratio at least 2.0 and fewer than 4.0 copies per cell."
    GROUP_3 = "3", "Group 3", "Ratio below 2.0 and at least 6.0 copies per cell."
    GROUP_4 = "4", "Group 4", "Ratio below 2.0 and at least 4.0 but fewer than 6.0 copies per cell."
    GROUP_5 = "5", "Group 5", "Ratio below 2.0 and fewer than 4.0 copies per cell."


@value_set(title="Intensity of staining")
class StainIntensity(Coded):
    NONE = "none", "None", "No staining."
    WEAK = "weak", "Weak", "Weak staining."
    MODERATE = "moderate", "Moderate", "Moderate staining."
    STRONG = "strong", "Strong", "Strong staining."
