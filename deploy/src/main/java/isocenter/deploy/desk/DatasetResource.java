package isocenter.deploy.desk;

import isocenter.deploy.representation.DatasetJson;
import isocenter.ingest.dataset.DatasetException;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Datasets, who is in them and what their images look like. */
@Path("/api/datasets")
@Produces(MediaType.APPLICATION_JSON)
public class DatasetResource {
    private static final int MOST = 100;

    private final Datasets datasets;
    private final DatasetSheet sheet;

    DatasetResource(Datasets datasets, DatasetSheet sheet) {
        this.datasets = datasets;
        this.sheet = sheet;
    }

    @GET
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public List<Map<String, Object>> all() {
        return datasets.all().stream().map(DatasetJson::identity).toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public Map<String, Object> one(@PathParam("id") String id) {
        return DatasetJson.of(datasets.show(datasets.require(id)));
    }

    /** Prepared images at even distances through a part; 409 while the version has not been prepared at any size. */
    @GET
    @Path("/{id}/sheet.png")
    @Produces("image/png")
    @RolesAllowed(Roles.RESEARCHER)
    public byte[] sheet(
            @PathParam("id") String id,
            @QueryParam("part") @DefaultValue("train") String part,
            @QueryParam("images") @DefaultValue("24") int images) {
        DatasetVersion version = datasets.require(id);
        Optional<SplitPart> named = Arrays.stream(SplitPart.values())
                .filter(value -> value.name().equalsIgnoreCase(part))
                .findFirst();
        if (named.isEmpty() || images < 1 || images > MOST) {
            throw Answer.problem(400, "part is train, validation or test; images is 1 to " + MOST + ".");
        }
        return sheet.draw(version, named.get(), images);
    }

    @ServerExceptionMapper
    Response refused(DatasetException e) {
        return Answer.problem(404, "Not to be had: " + e.getMessage() + ".").getResponse();
    }
}
