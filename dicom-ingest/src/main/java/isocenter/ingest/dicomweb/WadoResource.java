package isocenter.ingest.dicomweb;

import com.fasterxml.jackson.core.JsonGenerator;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.pixel.Frames;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.UncheckedIOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** WADO-RS: retrieval (PS3.18 section 10.4) of de-identified objects, under the UIDs that searches return. */
@Path("/dicom-web")
@RolesAllowed({Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.SERVICE})
public class WadoResource {
    private static final Logger LOG = Logger.getLogger(WadoResource.class);

    private static final String STUDY = "/studies/{study}";
    private static final String SERIES = STUDY + "/series/{series}";
    private static final String INSTANCE = SERIES + "/instances/{instance}";

    private final Instances instances;
    private final Archive archive;
    private final PublicUrl url;
    private final Retrieval retrieval;

    WadoResource(Instances instances, Archive archive, PublicUrl url) {
        this.url = url;
        this.instances = instances;
        this.archive = archive;
        this.retrieval = new Retrieval(archive);
    }

    @GET
    @Path(STUDY)
    public Response study(@PathParam("study") String study, @HeaderParam("Accept") @Nullable String accept) {
        return retrieval.of(found(instances.ofStudy(study)), accept);
    }

    @GET
    @Path(SERIES)
    public Response series(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @HeaderParam("Accept") @Nullable String accept) {
        return retrieval.of(found(instances.ofSeries(study, series)), accept);
    }

    @GET
    @Path(INSTANCE)
    public Response instance(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @HeaderParam("Accept") @Nullable String accept) {
        return retrieval.of(List.of(one(study, series, instance)), accept);
    }

    @GET
    @WithoutPixels
    @RolesAllowed({Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR, Roles.SERVICE})
    @Path(STUDY + "/metadata")
    public Response studyMetadata(@PathParam("study") String study, @HeaderParam("Accept") @Nullable String accept) {
        return metadata(found(instances.ofStudy(study)), accept);
    }

    @GET
    @WithoutPixels
    @RolesAllowed({Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR, Roles.SERVICE})
    @Path(SERIES + "/metadata")
    public Response seriesMetadata(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @HeaderParam("Accept") @Nullable String accept) {
        return metadata(found(instances.ofSeries(study, series)), accept);
    }

    @GET
    @WithoutPixels
    @RolesAllowed({Roles.RESEARCHER, Roles.RADIOLOGIST, Roles.AUDITOR, Roles.SERVICE})
    @Path(INSTANCE + "/metadata")
    public Response instanceMetadata(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @HeaderParam("Accept") @Nullable String accept) {
        return metadata(List.of(one(study, series, instance)), accept);
    }

    @GET
    @Path(INSTANCE + "/bulkdata/{place:.+}")
    public Response bulkData(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @PathParam("place") String place,
            @HeaderParam("Accept") @Nullable String accept,
            @HeaderParam("Range") @Nullable String range) {
        DicomObject object = archive.open(one(study, series, instance));
        Element element = BulkData.find(object.dataSet(), place)
                .orElseThrow(() -> Problem.exception(404, "There is no bulk value at this place of the object."));
        return BulkData.of(object, element, accept, range);
    }

    @GET
    @Path(INSTANCE + "/frames/{frames}")
    public Response frames(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @PathParam("frames") String frames,
            @HeaderParam("Accept") @Nullable String accept) {
        Instance row = one(study, series, instance);
        return FrameRetrieval.of(archive.open(row), FrameRetrieval.numbers(frames, row.frames), accept);
    }

    @GET
    @Path(INSTANCE + "/rendered")
    public Response rendered(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @Context UriInfo uri,
            @HeaderParam("Accept") @Nullable String accept) {
        return rendered(one(study, series, instance), "1", uri, accept);
    }

    @GET
    @Path(INSTANCE + "/frames/{frames}/rendered")
    public Response renderedFrame(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @PathParam("frames") String frames,
            @Context UriInfo uri,
            @HeaderParam("Accept") @Nullable String accept) {
        return rendered(one(study, series, instance), frames, uri, accept);
    }

    @GET
    @Path(STUDY + "/thumbnail")
    public Response studyThumbnail(
            @PathParam("study") String study, @Context UriInfo uri, @HeaderParam("Accept") @Nullable String accept) {
        return thumbnail(middle(found(instances.ofStudy(study))), uri, accept);
    }

    @GET
    @Path(SERIES + "/thumbnail")
    public Response seriesThumbnail(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @Context UriInfo uri,
            @HeaderParam("Accept") @Nullable String accept) {
        return thumbnail(middle(found(instances.ofSeries(study, series))), uri, accept);
    }

    @GET
    @Path(INSTANCE + "/thumbnail")
    public Response instanceThumbnail(
            @PathParam("study") String study,
            @PathParam("series") String series,
            @PathParam("instance") String instance,
            @Context UriInfo uri,
            @HeaderParam("Accept") @Nullable String accept) {
        return thumbnail(one(study, series, instance), uri, accept);
    }

    /** The one in the middle of a stack shows more than the first. */
    private static Instance middle(List<Instance> found) {
        return found.get(found.size() / 2);
    }

    private Response rendered(Instance row, String list, UriInfo uri, @Nullable String accept) {
        List<Integer> numbers = FrameRetrieval.numbers(list, row.frames);
        if (numbers.size() > 1) {
            throw Problem.exception(400, "One frame is rendered at a time.");
        }
        Frames frames = Frames.of(archive.open(row));
        return Picture.rendered(frames, numbers.get(0), uri.getQueryParameters())
                .response(uri.getQueryParameters(), accept);
    }

    private Response thumbnail(Instance row, UriInfo uri, @Nullable String accept) {
        Frames frames = Frames.of(archive.open(row));
        return Picture.thumbnail(frames, frames.count() / 2).response(uri.getQueryParameters(), accept);
    }

    /** Null for an object that was damaged: the rest of its series stays to be read. The answer has begun, and could not say. */
    private @Nullable DataSet readable(Instance row) {
        try {
            return archive.open(row).dataSet();
        } catch (DicomFormatException | UncheckedIOException e) {
            LOG.errorf(e, "The stored object of instance %s cannot be read", row.id);
            return null;
        }
    }

    private Response metadata(List<Instance> found, @Nullable String accept) {
        if (MediaRange.accepted(accept).stream()
                .noneMatch(range -> range.takes(MediaRange.DICOM_JSON) || range.takes("application/json"))) {
            throw Problem.exception(406, "Metadata are given as application/dicom+json: accept that.");
        }
        String base = url.studies();
        StreamingOutput body = out -> {
            try (JsonGenerator json = Json.to(out)) {
                json.writeStartArray();
                DicomJson writer = new DicomJson(json);
                for (Instance row : found) {
                    String place =
                            "%s%s/series/%s/instances/%s/bulkdata/".formatted(base, row.study, row.series, row.id);
                    DataSet dataSet = readable(row);
                    if (dataSet != null) {
                        writer.write(dataSet, place);
                    }
                }
                json.writeEndArray();
            }
        };
        return Response.ok(body).header("Content-Type", MediaRange.DICOM_JSON).build();
    }

    private Instance one(String study, String series, String instance) {
        return instances
                .findById(instance)
                .filter(row -> row.study.equals(study) && row.series.equals(series))
                .orElseThrow(WadoResource::absent);
    }

    private static List<Instance> found(List<Instance> rows) {
        if (rows.isEmpty()) {
            throw absent();
        }
        return rows;
    }

    private static RuntimeException absent() {
        return new WebApplicationException(Problem.absent());
    }
}
