package isocenter.ingest.store;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Opens the client of a bucket as it is configured; nothing is sent yet. */
final class S3Connection {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private S3Connection() {}

    /** @throws IllegalStateException when the configuration lacks something */
    static S3Client open(StoreConfig.S3 config) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                // The hash that names an object goes with it; a second checksum, which not every store knows, adds
                // nothing.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .build())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new SentAtOnce())
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                                .maxAttempts(config.attempts())
                                .build()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(config.timeout()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static String bucket(StoreConfig.S3 config) {
        return config.bucket()
                .orElseThrow(() -> new IllegalStateException(
                        "Objects are to be kept in S3, but no bucket is named: set isocenter.store.s3.bucket"));
    }

    private static AwsCredentialsProvider credentials(StoreConfig.S3 config) {
        Optional<String> key = config.accessKey();
        Optional<String> secret = config.secretKey();
        if (key.isPresent() != secret.isPresent()) {
            throw new IllegalStateException(
                    "Set both isocenter.store.s3.access-key and isocenter.store.s3.secret-key, or neither");
        }
        return key.isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(key.get(), secret.orElseThrow()))
                : DefaultCredentialsProvider.builder().build();
    }
}
