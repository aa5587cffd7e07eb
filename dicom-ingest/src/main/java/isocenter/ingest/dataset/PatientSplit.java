package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Draws a patient's part from the patient alone: u in [0, 1) is the first 53 bits of SHA-256("isocenter-split" ‖ 0 ‖
 * seed ‖ pseudonym), the seed as eight bytes big-endian; TRAIN when u is below the training fraction, VALIDATION when it
 * is below the sum of the first two, else TEST. Other patients have no influence, so a part never changes as the catalogue grows; parts meet their
 * fractions only as closely as independent draws do.
 */
record PatientSplit(long seed, double train, double validation) {
    private static final byte[] DOMAIN = "isocenter-split\0".getBytes(StandardCharsets.US_ASCII);
    /** A double holds 53 bits of the hash exactly. */
    private static final int BITS = 53;

    SplitPart part(String patient) {
        double u = position(patient);
        if (u < train) {
            return SplitPart.TRAIN;
        }
        return u < train + validation ? SplitPart.VALIDATION : SplitPart.TEST;
    }

    /** Uniform in [0, 1). */
    double position(String patient) {
        byte[] name = patient.getBytes(StandardCharsets.UTF_8);
        byte[] hash = Sha256.of(ByteBuffer.allocate(DOMAIN.length + Long.BYTES + name.length)
                .put(DOMAIN)
                .putLong(seed)
                .put(name)
                .array());
        return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - BITS)) * 0x1p-53;
    }
}
