package isocenter.ingest.dimse;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** SOP classes of PS3.6 annex A that we serve or use. */
final class SopClasses {
    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String STORAGE_COMMITMENT = "1.2.840.10008.1.20.1";
    static final String STORAGE_COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1";

    /** All of PS3.4 table B.5-1 but the two below, the retired ones, and those still to come. */
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

    private static final Set<String> OTHER_STORAGE = Set.of(
            "1.2.840.10008.5.1.4.34.7", // RT Beams Delivery Instruction
            "1.2.840.10008.5.1.4.34.10"); // RT Brachy Application Setup Delivery Instruction

    /** What a study most often consists of, for nodes that do not say. */
    static final List<String> COMMON_STORAGE = List.of(
            "1.2.840.10008.5.1.4.1.1.1", // CR
            "1.2.840.10008.5.1.4.1.1.1.1", // DX for presentation
            "1.2.840.10008.5.1.4.1.1.1.1.1", // DX for processing
            "1.2.840.10008.5.1.4.1.1.1.2", // MG for presentation
            "1.2.840.10008.5.1.4.1.1.1.2.1", // MG for processing
            "1.2.840.10008.5.1.4.1.1.13.1.3", // breast tomosynthesis
            "1.2.840.10008.5.1.4.1.1.2", // CT
            "1.2.840.10008.5.1.4.1.1.2.1", // enhanced CT
            "1.2.840.10008.5.1.4.1.1.4", // MR
            "1.2.840.10008.5.1.4.1.1.4.1", // enhanced MR
            "1.2.840.10008.5.1.4.1.1.6.1", // US
            "1.2.840.10008.5.1.4.1.1.3.1", // US multi-frame
            "1.2.840.10008.5.1.4.1.1.7", // SC
            "1.2.840.10008.5.1.4.1.1.12.1", // XA
            "1.2.840.10008.5.1.4.1.1.12.2", // RF
            "1.2.840.10008.5.1.4.1.1.20", // NM
            "1.2.840.10008.5.1.4.1.1.128"); // PET

    private final Set<String> configured;

    /** @param configured storage classes besides the standard's */
    SopClasses(Collection<String> configured) {
        this.configured = Set.copyOf(configured);
    }

    boolean isStorage(String uid) {
        return isUid(uid)
                && (uid.startsWith(STORAGE) && uid.length() > STORAGE.length()
                        || OTHER_STORAGE.contains(uid)
                        || configured.contains(uid));
    }

    /** True for digits and dots, at most 64 (PS3.5 9.1); leading zeros, which are common, are let through. */
    static boolean isUid(String text) {
        return text.length() <= 64 && text.matches("[0-9.]+");
    }

    /**
     * True for what may stand where an instance's UID should: software exists that puts hashes there. Nothing that could
     * mean something to a file system, a shell or a log.
     */
    static boolean isInstanceName(String text) {
        return text.length() <= 64 && text.matches("[0-9A-Za-z.-]+");
    }
}
