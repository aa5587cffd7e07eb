package isocenter.audit.report;

import isocenter.audit.fairness.FairnessAssessment;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.audit.ledger.LedgerHead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs audits and keeps them: rows, a page, its data, and an event that vouches for both files. */
@ApplicationScoped
public class FairnessAudits {
    private final StoredReports reports;
    private final Ledger ledger;
    private final ReportFiles files;

    FairnessAudits(StoredReports reports, Ledger ledger, IsocenterHome home) {
        this.reports = reports;
        this.ledger = ledger;
        this.files = new ReportFiles(home);
    }

    /** Assesses the scores and keeps the report. If the transaction fails, files may stay behind that nothing names. */
    @Transactional
    public FairnessReport run(AuditRequest request) {
        FairnessAssessment assessment =
                FairnessAssessment.of(request.scores(), request.attributes(), request.threshold(), request.policy());
        Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        ReportContent content = new ReportContent(UUID.randomUUID(), at, request, assessment, ledger.head());
        Artefact json = files.write(content.id(), "fairness.json", ReportData.json(content));
        Artefact html = files.write(content.id(), "fairness.html", ReportPage.html(content, json.sha256()));
        insertRows(content, html, json);
        LedgerHead head = ledger.append(entry(content, html, json));
        return new FairnessReport(
                content.id(),
                at,
                request.predictor(),
                request.dataset(),
                request.task(),
                request.threshold(),
                content.thresholdSha256(),
                assessment,
                files.absolute(html),
                files.absolute(json),
                head);
    }

    /** Every report, newest first. */
    @Transactional
    public List<StoredReport> all() {
        return reports.all();
    }

    /** What a report says of each group, by attribute and value. */
    @Transactional
    public List<StoredGroup> groups(StoredReport report) {
        return reports.groupsOf(report.id);
    }

    /**
     * A report as a page to read: HTML in UTF-8, complete in itself.
     *
     * @return nothing when there is no such report
     * @throws IllegalStateException when the file is missing or is not the one that was kept
     */
    @Transactional
    public Optional<byte[]> page(UUID report) {
        return reports.find(report).map(row -> files.read(new Artefact(row.htmlPath, row.htmlSha256)));
    }

    private void insertRows(ReportContent content, Artefact html, Artefact json) {
        StoredReport row = new StoredReport();
        row.id = content.id();
        row.at = content.at();
        row.predictor = content.request().predictor();
        row.dataset = content.request().dataset();
        row.task = content.request().task();
        row.threshold = content.request().threshold();
        row.thresholdSha256 = content.thresholdSha256();
        row.scoresSha256 = content.scoresSha256();
        row.verdict = ReportContent.outcome(content.assessment().verdict());
        row.htmlPath = html.path();
        row.htmlSha256 = html.sha256();
        row.jsonPath = json.path();
        row.jsonSha256 = json.sha256();
        reports.insert(row);
        reports.insert(content.assessment().groups().stream()
                .map(group -> StoredGroup.of(row.id, group))
                .toList());
    }

    private static LedgerEntry entry(ReportContent content, Artefact html, Artefact json) {
        AuditRequest request = content.request();
        return new LedgerEntry(
                "audit.fairness",
                request.predictor(),
                Map.of(
                        "report", content.id().toString(),
                        "dataset", request.dataset(),
                        "task", request.task(),
                        "threshold", request.threshold(),
                        "thresholdSha256", content.thresholdSha256(),
                        "scoresSha256", content.scoresSha256(),
                        "images", request.scores().size(),
                        "verdict", ReportContent.outcome(content.assessment().verdict())),
                List.of(html, json));
    }
}
