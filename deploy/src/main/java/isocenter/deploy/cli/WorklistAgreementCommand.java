package isocenter.deploy.cli;

import isocenter.annotate.reading.AgreementReport;
import isocenter.annotate.reading.AgreementReport.OfFinding;
import isocenter.annotate.reading.ReadingAgreement;
import isocenter.annotate.reading.SuggestionEffect;
import isocenter.annotate.reading.Worklists;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how far readers agree. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description = {
            "Says how far the readers of a worklist agree, finding by finding: kappa and alpha, each reader against the"
                    + " others, against calibration cases and against their own repeats, overlap of marks.",
            "Intervals are 95 %%, by resampling patients. What the data do not give is said to be not estimable."
        },
        footer = {"", "Example:", "  isocenter worklist agreement chest-1"})
final class WorklistAgreementCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Which worklist.")
    private String name;

    @Option(names = "--seed", defaultValue = "1", description = "Of the resampling. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Inject
    Worklists worklists;

    @Inject
    ReadingAgreement agreement;

    @Override
    public Integer call() {
        AgreementReport report = agreement.of(worklists.require(name), seed);
        print(report, () -> {
            report.findings().forEach(this::table);
            suggestions(report.suggestion());
        });
        return ExitCode.OK;
    }

    private void table(OfFinding finding) {
        out().printf("%s: %d of level %s judged by two or more%n", finding.finding(), finding.items(), finding.level());
        if (finding.items() > 0) {
            out().printf("  agreement             %s%n", finding.agreement().text());
            out().printf("  Fleiss' kappa         %s%n", finding.fleissKappa().text());
            out().printf(
                            "  Krippendorff's alpha  %s%n",
                            finding.krippendorffAlpha().text());
            out().printf(
                            "  agreement on present  %s%n",
                            finding.presentAgreement().text());
        }
        finding.pairs()
                .forEach(pair -> out().printf(
                                "  %s and %s, %d: Cohen's kappa %s; adjusted for prevalence %s%n",
                                pair.first(),
                                pair.second(),
                                pair.items(),
                                pair.kappa().text(),
                                pair.pabak().text()));
        for (AgreementReport.Reader reader : finding.readers()) {
            if (reader.others() > 0) {
                out().printf(
                                "  %s against the others, %d: sensitivity %s, specificity %s%n",
                                reader.reader(),
                                reader.others(),
                                reader.sensitivity().text(),
                                reader.specificity().text());
            }
            if (reader.known() > 0) {
                out().printf(
                                "  %s on %d known cases: sensitivity %s, specificity %s%n",
                                reader.reader(),
                                reader.known(),
                                reader.knownSensitivity().text(),
                                reader.knownSpecificity().text());
            }
            if (reader.repeats() > 0) {
                out().printf(
                                "  %s on %d repeats: kappa %s%n",
                                reader.reader(),
                                reader.repeats(),
                                reader.repeatKappa().text());
            }
        }
        AgreementReport.Marks marks = finding.marks();
        if (marks.pairs() + marks.alone() > 0) {
            out().printf(
                            "  marks of two readers on %d frames, of one alone on %d: Dice %s, outlines %s pixels apart%n",
                            marks.pairs(),
                            marks.alone(),
                            marks.dice().text(),
                            marks.hausdorff95().text());
        }
    }

    private void suggestions(SuggestionEffect effect) {
        if (effect.differed() + effect.agreed() > 0) {
            out().printf(
                            "the model agreed at once with %s of readings; where it did not, %s gave in; without a suggestion"
                                    + " %s were amended%n",
                            effect.agreement().text(),
                            effect.towardsModel().text(),
                            effect.amendedWithout().text());
        }
    }
}
