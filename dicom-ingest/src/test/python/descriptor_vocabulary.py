#!/usr/bin/env python3
"""Makes descriptor-vocabulary.txt: the words that a cleaned description may still hold.

    python -m venv venv && venv/bin/pip install 'pydicom>=3' highdicom names
    venv/bin/python descriptor_vocabulary.py ../../main/resources/isocenter/ingest/deidentify/descriptor-vocabulary.txt

Words come from the meanings of the codes in the context groups of DICOM PS3.16 (as pydicom carries them), the terms for
Body Part Examined (PS3.16 annex L, as highdicom carries them) and the list below of words that protocols are named with.
Whatever is also a given name or a surname of the United States' census of 1990 (public
domain, as the package `names` carries it) is left out, unless KEPT names it: there the anatomy or technique counts more,
and a name that the object itself states is removed from its text in any case.
"""

import json
import pkgutil
import re
import sys
import unicodedata
from pathlib import Path

import names
import pydicom
from pydicom.sr._cid_dict import name_for_cid
from pydicom.sr._concepts_dict import concepts

GROUPS_LEFT_OUT = r"Breed|Registry|Taxonomic|Equation|Insurance|Score|Scale|Strain|Animal|Table|Method"

PROTOCOL = """
abd abdo abdomen abdomens abdominal ablavar abscess ac acq acquired acquisition acute adc add addendum additional
adenosine adrenal adrenals adult after air all anat and angio angiogram angiography ankle ant anterior ao aorta aortic
aortogram ap apical apnea apparent appendix arm arms arterial arteriogram artery artifact artifacts asir asl asset at
atten attenuation auto average averaged avg ax axial axilla axillary b0 back barium baseline basic bh bilat bilateral
biopsy black bladder blade blood body bold bolus bone bony bottom bowel brachial brain bravo breast breath breathhold
bright bronchoscopy bronchus bv bw by c calc calcaneum calcaneus calcium calibration cap cardiac care carotid caud
cbct cbf cbv cc ccw ce celiac cemra central cerv cervical chest child cholangio cholangiogram chole chronic cine
cinegraphic circle ciss cisternography clavicle clear clinical cn coccyx coefficient coil collapsed collimated colon
colonography colonoscopy color comb combined comp compare comparison complete composite compression con cone cont
contr contrast control cor coronal coronary corrected correction cortex cough cranial craniocaudal creat cross
crosstable csf csi ct cta ctac ctap ctdi ctp ctpa ctv cube cuff curved cut cw cxr cyst cystogram dce ddr decub
decubitus deep definity defl delay delayed delta dental dep derived dess detail diag diagnostic diast diastole
diastolic diff diffusion digital dir dist distal dixon dixonw dlp doppler dorsal dose dotarem double dr dry dsa dsc dt
dti dual dwi dx dyn dynamic dyspnea ear early ecg echo echocardiogram echocardiography ect ed edema edge edited ef
effusion eft eight ekg elastography elbow elective elong emergency emission empty end endo enema energy enhanced
enhancement ent entero enterocolysis enterography eovist ep epi epid epigastric equilibrium erect ergo es esophagram
esophagus eval evaluation exam examination excretory exp expiration expiratory exposure ext extended extension
extensions external extremity eye f fa face facial factor fall fast fat fatsat fb fbp fdg feet female femoral femur
feraheme fet fetal fever few ffdm ffe fgre fgret fibula field fiesta fifth film filter filtered final fine finger
first fistula fistulogram five fixed fl flair flash flat flex flexion flip flow fluid fluoro focus follow followup
followups foot for foramen forearm forward fossa four fourth fov fr fra fracture frame fre free frfse frog froggy from
front frontal fs fse fspgr fu full function functional fundus fused fusion fx gad gadavist gadobenate gadobutrol
gadolinium gadopentetate gadoterate gallbladder gallium gas gastric gastrografin gastroscopy gated gating gd gdtpa ge
gen general generic gland global gluc grad gradient gram grasp gray grayscale gre grid groin group gu guidance guided
haste head heart heel helical hemo hemoptysis hemorrhage hep hepatic hepatobiliary hi high highres hilum hip hips
hires hr hrct hu humerus hybrid hyper hysterosalpingogram iac ic idr iliac ilium image images imaging implant in
indication inf infant inferior infiltrate inflow infusion inj injection inner inphase insp inspiration inspiratory
inter interleaved intermediate internal interp intervention intervertebral inv inversion iodine iodixanol iohexol
iopamidol ir irreversible is isotropic isovue iv ivp ivpyelogram jaw joint joints jpeg jugular k kernel keyimage
kidney kidneys knee knees kub kv kvp lai lao large larynx last lat late lateral lava left leg legs lesion less level
levels liver lld lm lmp lng lo lobe loc localiser localizer localizers long lossless lossy low lower lpo lt lumason
lumbar lumbosacral lumen lung lungs lymph lymphoma ma mac mag magnevist magnified magnitude male mammo mammogram
mammography mandible map mapping marked marrow mask mass masses mastoid max maxilla maxillofacial mc mcp mean med
medial mediastinal mediastinum medic meniscus mesenteric metastases metastasis mets min minip mip mips misc mk ml mlo
mm mobile moco mod modified more motion mov mp mpgr mpr mprage mr mra mrcp mri mrs mru mrv ms mtc mtt multi multihance
multiphase multiplan multiplanar muscle myelo myelogram nac nasal nasopharynx nativ native navigator nb neck neg
negative nephro nephrogram nephrographic nephrostogram nerve neuro neutral new nine nm no nodule nodules non noncon
noncontrast none nonenhanced normal not nuclear oa obl oblique oblq occip occipital ocular of off omnipaque omniscan
on one only open opp opposed optiray or oral orbit orbits original osem out outer outlet outofphase outphase ovary
overview ow oxygen pa pain palm palpable pancreas pancreatic panorama panoramic par parallel parametric parenchyma
parenchymal parotid partial pasl pat patella pc pca pcasl pd pdfs pdw pediatric pelv pelvic pelvis per perc perf
perfusion peripheral pet pf pfa phantom pharynx phase phasecontrast phases pilot pituitary plain planar plane planes
planning pleural plus pneumonia pns po port portable portal portovenous positive post postcontrast posterior
posteroanterior postop pre precontrast prelim premed preop prep presat press prohance prone propeller prostate prot
protocol prox proximal psif pulm pulmonary pulse pv pw pwi pyelogram q quad quality quick r radial radiograph
radiography radiotherapy ramus range rao rapid ratio raw rcbf rcbv rct react recon recons reconstruction rect rectal
rectum reduced ref reference reformat reformats reformatted reg region registered regular relative renal repeat
repeated report res resampled resp rest restaging retro reverse reversible rib ribs right rld rle rotated rotation
routine rpo rt rtn run runoff runoffs sacral sacroiliac sacrum sag sagittal same sat saturation scaled scan scanner
scanogram scans scaphoid scapula scintigraphy scout scouts screen screening se sec second segment selective semi sense
seq sequence sequential serial series seven sharp short shot shoulder shoulders shunt si sialogram side single sinus
sinuses sitting six skeletal skeleton skull skyline slab slice slices small smooth soft softer solid sonovue spair
spect spectroscopy spgr spin spine spir spiral spl spleen splenic spot ss ssfse staging stand standard standardized
standing standup static std stent step stereo stereotactic sternum stir stitched stnd stomach stone stress study sub
subtracted subtraction sunrise sup superior supine surface surgery surveillance survey susceptibility sv swallow swan
swi swift swimmer swimmers synced sys systole systolic t table tangential target temp temporal ten test tfe tfl than
the thick thickened thin third thoracic thoracolumbar thorax three thrive throat thyroid tib tibia time timing tirm
tissue tmj to toe toes tof tomo tomography tomosynthesis top topogram topograms total tra tracew trachea tracheal
tracker tracking trans transaxial transmission transvaginal transversal transverse trauma trig triphasic triple true
trufi trufisp trunk tse tumor tumour turbo twist two tx type ue ultra ultrafast ultrasonic ultrasound ultravist unenh
unenhanced unfiltered uni unilateral unit units upper upright ureter urinary urogram urography us uterus vaginal
valgus valsalva varus vascular vein velocity venc venogram venous ventral ventricle ventriculogram vert vertebra
vertebral vertex vessel vessels via vibe video view views virtual visipaque vol volume volumes volumetric voluson vr
vrt vs w water wb weight weightbearing wet wf whole wholebody wi window with without wo wrist wrists xa xr xray xrays
zero zone zoom zygoma
"""

