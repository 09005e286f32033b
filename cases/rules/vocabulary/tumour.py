"""Value sets about the primary tumour and its stage."""

from cases.rules.vocabulary.base import Coded, icdo3, snomed, value_set


@value_set(title="Laterality")
class Laterality(Coded):
    LEFT = ("left", "Left", "The left side of the body.", (snomed("7771000", "Left"),), ("L",))
    RIGHT = ("right", "Right", "The right side of the body.", (snomed("24028007", "Right"),), ("R",))
    BILATERAL = "bilateral", "Bilateral", "Both sides of the body.", (snomed("51440002", "Bilateral"),)
    MIDLINE = "midline", "Midline", "On or across the midline.", (snomed("399488007", "Midline"),)
    UNKNOWN = "unknown", "Unknown", "The side is not known."


@value_set(title="Topography of the primary (ICD-O-3)")
class Topography(Coded):
    NIPPLE = (
        "C50.0",
        "C50.0 Nipple and areola",
        "The primary lies in the nipple or areola.",
        (icdo3("C50.0", "Nipple"),),
    )
    CENTRAL = (
        "C50.1",
        "C50.1 Central portion",
        "The primary lies in the central portion of the breast.",
        (icdo3("C50.1", "Central portion of breast"),),
    )
    UPPER_INNER = (
        "C50.2",
        "C50.2 Upper inner quadrant",
        "The primary lies in the upper inner quadrant.",
        (icdo3("C50.2", "Upper-inner quadrant of breast"),),
    )
    LOWER_INNER = (
        "C50.3",
        "C50.3 Lower inner quadrant",
        "The primary lies in the lower inner quadrant.",
        (icdo3("C50.3", "Lower-inner quadrant of breast"),),
    )
    UPPER_OUTER = (
        "C50.4",
        "C50.4 Upper outer quadrant",
        "The primary lies in the upper outer quadrant.",
        (icdo3("C50.4", "Upper-outer quadrant of breast"),),
    )
    LOWER_OUTER = (
        "C50.5",
        "C50.5 Lower outer quadrant",
        "The primary lies in the lower outer quadrant.",
        (icdo3("C50.5", "Lower-outer quadrant of breast"),),
    )
    AXILLARY_TAIL = (
        "C50.6",
        "C50.6 Axillary tail",
        "The primary lies in the axillary tail of the breast.",
        (icdo3("C50.6", "Axillary tail of breast"),),
    )
    OVERLAPPING = (
        "C50.8",
        "C50.8 Overlapping",
        "The primary overlaps several parts of the breast.",
        (icdo3("C50.8", "Overlapping lesion of breast"),),
    )
    NOS = (
        "C50.9",
        "C50.9 Breast, not specified",
        "The part of the breast is not stated.",
        (icdo3("C50.9", "Breast, NOS"),),
    )


