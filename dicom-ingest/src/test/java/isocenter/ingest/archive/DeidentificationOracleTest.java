package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts an identifier into every attribute of PS3.6 that can hold text, at the root, nested and private, and looks for
 * it afterwards in everything that was kept: files, database, ledger.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DeidentificationOracleTest {
    /** Kinds of {@code value-kinds.tsv} that let text through: it must go when it holds the patient's name. */
    private static final Set<String> KEPT_KINDS = Set.of("device", "code-value");

    private static final Set<Integer> KEPT_TEXTS = keptTexts();
    /** Structure of the object itself; everything else is filled. */
    private static final Set<String> STRUCTURE = Set.of(
            "SpecificCharacterSet", "SOPClassUID", "PhotometricInterpretation", "Modality", "BurnedInAnnotation");

    private static final Set<Vr> FREE_TEXTS = Set.of(Vr.PN, Vr.LO, Vr.SH, Vr.LT, Vr.ST, Vr.UT, Vr.UC, Vr.UR, Vr.AE);
    private static final String MARK = "Zyxq";
    private static final String OWN_NAME = MARK + "ophilus";

    @Inject
    Archive archive;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path folder;

    private final OutcomeList outcomes = new OutcomeList();
    private final Set<String> planted = new HashSet<>();

    @Test
    void noIdentifierSurvivesAnywhere() throws IOException {
        DataSet image = StudyBuilder.radiograph("Zyxwell", 30);
        planted.addAll(List.of("Zyxwell", "Invented^"));
        plantEverywhere(image, 0);
        planted.add(image.text(Tags.SOP_INSTANCE_UID).orElseThrow());
        planted.add(image.text(Tags.STUDY_INSTANCE_UID).orElseThrow());
        planted.add(image.text(Tags.SERIES_INSTANCE_UID).orElseThrow());
        assertThat(planted.size()).as("attributes filled").isGreaterThan(1500);
        for (TransferSyntax syntax :
                List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_LITTLE_ENDIAN)) {
            DataSet copy = image.copy();
            StudyBuilder.write(
                    folder.resolve("Zyxwell_" + syntax.name()), new DicomObject(new DataSet(), copy, syntax));
        }

        archive.ingest(List.of(folder), outcomes);

        assertThat(outcomes.byName.values().stream().findFirst().orElseThrow()).isInstanceOf(Accepted.class);
        Files.writeString(folder.resolve("Zyxwell_broken.dcm"), "Zyxwell");
        archive.ingest(List.of(folder), outcomes);

        List<String> places = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                places.add(file.toString());
            }
        }
        places.addAll(wholeDatabase());
        assertThat(places.size()).as("places searched").isGreaterThan(15);
        for (String place : places) {
            for (String identifier : planted) {
                int at = place.indexOf(identifier);
                assertThat(at < 0 ? "" : around(place, at)).as("was kept").isEmpty();
            }
            assertThat(place.contains(MARK))
                    .as("the mark of an identifier was kept")
                    .isFalse();
        }
    }

    /** What stands before a find tells where it is: in a file, tag and VR. */
    private static String around(String place, int at) {
        byte[] before = place.substring(Math.max(0, at - 12), at).getBytes(StandardCharsets.ISO_8859_1);
        return HexFormat.of().formatHex(before) + " " + place.substring(at, Math.min(place.length(), at + 20));
    }

    /** The whole dictionary at the root, sequences with items of their own, and private elements. */
    private void plantEverywhere(DataSet dataSet, int depth) {
        for (int tag : dictionary()) {
            Vr vr = DataDictionary.vr(tag).orElseThrow();
            if (!isStructure(tag, vr, dataSet, depth)) {
                plant(dataSet, tag, vr, depth);
            }
        }
        String secret = MARK + "private" + depth;
        planted.add(secret);
        dataSet.put(Element.text(0x00090010, Vr.LO, secret));
        dataSet.put(Element.text(0x00091001, Vr.LO, secret));
        dataSet.put(Element.bytes(0x00091002, Vr.UN, secret.getBytes(StandardCharsets.US_ASCII)));
        dataSet.put(Element.sequence(0x00091003, List.of(new DataSet().putText(Tags.PATIENT_NAME, secret))));
    }

    private void plant(DataSet dataSet, int tag, Vr vr, int depth) {
        String hex = String.format(Locale.ROOT, "%08x%d", tag, depth);
        if (KEPT_TEXTS.contains(tag)) {
            put(dataSet, tag, vr, OWN_NAME);
        } else if (tag == Tags.PATIENT_NAME && depth == 0) {
            put(dataSet, tag, vr, "Invented^" + OWN_NAME);
        } else if (FREE_TEXTS.contains(vr)) {
            put(dataSet, tag, vr, MARK + hex);
        } else if (vr == Vr.UI) {
            put(dataSet, tag, vr, "1.2.77777." + (tag & 0xffffffffL) + "." + depth);
        } else if (vr == Vr.DA) {
            put(dataSet, tag, vr, "1963" + String.format(Locale.ROOT, "%02d%02d", 1 + depth, 1 + (tag & 0xf)));
        } else if (vr == Vr.TM || vr == Vr.DT) {
            put(dataSet, tag, vr, "19630711223344." + (tag & 0xffff));
        } else if (vr == Vr.CS || vr == Vr.IS || vr == Vr.DS || vr == Vr.AS) {
            put(dataSet, tag, vr, MARK + "^" + hex.substring(4));
        } else if (vr == Vr.OB || vr == Vr.UN) {
            put(dataSet, tag, Vr.OB, MARK + hex);
        } else if (vr == Vr.SQ && depth < 2) {
            DataSet item = new DataSet();
            if (depth == 0 && (tag & 0xffff) % 7 == 0 || tag == Tags.SOURCE_IMAGE_SEQUENCE) {
                plantTexts(item, depth + 1);
            }
            item.putText(Tags.PATIENT_NAME, MARK + "item" + hex);
            dataSet.put(Element.sequence(tag, List.of(item)));
        }
    }

    private void plantTexts(DataSet item, int depth) {
        for (int tag : List.of(
                Tags.PATIENT_ID,
                Tags.INSTITUTION_NAME,
                Tags.STUDY_DESCRIPTION,
                Tags.OPERATORS_NAME,
                Tags.DEVICE_SERIAL_NUMBER,
                Tags.STUDY_DATE,
                Tags.REFERENCED_SOP_INSTANCE_UID)) {
            plant(item, tag, DataDictionary.vr(tag).orElseThrow(), depth);
        }
    }

    private void put(DataSet dataSet, int tag, Vr vr, String value) {
        planted.add(value);
        dataSet.put(Element.text(tag, vr, value));
    }

    private static boolean isStructure(int tag, Vr vr, DataSet dataSet, int depth) {
        String keyword = DataDictionary.keyword(tag).orElse("");
        int group = tag >>> 16;
        boolean image = depth == 0 && dataSet.contains(tag) && !keyword.startsWith("Patient");
        boolean pixels = group == 0x7FE0 || group == 0x0028 && !FREE_TEXTS.contains(vr);
        return image || pixels || STRUCTURE.contains(keyword);
    }

    private static Set<Integer> keptTexts() {
        try (InputStream in = Deidentifier.class.getResourceAsStream("value-kinds.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .filter(row -> KEPT_KINDS.contains(row[1]))
                    .map(row -> (int) Long.parseLong(row[0], 16))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All tags of PS3.6 from group 0008 on; repeating groups at their first. */
    private static List<Integer> dictionary() {
        try (InputStream in = DataDictionary.class.getResourceAsStream("data-elements.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> (int) Long.parseLong(line.substring(0, 8).replace('x', '0'), 16))
                    .filter(tag -> Integer.compareUnsigned(tag, 0x00080001) >= 0)
                    .filter(tag -> Integer.compareUnsigned(tag, 0xFFFC0000) <= 0
                            && DataDictionary.vr(tag).isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> wholeDatabase() {
        List<String> values = new ArrayList<>();
        for (String table : database.strings(
                "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'")) {
            values.addAll(database.strings("select t::text from " + table + " t"));
        }
        return values;
    }
}
