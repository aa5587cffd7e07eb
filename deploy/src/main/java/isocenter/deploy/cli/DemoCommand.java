package isocenter.deploy.cli;

import isocenter.deploy.demo.PhantomCohort;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The main job, end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the main job end to end: ingest, SimCLR and MAE pretraining, labels, classifiers with 10 %% and 100 %% of"
                    + " the labels, a fairness audit, and a check of the ledger.",
            "Without arguments on a synthetic cohort (a few minutes on two cores), with --dicom on your own images."
                    + " Repeating the command goes on where it was interrupted."
        },
        footer = {
            "",
            "Example:",
            "  isocenter demo",
            "  isocenter demo --dicom images --labels labels.csv --positive Pneumonia --negative \"No Finding\""
        })
final class DemoCommand extends ApplicationCommand {
    private static final long COHORT_SEED = 2026;

    /** Real data: all of these belong together. */
    static final class RealData {
        @Option(names = "--dicom", required = true, paramLabel = "DIR", description = "Folder of DICOM files.")
        private Path dicom;

        @Option(
                names = "--labels",
                required = true,
                paramLabel = "CSV",
                description = "Columns SOPInstanceUID and findings; split (train, val) is used when it is there.")
        private Path labels;

        @Option(names = "--positive", required = true, paramLabel = "FINDING", description = "Finding to detect.")
        private String positive;

        @Option(names = "--negative", required = true, paramLabel = "FINDING", description = "Finding of its absence.")
        private String negative;

        @Option(
                names = "--source",
                paramLabel = "VALUE",
                description =
                        "Only labels whose column source has this value; images of all sources are pretrained on.")
        private @Nullable String source;
    }

    @ArgGroup(exclusive = false)
    private @Nullable RealData real;

    @Option(names = "--quick", description = "Few training steps: checks an installation in a minute or two.")
    private boolean quick;

    @Inject
    Demonstration demonstration;

    @Override
    public Integer call() {
        DemoResult result = real == null ? synthetic() : demonstration.run(real(real));
        print(result.json(), () -> result.print(out()));
        return result.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private DemoPlan real(RealData data) {
        if (!Files.isDirectory(data.dicom) || !Files.isRegularFile(data.labels)) {
            throw new ParameterException(
                    spec().commandLine(), "--dicom must be a folder and --labels a file that exist");
        }
        return DemoPlan.real(data.dicom, data.labels, data.positive, data.negative, data.source, quick);
    }

    /**
     * The cohort is deterministic: written again it is the same, so an interrupted run goes on. It lies outside the data
     * folder, as a hospital's files do, and is removed once it has been taken in.
     */
    private DemoResult synthetic() {
        try (PhantomCohort.Written cohort =
                PhantomCohort.write(Files.createTempDirectory("isocenter-demo"), COHORT_SEED)) {
            return demonstration.run(DemoPlan.synthetic(
                    cohort.folder(), cohort.labels(), PhantomCohort.POSITIVE, PhantomCohort.NEGATIVE, quick));
        } catch (IOException e) {
            throw new UncheckedIOException("The synthetic cohort cannot be written to the temporary folder", e);
        }
    }
}
