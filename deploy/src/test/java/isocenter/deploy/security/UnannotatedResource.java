package isocenter.deploy.security;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Somebody forgot to say who may call it. */
@Path("/test/unannotated")
public class UnannotatedResource {
    @GET
    public String get() {
        return "open to all";
    }
}
