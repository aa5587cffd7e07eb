package isocenter.annotate.exchange;

import isocenter.audit.content.Sha256;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * UIDs that are the same whenever they are made of the same: {@code 2.25.} and a UUID of version 8 (RFC 9562, PS3.5 annex
 * B.2) of the first 122 bits of a SHA-256.
 */
final class DerivedUid {
    private static final String ROOT = "2.25.";

    private DerivedUid() {}

    /** Of parts that hold no line feed. */
    static String of(String... parts) {
        return ROOT + decimal(uuid(parts));
    }

    /** The UUID behind {@link #of}. */
    static UUID uuid(String... parts) {
        String hex = Sha256.hex(String.join("\n", parts));
        long high = Long.parseUnsignedLong(hex, 0, 16, 16);
        long low = Long.parseUnsignedLong(hex, 16, 32, 16);
        return new UUID((high & ~0xF000L) | 0x8000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /**
     * The Tracking Unique Identifier of a mark: its id when that is a UUID in lower case, else derived.
     *
     * @param scope Series Instance UID of the reading's report
     */
    static String ofMark(String scope, String id) {
        return asUuid(id).map(uuid -> ROOT + decimal(uuid)).orElseGet(() -> of("mark", scope, id));
    }

    /** The id of a mark that somebody else tracks by this UID. */
    static String markOf(String trackingUid) {
        if (trackingUid.matches("2\\.25\\.[1-9]\\d{0,38}")) {
            BigInteger number = new BigInteger(trackingUid.substring(ROOT.length()));
            if (number.bitLength() <= 128) {
                return new UUID(number.shiftRight(64).longValue(), number.longValue()).toString();
            }
        }
        return uuid("mark", trackingUid).toString();
    }

    private static Optional<UUID> asUuid(String id) {
        return id.length() == 36 && id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(id.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static String decimal(UUID uuid) {
        return new BigInteger(uuid.toString().replace("-", ""), 16).toString();
    }
}
