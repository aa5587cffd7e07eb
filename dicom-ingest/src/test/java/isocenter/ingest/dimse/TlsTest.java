package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.ProposedContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS with both sides' certificates, between two of ours and with dcmtk's. */
class TlsTest {
    private static final ProposedContext CT = new ProposedContext(1, RawPeer.CT, List.of(RawPeer.EXPLICIT));

    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static TestServer server;

    @BeforeAll
    static void start() {
        certificates = new TestCertificates(folder);
        server = new TestServer(certificates.configuration(
                "server", "tls.port", "0", "callers", "SCU,ECHOSCU", "timeouts.association", "700ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RemoteNode node(String host, boolean verify) {
        int port = server.server.tlsPort().orElseThrow();
        return new RemoteNode("us", host, port, "ISOCENTER", true, verify, Retrieval.GET);
    }

    private static Association open(String who, RemoteNode node) {
        Connections connections = new Connections(TestConfig.of(certificates.configuration(who, "ae-title", "SCU")));
        return connections.open(node, List.of(CT), List.of());
    }

    @Test
    void anObjectCrossesTls() {
        try (Association association = open("client", node("localhost", true))) {
            assertThat(TestServer.store(
                                    association,
                                    association.context(RawPeer.CT).orElseThrow(),
                                    TestServer.object("1.2.3"))
                            .status())
                    .isEqualTo(Status.SUCCESS);
            association.release();
        }
        assertThat(server.inbox.kept).hasSize(1);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({"stranger, localhost", "client, 127.0.0.1"})
    void whoseCertificateIsNotTrustedOrNotOfThatHostIsRefused(String who, String host) {
        assertThatThrownBy(() -> open(who, node(host, true)).close()).isInstanceOf(AssociationException.class);
        if (who.equals("client")) {
            open(who, node(host, false)).close();
        }
    }

    @Test
    void withoutTlsThereIsNothingToHear() throws IOException {
        try (RawPeer peer = new RawPeer(server.server.tlsPort().orElseThrow())) {
            peer.send(RawPeer.request(0, CT));
            assertThat(peer.receive()).isNull();
        } catch (isocenter.ingest.dimse.pdu.PduException alert) {
            assertThat(alert).hasMessageContaining("unknown type"); // a TLS alert
        }
        try (RawPeer silent = new RawPeer(server.server.tlsPort().orElseThrow())) {
            assertThat(silent.receive()).as("a handshake has its time too").isNull();
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> new TestServer("tls.port", "0")).hasMessageContaining("tls.key-store");
        assertThatThrownBy(() -> new TestServer(
                        "tls.port",
                        "0",
                        "tls.key-store",
                        certificates.keys("server"),
                        "tls.key-store-password",
                        TestCertificates.PASSWORD))
                .hasMessageContaining("tls.trust-store");
        assertThatThrownBy(() -> new TestServer(
                        certificates.configuration("server", "tls.port", "0", "tls.key-store-password", "wrong")))
                .hasMessageContaining("tls.key-store-password");
    }

    @Test
    void dcmtkIsHeardWithItsCertificateAlone() {
        String echoscu = ExternalProgram.require("echoscu");
        String port = Integer.toString(server.server.tlsPort().orElseThrow());
        assertThat(echo(echoscu, port, "client").exitCode()).isZero();
        assertThat(echo(echoscu, port, "stranger").exitCode()).isNotZero();
        assertThat(ExternalProgram.run(folder, echoscu, "-aec", "ISOCENTER", "localhost", port)
                        .exitCode())
                .isNotZero();
    }

    private static ExternalProgram.Output echo(String echoscu, String port, String who) {
        return ExternalProgram.run(
                folder,
                echoscu,
                "-v",
                "-aec",
                "ISOCENTER",
                "+tls",
                certificates.privateKey(who),
                certificates.certificate(who),
                "+cf",
                certificates.certificate("server"),
                "localhost",
                port);
    }
}
