package isocenter.deploy.cli;

import io.quarkus.runtime.Quarkus;
import isocenter.deploy.security.ApiTokens;
import isocenter.deploy.security.Users;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.bulk.Inbox;
import isocenter.ingest.bulk.InboxSettings;
import isocenter.ingest.bulk.Inboxes;
import isocenter.ingest.dimse.DimseServer;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The server. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the reading room's page at /, and DICOMweb until it is told to stop (Ctrl-C or SIGTERM): STOW-RS, QIDO-RS and WADO-RS under /dicom-web;"
                    + " and DICOM's own protocol to the callers that are named: Verification, Storage.",
            "Every web request needs a token or a session: isocenter token create, isocenter user create. What comes in is"
                    + " de-identified before it is kept; what is served is de-identified.",
            "More settings, such as TLS for DICOM: isocenter.properties in the data folder."
        },
        footer = {
            "",
            "Example:",
            "  isocenter token create gateway --role service",
            "  isocenter serve --host 0.0.0.0 --tls-cert server.crt --tls-key server.key --caller PACS@10.1.2.0/24"
        })
final class ServeCommand extends ApplicationCommand implements StartupSettings {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    @Option(names = "--port", defaultValue = "8042", description = "HTTP(S) port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
    private String host;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate chain in PEM; plain HTTP is then off.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key in PEM.")
    private @Nullable Path key;

    @Option(
            names = "--behind-proxy",
            description = "A proxy in front speaks TLS; its X-Forwarded headers are believed.")
    private boolean behindProxy;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How clients reach this server where that differs, such as https://imaging.example.org")
    private @Nullable String publicUrl;

    @Option(
            names = "--allow-origin",
            paramLabel = "URL",
            description = "A viewer's page on another host may ask from there, such as https://viewer.example.org")
    private @Nullable String origin;

    @Option(
            names = "--caller",
            paramLabel = "AET[@NETWORK]",
            description = "AE title that may call over DICOM, from everywhere or from one network; repeat it for more."
                    + " Without any the DICOM port stays closed.")
    private List<String> callers = List.of();

    @Option(names = "--dicom-port", defaultValue = "11112", description = "DICOM port. Default: ${DEFAULT-VALUE}")
    private int dicomPort;

    @Option(names = "--ae-title", defaultValue = "ISOCENTER", description = "Our AE title. Default: ${DEFAULT-VALUE}")
    private String aeTitle;

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "Also takes in what is put into this folder, as isocenter inbox does.")
    private @Nullable Path inbox;

    @Option(names = "--inbox-delete", description = "Deletes what was kept from the inbox.")
    private boolean inboxDelete;

    @Inject
    Intake intake;

    @Inject
    DimseServer dimse;

    @Inject
    Inboxes inboxes;

    @Inject
    ApiTokens tokens;

    @Inject
    Users users;

    @Override
    public Map<String, String> startupSettings() {
        if ((certificate == null) != (key == null)) {
            throw new ParameterException(spec().commandLine(), "--tls-cert and --tls-key belong together");
        }
        if (!LOOPBACK.contains(host) && certificate == null && !behindProxy) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Listening to other machines without TLS would send tokens and images in clear."
                            + " Give --tls-cert and --tls-key, or --behind-proxy when a proxy in front speaks TLS");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host-enabled", "true");
        settings.put("quarkus.http.host", host);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("isocenter.dimse.bind", host);
        settings.put("isocenter.dimse.port", Integer.toString(dicomPort));
        settings.put("isocenter.dimse.ae-title", aeTitle);
        if (!callers.isEmpty()) {
            settings.put("isocenter.dimse.callers", String.join(",", callers));
        }
        if (certificate != null && key != null) {
            settings.put("quarkus.http.ssl-port", Integer.toString(port));
            settings.put("quarkus.http.insecure-requests", "disabled");
            settings.put("quarkus.http.ssl.certificate.files", readable(certificate));
            settings.put("quarkus.http.ssl.certificate.key-files", readable(key));
        }
        if (behindProxy) {
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.enable-forwarded-host", "true");
        }
        if (publicUrl != null) {
            settings.put("isocenter.dicomweb.public-url", publicUrl);
        }
        if (origin != null) {
            settings.put("quarkus.http.cors.origins", origin);
        }
        return settings;
    }

    private String readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec().commandLine(), "There is no readable file " + file);
        }
        return file.toAbsolutePath().toString();
    }

    @Override
    public Integer call() {
        if (dimse.hasCallers()) {
            dimse.start();
        }
        String url = "%s://%s:%d/".formatted(certificate == null ? "http" : "https", host, port);
        boolean nobody = tokens.list().stream().allMatch(token -> token.revoked() != null)
                && users.list().stream().allMatch(user -> user.disabled() != null);
        Map<String, String> places = new LinkedHashMap<>();
        places.put("page", url);
        places.put("dicomweb", url + "dicom-web");
        if (dimse.isRunning()) {
            places.put("dicom", "%s@%s:%d".formatted(aeTitle, host, dicomPort));
        }
        print(places, () -> {
            places.forEach((protocol, place) -> out().printf("Serving %s at %s%n", protocol, place));
            if (nobody) {
                out().println("Nobody may use it yet: isocenter token create NAME --role service|researcher, or"
                        + " isocenter user create NAME --role radiologist");
            }
        });
        try (Inbox watched = openInbox()) {
            Quarkus.waitForExit();
        }
        dimse.stop();
        intake.close();
        return ExitCode.OK;
    }

    private @Nullable Inbox openInbox() {
        return inbox == null
                ? null
                : inboxes.open(inbox, InboxSettings.standard(inboxDelete), new InboxReport(() -> {}));
    }
}
