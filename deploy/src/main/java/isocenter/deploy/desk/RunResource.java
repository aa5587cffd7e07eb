package isocenter.deploy.desk;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import isocenter.ingest.dicomweb.Roles;
import isocenter.pretrain.registry.PretrainingRun;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pretrainings, also while they go on. */
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {
    private static final int MOST = 200;

    private final RunDesk desk;

    RunResource(RunDesk desk) {
        this.desk = desk;
    }

    @GET
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public List<RunSummary> recent(@QueryParam("limit") @DefaultValue("50") int limit) {
        return desk.recent(Math.max(1, Math.min(MOST, limit)));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public RunDetail one(@PathParam("id") String id) {
        return desk.detail(desk.require(id));
    }

    /**
     * What is new, as it comes.
     *
     * @param after a step; points up to it are known
     * @param last where a listener was when it lost the stream; goes before {@code after}
     */
    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    @Blocking
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @QueryParam("after") @DefaultValue("0") long after,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable Long last,
            @Context Sse sse) {
        PretrainingRun run = desk.require(id);
        return EventStream.of(sse, new RunEvents(sse, desk, run.id.toString(), last == null ? after : last));
    }

    @GET
    @Path("/{id}/pictures/{name}.png")
    @Produces("image/png")
    @RolesAllowed(Roles.RESEARCHER)
    public byte[] picture(@PathParam("id") String id, @PathParam("name") String name) {
        PretrainingRun run = desk.require(id);
        if (name.equals("views")) {
            return desk.views(run);
        }
        if (name.equals("reconstruction")) {
            return desk.reconstruction(run);
        }
        throw Answer.problem(404, "There are views.png and reconstruction.png.");
    }
}
