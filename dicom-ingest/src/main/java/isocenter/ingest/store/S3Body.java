package isocenter.ingest.store;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads the answer to one request to its end. */
final class S3Body {
    private static final int BLOCK = 1 << 16;

    /** The body ended before its announced length: what was read is worth nothing, the object may be sound. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(Throwable cause) {
            super("an answer of the object store broke off", cause);
        }
    }

    private S3Body() {}

    /**
     * Copies the body.
     *
     * @return its SHA-256, lower-case hex
     * @throws BrokenOffException when reading failed; any other failure is one of writing
     */
    static String copy(ResponseInputStream<GetObjectResponse> body, OutputStream out) throws IOException {
        long expected = body.response().contentLength();
        MessageDigest digest = Sha256.digest();
        byte[] block = new byte[BLOCK];
        long total = 0;
        for (int read = next(body, block); read >= 0; read = next(body, block)) {
            digest.update(block, 0, read);
            out.write(block, 0, read);
            total += read;
        }
        if (total != expected) {
            throw new BrokenOffException(new IOException("%d bytes of %d".formatted(total, expected)));
        }
        return Sha256.hex(digest);
    }

    private static int next(ResponseInputStream<GetObjectResponse> body, byte[] block) throws BrokenOffException {
        try {
            return body.read(block);
        } catch (IOException | SdkException e) {
            body.abort();
            throw new BrokenOffException(e);
        }
    }
}
