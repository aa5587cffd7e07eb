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
            {"ledger", "verify", "--head", "12:xy"}
        }) {
            CommandLineCheck check = CommandLineCheck.of(mistake);
            assertThat(check.finished()).isTrue();
            assertThat(check.exitCode()).isEqualTo(2);
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
