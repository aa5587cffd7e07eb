package isocenter.pretrain.registry;

import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** What Prometheus scrapes, with a service's token. */
@Path("/metrics/pretraining")
@RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.SERVICE})
class TrainingMetricsResource {
    private final TrainingMetrics metrics;

    TrainingMetricsResource(TrainingMetrics metrics) {
        this.metrics = metrics;
    }

    @GET
    @Produces("text/plain;version=0.0.4;charset=utf-8")
    public String text() {
        return metrics.text();
    }
}
