package isocenter.deploy.desk;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import isocenter.deploy.representation.JobJson;
import isocenter.ingest.dicomweb.Roles;
import isocenter.ingest.job.JobQueue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Long work: how far it is, and an end to it. */
@Path("/api/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
    private static final int SHOWN = 50;

    private final JobQueue queue;

    JobResource(JobQueue queue) {
        this.queue = queue;
    }

    /** The newest jobs, newest first, as {@code isocenter jobs}. */
    @GET
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.ADMIN})
    public List<Map<String, @Nullable Object>> recent() {
        return queue.recent(SHOWN).stream().map(JobJson::of).toList();
    }

    /** The same list as {@code jobs}, whenever it has changed. */
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.ADMIN})
    @Blocking
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return EventStream.of(sse, new JobEvents(sse, this::recent));
    }

    /** Asks a job to stop, as {@code isocenter jobs --cancel}; its checkpoints stay. No effect on one that has ended. */
    @POST
    @Path("/{id}/cancel")
    @RolesAllowed({Roles.RESEARCHER, Roles.ADMIN})
    public Response cancel(@PathParam("id") String id) {
        UUID job = Answer.uuid(id)
                .filter(known -> queue.find(known).isPresent())
                .orElseThrow(() -> Answer.problem(404, "There is no job of that id; GET /api/jobs lists them."));
        queue.requestCancel(job);
        return Response.accepted(JobJson.of(queue.find(job).orElseThrow())).build();
    }
}
