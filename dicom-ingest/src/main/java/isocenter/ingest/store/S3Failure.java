package isocenter.ingest.store;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failed request means, after the last attempt. Messages of the store are not repeated: they may quote keys. */
final class S3Failure {
    private static final int NOT_FOUND = 404;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Set<String> FULL =
            Set.of("XMinioStorageFull", "QuotaExceeded", "InsufficientCapacity", "InsufficientStorage");
    private static final Set<String> DAMAGED =
            Set.of("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");

    private S3Failure() {}

    static IOException of(String key, SdkException cause) {
        if (!(cause instanceof S3Exception answer)) {
            return new StoreAwayException(
                    "The object store does not answer (%s)"
                            .formatted(rootOf(cause).getClass().getSimpleName()),
                    cause);
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        if (answer.statusCode() == NOT_FOUND && !code.equals("NoSuchBucket")) {
            return new MissingObjectException(key);
        }
        if (answer.statusCode() == INSUFFICIENT_STORAGE || FULL.contains(code)) {
            return new StoreFullException("The object store has no room left", cause);
        }
        if (DAMAGED.contains(code)) {
            return new DamagedObjectException(key);
        }
        return new StoreAwayException(
                "The object store answers %d%s"
                        .formatted(answer.statusCode(), code.matches("\\w{1,64}") ? " " + code : ""),
                cause);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
