"""Value sets about lesions, assessments and the status of each compartment."""

from cases.rules.vocabulary.base import Coded, dcm, icd10, loinc, ncit, snomed, value_set


@value_set(title="Compartment")
class Compartment(Coded):
    SKIN_LR = (
        "SKIN_LR",
        "Skin, locoregional",
        "Skin of the breast of the primary, or of the chest wall or scar on that side.",
        (),
        ("local skin", "locoregional skin", "skin LR"),
    )
    SKIN_DIST = (
        "SKIN_DIST",
        "Skin, distant",
        "Skin anywhere else, the other breast included.",
        (snomed("258340006", "Metastasis in skin (SKI)"), icd10("C79.2", "Secondary neoplasm of skin")),
        ("distant skin", "skin distant"),
    )
    BREAST_IPSI = (
        "BREAST_IPSI",
        "Breast of the primary",
        "Breast tissue on the side of the primary.",
        (),
        ("ipsilateral breast",),
    )
    BREAST_CONTRA = (
        "BREAST_CONTRA",
        "Other breast",
        "Breast tissue on the side without the primary.",
        (),
        ("contralateral breast",),
    )
    CHEST_WALL_DEEP = "CHEST_WALL_DEEP", "Chest wall, deep", "Muscle or rib cage beneath the skin."
    NODES_REG = (
        "NODES_REG",
        "Regional nodes",
        "Axillary, infra- or supraclavicular or internal mammary nodes.",
        (),
        (
            "axillary nodes",
            "axilla",
            "regional LN",
            "supraclavicular nodes",
            "infraclavicular nodes",
            "internal mammary nodes",
        ),
    )
    NODES_DIST = (
        "NODES_DIST",
        "Distant nodes",
        "Lymph nodes beyond the regional ones.",
        (snomed("258336002", "Metastasis in lymph nodes (LYM)"),),
        ("mediastinal nodes", "distant LN", "cervical nodes", "retroperitoneal nodes"),
    )
    LUNG = (
        "LUNG",
        "Lung",
        "Lung, lymphangitic spread included.",
        (snomed("258332000", "Metastasis in lung (PUL)"),),
        ("lungs", "pulmonary"),
    )
    PLEURA = (
        "PLEURA",
        "Pleura",
        "Pleura or pleural effusion.",
        (snomed("258337006", "Metastasis in pleura (PLE)"),),
        ("pleural", "pleural effusion"),
    )
    LIVER = (
        "LIVER",
        "Liver",
        "Liver.",
        (snomed("258334004", "Metastasis in liver (HEP)"), icd10("C78.7", "Secondary neoplasm of liver")),
        ("hepatic",),
    )
    BONE = (
        "BONE",
        "Bone",
        "Bone.",
        (snomed("258333005", "Metastasis in bone (OSS)"), icd10("C79.5", "Secondary neoplasm of bone")),
        ("bones", "osseous", "skeletal"),
    )
    MARROW = "MARROW", "Bone marrow", "Bone marrow.", (snomed("14016003", "Metastasis in marrow (MAR)"),)
    PERITONEUM = (
        "PERITONEUM",
        "Peritoneum",
        "Peritoneum or malignant ascites.",
        (snomed("258338001", "Metastasis in peritoneum (PER)"),),
        ("peritoneal", "ascites"),
    )
    ADRENAL = (
        "ADRENAL",
        "Adrenal gland",
        "Adrenal gland.",
        (snomed("258339009", "Metastasis in adrenal (ADR)"),),
        ("adrenals",),
    )
    OVARY = ("OVARY", "Ovary", "Ovary.", (), ("ovaries", "ovarian"))
    BRAIN = (
        "BRAIN",
        "Brain",
        "Brain.",
        (snomed("313367003", "Metastasis in brain (BRA)"), icd10("C79.3", "Secondary neoplasm of brain")),
        ("cerebral",),
    )
    LEPTOMENINGES = (
        "LEPTOMENINGES",
        "Leptomeninges",
        "Leptomeninges or cerebrospinal fluid.",
        (),
        ("leptomeningeal", "LMD", "CSF"),
    )
    OTHER = (
        "OTHER",
        "Other",
        "Another place, named in the comment.",
        (snomed("258348004", "Metastasis elsewhere (OTH)"),),
    )


