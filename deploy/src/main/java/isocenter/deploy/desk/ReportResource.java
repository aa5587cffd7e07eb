package isocenter.deploy.desk;

import isocenter.audit.report.FairnessAudits;
import isocenter.audit.report.StoredGroup;
import isocenter.audit.report.StoredReport;
import isocenter.ingest.dicomweb.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Fairness reports. */
@Path("/api/reports")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {
    /** A report is complete in itself; whatever it held, it could do nothing. */
    private static final String NOTHING_RUNS =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    private final FairnessAudits audits;

    ReportResource(FairnessAudits audits) {
        this.audits = audits;
    }

    /** What a report concludes, and of whom. */
    public record Summary(
            String id,
            String at,
            String predictor,
            String dataset,
            String task,
            double threshold,
            String verdict,
            List<StoredGroup> groups) {}

    @GET
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.ADMIN, Roles.RADIOLOGIST})
    public List<Summary> all() {
        return audits.all().stream().map(this::summary).toList();
    }

    private Summary summary(StoredReport report) {
        return new Summary(
                report.id.toString(),
                report.at.toString(),
                report.predictor,
                report.dataset,
                report.task,
                report.threshold,
                report.verdict,
                audits.groups(report));
    }

    /** The report itself. */
    @GET
    @Path("/{id}/page")
    @Produces("text/html;charset=utf-8")
    @RolesAllowed({Roles.RESEARCHER, Roles.AUDITOR, Roles.ADMIN, Roles.RADIOLOGIST})
    public Response page(@PathParam("id") String id) {
        byte[] page = Answer.uuid(id)
                .flatMap(audits::page)
                .orElseThrow(() -> Answer.problem(404, "There is no report of that id; GET /api/reports lists them."));
        return Response.ok(page).header("Content-Security-Policy", NOTHING_RUNS).build();
    }
}
