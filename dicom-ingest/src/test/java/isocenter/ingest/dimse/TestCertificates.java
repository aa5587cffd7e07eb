package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;

/** Keys of a server, of a client that it trusts and of a stranger, made by the JDK's keytool. */
final class TestCertificates {
    static final String PASSWORD = "for-tests";
    private final Path folder;

    TestCertificates(Path folder) {
        this.folder = folder;
        for (String name : new String[] {"server", "client", "stranger"}) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "2",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "SAN=dns:localhost",
                    "-keystore",
                    keys(name));
            keytool("-exportcert", "-rfc", "-alias", name, "-keystore", keys(name), "-file", certificate(name));
        }
        trust("server-trust", "client");
        trust("client-trust", "server");
    }

    private void trust(String store, String trusted) {
        keytool("-importcert", "-noprompt", "-alias", trusted, "-file", certificate(trusted), "-keystore", keys(store));
    }

    /** A PKCS #12 file. */
    String keys(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    /** A PEM file. */
    String certificate(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    /** The private key as a PEM file, as dcmtk reads it. */
    String privateKey(String name) {
        try (InputStream in = Files.newInputStream(Path.of(keys(name)))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            Path file = folder.resolve(name + ".key");
            Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                            + "\n-----END PRIVATE KEY-----\n");
            return file.toString();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String... arguments) {
        String[] command = new String[arguments.length + 5];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "-storetype";
        command[arguments.length + 2] = "PKCS12";
        command[arguments.length + 3] = "-storepass";
        command[arguments.length + 4] = PASSWORD;
        ExternalProgram.Output output = ExternalProgram.run(folder, command);
        assertThat(output.exitCode()).as(output.text()).isZero();
    }

    /** Configuration of a server, or of a client, under the prefix of DIMSE. */
    String[] configuration(String name, String... more) {
        String[] own = {
            "tls.key-store",
            keys(name),
            "tls.key-store-password",
            PASSWORD,
            "tls.trust-store",
            keys(name.equals("server") ? "server-trust" : "client-trust"),
            "tls.trust-store-password",
            PASSWORD
        };
        String[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return all;
    }
}