KEPT = """
abdo abdomen ache age agent all american an and angle angles ankle ao ap arch area areas areola arm arms artery ax
axial axilla b back balloon band base be beam beat below bh bi bile black blade blood board body bold bolus bone bones
border both bottom bowel brachial brain branch bravo breast breath breech bright c cam camera can canal cancer cap
carbon care carina cassette cast cava cc chamber channel cheek chest child chin circle clear clock cluster co code
coil coin colon color column comb common comp compare con cone cont contrast cor cord core cornea corpus cough counter
course cr crease crest cross ct cube cuff cut cyst deep degree delay delta dense dental dess detail dies dir distal
distance dixon done dorso dose double down drop dry ductus dura during dx dynamic ear early echo edd edge elbow
ellipse empty end endo energy exam eye face factor fall fast fat female femoral femur few field fill film filter final
fine finger first fistula five flair flank flash flat flight floor flow fluid focus foo foot for forearm forward fossa
fraction frame frames free from front fu full fundus fusion gamma gas gate gen general gland gluc grad grade graft
gram graphic grasp gray grid groin group guided gums gutter hair half halo hand hands haste head heads heart heel
height high hilar hilum hip hips hires home horn hu image in inner ion iris iron iv ivory jaw joint joints kidney knee
knees kub lab landmark lao large laser last lat late lateral lava layer left leg legs lens lesion less level levels
lights limb line linear lip liver lobe long loop low lower lumen lung lungs mac main male mammo map marker marrow mask
mass matter max mc mean media medial median meter mg mid middle midline min minus mobile mode model more motion mouse
mouth mr mu muscle na nail narrow nasal native neck needle negative nerve net new nine nipple nm no nodal node none
normal nose notch number oblique of off old on one open opp or oral organ oris other outer outlet ovary over overview
ow pa pain palm pap para part partial patella patient peak pelvis perfusion peri pet phase pi pilot pin pinna pitch
plain plan plane plaque plate plus po point points pool port portal post posterior pouch power pre press prior prone
pulse pump query quick rad radial ramp ramus range rao rapid raw ray real record rect reference res rest rf right ring
rise roi root rotation rough round route routine rump run sa sag same sample samples sat scale scan scout screen se
second section sector seed segment sella sensor serial series serous serum shadow shallow shape shear shin short shot
shoulder shoulders shutter si side sign signal signs simple single sinus six size skin skull slab slice small soft
sole solid space spike spin spindle spine spot square stable stain standard standing start state static station steady
stem stent step sternal stomach stone storage strength stress study stump sub superior surface swan swimmer table tail
tangential tape taper target temp ten test than the thick thigh thin third throat thumb tibia tick tilt time timi tin
tip to toe tongue tonsil top tra trace trachea tract trans transit transverse trend trial triplet true trunk tse two
type unit upper upright uptake us uterus valve vas ve vein vena venter ventral vert vertex vessel vessels vi via view
views volume w waist walking wall warm wash washout water wave wedge weight wet white whole wide window wing wire with
without women wrist xa yellow zone zoom
"""


