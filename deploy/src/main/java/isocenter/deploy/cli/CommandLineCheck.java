package isocenter.deploy.cli;

import java.nio.file.Path;
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

    private CommandLineCheck(@Nullable Integer exitCode, CommonOptions options) {
        this.exitCode = exitCode;
        this.options = options;
    }

    /** Prints help, version or the mistake where there is one, and runs a command that needs no database. */
    public static CommandLineCheck of(String... arguments) {
        IsocenterCommand top = new IsocenterCommand();
        CommandLine commandLine = new CommandLine(top).setCaseInsensitiveEnumValuesAllowed(true);
        Integer code = null;
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            code = CommandLine.executeHelpRequest(parsed);
            if (code == null && verb(parsed) instanceof Standalone) {
                code = CommandLineRun.execute(CommandLine.defaultFactory(), arguments);
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
        return new CommandLineCheck(code, top.common());
    }

    private static Object verb(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof Callable<?> command)) {
            throw new ParameterException(last.commandSpec().commandLine(), "Missing subcommand");
        }
        return command;
    }

    /** True when there is nothing left to do. */
    public boolean finished() {
        return exitCode != null;
    }

    /** The code to end with: 0 after help, 2 after a mistake, else the command's. */
    public int exitCode() {
        return exitCode == null ? ExitCode.OK : exitCode;
    }

    /** The data folder, absolute. Only known while there is something left to do. */
    public Path home() {
        return options.home();
    }
}
