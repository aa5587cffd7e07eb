package isocenter.ingest.reidentify;

import isocenter.audit.content.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts sealed with AES-256-GCM (NIST SP 800-38D) under a random nonce. The row's kind and pseudonym are associated data:
 * a sealed text that is moved to another row does not open. Padded, so that its length tells nothing of a name's.
 */
final class SealedRow {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int BLOCK = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String fingerprint;

    SealedRow(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        byte[] labelled = Arrays.copyOf(key, key.length + 1);
        this.fingerprint = Sha256.hex(labelled).substring(0, 32);
    }

    /** Tells this key from another without giving it away: 32 hex digits. */
    String fingerprint() {
        return fingerprint;
    }

    /** Nonce, then the sealed texts with their tag. */
    byte[] seal(String kind, String pseudonym, String... texts) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, kind, pseudonym);
            byte[] sealed = cipher.doFinal(padded(texts));
            byte[] row = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, row, NONCE_BYTES, sealed.length);
            return row;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no AES-GCM, which every runtime must have.", e);
        }
    }

    /** @throws ReidentificationException when the row was changed, moved, or sealed under another key */
    String[] open(byte[] row, String kind, String pseudonym, int count) {
        try {
            byte[] nonce = Arrays.copyOf(row, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, kind, pseudonym);
            byte[] texts = cipher.doFinal(row, NONCE_BYTES, Math.max(0, row.length - NONCE_BYTES));
            return read(texts, count);
        } catch (AEADBadTagException e) {
            throw new ReidentificationException(
                    "This row of the re-identification map was changed after it was written, or sealed under another key. Restore secrets/reidentification.key, or the table, from a backup.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new ReidentificationException("This row of the re-identification map cannot be opened.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String kind, String pseudonym) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("isocenter reidentification 1\n" + kind + "\n" + pseudonym).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] padded(String... texts) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK);
            DataOutputStream out = new DataOutputStream(bytes);
            for (String text : texts) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
            int blocks = (bytes.size() + BLOCK - 1) / BLOCK;
            return Arrays.copyOf(bytes.toByteArray(), blocks * BLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] read(byte[] padded, int count) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(padded))) {
            String[] texts = new String[count];
            for (int i = 0; i < count; i++) {
                texts[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            }
            return texts;
        } catch (IOException e) {
            throw new ReidentificationException("This row of the re-identification map is damaged.", e);
        }
    }
}
