package isocenter.ingest.dicomweb;

import com.fasterxml.jackson.core.JsonGenerator;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The DICOM JSON model (PS3.18 annex F). */
final class DicomJson {
    /** Bulk values up to this many bytes stand in the JSON itself. */
    static final int INLINE = 512;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private final JsonGenerator out;

    DicomJson(JsonGenerator out) {
        this.out = out;
    }

    /**
     * Writes one object.
     *
     * @param bulk where bulk values of this data set are found; each item of a sequence adds its place
     */
    void write(DataSet dataSet, String bulk) throws IOException {
        out.writeStartObject();
        for (Element element : dataSet) {
            if (Tags.group(element.tag()) > 2 && (element.tag() & 0xFFFF) != 0) {
                out.writeObjectFieldStart(hex(element.tag()));
                out.writeStringField("vr", element.vr().name());
                value(dataSet, element, bulk + hex(element.tag()));
                out.writeEndObject();
            }
        }
        out.writeEndObject();
    }

    static String hex(int tag) {
        return String.format(Locale.ROOT, "%08X", tag);
    }

    /** Pixels and long bulk values are fetched by themselves. */
    static boolean isBulk(Element element) {
        return element.isEncapsulated()
                || element.tag() == Tags.PIXEL_DATA
                || (isBinary(element.vr()) && element.length() > INLINE);
    }

    private static boolean isBinary(Vr vr) {
        return switch (vr) {
            case OB, OD, OF, OL, OV, OW, UN -> true;
            default -> false;
        };
    }

    private void value(DataSet dataSet, Element element, String place) throws IOException {
        if (element.isSequence()) {
            items(element, place);
        } else if (isBulk(element)) {
            out.writeStringField("BulkDataURI", place);
        } else if (isBinary(element.vr())) {
            if (element.length() > 0) {
                ByteBuffer buffer = element.bytes();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                out.writeBinaryField("InlineBinary", bytes);
            }
        } else if (element.vr().isText()) {
            texts(element.vr(), dataSet.texts(element.tag()));
        } else if (element.length() > 0) {
            numbers(element, dataSet.numbers(element.tag()));
        }
    }

    private void items(Element element, String place) throws IOException {
        if (element.items().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("Value");
        int item = 1;
        for (DataSet dataSet : element.items()) {
            write(dataSet, place + "/" + item++ + "/");
        }
        out.writeEndArray();
    }

    private void texts(Vr vr, List<String> values) throws IOException {
        if (values.stream().allMatch(String::isEmpty)) {
            return;
        }
        out.writeArrayFieldStart("Value");
        for (String value : values) {
            if (value.isEmpty()) {
                out.writeNull();
            } else if (vr == Vr.PN) {
                name(value);
            } else if ((vr == Vr.IS || vr == Vr.DS) && DECIMAL.matcher(value).matches()) {
                decimal(vr, value);
            } else {
                out.writeString(value);
            }
        }
        out.writeEndArray();
    }

    private void decimal(Vr vr, String value) throws IOException {
        BigDecimal number = new BigDecimal(value);
        if (vr == Vr.IS && number.stripTrailingZeros().scale() <= 0) {
            out.writeNumber(number.toBigInteger());
        } else {
            out.writeNumber(number);
        }
    }

    private void name(String value) throws IOException {
        out.writeStartObject();
        String[] groups = value.split("=", -1);
        for (int i = 0; i < Math.min(groups.length, NAME_GROUPS.size()); i++) {
            if (!groups[i].isEmpty()) {
                out.writeStringField(NAME_GROUPS.get(i), groups[i]);
            }
        }
        out.writeEndObject();
    }

    private void numbers(Element element, double[] values) throws IOException {
        out.writeArrayFieldStart("Value");
        ByteBuffer bytes = element.bytes();
        for (int i = 0; i < values.length; i++) {
            switch (element.vr()) {
                case AT -> out.writeString(hex((int) (long) values[i]));
                case FL, FD -> real(element.vr(), values[i]);
                case SV -> out.writeNumber(bytes.getLong(8 * i));
                case UV -> out.writeNumber(new BigInteger(Long.toUnsignedString(bytes.getLong(8 * i))));
                default -> out.writeNumber((long) values[i]);
            }
        }
        out.writeEndArray();
    }

    /** JSON has no NaN; annex F writes it as text. */
    private void real(Vr vr, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeString("NaN");
        } else if (Double.isInfinite(value)) {
            out.writeString(value > 0 ? "inf" : "-inf");
        } else if (vr == Vr.FL) {
            out.writeNumber((float) value);
        } else {
            out.writeNumber(value);
        }
    }
}
