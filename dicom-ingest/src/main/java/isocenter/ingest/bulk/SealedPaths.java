package isocenter.ingest.bulk;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.source.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Paths as the database may hold them: AES-256-GCM (NIST SP 800-38D) under a key that follows from the pseudonym key, with
 * a random nonce in front and the place they are for as associated data. Names go in byte for byte, as percent-encoded
 * URIs, whatever their encoding.
 */
@ApplicationScoped
class SealedPaths {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Pseudonyms pseudonyms;
    private final SecureRandom random = new SecureRandom();

    SealedPaths(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** @param place what the listings are for; they open only with the same */
    byte[] seal(String place, List<Listing> listings) {
        StringBuilder lines = new StringBuilder();
        for (Listing listing : listings) {
            lines.append(listing.kind())
                    .append('\t')
                    .append(listing.reason() == null ? "" : listing.reason())
                    .append('\t')
                    .append(listing.path().toUri().getRawPath())
                    .append('\n');
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(
                Cipher.ENCRYPT_MODE, place, nonce, deflated(lines.toString().getBytes(StandardCharsets.UTF_8)));
        byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return both;
    }

    /** @throws IllegalStateException when the bytes were sealed with another key or for another place, or were changed */
    List<Listing> open(String place, byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] plain =
                inflated(crypt(Cipher.DECRYPT_MODE, place, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length)));
        List<Listing> listings = new ArrayList<>();
        for (String line : new String(plain, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                String[] parts = line.split("\t", -1);
                listings.add(new Listing(
                        Listing.Kind.valueOf(parts[0]),
                        Path.of(URI.create("file://" + parts[2])),
                        parts[1].isEmpty() ? null : parts[1]));
            }
        }
        return listings;
    }

    private byte[] crypt(int mode, String place, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(
                    mode,
                    new SecretKeySpec(pseudonyms.derivedKey("import-paths"), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The paths of an import do not open: its rows were changed, or this data folder has another"
                            + " secrets/pseudonym.key than the one that started it",
                    e);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
