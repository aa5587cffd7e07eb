package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Other nodes of the DICOM network. */
@Command(
        name = "pacs",
        mixinStandardHelpOptions = true,
        description = {
            "Asks other DICOM nodes, and pulls studies from them.",
            "A NODE is a name under isocenter.dimse.nodes, or AET@host:port. It must know our AE title"
                    + " (isocenter.dimse.ae-title)."
        },
        subcommands = {PacsEchoCommand.class, PacsFindCommand.class, PacsPullCommand.class},
        footer = {"", "Example:", "  isocenter pacs pull PACS --where Modality=CT --where StudyDate=20260101-"})
final class PacsCommand {}
