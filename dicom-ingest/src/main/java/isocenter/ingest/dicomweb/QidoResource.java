package isocenter.ingest.dicomweb;

import com.fasterxml.jackson.core.JsonGenerator;
import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.CatalogueQuery;
import isocenter.ingest.catalogue.CatalogueSearch;
import isocenter.ingest.catalogue.Level;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** QIDO-RS: search (PS3.18 section 10.6). Nothing found is 200 and an empty array. */
@Path("/dicom-web")
@RolesAllowed({Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR, Roles.SERVICE})
public class QidoResource {
    private static final int RETRIEVE_URL = 0x00081190;

    private final CatalogueSearch catalogue;
    private final AssignedStudies assigned;
    private final PublicUrl url;

    QidoResource(CatalogueSearch catalogue, AssignedStudies assigned, PublicUrl url) {
        this.catalogue = catalogue;
        this.assigned = assigned;
        this.url = url;
    }

    @GET
    @LimitedToAssigned
    @WithoutPixels
    @Path("/studies")
    public Response studies(@Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return find(Level.STUDY, Map.of(), uri, accept);
    }

    @GET
    @LimitedToAssigned
    @WithoutPixels
    @Path("/series")
    public Response series(@Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return find(Level.SERIES, Map.of(), uri, accept);
    }

    @GET
    @LimitedToAssigned
    @WithoutPixels
    @Path("/instances")
    public Response instances(@Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return find(Level.INSTANCE, Map.of(), uri, accept);
    }

    @GET
    @WithoutPixels
    @Path("/studies/{study}/series")
    public Response seriesOfStudy(
            @PathParam("study") String study, @Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return find(Level.SERIES, Map.of(Attribute.STUDY_INSTANCE_UID, List.of(study)), uri, accept);
    }

    @GET
    @WithoutPixels
    @Path("/studies/{study}/instances")
    public Response instancesOfStudy(
            @PathParam("study") String study, @Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return find(Level.INSTANCE, Map.of(Attribute.STUDY_INSTANCE_UID, List.of(study)), uri, accept);
    }

    @GET
    @WithoutPixels
    @Path("/studies/{study}/series/{series}/instances")
    public Response instancesOfSeries(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @Context UriInfo uri,
            @HeaderParam("Accept") @Nullable String accept) {
        return find(
                Level.INSTANCE,
                Map.of(Attribute.STUDY_INSTANCE_UID, List.of(study), Attribute.SERIES_INSTANCE_UID, List.of(series)),
                uri,
                accept);
    }

    private Response find(Level level, Map<Attribute, List<String>> parents, UriInfo uri, @Nullable String accept) {
        requireJson(accept);
        QueryParameters parameters = QueryParameters.of(level, parents, uri.getQueryParameters());
        CatalogueQuery query = parameters.query();
        List<DataSet> found = assigned.limited() ? catalogue.find(query, assigned.all()) : catalogue.find(query);
        String base = url.studies();
        StreamingOutput body = out -> {
            try (JsonGenerator json = Json.to(out)) {
                json.writeStartArray();
                DicomJson writer = new DicomJson(json);
                for (DataSet row : found) {
                    row.put(Element.text(RETRIEVE_URL, Vr.UR, base + place(level, row)));
                    writer.write(row, "");
                }
                json.writeEndArray();
            }
        };
        Response.ResponseBuilder response = Response.ok(body).header("Content-Type", MediaRange.DICOM_JSON);
        parameters.warnings(found.size()).forEach(text -> response.header("Warning", "299 isocenter \"" + text + "\""));
        return response.build();
    }

    private static String place(Level level, DataSet row) {
        String study = row.text(Tags.STUDY_INSTANCE_UID).orElse("");
        String series = study + "/series/" + row.text(Tags.SERIES_INSTANCE_UID).orElse("");
        return switch (level) {
            case STUDY -> study;
            case SERIES -> series;
            case INSTANCE ->
                series + "/instances/" + row.text(Tags.SOP_INSTANCE_UID).orElse("");
        };
    }

    private static void requireJson(@Nullable String accept) {
        boolean taken = MediaRange.accepted(accept).stream()
                .anyMatch(range -> range.takes(MediaRange.DICOM_JSON) || range.takes("application/json"));
        if (!taken) {
            throw Problem.exception(406, "Results are given as application/dicom+json: accept that.");
        }
    }
}
