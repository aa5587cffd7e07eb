package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Security;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS 1.2 and 1.3 with this installation's keys and the certificates it trusts (PS3.15 annex B, RFC 9325). */
final class TlsConnections {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final DimseConfig.Tls config;
    private final SSLContext context;

    /** @throws IllegalArgumentException when a key or trust store cannot be used; the message says which */
    TlsConnections(DimseConfig.Tls config) {
        this.config = config;
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys(), trust(), null);
            context = made;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS for DIMSE cannot be set up: " + e.getMessage(), e);
        }
    }

    /** The answering side. */
    Security fromCallers() {
        if (config.keyStore().isEmpty()) {
            throw new IllegalArgumentException(
                    "isocenter.dimse.tls.port needs a key: set isocenter.dimse.tls.key-store to a PKCS #12 file");
        }
        if (config.requireClientCertificate() && config.trustStore().isEmpty()) {
            throw new IllegalArgumentException(
                    "Set isocenter.dimse.tls.trust-store to a PKCS #12 file with the certificates of callers, or isocenter.dimse.tls.require-client-certificate=false");
        }
        return wire -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire, null, wire.getPort(), true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(config.requireClientCertificate());
            return handshake(socket);
        };
    }

    /** The asking side. */
    Security towards(String host, int port, boolean verifyHost) {
        return wire -> {
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire, host, port, true);
            if (verifyHost) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            return handshake(socket);
        };
    }

    private static SSLSocket handshake(SSLSocket socket) throws IOException {
        socket.setEnabledProtocols(PROTOCOLS);
        socket.startHandshake();
        return socket;
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        if (config.keyStore().isEmpty()) {
            return null;
        }
        char[] password = password(config.keyStorePassword());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(config.keyStore().get(), password, "key-store"), password);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException {
        if (config.trustStore().isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(config.trustStore().get(), password(config.trustStorePassword()), "trust-store"));
        return factory.getTrustManagers();
    }

    private static KeyStore load(Path file, char[] password, String property) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "isocenter.dimse.tls.%s %s cannot be read. Check the path, its rights and isocenter.dimse.tls.%s-password."
                            .formatted(property, file, property),
                    e);
        }
    }

    private static char[] password(Optional<String> given) {
        return given.orElse("").toCharArray();
    }
}
