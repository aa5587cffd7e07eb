package isocenter.deploy.cli;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.deidentify.DryRun;
import isocenter.ingest.deidentify.Profiles;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a profile would do to a file. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a profile would do to a file, attribute by attribute and without any value. Keeps nothing.",
            "Exit code 1: it would not be kept, or held for a person to look at, with the reason."
        },
        footer = {"", "Example:", "  isocenter profile try image.dcm --profile ours.yaml --changes"})
final class ProfileTryCommand extends ApplicationCommand implements Standalone {
    @Parameters(paramLabel = "FILE", description = "A DICOM file.")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "research",
            description = "A built-in name, or a YAML file. Default: ${DEFAULT-VALUE}")
    private String profile;

    @Option(names = "--changes", description = "Leaves out what stays as it is.")
    private boolean changesOnly;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec().commandLine(), "There is no file " + file);
        }
        DryRun.Report report = dryRun();
        Map<String, Object> result = new LinkedHashMap<>();
        String hold = report.inspection() instanceof Inspection.Suspect suspect ? suspect.reason() : "";
        result.put("kept", report.refusal().isEmpty() && hold.isEmpty());
        result.put("refused", report.refusal());
        result.put("held", hold);
        result.put(
                "attributes",
                report.changes().stream()
                        .filter(change -> !changesOnly || change.outcome() != DryRun.Outcome.KEPT)
                        .toList());
        print(result, () -> {
            report.changes().stream()
                    .filter(change -> !changesOnly || change.outcome() != DryRun.Outcome.KEPT)
                    .forEach(change -> out().printf(
                                    "%-8s %-2s  %s%n",
                                    change.outcome().name().toLowerCase(Locale.ROOT), change.vr(), change.path()));
            out().println(
                            !report.refusal().isEmpty()
                                    ? "would not be kept: " + report.refusal()
                                    : hold.isEmpty() ? "would be kept" : "would be held: " + hold);
        });
        return report.refusal().isEmpty() && hold.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private DryRun.Report dryRun() throws IOException {
        Deidentifier deidentifier = new Deidentifier(Pseudonyms.throwaway(), Profiles.read(profile));
        try {
            return DryRun.of(deidentifier, new Part10Parser().parse(file));
        } catch (UncheckedIOException e) {
            throw new IOException("the file cannot be read: check its permissions and its disk", e);
        }
    }
}
