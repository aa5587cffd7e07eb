package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.util.Locale;
import java.util.Map;

/**
 * Whether an image that was segmented had been compressed with loss (PS3.3 C.7.6.1.1.5). Many images say that they were and
 * not how; where the file is still compressed with loss, that is how. After a lossless recompression nobody can tell.
 */
final class LossyCompression {
    private static final String LOSSY = "01";
    private static final Map<TransferSyntax, String> METHODS = Map.of(
            TransferSyntax.JPEG_BASELINE, "ISO_10918_1",
            TransferSyntax.JPEG_EXTENDED, "ISO_10918_1",
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "ISO_14495_1",
            TransferSyntax.JPEG_2000, "ISO_15444_1");

    private LossyCompression() {}

    /** The header of an object, with method and ratio where it lacks them and is still compressed with loss. */
    static DataSet header(DicomObject object) {
        DataSet header = object.dataSet();
        String method = METHODS.get(object.syntax());
        long stored = header.get(Tags.PIXEL_DATA).map(pixels -> pixels.length()).orElse(0L);
        if (isLossy(header) && method != null && stored > 0 && !isDescribed(header)) {
            long plain = 1;
            for (int tag : new int[] {Tags.ROWS, Tags.COLUMNS, Tags.SAMPLES_PER_PIXEL, Tags.NUMBER_OF_FRAMES}) {
                plain *= header.integer(tag).orElse(1);
            }
            double ratio = plain * (header.integer(Tags.BITS_ALLOCATED).orElse(8) / 8.0) / stored;
            header.putText(Tags.LOSSY_IMAGE_COMPRESSION_METHOD, method);
            header.putText(Tags.LOSSY_IMAGE_COMPRESSION_RATIO, String.format(Locale.ROOT, "%.2f", ratio));
        }
        return header;
    }

    /** Says of a segmentation what the image says of itself. */
    static void describe(DataSet image, Attributes segmentation) {
        segmentation.text("LossyImageCompression", isLossy(image) ? LOSSY : "00");
        if (isLossy(image) && isDescribed(image)) {
            for (String keyword : new String[] {"LossyImageCompressionRatio", "LossyImageCompressionMethod"}) {
                segmentation.text(keyword, image.texts(Attributes.tag(keyword)).toArray(String[]::new));
            }
        }
    }

    private static boolean isLossy(DataSet header) {
        return header.text(Tags.LOSSY_IMAGE_COMPRESSION).filter(LOSSY::equals).isPresent();
    }

    private static boolean isDescribed(DataSet header) {
        return header.hasValue(Tags.LOSSY_IMAGE_COMPRESSION_RATIO)
                && header.hasValue(Tags.LOSSY_IMAGE_COMPRESSION_METHOD);
    }
}