@value_set(title="Status of a compartment")
class ResponseStatus(Coded):
    BASELINE = (
        "BASELINE",
        "Baseline",
        "Seen at the start of treatment, before a response can be judged.",
        (),
        ("involved",),
    )
    CR = (
        "CR",
        "Complete response",
        "All disease in the compartment has disappeared under treatment.",
        (loinc("LA28366-5", "Complete response"), ncit("C4870", "Complete response")),
    )
    PR = (
        "PR",
        "Partial response",
        "The disease has shrunk enough to count as a response.",
        (loinc("LA28369-9", "Partial response"), ncit("C18058", "Partial response")),
        ("responding",),
    )
    SD = (
        "SD",
        "Stable disease",
        "The disease has neither shrunk nor grown enough to count.",
        (loinc("LA28371-5", "Stable disease"), ncit("C18213", "Stable disease")),
        ("stable", "unchanged"),
    )
    NON_CR_NON_PD = (
        "NON_CR_NON_PD",
        "Neither complete response nor progression",
        "Disease that cannot be measured is still there and has not clearly progressed.",
        (dcm("112046", "Non-target lesion incomplete response or stable disease"),),
        ("non-CR/non-PD", "non CR non PD"),
    )
    PD = (
        "PD",
        "Progressive disease",
        "The disease has grown enough to count, or new disease has appeared.",
        (loinc("LA28370-7", "Progressive disease"), ncit("C8510", "Progressive disease")),
        ("progression", "progressing", "progressed"),
    )
    NED = (
        "NED",
        "No evidence of disease",
        "The compartment was examined and no disease was found.",
        (ncit("C40413", "No evidence of disease"),),
        ("clear", "normal"),
    )
    NED_LOCAL = (
        "NED_LOCAL",
        "Cleared by local treatment",
        "Disease was removed by surgery, ablation or radiotherapy, not by a drug.",
    )
    NE = (
        "NE",
        "Not evaluable",
        "The compartment could not be judged at this assessment.",
        (loinc("LA9348-9", "Not assessed"),),
        ("not assessed",),
    )
    EQUIVOCAL_NEW = (
        "EQUIVOCAL_NEW",
        "Equivocal new finding",
        "Something new was seen that may or may not be disease and awaits confirmation.",
        (),
        ("equivocal new",),
    )


@value_set(title="Response criteria")
class Criteria(Coded):
    RECIST_1_1 = (
        "RECIST_1_1",
        "RECIST 1.1",
        "Response evaluation criteria in solid tumours, version 1.1.",
        (dcm("126081", "RECIST 1.1"),),
        ("RECIST 1.1", "RECIST"),
    )
    MDA = "MDA", "MD Anderson bone criteria", "The bone response criteria of MD Anderson."
    PERCIST = "PERCIST", "PERCIST", "PET response criteria in solid tumours."
    RANO_BM = "RANO_BM", "RANO-BM", "Response criteria for brain metastases."
    INVESTIGATOR = "INVESTIGATOR", "Investigator", "The judgement of the treating team, without a named rule."
    NARRATIVE = "NARRATIVE", "Narrative", "Concluded from the wording of the source."


@value_set(title="Scope of the restaging")
class Scope(Coded):
    FULL = (
        "FULL",
        "Full",
        "Chest and abdomen by CT or PET/CT, with bone imaging if bone is involved.",
        (),
        ("full restaging",),
    )
    LIMITED = ("LIMITED", "Limited", "Less than a full restaging.", (), ("limited restaging",))


@value_set(title="Kind of assessment")
class AssessmentKind(Coded):
    BASELINE = "baseline", "Baseline", "The assessment from which the response to a regimen is judged."
    SCHEDULED = "scheduled", "Scheduled", "An assessment at a planned interval."
    UNSCHEDULED = "unscheduled", "Unscheduled", "An assessment outside the plan, for another reason."
    EVENT = "event", "At an event", "An assessment done because something had changed."


