package isocenter.ingest.deidentify;

import isocenter.audit.ledger.IsocenterHome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names that stand for patients, sites and UIDs: HMAC-SHA-256 (RFC 2104) under a key that never leaves the data folder.
 * Equal originals give equal pseudonyms, so that labels can be matched later; without the key a pseudonym can neither
 * be undone nor tried against a list of names. Each kind of name has a domain of its own: a patient and a site of the
 * same spelling have unrelated pseudonyms. Safe for use by many threads.
 */
@ApplicationScoped
public class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final KeyFile KEY = new KeyFile(
            "pseudonym.key",
            "pseudonyms could be undone",
            "give every patient a second pseudonym",
            PseudonymKeyException::new);

    private final Path secrets;
    private volatile @Nullable SecretKeySpec key;

    @Inject
    public Pseudonyms(IsocenterHome home) {
        this.secrets = home.path().resolve("secrets");
    }

    private Pseudonyms(SecretKeySpec key) {
        this.secrets = Path.of("secrets");
        this.key = key;
    }

    /** Under a key that is kept nowhere, to try things out with. */
    public static Pseudonyms throwaway() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new Pseudonyms(new SecretKeySpec(random, ALGORITHM));
    }

    /**
     * The patient with this ID from this issuer. Blanks around either do not count, case does.
     *
     * @param issuer Issuer of Patient ID (0010,0021), empty when unknown
     * @return {@code P} and 32 hex digits
     */
    public String patient(String issuer, String id) {
        return "P" + hex(mac("patient", issuer.strip(), id.strip()), 16);
    }

    /** The unnamed patient of one study: without an ID, only images of one study are known to be of one person. */
    public String patientOfStudy(String studyInstanceUid) {
        return "P" + hex(mac("patient-of-study", studyInstanceUid.strip()), 16);
    }

    /**
     * The UID that stands for this one. It is a UUID of version 8 (RFC 9562) written as PS3.5 B.2 asks.
     *
     * @return {@code 2.25.<decimal>}, at most 44 characters
     */
    public String uid(String original) {
        byte[] uuid = Arrays.copyOf(mac("uid", original.strip()), 16);
        uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x80);
        uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }

    /**
     * The institution of this name; case and repeated blanks do not count.
     *
     * @return {@code S} and 16 hex digits
     */
    public String site(String institutionName) {
        String name = institutionName.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        return "S" + hex(mac("site", name), 8);
    }

    /**
     * A value of an attribute that a profile wants as a pseudonym.
     *
     * @return 16 hex digits, which fit every text VR
     */
    String value(int tag, String original) {
        return hex(mac("value", Integer.toHexString(tag), original.strip()), 8);
    }

    /** A number for the days by which a patient's dates move: all 64 bits, the same whenever the patient is met again. */
    long days(String patientPseudonym) {
        return ByteBuffer.wrap(mac("days", patientPseudonym)).getLong();
    }

    /** A file's name or path, which may hold a patient's name: 32 hex digits. */
    public String file(String name) {
        return hex(mac("file", name), 16);
    }

    /** A patient's pseudonym once more, so that it can be recognised where it may not be kept: 32 hex digits. */
    public String keptOut(String patientPseudonym) {
        return hex(mac("kept-out", patientPseudonym), 16);
    }

    /** Tells this key from another without giving it away: 32 hex digits. */
    public String keyFingerprint() {
        return hex(mac("key-fingerprint"), 16);
    }

    /** 32 bytes that follow from the key, for another use of it; those of one purpose say nothing about others. */
    public byte[] derivedKey(String purpose) {
        return mac("derived-key", purpose);
    }

    private static String hex(byte[] mac, int bytes) {
        return HexFormat.of().formatHex(mac, 0, bytes);
    }

    /** Every part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ. */
    private byte[] mac(String domain, String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            mac.update(domain.getBytes(StandardCharsets.UTF_8));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((byte) 0);
                mac.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                mac.update((byte) ':');
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA-256, which every runtime must have.", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            SecretKeySpec read = key;
            if (read == null) {
                read = new SecretKeySpec(KEY.in(secrets), ALGORITHM);
                key = read;
            }
            return read;
        }
    }
}
