package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Queries under names. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Keeps conditions under a name: for search, catalogue and dataset create.",
        subcommands = {QuerySaveCommand.class, QueryListCommand.class, QueryRemoveCommand.class},
        footer = {"", "Example:", "  isocenter query save chest-films --where Modality=CR,DX"})
final class QueryCommand {}
