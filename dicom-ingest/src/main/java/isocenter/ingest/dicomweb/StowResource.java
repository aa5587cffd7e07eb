package isocenter.ingest.dicomweb;

import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * STOW-RS: store (PS3.18 section 10.5). Each part of the body is taken in as it comes, and the answer is given when all of
 * them are durable: 200 when everything was kept, 202 when something was, 409 when nothing was.
 */
@Path("/dicom-web")
@RolesAllowed(Roles.SERVICE)
public class StowResource {
    private final Intake intake;
    private final Instances instances;
    private final PublicUrl url;

    StowResource(Intake intake, Instances instances, PublicUrl url) {
        this.url = url;
        this.intake = intake;
        this.instances = instances;
    }

    @POST
    @Path("/studies")
    public Response store(
            InputStream body,
            @HeaderParam("Content-Type") @Nullable String type,
            @HeaderParam("Content-Encoding") @Nullable String encoding) {
        return new StowRequest(intake, instances, null, url.studies()).store(body, type, encoding);
    }

    @POST
    @Path("/studies/{study}")
    public Response storeInStudy(
            @PathParam("study") String study,
            InputStream body,
            @HeaderParam("Content-Type") @Nullable String type,
            @HeaderParam("Content-Encoding") @Nullable String encoding) {
        if (!study.matches("[0-9.]{1,64}")) {
            throw Problem.exception(400, "The path does not hold a UID: digits and dots, 64 at most.");
        }
        return new StowRequest(intake, instances, study, url.studies()).store(body, type, encoding);
    }
}
