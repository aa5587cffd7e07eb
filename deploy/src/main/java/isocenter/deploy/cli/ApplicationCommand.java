package isocenter.deploy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands share: the common options, and results as a table for people or as JSON for machines. */
abstract class ApplicationCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    /** Standard output: results only. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final CommandSpec spec() {
        return spec;
    }

    final Path home() {
        return common().home();
    }

    final boolean json() {
        return common().json();
    }

    /** Prints the result in the form that was asked for. */
    final void print(Object result, Runnable table) {
        if (json()) {
            try {
                out().println(JSON.writeValueAsString(result));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A result cannot be written as JSON", e);
            }
        } else {
            table.run();
        }
        out().flush();
    }

    private CommonOptions common() {
        return ((IsocenterCommand) spec.root().userObject()).common();
    }
}
