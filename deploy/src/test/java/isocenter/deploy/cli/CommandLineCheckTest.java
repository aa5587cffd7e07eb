package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the arguments alone decide: help, mistakes, the data folder. */
class CommandLineCheckTest {
    @Test
    void helpEndsWellAndMistakesDoNot() {
        assertThat(CommandLineCheck.of("--help").exitCode()).isZero();
        assertThat(CommandLineCheck.of("ledger", "verify", "--help").exitCode()).isZero();
        assertThat(CommandLineCheck.of("--version").exitCode()).isZero();
        for (String[] mistake : new String[][] {
            {},
            {"dataset"},
            {"datset"},
            {"ingest"},
            {"jobs", "--limit", "many"},
            {"ledger", "verify", "--head", "12:xy"},
            {"pretrain", "import", "weights.safetensors", "--source", "a", "--licence", "b"},
            {"pretrain", "import", "weights.safetensors", "--normalisation", "half", "--licence", "b"},
            {
                "pretrain",
                "import",
                "w",
                "--normalisation",
                "half",
                "--mean",
                "0.5",
                "--std",
                "0.5",
                "--source",
                "a",
                "--licence",
                "b"
            },
            {"pretrain", "import", "w", "--mean", "0.5", "--source", "a", "--licence", "b"},
            {"pretrain", "export", "mae-vit-tiny-3f9a1c"},
            {"pretrain", "export", "mae-vit-tiny-3f9a1c", "--format", "pickle", "--out", "a.pkl"}
        }) {
            CommandLineCheck check = CommandLineCheck.of(mistake);
            assertThat(check.finished()).isTrue();
            assertThat(check.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void pretrainTakesARecipeOrACommand() {
        assertThat(CommandLineCheck.of("pretrain", "mae-vit-tiny", "--dataset", "chest")
                        .finished())
                .isFalse();
        for (String[] normalisation : new String[][] {
            {"--normalisation", "imagenet"},
            {"--mean", "0.5,0.5,0.5", "--std", "0.5,0.5,0.5"},
            {"--mean=0.5", "--std=0.25"}
        }) {
            List<String> arguments = new ArrayList<>(
                    List.of("pretrain", "import", "w.safetensors", "--source", "a", "--licence", "MIT"));
            arguments.addAll(List.of(normalisation));
            assertThat(CommandLineCheck.of(arguments.toArray(String[]::new)).finished())
                    .isFalse();
        }
        for (String[] format : new String[][] {{}, {"--format", "torchscript"}, {"--format=onnx"}}) {
            List<String> arguments =
                    new ArrayList<>(List.of("pretrain", "export", "mae-vit-tiny-3f9a1c", "--out", "file"));
            arguments.addAll(List.of(format));
            assertThat(CommandLineCheck.of(arguments.toArray(String[]::new)).finished())
                    .isFalse();
        }
    }

    @Test
    void homeIsTakenBeforeAndAfterTheVerb() {
        assertThat(CommandLineCheck.of("--home", "/a", "jobs").home()).hasToString("/a");
        assertThat(CommandLineCheck.of("ledger", "head", "--home", "/b").home()).hasToString("/b");
        assertThat(CommandLineCheck.of("jobs").home()).isAbsolute();
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        List<CommandSpec> commands = new ArrayList<>();
        collect(new CommandLine(new IsocenterCommand()).getCommandSpec(), commands);
        assertThat(commands).hasSizeGreaterThan(12).allSatisfy(command -> {
            assertThat(command.mixinStandardHelpOptions()).isTrue();
            assertThat(command.usageMessage().description()).isNotEmpty();
            assertThat(String.join("\n", command.usageMessage().footer())).contains("Example:\n  isocenter ");
        });
    }

    private static void collect(CommandSpec command, List<CommandSpec> into) {
        into.add(command);
        command.subcommands().values().forEach(child -> collect(child.getCommandSpec(), into));
    }
}
