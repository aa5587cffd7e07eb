package isocenter.ingest.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the bytes of kept objects lie. */
@ConfigMapping(prefix = "isocenter.store")
interface StoreConfig {
    /** Kinds of store. */
    enum Kind {
        DISK,
        S3
    }

    /** Disk is the data folder. */
    @WithDefault("disk")
    Kind kind();

    /** Read when the kind is s3. */
    S3 s3();

    /** A bucket of a store that speaks S3. */
    interface S3 {
        /** Address of the store; empty for AWS. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        /** Needs to exist. */
        Optional<String> bucket();

        /** Before every key, without a slash at its end; may be empty. */
        Optional<String> prefix();

        /** Whether the bucket is a part of the path rather than of the host name, as stores outside of AWS mostly want. */
        @WithDefault("true")
        boolean pathStyle();

        /** Without it, AWS's usual places are searched: environment, profile, role of the machine. */
        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Encryption by the store: {@code AES256} or {@code aws:kms}; empty for what the bucket does by itself. */
        Optional<String> encryption();

        /** Key for {@code aws:kms}. */
        Optional<String> encryptionKey();

        /** How often a request is tried in all, with growing pauses. */
        @WithDefault("4")
        int attempts();

        /** Longest silence of the store within a request. */
        @WithDefault("30s")
        Duration timeout();

        /** Bytes of the folder {@code cache/objects}, where objects that are read lie for the next reader. */
        @WithDefault("10737418240")
        long cacheBytes();
    }
}
