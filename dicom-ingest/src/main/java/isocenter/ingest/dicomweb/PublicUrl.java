package isocenter.ingest.dicomweb;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The URL under which the client of the present request finds studies again. */
@ApplicationScoped
class PublicUrl {
    private static final String STUDIES = "dicom-web/studies/";

    private final DicomWebConfig config;
    private final UriInfo uri;
    private final CurrentVertxRequest current;

    PublicUrl(DicomWebConfig config, UriInfo uri, CurrentVertxRequest current) {
        this.config = config;
        this.uri = uri;
        this.current = current;
    }

    /** Ends with a slash. */
    String studies() {
        return config.publicUrl()
                .map(url -> (url.endsWith("/") ? url : url + "/") + STUDIES)
                .orElseGet(() -> asked() + STUDIES);
    }

    /** Some clients, dicomweb-client among them, leave the port out of the Host header. */
    private URI asked() {
        HttpServerRequest request = current.getCurrent().request();
        URI base = uri.getBaseUri();
        boolean forwarded = request.getHeader("X-Forwarded-Host") != null || request.getHeader("Forwarded") != null;
        int listening = request.localAddress().port();
        boolean usual = listening == (base.getScheme().equals("https") ? 443 : 80);
        return base.getPort() >= 0 || forwarded || usual
                ? base
                : UriBuilder.fromUri(base).port(listening).build();
    }
}
