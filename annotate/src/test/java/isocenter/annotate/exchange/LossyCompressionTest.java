package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossyCompressionTest {
    private static DataSet described(TransferSyntax syntax) {
        DataSet image = new Attributes()
                .text("LossyImageCompression", "01")
                .integers("Rows", 10)
                .integers("Columns", 20)
                .integers("BitsAllocated", 16)
                .element(Element.fragments(Tags.PIXEL_DATA, List.of(new byte[32])))
                .dataSet();
        Attributes made = new Attributes();
        LossyCompression.describe(LossyCompression.header(new DicomObject(new DataSet(), image, syntax)), made);
        return made.dataSet();
    }

    @Test
    void whatTheFileStillShowsIsFilledIn() {
        DataSet made = described(TransferSyntax.JPEG_EXTENDED);
        assertThat(made.text(Tags.LOSSY_IMAGE_COMPRESSION_METHOD)).contains("ISO_10918_1");
        assertThat(made.text(Tags.LOSSY_IMAGE_COMPRESSION_RATIO)).contains("12.50");
    }

    @Test
    void whatNobodyCanTellIsNotSaid() {
        DataSet made = described(TransferSyntax.JPEG_2000_LOSSLESS);
        assertThat(made.text(Tags.LOSSY_IMAGE_COMPRESSION)).contains("01");
        assertThat(made.contains(Tags.LOSSY_IMAGE_COMPRESSION_METHOD)).isFalse();
        assertThat(made.contains(Tags.LOSSY_IMAGE_COMPRESSION_RATIO)).isFalse();
    }
}
