package isocenter.deploy.cli;

import isocenter.audit.fairness.Verdict;
import isocenter.audit.report.FairnessAudits;
import isocenter.audit.report.FairnessReport;
import isocenter.finetune.evaluation.Predictors;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Audits a predictor by sex and age. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a predictor's performance on the validation patients by sex and age band, at its frozen threshold.",
            "Writes a page, the same as JSON, and database rows."
        },
        footer = {"", "Example:", "  isocenter audit pneumonia-full-backbone-100pct-1f3ac702"})
final class AuditCommand extends ApplicationCommand {
    private static final int NOT_PASSED = 1;

    @Parameters(paramLabel = "PREDICTOR", description = "As finetune printed it.")
    private String predictor;

    @Option(names = "--require-pass", description = "Exit code 1 unless the verdict is PASS.")
    private boolean requirePass;

    @Inject
    Predictors predictors;

    @Inject
    FairnessAudits audits;

    @Override
    public Integer call() {
        FairnessReport report = audits.run(predictors.auditRequest(predictor));
        print(AuditOutcome.json(report), () -> AuditOutcome.print(report, out()));
        return requirePass && !(report.verdict() instanceof Verdict.Pass) ? NOT_PASSED : ExitCode.OK;
    }
}
