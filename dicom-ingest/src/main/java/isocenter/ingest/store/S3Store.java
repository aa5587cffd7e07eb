package isocenter.ingest.store;

import isocenter.audit.content.Sha256;
import isocenter.ingest.store.S3Body.BrokenOffException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A bucket of a store that speaks S3, where an object appears whole when its PUT has succeeded and is durable then. Each
 * carries its SHA-256, which the store compares where it can; what is read is always compared here. Single requests are
 * tried again by the client, bodies that break off by this class.
 */
final class S3Store implements ObjectStore {
    private static final int REQUESTS_AT_ONCE = 8;
    private static final String HASH = "sha256";
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final int attempts;
    private final Optional<String> encryption;
    private final Optional<String> encryptionKey;
    private final ObjectCache cache;
    private final AtOnce network = new AtOnce(REQUESTS_AT_ONCE);

    S3Store(StoreConfig.S3 config, ObjectCache cache) {
        this.bucket = S3Connection.bucket(config);
        this.client = S3Connection.open(config);
        this.prefix = config.prefix()
                .filter(text -> !text.isEmpty())
                .map(text -> text + "/")
                .orElse("");
        this.attempts = config.attempts();
        this.encryption = config.encryption();
        this.encryptionKey = config.encryptionKey();
        this.cache = cache;
    }

    /** Sends the objects. {@link #put} then only asks whether they are still there, which is quick. */
    @Override
    public Set<String> prepare(Collection<ObjectFile> objects) throws IOException {
        put(objects);
        return objects.stream().map(ObjectFile::key).collect(Collectors.toSet());
    }

    @Override
    public void put(Collection<ObjectFile> objects) throws IOException {
        network.forEach(objects, this::putUnlessThere);
    }

    private void putUnlessThere(ObjectFile object) throws IOException {
        Optional<HeadObjectResponse> present = head(object.key());
        if (present.isPresent()
                && present.get().contentLength() == object.sizeBytes()
                && present.get().metadata().getOrDefault(HASH, object.sha256()).equals(object.sha256())) {
            return;
        }
        if (!hashOf(object.file()).equals(object.sha256())) {
            throw new DamagedObjectException(object.key());
        }
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + object.key())
                .contentType("application/dicom")
                .metadata(Map.of(HASH, object.sha256()))
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(object.sha256())));
        encryption.ifPresent(request::serverSideEncryption);
        encryptionKey.ifPresent(request::ssekmsKeyId);
        answer(object.key(), () -> client.putObject(request.build(), RequestBody.fromFile(object.file())));
    }

    private static String hashOf(Path file) throws IOException {
        try {
            return Sha256.hex(file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<HeadObjectResponse> head(String key) throws IOException {
        try {
            return Optional.of(answer(
                    key,
                    () -> client.headObject(request -> request.bucket(bucket).key(prefix + key))));
        } catch (MissingObjectException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Path file(String key, String sha256, long sizeBytes) throws IOException {
        return cache.file(sha256, sizeBytes, file -> fetch(key, sha256, file));
    }

    /** Wrong bytes are asked for again, as those that did not come are: the way here may have changed them. */
    private void fetch(String key, String sha256, Path file) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (OutputStream out = Files.newOutputStream(file)) {
                if (read(key, out).equals(sha256)) {
                    return;
                }
                if (attempt >= attempts) {
                    throw new DamagedObjectException(key);
                }
            } catch (BrokenOffException e) {
                giveUpAfter(attempt, e);
            }
            pauseAfter(attempt);
        }
    }

    @Override
    public String sha256(String key) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(key, OutputStream.nullOutputStream());
            } catch (BrokenOffException e) {
                giveUpAfter(attempt, e);
            }
            pauseAfter(attempt);
        }
    }

    private String read(String key, OutputStream out) throws IOException {
        try (ResponseInputStream<GetObjectResponse> body = answer(
                key, () -> client.getObject(request -> request.bucket(bucket).key(prefix + key)))) {
            return S3Body.copy(body, out);
        }
    }

    private void giveUpAfter(int attempt, BrokenOffException cause) throws StoreAwayException {
        if (attempt >= attempts) {
            throw new StoreAwayException("The object store's answers break off", cause);
        }
    }

    private static void pauseAfter(int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the object store was asked again");
        }
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        return head(key)
                .map(HeadObjectResponse::contentLength)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public void delete(Collection<String> keys) throws IOException {
        network.forEach(keys, key -> {
            cache.forget(key.substring(key.lastIndexOf('/') + 1));
            try {
                answer(
                        key,
                        () -> client.deleteObject(
                                request -> request.bucket(bucket).key(prefix + key)));
            } catch (MissingObjectException absent) {
                // which is what was wanted
            }
        });
    }

    @Override
    public void list(String folder, Consumer<String> keys) throws IOException {
        answer(folder, () -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + folder + "/"))
                    .contents()
                    .forEach(object -> keys.accept(object.key().substring(prefix.length())));
            return true;
        });
    }

    private static <T> T answer(String key, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw S3Failure.of(key, e);
        }
    }

    @Override
    public void close() {
        network.close();
        client.close();
    }
}
