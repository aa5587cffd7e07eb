package isocenter.deploy.desk;

import isocenter.audit.provenance.Lineage;
import isocenter.audit.provenance.LineageGraph;
import isocenter.audit.provenance.Thing;
import isocenter.audit.provenance.UnknownThing;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What was made from what. */
@Path("/api/lineage")
@Produces(MediaType.APPLICATION_JSON)
public class LineageResource {
    private final Lineage lineage;

    LineageResource(Lineage lineage) {
        this.lineage = lineage;
    }

    /**
     * The graph around a thing, as {@code isocenter lineage}.
     *
     * @param up steps towards what it was made from
     * @param down steps towards what was made from it
     */
    @GET
    @Path("/{kind}/{id}")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public LineageGraph around(
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @QueryParam("up") @DefaultValue("9") int up,
            @QueryParam("down") @DefaultValue("9") int down) {
        return lineage.around(new Thing(kind, id), up, down);
    }

    @ServerExceptionMapper
    Response unknown(UnknownThing e) {
        return Answer.problem(404, String.valueOf(e.getMessage())).getResponse();
    }
}
