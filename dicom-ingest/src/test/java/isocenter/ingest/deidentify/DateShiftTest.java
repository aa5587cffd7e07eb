package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateShiftTest {
    private static final DateTimeFormatter DA = DateTimeFormatter.BASIC_ISO_DATE;

    @TempDir
    Path home;

    /** Columns: VR, value, value 40 days earlier; blank where it cannot be moved. 2000 is a leap year, 1900 is not. */
    @ParameterizedTest
    @CsvSource({
        "DA,20000309,20000129",
        "DA,19000309,19000128",
        "DA,2000.03.09,20000129",
        "DA,2000-03-09,20000129",
        "DA,20001301,",
        "DA,20000230,",
        "DA,200003,",
        "DA,MILLER,",
        "DA,00010101,",
        "DA,20000309A,",
        "DT,20000309,20000129",
        "DT,20000309081559.123456+0530,20000129081559.123456+0530",
        "DT,20000309235960-0800,20000129235960-0800",
        "DT,2000030908,2000012908",
        "DT,20000309+1400,20000129+1400",
        "DT,2000,",
        "DT,200003,",
        "DT,20000309250000,",
        "DT,20000309081559.123456+9900,",
        "DT,20000309 MILLER,",
        "TM,081559.12,081559.12",
        "TM,08,08",
        "TM,08:15:59,081559",
        "TM,2460,",
        "TM,MILLER,",
        "SH,-0600,-0600",
        "SH,EST,"
    })
    void movesWhatIsWellFormed(Vr vr, String value, String expected) {
        assertThat(new DateShift(40).shift(value, vr).orElse(null)).isEqualTo(expected);
    }

    @Test
    void daysComeFromTheKeyAndThePatientAndLieInTheRange() {
        Pseudonyms pseudonyms = new Pseudonyms(() -> home);
        DateRange range = new DateRange(30, 90);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            int days = range.days(pseudonyms.days("P" + i));
            assertThat(days).isBetween(30, 90);
            assertThat(range.days(pseudonyms.days("P" + i))).isEqualTo(days);
            seen.add(days);
        }
        assertThat(seen).hasSize(61);
        assertThat(range.days(new Pseudonyms(() -> home.resolve("other")).days("P1")))
                .as("another key, mostly other days; this one by chance of its making may agree")
                .isBetween(30, 90);
    }

    /** For random patients and dates: every interval between any two dates of a patient stays, nested or not. */
    @Test
    void intervalsBetweenStudiesStay() {
        Deidentifier deidentifier = new Deidentifier(new Pseudonyms(() -> home), Profiles.read("research"));
        Random random = new Random(17);
        Set<Long> moves = new HashSet<>();
        for (int patient = 0; patient < 40; patient++) {
            Long moved = null;
            for (int study = 0; study < 3; study++) {
                LocalDate date = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(14_000));
                LocalDate inner = date.plusDays(random.nextInt(60) - 30L);
                DataSet kept = deidentified(deidentifier, "id" + patient, "1.2." + patient + "." + study, date, inner);
                long shift = ChronoUnit.DAYS.between(date(kept, Tags.STUDY_DATE), date);
                DataSet item = kept.items(Tags.REQUEST_ATTRIBUTES_SEQUENCE).get(0);
                assertThat(ChronoUnit.DAYS.between(date(item, 0x00400002), inner))
                        .isEqualTo(shift);
                assertThat(kept.text(Tags.ACQUISITION_DATE_TIME).orElseThrow())
                        .isEqualTo(DA.format(inner.minusDays(shift)) + "235959.5-0600");
                assertThat(shift).isBetween(30L, 3650L);
                assertThat(moved == null || moved == shift)
                        .as("one move a patient")
                        .isTrue();
                moved = shift;
            }
            moves.add(moved);
        }
        assertThat(moves).as("different patients move differently").hasSizeGreaterThan(30);
    }

    private static LocalDate date(DataSet dataSet, int tag) {
        return LocalDate.parse(dataSet.text(tag).orElseThrow(), DA);
    }

    private static DataSet deidentified(
            Deidentifier deidentifier, String id, String uid, LocalDate date, LocalDate inner) {
        DataSet image = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.SOP_INSTANCE_UID, uid + ".3")
                .putText(Tags.STUDY_INSTANCE_UID, uid + ".1")
                .putText(Tags.SERIES_INSTANCE_UID, uid + ".2")
                .putText(Tags.PATIENT_ID, id)
                .putText(Tags.STUDY_DATE, DA.format(date))
                .putText(Tags.ACQUISITION_DATE_TIME, DA.format(inner) + "235959.5-0600")
                .put(Element.sequence(
                        Tags.REQUEST_ATTRIBUTES_SEQUENCE, List.of(new DataSet().putText(0x00400002, DA.format(inner)))))
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.ROWS, 1)
                .putIntegers(Tags.COLUMNS, 2)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[2]));
        DicomObject object = new DicomObject(new DataSet(), image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        return ((Deidentified) deidentifier.deidentify(object)).object().dataSet();
    }
}
