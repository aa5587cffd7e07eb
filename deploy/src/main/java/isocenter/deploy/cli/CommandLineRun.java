package isocenter.deploy.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IFactory;

/** Runs one command inside the started application. */
public final class CommandLineRun implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger(CommandLineRun.class);

    private final IFactory beans;

    CommandLineRun(IFactory beans) {
        this.beans = beans;
    }

    @Override
    public int run(String... arguments) {
        return execute(beans, arguments);
    }

    /** @param factory makes the commands */
    static int execute(IFactory factory, String... arguments) {
        return new CommandLine(new IsocenterCommand(), factory)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    LOG.debug("The command failed", failure);
                    command.getErr().println("isocenter: " + explanation(failure));
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    /** Our own failures say what to do; a failure without words is named and points to the log. */
    private static String explanation(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            LOG.error("A command failed without a message", failure);
            return failure.getClass().getSimpleName() + "; see the log in the data folder";
        }
        return message;
    }
}
