package isocenter.deploy.security;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes and one lane, the least that OWASP recommends: 0.1 s on a present core. The
 * hash names its parameters, so that they may grow later.
 */
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of a password that nobody has: who does not exist is answered after the same work as who does. */
    private static final String NOBODY = hash(Secret.random());

    private Passwords() {}

    /** @throws IllegalArgumentException when it is too short or too long; the message does not hold it */
    static String required(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException(
                    "A password has " + SHORTEST + " to " + LONGEST + " characters; any will do, a sentence is good");
        }
        return password;
    }

    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
                .hash(bytes(password), salt)
                .getResult();
    }

    static boolean matches(String password, String hash) {
        return Argon2Function.getInstanceFromHash(hash)
                .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Does the work of {@link #matches} for a name that there is not. */
    static void matchNobody(String password) {
        matches(password, NOBODY);
    }

    /** The same password may come composed or decomposed, by keyboard. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
