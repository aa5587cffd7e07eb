package isocenter.deploy.cli;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerHead;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Prints the ledger's head. */
@Command(
        name = "head",
        mixinStandardHelpOptions = true,
        description = "Prints the number of events and the Merkle root over them. Keep it out of the database's reach:"
                + " ledger verify --head shows later whether the ledger still holds what it held now.",
        footer = {"", "Example:", "  isocenter ledger head --json > /mnt/witness/head.json"})
final class LedgerHeadCommand extends ApplicationCommand {
    @Inject
    Ledger ledger;

    @Override
    public Integer call() {
        LedgerHead head = ledger.head();
        print(json(head), () -> out().println(head.size() + ":" + head.rootHash()));
        return ExitCode.OK;
    }

    static Map<String, Object> json(LedgerHead head) {
        return Map.of("size", head.size(), "root", head.rootHash());
    }
}
