package isocenter.deploy.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What can be done before a database is started: help, a version, a mistake, a command that needs none; or the data folder
 * of a command that can run.
 */
public final class CommandLineCheck {
    private final @Nullable Integer exitCode;
    private final CommonOptions options;
    private final Map<String, String> settings;

    private CommandLineCheck(@Nullable Integer exitCode, CommonOptions options, Map<String, String> settings) {
        this.exitCode = exitCode;
        this.settings = settings;
        this.options = options;
    }

    /** Prints help, version or the mistake where there is one, and runs a command that needs no database. */
    public static CommandLineCheck of(String... arguments) {
        IsocenterCommand top = new IsocenterCommand();
        CommandLine commandLine = new CommandLine(top).setCaseInsensitiveEnumValuesAllowed(true);
        Integer code = null;
        Map<String, String> settings = Map.of();
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            code = CommandLine.executeHelpRequest(parsed);
            if (code == null) {
                Callable<?> verb = verb(parsed);
                settings = settingsOf(verb);
                if (verb instanceof Standalone) {
                    code = CommandLineRun.execute(CommandLine.defaultFactory(), arguments);
                }
            }
        } catch (ParameterException e) {
            CommandLine command = e.getCommandLine();
            command.getErr().println(e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
                command.getErr().println(command.getHelp().fullSynopsis().strip());
            }
            command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            code = ExitCode.USAGE;
        }
        return new CommandLineCheck(code, top.common(), settings);
    }

    private static Callable<?> verb(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof Callable<?> command)) {
            throw new ParameterException(last.commandSpec().commandLine(), "Missing subcommand");
        }
        return command;
    }

    private static Map<String, String> settingsOf(Callable<?> verb) {
        return verb instanceof StartupSettings configured ? configured.startupSettings() : Map.of();
    }

    /** True when there is nothing left to do. */
    public boolean finished() {
        return exitCode != null;
    }

    /** The code to end with: 0 after help, 2 after a mistake, else the command's. */
    public int exitCode() {
        return exitCode == null ? ExitCode.OK : exitCode;
    }

    /** Configuration that the command wants before the application starts. */
    public Map<String, String> settings() {
        return settings;
    }

    /** The data folder, absolute. Only known while there is something left to do. */
    public Path home() {
        return options.home();
    }
}
