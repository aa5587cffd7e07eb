package isocenter.audit.report;

import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Origin;
import isocenter.audit.provenance.Relation;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Fairness reports, made from predictors. */
@ApplicationScoped
class ReportLineage implements LineageSource {
    private final StoredReports reports;

    ReportLineage(StoredReports reports) {
        this.reports = reports;
    }

    @Override
    public List<Made> made() {
        return reports.all().stream().map(ReportLineage::made).toList();
    }

    private static Made made(StoredReport report) {
        return new Made(
                new Thing("report", report.id.toString()),
                report.at,
                Map.of("verdict", report.verdict),
                List.of(
                        new Origin(Relation.WAS_DERIVED_FROM, new Thing("predictor", report.predictor)),
                        new Origin(Relation.WAS_DERIVED_FROM, new Thing("dataset", report.dataset))));
    }
}