@value_set(title="Modality", is_open=True)
class Modality(Coded):
    CT = (
        "CT",
        "CT",
        "Computed tomography.",
        (snomed("77477000", "Computed tomography"),),
        ("CT scan", "CT CAP", "CT TAP"),
    )
    MRI = (
        "MRI",
        "MRI",
        "Magnetic resonance imaging.",
        (snomed("113091000", "Magnetic resonance imaging"),),
        ("MR", "MRI scan"),
    )
    US = ("US", "Ultrasound", "Ultrasonography.", (snomed("16310003", "Ultrasonography"),), ("sonography",))
    PET = (
        "PET",
        "PET",
        "Positron emission tomography.",
        (snomed("82918005", "Positron emission tomography"),),
        ("FDG-PET", "PET scan"),
    )
    PET_CT = (
        "PET_CT",
        "PET/CT",
        "Positron emission tomography combined with CT.",
        (),
        ("PET/CT", "PET-CT", "PET CT", "PETCT"),
    )
    SPECT = (
        "SPECT",
        "SPECT",
        "Single photon emission computed tomography.",
        (snomed("260222006", "Single photon emission computed tomography"),),
    )
    XRAY = (
        "XRAY",
        "X-ray",
        "Plain radiography.",
        (snomed("363680008", "Radiographic imaging"),),
        ("CXR", "chest X-ray"),
    )
    MAMMOGRAPHY = ("MAMMOGRAPHY", "Mammography", "Mammography.", (snomed("71651007", "Mammography"),), ("mammogram",))
    BONE_SCINTIGRAPHY = ("BONE_SCINTIGRAPHY", "Bone scintigraphy", "Bone scan.", (), ("bone scan", "scintigraphy"))
    CLINICAL_EXAMINATION = (
        "CLINICAL_EXAMINATION",
        "Clinical examination",
        "Inspection and palpation.",
        (snomed("5880005", "Clinical examination"),),
        ("exam", "examination", "clinical exam"),
    )
    PHOTO = "PHOTO", "Photograph", "Photographic documentation."


@value_set(title="Role of a lesion")
class LesionRole(Coded):
    TARGET = (
        "target",
        "Target",
        "Measured at every assessment and part of the sum.",
        (dcm("112074", "Target lesion at baseline"),),
    )
    NON_TARGET = (
        "non_target",
        "Non-target",
        "Followed without being part of the sum.",
        (dcm("112075", "Non-target lesion at baseline"),),
    )
    NEW = "new", "New", "Appeared after the baseline."
    NOT_TRACKED = "not_tracked", "Not tracked", "Known but not followed one by one."


@value_set(title="Method of measurement")
class MeasurementMethod(Coded):
    CALLIPER = "calliper", "Calliper", "Measured on the patient with a calliper."
    RULER_PHOTO = "ruler_photo", "Photograph with ruler", "Measured on a photograph that shows a ruler."
    CT = "CT", "CT", "Measured on computed tomography."
    MRI = "MRI", "MRI", "Measured on magnetic resonance imaging."
    XRAY = "XRAY", "X-ray", "Measured on a plain radiograph.", (), ("chest X-ray", "CXR")
    US = "US", "Ultrasound", "Measured on ultrasonography."
    PET = "PET", "PET", "Measured on positron emission tomography."


@value_set(title="Region covered")
class BodyRegion(Coded):
    BRAIN = "brain", "Brain", "The brain."
    NECK = "neck", "Neck", "The neck with the supraclavicular fossae."
    CHEST = "chest", "Chest", "The chest with its wall."
    BREAST = "breast", "Breast", "One or both breasts."
    AXILLA = "axilla", "Axilla", "One or both axillae."
    ABDOMEN = "abdomen", "Abdomen", "The abdomen."
    PELVIS = "pelvis", "Pelvis", "The pelvis."
    SPINE = "spine", "Spine", "The spine."
    BONE = "bone", "Skeleton", "The skeleton as a whole."
    LIMBS = "limbs", "Limbs", "One or more limbs."
    SKIN = "skin", "Skin", "The skin."
    WHOLE_BODY = "whole_body", "Whole body", "The body from skull base to thighs, or all of it."
