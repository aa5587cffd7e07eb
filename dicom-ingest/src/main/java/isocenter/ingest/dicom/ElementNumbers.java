package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/** Numeric values of an element, whichever VR holds them. */
final class ElementNumbers {
    private static final double[] NONE = new double[0];
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(?i:nan|inf|infinity)");

    private ElementNumbers() {}

    static double[] values(Element element) {
        Vr vr = element.vr();
        if (vr == Vr.IS || vr == Vr.DS) {
            return decimals(ElementText.values(element, CharacterSet.DEFAULT));
        }
        if (!vr.isInteger() && !vr.isReal()) {
            return NONE;
        }
        ByteBuffer buffer = element.bytes();
        int unit = vr == Vr.AT ? 4 : vr.unit();
        double[] values = new double[buffer.remaining() / unit];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(vr, buffer);
        }
        return values;
    }

    private static double value(Vr vr, ByteBuffer buffer) {
        return switch (vr) {
            case US -> Short.toUnsignedInt(buffer.getShort());
            case SS -> buffer.getShort();
            case UL -> Integer.toUnsignedLong(buffer.getInt());
            case SL -> buffer.getInt();
            case SV -> buffer.getLong();
            case UV -> unsigned(buffer.getLong());
            case AT -> Short.toUnsignedInt(buffer.getShort()) * 65536.0 + Short.toUnsignedInt(buffer.getShort());
            case FL -> buffer.getFloat();
            case FD -> buffer.getDouble();
            default -> throw new IllegalArgumentException(vr + " holds no numbers");
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
    }

    private static double[] decimals(List<String> texts) {
        double[] values = new double[texts.size()];
        for (int i = 0; i < values.length; i++) {
            String text = texts.get(i);
            // Double.parseDouble also takes "1d" and "0x1p3", which DS does not
            if (!DECIMAL.matcher(text).matches()) {
                return NONE;
            }
            values[i] = switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
                case 'n' -> Double.NaN;
                case 'f', 'y' -> text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        }
        return values;
    }
}
