package isocenter.deploy.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a password comes from: never the command line, which every user of the machine can see. */
final class PasswordInput {
    @Option(
            names = "--password-stdin",
            description = "Reads the password from the first line of standard input instead of asking for it.")
    private boolean standardInput;

    /** Asks twice without showing it, or reads one line. */
    String read(CommandSpec spec) {
        String password = standardInput ? line() : asked(spec);
        if (password == null) {
            throw new ParameterException(spec.commandLine(), "There is no password on standard input");
        }
        return password;
    }

    private static @Nullable String line() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read", e);
        }
    }

    private static String asked(CommandSpec spec) {
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no console to ask for the password: pipe it in with --password-stdin");
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Again: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new ParameterException(spec.commandLine(), "The two passwords differ");
        }
        return new String(first);
    }
}