def words(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z]+", plain) if len(word) > 1]


def census():
    folder = Path(names.__file__).parent
    found = set()
    for file in ("dist.all.last", "dist.female.first", "dist.male.first"):
        found |= {line.split()[0].lower() for line in (folder / file).read_text().splitlines() if line.strip()}
    return found


def main(target):
    found = set(words(PROTOCOL))
    for scheme in concepts.values():
        for codes in scheme.values():
            for meaning, groups in codes.values():
                if any(not re.search(GROUPS_LEFT_OUT, name_for_cid.get(group, "")) for group in groups):
                    found.update(words(meaning))
    regions = json.loads(pkgutil.get_data("highdicom", "_standard/anatomic_regions.json"))
    for term, region in regions.items():
        found.update(words(term) + words(region[2]))
    people = census()
    kept = set(words(KEPT))
    left = sorted(word for word in found if word in kept or word not in people)
    print(len(left), "words;", len(found) - len(left), "names left out;", len(found & people & kept), "kept all the same")
    target.write_text(
        "# Words that a cleaned description may hold, one a line, folded to lower case without accents.\n"
        "# DICOM PS3.16 context groups (pydicom %s), body parts, protocol words; without census names.\n"
        "# Made by src/test/python/descriptor_vocabulary.py; do not edit.\n" % pydicom.__version__
        + "".join(word + "\n" for word in left),
        encoding="ascii",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
