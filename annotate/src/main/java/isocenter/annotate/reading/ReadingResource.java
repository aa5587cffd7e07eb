package isocenter.annotate.reading;

import io.quarkus.security.identity.SecurityIdentity;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader's own readings. Changes of an open one name the state that they are made on by {@code If-Match} (RFC 9110
 * 13.1.1); when it is not the newest, the answer is 409 with the newest.
 */
@Path("/api/readings/{id}")
@RolesAllowed(Roles.RADIOLOGIST)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ReadingResource {
    private final Readings readings;
    private final SecurityIdentity user;

    ReadingResource(Readings readings, SecurityIdentity user) {
        this.readings = readings;
        this.user = user;
    }

    @GET
    public OpenedReading open(@PathParam("id") String id) {
        return readings.open(reader(), id);
    }

    @PUT
    @Path("/draft")
    public DraftState save(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String etag, InputStream content) {
        return readings.save(reader(), id, number(etag), ContentJson.text(content));
    }

    @POST
    @Path("/undo")
    @Consumes(MediaType.WILDCARD)
    public DraftState undo(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String etag) {
        return readings.undo(reader(), id, number(etag));
    }

    @POST
    @Path("/redo")
    @Consumes(MediaType.WILDCARD)
    public DraftState redo(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String etag) {
        return readings.redo(reader(), id, number(etag));
    }

    @POST
    @Path("/commit")
    @Consumes(MediaType.WILDCARD)
    public Readings.Committed commit(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String etag) {
        return readings.commit(reader(), id, number(etag));
    }

    @POST
    @Path("/amend")
    public Map<String, Object> amend(@PathParam("id") String id, InputStream body) {
        AmendRequest asked = ContentJson.read(ContentJson.text(body), AmendRequest.class);
        return Map.of("version", readings.amend(reader(), id, asked.reason(), ContentJson.write(asked.content())));
    }

    @POST
    @Path("/skip")
    public Map<String, @Nullable Object> skip(@PathParam("id") String id, InputStream body) {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put(
                "next",
                readings.skip(
                        reader(),
                        id,
                        ContentJson.read(ContentJson.text(body), SkipRequest.class)
                                .reason()));
        return answer;
    }

    @POST
    @Path("/time")
    public void spend(@PathParam("id") String id, InputStream body) {
        readings.spend(
                reader(),
                id,
                ContentJson.read(ContentJson.text(body), TimeRequest.class).seconds());
    }

    /** What an amendment is asked with. */
    record AmendRequest(String reason, ReadingContent content) {
        AmendRequest {
            if (reason == null || content == null) {
                throw new IllegalArgumentException("An amendment has a reason and a content");
            }
        }
    }

    /** Why a reading is left. */
    record SkipRequest(String reason) {
        SkipRequest {
            if (reason == null) {
                throw new IllegalArgumentException("To skip needs a reason");
            }
        }
    }

    /** Time of work since the last report. */
    record TimeRequest(double seconds) {}

    private String reader() {
        return user.getPrincipal().getName();
    }

    private static int number(@Nullable String etag) {
        String digits = etag == null ? "" : etag.strip().replace("\"", "");
        if (!digits.matches("\\d{1,9}")) {
            throw ReadingRefused.needsEtag();
        }
        return Integer.parseInt(digits);
    }
}
