package isocenter.deploy.desk;

import isocenter.deploy.representation.QuarantineJson;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.catalogue.CatalogueStatistics;
import isocenter.ingest.catalogue.SavedQueries;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is, and what was not kept. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {
    private final CatalogueStatistics statistics;
    private final Quarantine quarantine;

    CatalogueResource(CatalogueStatistics statistics, Quarantine quarantine) {
        this.statistics = statistics;
        this.quarantine = quarantine;
    }

    /**
     * Counts of images, studies and patients, as {@code isocenter catalogue}.
     *
     * @param where conditions, {@code ATTRIBUTE=VALUE} each
     */
    @GET
    @Path("/catalogue")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public CatalogueStatistics.Summary catalogue(@QueryParam("where") List<String> where) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (String condition : where) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw Answer.problem(400, "A condition is ATTRIBUTE=VALUE, as in where=Modality=CR.");
            }
            conditions.put(condition.substring(0, equals), condition.substring(equals + 1));
        }
        return statistics.of(SavedQueries.attributes(conditions));
    }

    /** Open records, oldest first, as {@code isocenter quarantine list}. */
    @GET
    @Path("/quarantine")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.ADMIN})
    public List<Map<String, @Nullable Object>> quarantine() {
        return quarantine.open().stream().map(QuarantineJson::of).toList();
    }
}
