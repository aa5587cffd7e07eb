package isocenter.deploy.cli;

import isocenter.pretrain.registry.BackboneDeletion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Dependent;
import jakarta.inject.Inject;
import java.io.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a backbone. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = {
            "Deletes a backbone that nothing depends on: its weights, checkpoints and features. What was recorded of it stays.",
            "Predictors, backbones that went on from it, unfinished jobs and comparisons keep it; they are named."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pretrain delete mae-vit-tiny-3f9a1c --reason \"diverged, replaced by 77b0de\" --yes"
        })
final class PretrainDeleteCommand extends ApplicationCommand {
    private static final String CONFIRMATION = "delete";

    @Parameters(paramLabel = "BACKBONE", description = "Its id.")
    private String backbone;

    @Mixin
    private Decision decision = new Decision();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only says what depends on it.")
    private boolean dryRun;

    @Option(
            names = "--despite-records",
            description = "Deletes it though comparisons name it: what they found stays, but could not be found again.")
    private boolean despiteRecords;

    @Inject
    Backbones backbones;

    @Inject
    BackboneDeletion deletion;

    @Override
    public Integer call() {
        String id = backbones.known(backbone).id;
        if (dryRun) {
            List<Dependent> dependents = deletion.dependents(id);
            print(Map.of("backbone", id, "dependents", dependents), () -> {
                if (dependents.isEmpty()) {
                    out().println("nothing depends on " + id);
                }
                dependents.forEach(dependent -> out().println(dependent));
            });
            return ExitCode.OK;
        }
        if (!yes) {
            requireConfirmation(id);
        }
        long freed = deletion.delete(id, decision.who(), decision.reason(), despiteRecords);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("deleted", id);
        json.put("bytes", freed);
        print(json, () -> out().printf("deleted %s: %d MB%n", id, freed / 1_000_000));
        return ExitCode.OK;
    }

    private static void requireConfirmation(String id) {
        Console console = System.console();
        if (console == null) {
            throw new IllegalArgumentException("Nobody can be asked here, and deleting cannot be undone: give --yes");
        }
        if (!CONFIRMATION.equals(
                console.readLine("The weights of %s cannot be brought back. Type %s to go on: ", id, CONFIRMATION))) {
            throw new IllegalArgumentException("Nothing was deleted");
        }
    }
}
