package isocenter.ingest.deidentify.score;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Descriptions as modalities and operators write them, and what operators add that they should not. */
final class Phrases {
    /** Protocol and series names after those of published collections; to be kept word by word. */
    static final String[] CT = {
        "CT CHEST W/O CONTRAST",
        "Recon 2: LUNG 1.25mm",
        "Thorax 5.0 B31f",
        "Abd/Pel 5mm std",
        "Topogram 0.6 T20f",
        "ABDOMEN PELVIS WITH CONTRAST",
        "LUNG ANGIO MIP",
        "Head Routine 3mm",
        "CHEST HIGH RES COR"
    };

    static final String[] MR = {
        "AX T2 FSE FS", "t1_mprage_sag_p2_iso", "COR T1 POST GAD", "ep2d_diff_3scan_trace_ADC", "3 PLANE LOC",
                "SAG STIR",
        "AX DWI b1000", "Dynamic Phase 3", "t2_tse_tra_fs", "BRAIN W AND W/O CONTRAST", "3D SPGR AXIAL", "SUBTRACTION"
    };

    static final String[] PT = {"PET AC WB", "WB 3D MAC", "PET NAC 4mm", "FDG WHOLE BODY", "CTAC 3.75 Thick"};
    static final String[] XRAY = {
        "CHEST PA AND LATERAL", "PORTABLE CHEST AP", "FOOT 3 VIEWS LEFT", "KUB SUPINE", "L HIP 2 VIEWS"
    };
    static final String[] MG = {"L MLO", "R CC", "BILATERAL SCREENING MAMMOGRAM", "MAG VIEW LEFT"};
    static final String[] US = {"US THYROID", "CARDIAC ECHO 4 CHAMBER", "ABDOMEN COMPLETE", "CAROTID DOPPLER BILATERAL"
    };
    static final String[] NM = {"BONE SCAN WHOLE BODY ANTERIOR", "MYOCARDIAL PERFUSION STRESS REST"};
    static final String[] XA = {"CORONARY ANGIO LEFT", "LV GRAM RAO 30"};

    private static final String[] DATES = {
        "M/d/uuuu", "d MMM uuuu", "MMMM d, uuuu", "uuuuMMdd", "uuuu-MM-dd", "dd.MM.uuuu"
    };

    private Phrases() {}

    static String[] of(String modality) {
        return switch (modality) {
            case "CT" -> CT;
            case "MR" -> MR;
            case "PT" -> PT;
            case "MG" -> MG;
            case "US" -> US;
            case "NM" -> NM;
            case "XA" -> XA;
            default -> XRAY;
        };
    }

    /** Something that says who or when, in one of many manners. */
    static String secret(int kind, Person who, LocalDate when, String physician) {
        String[] parts = physician.split("\\^");
        return switch (Math.floorMod(kind, 15)) {
            case 0 -> "for " + who.spoken();
            case 1 -> who.family().toUpperCase(Locale.ROOT) + ", " + who.given().toUpperCase(Locale.ROOT);
            case 2 -> "MRN: " + who.mrn();
            case 3 -> "Dr. " + parts[1] + " " + parts[0];
            case 4 -> "seen on " + date(kind, when);
            case 5 -> "call " + who.phone();
            case 6 -> "mail " + who.mail();
            case 7 -> "lives at " + who.street() + ", " + who.town();
            case 8 -> "SSN " + who.social();
            case 9 -> "ordered by Dr. Hand " + date(kind + 1, when);
            case 10 -> "pt " + who.given().toLowerCase(Locale.ROOT) + " #" + who.mrn();
            case 11 -> "93 y/o per " + parts[0];
            case 12 -> "compare to " + date(kind + 2, when) + " " + who.mrn().toLowerCase(Locale.ROOT);
            case 13 -> "DOB " + date(kind, who.birth());
            default -> who.family() + "_" + who.given() + "_" + date(3, when);
        };
    }

    static String date(int form, LocalDate date) {
        return DateTimeFormatter.ofPattern(DATES[Math.floorMod(form, DATES.length)], Locale.ENGLISH)
                .format(date);
    }
}
