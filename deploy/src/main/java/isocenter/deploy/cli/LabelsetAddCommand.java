package isocenter.deploy.cli;

import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSetVersion;
import isocenter.annotate.labelset.LabelSets;
import isocenter.pretrain.recipe.RecipeReader;
import jakarta.inject.Inject;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Keeps a label set. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a YAML file as the newest version of the label set that it names. Worklists of earlier versions stay"
                    + " with those."
        },
        footer = {"", "Example:", "  isocenter labelset add chest-radiograph"})
final class LabelsetAddCommand extends ApplicationCommand {
    /** Names of the label sets that are built in. */
    static final class BuiltIn implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RecipeReader.builtIns(LabelSet.class).iterator();
        }
    }

    @Parameters(
            paramLabel = "FILE",
            completionCandidates = BuiltIn.class,
            description = "A YAML file, or a built-in: ${COMPLETION-CANDIDATES}.")
    private String file;

    @Inject
    LabelSets labelSets;

    @Override
    public Integer call() {
        LabelSetVersion version = labelSets.add(file);
        print(LabelsetShowCommand.summary(version), () -> out().printf("label set %s%n", version.id()));
        return ExitCode.OK;
    }
}
