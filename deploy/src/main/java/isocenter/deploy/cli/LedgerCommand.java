package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** The provenance ledger. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Shows, checks and exports the record of what happened.",
        subcommands = {LedgerHeadCommand.class, LedgerVerifyCommand.class, LedgerExportCommand.class},
        footer = {"", "Example:", "  isocenter ledger verify --head 1482:5f0c..."})
final class LedgerCommand {}
