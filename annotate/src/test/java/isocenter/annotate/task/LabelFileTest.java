package isocenter.annotate.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import isocenter.ingest.dataset.SplitPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFileTest {

    private static final LabelImport PNEUMONIA = LabelImport.of("pneumonia", "Pneumonia", "No Finding");
    private static final String HEADER = "SOPInstanceUID,findings,name\n";

    @TempDir
    Path folder;

    @Test
    void readsQuotedFieldsLineBreaksByteOrderMarkAndBothLineEnds() throws IOException {
        LabelFile read = read("\uFEFFname,\"SOPInstanceUID\",findings\r\n"
                + "\"Doe, \"\"Jo\"\"\",1.2.3,\"Edema|Pneumonia\"\r\n"
                + "\"two\nlines\",1.2.4, No Finding \n"
                + "\r\n"
                + "x,1.2.5,Edema");

        assertThat(read.lines())
                .containsExactly(
                        new LabelFile.Line(2, "1.2.3", true),
                        new LabelFile.Line(3, "1.2.4", false),
                        new LabelFile.Line(6, "1.2.5", null));
    }

    @Test
    void readsOnlyLinesThatEveryFilterAccepts() throws IOException {
        Path file = write("SOPInstanceUID,findings,source,split\n1.2,Pneumonia,NIH,train\n1.3,Pneumonia,NIH,val\n"
                + "1.4,No Finding,RSNA,train\n");

        LabelFile read = LabelFile.read(file, PNEUMONIA.where("source", "NIH").where("split", "train"));

        assertThat(read.lines()).containsExactly(new LabelFile.Line(2, "1.2", true));
        assertThat(read.filteredOut()).isEqualTo(2);
    }

    /** Body, the fault's line, words its message must have; \n stands for a line break, ' quotes for JUnit only. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '#',
            value = {
                "1.2.3,Pneumonia,a\\n1.2.x,Pneumonia,a # 3 # does not hold a UID",
                "1.2.3,Pneumonia,a\\n,Pneumonia,a # 3 # is empty",
                "1.2.3,Pneumonia,a\\n../../etc,Pneumonia,a # 3 # UID",
                "1.2.3,Pneumonia|No Finding,a # 2 # both the positive and the negative",
                "1.2.3,Pneumonia,a\\n1.2.4,Pneumonia # 3 # has 2 fields",
                "1.2.3,Pneumonia,\"a\\n1.2.4,Pneumonia,a # 2 # never closed",
                "1.2.3,Pneumonia,\"a\"b # 2 # follows the closing quote",
                "1.2.3,Pneumonia,a\"b\" # 2 # quote stands inside",
                "1.2.3,Pneumonia,\"a\\nb\"\\n1.2.4,Pneumonia # 4 # has 2 fields",
                "1.2.3,pneumonia,a # 0 # compared exactly"
            })
    void namesTheLineAtFaultAndNoFieldsContent(String body, long line, String words) throws IOException {
        Path file = write(HEADER + body.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> LabelFile.read(file, PNEUMONIA))
                .asInstanceOf(type(LabelFileException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.line()).isEqualTo(line);
                    assertThat(refusal).hasMessageContaining(words).hasMessageContaining("labels.csv");
                    assertThat(refusal.getMessage()).doesNotContain("1.2.", "etc");
                });
    }

    @Test
    void namesTheColumnsFoundWhenOneIsMissing() throws IOException {
        Path file = write("SOPInstanceUID,finding\n1.2.3,Pneumonia\n");

        assertThatThrownBy(() -> LabelFile.read(file, PNEUMONIA))
                .hasMessage("labels.csv, line 1: there is no column \"findings\"; the columns found are"
                        + " SOPInstanceUID, finding");
        assertThatThrownBy(() -> LabelFile.read(write(HEADER), PNEUMONIA.where("source", "NIH")))
                .hasMessageContaining("no column \"source\"");
    }

    @Test
    void doesNotShowAFirstLineThatHoldsData() throws IOException {
        Path file = write("Doe^Jane,1.2.840.1,Pneumonia\n");

        assertThatThrownBy(() -> LabelFile.read(file, PNEUMONIA))
                .hasMessageContaining("line 1")
                .hasMessageContaining("first line holds data")
                .hasMessageNotContaining("Doe");
    }

    @Test
    void refusesFilesThatHoldNothing() throws IOException {
        assertThatThrownBy(() -> LabelFile.read(folder.resolve("none.csv"), PNEUMONIA))
                .isInstanceOf(LabelFileException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("\uFEFF\n\n")).hasMessageContaining("empty");
        assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("no other line");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = folder.resolve("labels.csv");
        Files.write(file, (HEADER + "1.2.3,Pneumonia,Müller\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> LabelFile.read(file, PNEUMONIA)).hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesAFindingThatHoldsTheSeparator() {
        assertThatThrownBy(() -> LabelImport.of("t", "a|b", "c")).hasMessageContaining("separator");
        assertThatThrownBy(() -> LabelImport.of("t", "a", "a")).hasMessageContaining("the same");
        assertThatThrownBy(() -> LabelImport.of("../t", "a", "b")).hasMessageContaining("name");
    }

    @Test
    void readsASplit() throws IOException {
        Path file = write("uid,split\n1.2.3,train\n1.2.4,val\n1.2.5,Test\n");

        assertThat(SplitFile.read(file, "uid", "split"))
                .isEqualTo(Map.of("1.2.3", SplitPart.TRAIN, "1.2.4", SplitPart.VALIDATION, "1.2.5", SplitPart.TEST));
        assertThatThrownBy(() -> SplitFile.read(write("uid,split\n1.2.3,train\n1.2.4,dev\n"), "uid", "split"))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> SplitFile.read(write("uid,split\n1.2.3,train\n1.2.3,val\n"), "uid", "split"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 2");
    }

    /** The counts are those that Python's csv module gives for the same file. */
    @Test
    void readsTheRadiographsLabels() {
        String samples = System.getProperty("samples.dir", "");
        Path labels = Path.of(samples, "cxr", "labels.csv");
        Assumptions.assumeTrue(!samples.isBlank() && Files.exists(labels), "skipped: sample data not present");

        LabelFile read = LabelFile.read(labels, PNEUMONIA.where("source", "NIH-CXR14"));

        assertThat(read.lines()).hasSize(845).allMatch(line -> line.positive() != null);
        assertThat(read.lines()).filteredOn(LabelFile.Line::positive).hasSize(441);
        assertThat(read.filteredOut()).isEqualTo(1223 - 845);
        assertThat(SplitFile.read(labels, "SOPInstanceUID", "split")).hasSize(1223);
    }

    private LabelFile read(String text) throws IOException {
        return LabelFile.read(write(text), PNEUMONIA);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), text);
    }
}
