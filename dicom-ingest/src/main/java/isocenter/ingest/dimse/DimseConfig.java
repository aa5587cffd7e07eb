package isocenter.ingest.dimse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Who may connect, who is asked, and what either may cost. */
@ConfigMapping(prefix = "isocenter.dimse")
interface DimseConfig {
    /** Our AE title: what callers must call, and what we call ourselves. */
    @WithDefault("ISOCENTER")
    String aeTitle();

    /** Address that the ports are opened on. The default is this machine alone; 0.0.0.0 is every network. */
    @WithDefault("127.0.0.1")
    String bind();

    /** Port without TLS; 0 takes a free one. */
    @WithDefault("11112")
    int port();

    /** False leaves the port without TLS closed. */
    @WithDefault("true")
    boolean plain();

    /** Who may call: {@code AET} or {@code AET@address/bits}, several separated by commas. Nobody else may. */
    Optional<List<String>> callers();

    /** SOP classes to be stored besides those of PS3.4 B.5, such as a vendor's own. */
    Optional<List<String>> storageClasses();

    /**
     * True answers storage commitment. Isocenter keeps objects without their identity: who deletes the original because
     * it was committed here loses it.
     */
    @WithDefault("false")
    boolean commitment();

    Limits limits();

    Timeouts timeouts();

    Tls tls();

    Pulls pull();

    /** Other nodes, by the names that commands use. */
    Map<String, Node> nodes();

    /** What peers may cost. */
    interface Limits {
        /** Associations at once; one more is rejected for the moment. */
        @WithDefault("32")
        int associations();

        /** Connections that have not negotiated an association yet; one more is closed. */
        @WithDefault("32")
        int negotiations();

        /** Longest PDU that we take, in bytes. */
        @WithDefault("131072")
        int pdu();

        /** Bytes per second below which a sender is cut off. */
        @WithDefault("1024")
        int slowestRate();

        /** Largest object, in bytes. */
        @WithDefault("2147483647")
        long object();
    }

    /** How long is waited. */
    interface Timeouts {
        @WithDefault("10s")
        Duration connect();

        /** For request, answer and end of an association. */
        @WithDefault("10s")
        Duration association();

        /** From the first byte of a PDU to its last. */
        @WithDefault("30s")
        Duration pdu();

        /** For a caller's next message. */
        @WithDefault("60s")
        Duration idle();

        /** For a node's next response. */
        @WithDefault("120s")
        Duration response();

        /** For running transfers when the server stops. */
        @WithDefault("30s")
        Duration stop();
    }

    /** Keys and certificates, in PKCS #12 files; also used towards nodes that have {@code tls}. */
    interface Tls {
        /** Port with TLS; none without it, 0 takes a free one. */
        OptionalInt port();

        Optional<Path> keyStore();

        Optional<String> keyStorePassword();

        /** Certificates of authorities or peers that are trusted. */
        Optional<Path> trustStore();

        Optional<String> trustStorePassword();

        /** True lets only callers in whose certificate is trusted. */
        @WithDefault("true")
        boolean requireClientCertificate();
    }

    /** How studies are pulled. */
    interface Pulls {
        /** Studies at once. */
        @WithDefault("2")
        int parallel();

        /** How often a study is tried. */
        @WithDefault("4")
        int attempts();

        /** Before the second try; each later one waits twice as long. */
        @WithDefault("2s")
        Duration backoff();
    }

    /** Another application entity. */
    interface Node {
        String host();

        @WithDefault("104")
        int port();

        String aeTitle();

        @WithDefault("false")
        boolean tls();

        /** False takes any trusted certificate, whatever host it names. */
        @WithDefault("true")
        boolean tlsVerifyHost();

        @WithDefault("get")
        Retrieval retrieve();
    }
}
