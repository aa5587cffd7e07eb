package isocenter.annotate.reading;

import io.quarkus.security.identity.SecurityIdentity;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reader has to do, and how far all have come. */
@Path("/api/worklists")
@Produces(MediaType.APPLICATION_JSON)
public class WorklistResource {
    private static final int MOST = 1000;
    private static final Set<String> STATES = Set.of(Reading.OPEN, Reading.COMMITTED, Reading.SKIPPED);

    private final Worklists worklists;
    private final Readings readings;
    private final ReadingAgreement agreement;
    private final SecurityIdentity user;

    WorklistResource(Worklists worklists, Readings readings, ReadingAgreement agreement, SecurityIdentity user) {
        this.worklists = worklists;
        this.readings = readings;
        this.agreement = agreement;
        this.user = user;
    }

    /** A worklist with counts: a radiologist's own, everybody's for others. */
    public record Summary(
            String name, String title, String labelSet, long open, long committed, long skipped, long total) {}

    /** A line of the list; {@code draft} tells whether something has been said already. */
    public record Line(
            String id,
            String study,
            String state,
            String role,
            long position,
            String why,
            String modality,
            @Nullable String bodyPart,
            @Nullable String date,
            int images,
            boolean draft) {}

    /** One page; {@code next} goes into {@code after} for the following one, null at the end. */
    public record Page(List<Line> readings, @Nullable Long next) {}

    @GET
    @RolesAllowed({Roles.RADIOLOGIST, Roles.RESEARCHER, Roles.AUDITOR})
    public List<Summary> list() {
        boolean own = user.hasRole(Roles.RADIOLOGIST);
        List<ReadingCount> mine = own ? worklists.progressOf(user.getPrincipal().getName()) : List.of();
        return worklists.all().stream()
                .map(list -> summary(list, own ? mine : worklists.progress(list)))
                .filter(summary -> !own || summary.total() > 0)
                .toList();
    }

    @GET
    @Path("/{name}/readings")
    @RolesAllowed(Roles.RADIOLOGIST)
    public Page readings(
            @PathParam("name") String name,
            @QueryParam("state") @DefaultValue(Reading.OPEN) String state,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (!STATES.contains(state) || limit < 1 || limit > MOST || after < 0) {
            throw ReadingRefused.invalid(
                    "state is open, committed or skipped; limit is 1 to " + MOST + "; after is what next was.",
                    "query");
        }
        List<Line> lines = readings.page(user.getPrincipal().getName(), name, state, after, limit).stream()
                .map(WorklistResource::line)
                .toList();
        return new Page(
                lines, lines.size() < limit ? null : lines.get(lines.size() - 1).position());
    }

    @GET
    @Path("/{name}/progress")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public List<ReadingCount> progress(@PathParam("name") String name) {
        return worklists.progress(worklists.find(name).orElseThrow(ReadingRefused::noWorklist));
    }

    /** How far the readers agree. */
    @GET
    @Path("/{name}/agreement")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR})
    public AgreementReport agreement(@PathParam("name") String name, @QueryParam("seed") @DefaultValue("1") long seed) {
        return agreement.of(worklists.find(name).orElseThrow(ReadingRefused::noWorklist), seed);
    }

    private static Summary summary(Worklist list, List<ReadingCount> counts) {
        long open = count(list, counts, Reading.OPEN);
        long committed = count(list, counts, Reading.COMMITTED);
        long skipped = count(list, counts, Reading.SKIPPED);
        return new Summary(list.name, list.title, list.labelSet, open, committed, skipped, open + committed + skipped);
    }

    private static long count(Worklist list, List<ReadingCount> counts, String state) {
        return counts.stream()
                .filter(count ->
                        count.worklist().equals(list.name) && count.state().equals(state))
                .mapToLong(ReadingCount::readings)
                .sum();
    }

    private static Line line(Reading row) {
        return new Line(
                row.id,
                row.study,
                row.state,
                Readings.shownRole(row),
                row.position,
                row.why,
                row.modality,
                row.bodyPart,
                row.studyDate,
                row.images,
                row.etag > 0 && row.state.equals(Reading.OPEN));
    }
}
