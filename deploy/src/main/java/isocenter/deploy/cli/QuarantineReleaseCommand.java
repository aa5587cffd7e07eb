package isocenter.deploy.cli;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.archive.QuarantinedObject;
import isocenter.ingest.burnedin.PixelMasks;
import isocenter.ingest.burnedin.Region;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets held objects in. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Lets held objects into the catalogue, after somebody has looked at them.",
            "Exit code 1: one of them is not kept for another reason, which is printed."
        },
        footer = {
            "",
            "Example:",
            "  isocenter quarantine release q-5f0c… --reason \"only a word of technique\"",
            "  isocenter quarantine release q-77ab… --blank 0,0,640,40 --reason \"name on top blanked\""
        })
final class QuarantineReleaseCommand extends ApplicationCommand {
    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "The records, as isocenter quarantine list shows them.")
    private List<String> ids;

    @Option(
            names = "--blank",
            paramLabel = "X,Y,WIDTH,HEIGHT",
            converter = RegionOption.class,
            description = "A rectangle to blank in every frame before, in pixels from the upper left; may be repeated.")
    private List<Region> blanked = new ArrayList<>();

    @Mixin
    private Decision decision = new Decision();

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        List<QuarantinedObject> records = ids.stream().map(quarantine::require).toList();
        Map<String, IngestOutcome> outcomes = new LinkedHashMap<>();
        for (QuarantinedObject record : records) {
            outcomes.put(
                    record.id,
                    quarantine.release(record, PixelMasks.of(blanked)::blank, decision.who(), decision.reason()));
        }
        print(outcomes, () -> outcomes.forEach((id, outcome) -> out().printf("%s  %s%n", id, outcome)));
        return outcomes.values().stream().anyMatch(outcome -> outcome instanceof IngestOutcome.Quarantined)
                ? ExitCode.SOFTWARE
                : ExitCode.OK;
    }
}
