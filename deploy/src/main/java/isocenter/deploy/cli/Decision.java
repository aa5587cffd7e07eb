package isocenter.deploy.cli;

import picocli.CommandLine.Option;

/** Who decides something about a patient's data, and why: it goes into the ledger. */
final class Decision {
    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            description = "Who decides. Default: the user of this machine")
    private String who;

    @Option(names = "--reason", required = true, description = "Why, in words without any patient's data.")
    private String reason;

    String who() {
        return who;
    }

    String reason() {
        return reason;
    }
}