@value_set(title="Histology of the primary (ICD-O-3 morphology)")
class Histology(Coded):
    DUCTAL = (
        "8500/3",
        "8500/3 Invasive carcinoma of no special type (ductal)",
        "Invasive ductal carcinoma, now called invasive carcinoma of no special type.",
        (icdo3("8500/3", "Infiltrating duct carcinoma, NOS"),),
        ("IDC", "NST", "invasive ductal carcinoma", "ductal"),
    )
    LOBULAR = (
        "8520/3",
        "8520/3 Invasive lobular carcinoma",
        "Invasive lobular carcinoma.",
        (icdo3("8520/3", "Lobular carcinoma, NOS"),),
        ("ILC", "invasive lobular carcinoma"),
    )
    DUCT_AND_LOBULAR = (
        "8522/3",
        "8522/3 Invasive ductal and lobular carcinoma",
        "Invasive carcinoma with a ductal and a lobular component.",
        (icdo3("8522/3", "Infiltrating duct and lobular carcinoma"),),
    )
    DUCT_MIXED = (
        "8523/3",
        "8523/3 Invasive ductal, mixed with other types",
        "Invasive ductal carcinoma mixed with another type that is not lobular.",
        (icdo3("8523/3", "Infiltrating duct mixed with other types of carcinoma"),),
    )
    LOBULAR_MIXED = (
        "8524/3",
        "8524/3 Invasive lobular, mixed with other types",
        "Invasive lobular carcinoma mixed with another type that is not ductal.",
        (icdo3("8524/3", "Infiltrating lobular mixed with other types of carcinoma"),),
    )
    MUCINOUS = (
        "8480/3",
        "8480/3 Mucinous carcinoma",
        "Invasive carcinoma with abundant extracellular mucin.",
        (icdo3("8480/3", "Mucinous adenocarcinoma"),),
    )
    TUBULAR = (
        "8211/3",
        "8211/3 Tubular carcinoma",
        "Invasive carcinoma of well formed tubules.",
        (icdo3("8211/3", "Tubular adenocarcinoma"),),
    )
    CRIBRIFORM = (
        "8201/3",
        "8201/3 Cribriform carcinoma",
        "Invasive carcinoma with a cribriform pattern.",
        (icdo3("8201/3", "Cribriform carcinoma"),),
    )
    MEDULLARY = (
        "8510/3",
        "8510/3 Medullary carcinoma",
        "Invasive carcinoma with medullary features.",
        (icdo3("8510/3", "Medullary carcinoma, NOS"),),
    )
    METAPLASTIC = (
        "8575/3",
        "8575/3 Metaplastic carcinoma",
        "Invasive carcinoma with squamous or mesenchymal-looking differentiation.",
        (icdo3("8575/3", "Metaplastic carcinoma, NOS"),),
    )
    APOCRINE = (
        "8401/3",
        "8401/3 Apocrine carcinoma",
        "Invasive carcinoma of the breast with apocrine differentiation.",
        (icdo3("8401/3", "Apocrine adenocarcinoma"),),
    )
    PAPILLARY = (
        "8503/3",
        "8503/3 Invasive papillary carcinoma",
        "Invasive carcinoma with a papillary architecture.",
        (icdo3("8503/3", "Intraductal papillary adenocarcinoma with invasion"),),
    )
    INFLAMMATORY = (
        "8530/3",
        "8530/3 Inflammatory carcinoma (pathologist's word)",
        "Used only where the pathologist wrote inflammatory carcinoma; the clinical picture is stage T4d.",
        (icdo3("8530/3", "Inflammatory carcinoma"),),
        ("inflammatory carcinoma",),
    )
    PAGET = (
        "8540/3",
        "8540/3 Paget disease of the breast",
        "Paget disease of the nipple without a stated invasive ductal carcinoma.",
        (icdo3("8540/3", "Paget disease, mammary"),),
    )
    PAGET_AND_DUCTAL = (
        "8541/3",
        "8541/3 Paget disease and invasive ductal carcinoma",
        "Paget disease of the nipple together with an invasive ductal carcinoma.",
        (icdo3("8541/3", "Paget disease and infiltrating duct carcinoma of breast"),),
    )
    ADENOCARCINOMA = (
        "8140/3",
        "8140/3 Adenocarcinoma, not specified",
        "Adenocarcinoma whose type is not stated.",
        (icdo3("8140/3", "Adenocarcinoma, NOS"),),
    )
    CARCINOMA = (
        "8010/3",
        "8010/3 Carcinoma, not specified",
        "Carcinoma whose type is not stated.",
        (icdo3("8010/3", "Carcinoma, NOS"),),
    )
    DUCTAL_IN_SITU = (
        "8500/2",
        "8500/2 Ductal carcinoma in situ",
        "Ductal carcinoma in situ, recorded as a component of the primary.",
        (),
        ("DCIS",),
    )
    LOBULAR_IN_SITU = (
        "8520/2",
        "8520/2 Lobular carcinoma in situ",
        "Lobular carcinoma in situ, recorded as a component of the primary.",
        (),
        ("LCIS",),
    )


@value_set(title="Histological grade (Nottingham; NCIt C18000)")
class Grade(Coded):
    LOW = (
        "1",
        "1 (low)",
        "Well differentiated, Nottingham score 3 to 5.",
        (snomed("1155708003", "Low grade"),),
        ("G1",),
    )
    INTERMEDIATE = (
        "2",
        "2 (intermediate)",
        "Moderately differentiated, Nottingham score 6 or 7.",
        (snomed("1286893008", "Intermediate grade"),),
        ("G2",),
    )
    HIGH = (
        "3",
        "3 (high)",
        "Poorly differentiated, Nottingham score 8 or 9.",
        (snomed("1155707008", "High grade"),),
        ("G3",),
    )


@value_set(title="Skin involvement at presentation")
class SkinInvolvement(Coded):
    NONE = "none", "None", "The skin over the tumour was normal."
    DIMPLING_OR_TETHERING = (
        "dimpling_or_tethering",
        "Dimpling or tethering only",
        "The skin was dimpled, tethered or retracted, which does not count as skin involvement.",
    )
    OEDEMA = (
        "oedema",
        "Oedema or peau d'orange",
        "The skin of the breast was swollen, with or without peau d'orange.",
    )
    ULCER = "ulcer", "Ulcer", "The skin over the tumour was ulcerated."
    SATELLITE_SAME_BREAST = (
        "satellite_same_breast",
        "Satellite nodules, same breast",
        "There were separate skin nodules on the same breast.",
    )
    NODULES_BEYOND_BREAST = (
        "nodules_beyond_breast",
        "Nodules beyond the breast",
        "There were skin nodules outside the breast of the primary, which counts as distant disease.",
    )


@value_set(title="Clinical or pathological stage")
class StageClassification(Coded):
    CLINICAL = (
        "c",
        "Clinical (c)",
        "Classified by examination and imaging before the first treatment.",
        (
            snomed("399504009", "cT category"),
            snomed("399534004", "cN category"),
            snomed("399387003", "cM category"),
        ),
    )
    PATHOLOGICAL = (
        "p",
        "Pathological (p)",
        "Classified by examination of the removed tissue.",
        (
            snomed("384625004", "pT category"),
            snomed("371494008", "pN category"),
            snomed("371497001", "pM category"),
        ),
    )


