package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.util.List;

/** Values that say nothing and keep an object valid where its class demands one. */
final class DummyValue {
    static final String TEXT = "REMOVED";

    private DummyValue() {}

    static Element of(int tag, Vr vr) {
        return switch (vr) {
            case DA -> Element.text(tag, vr, "19000101");
            case DT -> Element.text(tag, vr, "19000101000000");
            case TM -> Element.text(tag, vr, "000000");
            case AS -> Element.text(tag, vr, "000Y");
            case DS, IS -> Element.text(tag, vr, "0");
            case UI -> Element.text(tag, vr, "2.25.0");
            case UR -> Element.text(tag, vr, "urn:removed");
            case SQ -> Element.sequence(tag, List.of());
            case AE, CS, LO, LT, PN, SH, ST, UC, UT -> Element.text(tag, vr, TEXT);
            default -> Element.bytes(tag, vr, new byte[8]);
        };
    }
}
