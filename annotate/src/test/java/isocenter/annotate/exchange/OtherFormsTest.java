package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.Mark;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** CSV, COCO, FHIR, and UIDs. */
class OtherFormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceStudy study = Phantom.slices();
    private final CommittedReading reading = Phantom.reading(study, 2, 3);
    private final FindingCodes codes = new FindingCodes(Phantom.labels());

    @Test
    void aCellIsNeverAFormula() {
        assertThat(CsvLabels.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvLabels.cell("+1")).isEqualTo("'+1");
        assertThat(CsvLabels.cell("-1")).isEqualTo("'-1");
        assertThat(CsvLabels.cell("@sum(A1)")).isEqualTo("'@sum(A1)");
        assertThat(CsvLabels.cell("  =1,2")).isEqualTo("\"'  =1,2\"");
        assertThat(CsvLabels.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvLabels.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(CsvLabels.cell(null)).isEmpty();
    }

    @Test
    void everyLabelIsALine() {
        String[] lines = CsvLabels.write(List.of(reading), codes).split("\r\n");
        assertThat(lines).hasSize(1 + reading.content().labels().size());
        assertThat(lines[1])
                .isEqualTo("reading-" + study.uid() + ",2," + study.uid()
                        + ",anna,first,2026-11-23T10:20:30Z,pneumonia,The pneumonia,SCT,233604007,present,,,");
        assertThat(lines[5])
                .endsWith(",artefact,present,," + study.images().get(3).instance() + ",1");
    }

    /** The mask is decoded by the definition of COCO's run lengths: columns first, zeros first. */
    @Test
    void masksAreRunLengthsOfColumns() {
        CocoDataset dataset = new CocoDataset(codes);
        dataset.add(study, reading);
        JsonNode written = JSON.valueToTree(dataset.write("phantom"));
        assertThat(dataset.leftOut()).isEqualTo(1);
        assertThat(written.get("images")).hasSize(4);
        int masks = 0;
        for (JsonNode annotation : written.get("annotations")) {
            Mark mark = reading.content().marks().stream()
                    .filter(one ->
                            one.id().equals(annotation.at("/attributes/mark").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(written.get("images")
                            .get(annotation.get("image_id").asInt() - 1)
                            .get("file_name")
                            .asText())
                    .isEqualTo(mark.instance() + ".dcm");
            if (mark.shape() == Shape.MASK) {
                boolean[] pixels = Objects.requireNonNull(mark.mask()).pixels();
                int at = 0;
                boolean inside = false;
                int area = 0;
                for (JsonNode run : annotation.at("/segmentation/counts")) {
                    for (int i = 0; i < run.asInt(); i++, at++) {
                        int row = at % Phantom.ROWS;
                        int column = at / Phantom.ROWS;
                        assertThat(pixels[row * Phantom.COLUMNS + column]).isEqualTo(inside);
                        area += inside ? 1 : 0;
                    }
                    inside = !inside;
                }
                assertThat(at).isEqualTo(pixels.length);
                assertThat(annotation.get("area").asInt()).isEqualTo(area);
                masks++;
            }
        }
        assertThat(masks).isEqualTo(4);
        JsonNode box = written.get("annotations").get(0);
        assertThat(box.get("bbox").toString()).isEqualTo("[1.25,2.5,9.5,9.5]");
        assertThat(box.get("area").asDouble()).isEqualTo(90.25);
        assertThat(written.at("/categories/0/name").asText()).isEqualTo("pneumonia");
    }

    @Test
    void drawingsAreInALayerForEachFinding() {
        DataSet state = new PresentationWriter(study, reading, codes).write().orElseThrow();
        List<DataSet> annotations = state.items(Tags.GRAPHIC_ANNOTATION_SEQUENCE);
        assertThat(annotations).hasSize(5);
        assertThat(annotations)
                .extracting(item -> item.text(Attributes.tag("GraphicLayer")).orElseThrow())
                .containsExactly("FINDING1", "FINDING2", "FINDING1", "FINDING1", "FINDING3");
        assertThat(annotations
                        .get(0)
                        .items(Attributes.tag("GraphicObjectSequence"))
                        .get(0)
                        .numbers(Attributes.tag("GraphicData")))
                .containsExactly(1.25, 2.5, 10.75, 2.5, 10.75, 12, 1.25, 12, 1.25, 2.5);
        assertThat(new String(RoundTripTest.bytes(state), StandardCharsets.ISO_8859_1))
                .doesNotContain(Phantom.IDENTITY);
    }

    @Test
    void observationsAreCodedAndOfThePseudonym() {
        FhirBundle bundle = new FhirBundle(codes);
        bundle.add(study, reading);
        JsonNode written = JSON.valueToTree(bundle.write());
        assertThat(written.get("entry")).hasSize(5);
        JsonNode first = written.at("/entry/0/resource");
        assertThat(first.at("/code/coding/0/system").asText()).isEqualTo("http://snomed.info/sct");
        assertThat(first.at("/code/coding/0/code").asText()).isEqualTo("233604007");
        assertThat(first.at("/code/coding/1/code").asText()).isEqualTo("RID5350");
        assertThat(first.at("/valueCodeableConcept/coding/0/code").asText()).isEqualTo("52101004");
        assertThat(first.at("/subject/identifier/value").asText()).isEqualTo("a1b2c3");
        assertThat(first.at("/status").asText()).isEqualTo("amended");
        assertThat(written.toString()).doesNotContain(Phantom.IDENTITY).doesNotContain("Größer");
    }

    @Test
    void uidsAreUuidsOfOneKindAndMarksKeepTheirs() {
        String uid = DerivedUid.of("report", "x", "1");
        assertThat(uid).matches("2\\.25\\.[1-9]\\d{0,38}").hasSizeLessThanOrEqualTo(64);
        assertThat(DerivedUid.uuid("report", "x", "1").version()).isEqualTo(8);
        assertThat(DerivedUid.uuid("report", "x", "1").variant()).isEqualTo(2);
        assertThat(DerivedUid.of("report", "x", "2")).isNotEqualTo(uid);
        // PS3.5 annex B.2 gives this pair
        assertThat(DerivedUid.ofMark("1.2", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))
                .isEqualTo("2.25.329800735698586629295641978511506172918");
        String id = UUID.randomUUID().toString();
        assertThat(DerivedUid.markOf(DerivedUid.ofMark("1.2", id))).isEqualTo(id);
        assertThat(DerivedUid.ofMark("1.2", "m-1")).isNotEqualTo(DerivedUid.ofMark("1.3", "m-1"));
    }
}