@value_set(title="Edition of the staging manual")
class StageEdition(Coded):
    AJCC6 = "AJCC6", "AJCC, 6th edition", "American Joint Committee on Cancer, sixth edition."
    AJCC7 = "AJCC7", "AJCC, 7th edition", "American Joint Committee on Cancer, seventh edition."
    AJCC8 = (
        "AJCC8",
        "AJCC, 8th edition",
        "American Joint Committee on Cancer, eighth edition.",
        (snomed("897275008", "AJCC, 8th edition"),),
    )
    AJCC9 = "AJCC9", "AJCC, version 9", "American Joint Committee on Cancer, version nine."
    UICC8 = "UICC8", "UICC, 8th edition", "Union for International Cancer Control, eighth edition."
    UNKNOWN = "unknown", "Unknown", "The edition used is not stated."


@value_set(title="T category")
class TCategory(Coded):
    TX = "X", "TX", "The primary tumour cannot be assessed."
    T0 = "0", "T0", "There is no evidence of a primary tumour."
    TIS = "is", "Tis", "Carcinoma in situ, or Paget disease without a tumour."
    T1 = "1", "T1", "The tumour measures 20 mm or less, subcategory not stated."
    T1MI = "1mi", "T1mi", "Microinvasion of 1 mm or less."
    T1A = "1a", "T1a", "The tumour measures more than 1 mm and at most 5 mm."
    T1B = "1b", "T1b", "The tumour measures more than 5 mm and at most 10 mm."
    T1C = "1c", "T1c", "The tumour measures more than 10 mm and at most 20 mm."
    T2 = "2", "T2", "The tumour measures more than 20 mm and at most 50 mm."
    T3 = "3", "T3", "The tumour measures more than 50 mm."
    T4 = "4", "T4", "The tumour extends to chest wall or skin, subcategory not stated."
    T4A = "4a", "T4a", "The tumour extends to the chest wall."
    T4B = "4b", "T4b", "The skin shows an ulcer, an ipsilateral satellite nodule or oedema."
    T4C = "4c", "T4c", "Both the chest wall (T4a) and the skin (T4b) are involved."
    T4D = "4d", "T4d", "Inflammatory carcinoma."


@value_set(title="N category")
class NCategory(Coded):
    NX = "X", "NX", "The regional lymph nodes cannot be assessed."
    N0 = "0", "N0", "There is no metastasis in the regional lymph nodes."
    N0I = "0(i+)", "N0(i+)", "Only isolated tumour cells were found in the regional nodes (pathological)."
    N0MOL = "0(mol+)", "N0(mol+)", "Only a molecular test of the regional nodes was positive (pathological)."
    N1 = "1", "N1", "Clinically movable axillary nodes, or 1 to 3 axillary nodes by pathology."
    N1MI = "1mi", "N1mi", "Only micrometastases were found, larger than 0.2 mm and at most 2 mm."
    N1A = "1a", "N1a", "One to three axillary nodes, at least one deposit larger than 2 mm (pathological)."
    N1B = "1b", "N1b", "Ipsilateral internal mammary sentinel nodes only (pathological)."
    N1C = "1c", "N1c", "Axillary nodes (N1a) and internal mammary sentinel nodes (N1b) (pathological)."
    N2 = "2", "N2", "Category N2, subcategory not stated."
    N2A = "2a", "N2a", "Fixed or matted axillary nodes, or 4 to 9 axillary nodes by pathology."
    N2B = "2b", "N2b", "Internal mammary nodes detected clinically, without axillary nodes."
    N3 = "3", "N3", "Category N3, subcategory not stated."
    N3A = "3a", "N3a", "Infraclavicular nodes, or ten or more axillary nodes by pathology."
    N3B = "3b", "N3b", "Internal mammary nodes together with axillary nodes."
    N3C = "3c", "N3c", "Ipsilateral supraclavicular nodes."


@value_set(title="M category")
class MCategory(Coded):
    M0 = "0", "M0", "There is no evidence of distant metastasis."
    M0I = (
        "0(i+)",
        "M0(i+)",
        "Tumour cells were found in blood, marrow or distant nodes without other signs; this is not M1.",
    )
    M1 = "1", "M1", "There is distant metastasis."


@value_set(title="Stage group")
class AnatomicStage(Coded):
    STAGE_0 = "0", "Stage 0", "Stage group 0."
    STAGE_I = "I", "Stage I", "Stage group I, subgroup not stated."
    STAGE_IA = "IA", "Stage IA", "Stage group IA."
    STAGE_IB = "IB", "Stage IB", "Stage group IB."
    STAGE_IIA = "IIA", "Stage IIA", "Stage group IIA."
    STAGE_IIB = "IIB", "Stage IIB", "Stage group IIB."
    STAGE_IIIA = "IIIA", "Stage IIIA", "Stage group IIIA."
    STAGE_IIIB = "IIIB", "Stage IIIB", "Stage group IIIB."
    STAGE_IIIC = "IIIC", "Stage IIIC", "Stage group IIIC."
    STAGE_IV = "IV", "Stage IV", "Stage group IV: distant metastasis."
