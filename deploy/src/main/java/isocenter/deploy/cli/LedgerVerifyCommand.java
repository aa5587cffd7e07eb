package isocenter.deploy.cli;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerHead;
import isocenter.audit.ledger.Verification;
import isocenter.audit.ledger.VerificationListener;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Recomputes the ledger and every file it vouches for. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Recomputes every event's hash, the Merkle root and the hash of every file the ledger vouches for.",
            "Exit code 0: sound. 1: changed, with the first bad event. 2: could not be finished."
        },
        footer = {"", "Example:", "  isocenter ledger verify --against /mnt/witness/ledger.jsonl"})
final class LedgerVerifyCommand extends ApplicationCommand {
    private static final int SOUND = 0;
    private static final int TAMPERED = 1;
    private static final int INCOMPLETE = 2;

    /** At most one earlier state to compare with. */
    static final class Earlier {
        @Option(
                names = "--head",
                paramLabel = "SIZE:ROOT",
                converter = HeadConverter.class,
                description = "Also: the ledger still holds what it held at this head.")
        private @Nullable LedgerHead head;

        @Option(
                names = "--against",
                paramLabel = "FILE",
                description = "Also: the ledger begins with exactly the events of this export.")
        private @Nullable Path export;
    }

    @ArgGroup(exclusive = true)
    private @Nullable Earlier earlier;

    @Inject
    Ledger ledger;

    @Override
    public Integer call() {
        Verification verification;
        try (ProgressLine line = new ProgressLine("verify", "events", 0)) {
            verification = verify(new VerificationListener() {
                @Override
                public void events(long done, long total) {
                    line.show(done, total, "");
                }
            });
        }
        return report(verification);
    }

    private Verification verify(VerificationListener listener) {
        if (earlier != null && earlier.head != null) {
            return ledger.verify(earlier.head, listener);
        }
        if (earlier != null && earlier.export != null) {
            return ledger.verify(earlier.export, listener);
        }
        return ledger.verify(listener);
    }

    private int report(Verification verification) {
        if (verification instanceof Verification.Sound sound) {
            print(
                    Map.of(
                            "result",
                            "SOUND",
                            "head",
                            LedgerHeadCommand.json(sound.head()),
                            "artefacts",
                            sound.artefacts()),
                    () -> out().printf(
                                    "sound: %d events, %d files, root %s%n",
                                    sound.head().size(),
                                    sound.artefacts(),
                                    sound.head().rootHash()));
            return SOUND;
        }
        if (verification instanceof Verification.Tampered tampered) {
            print(
                    Map.of("result", "TAMPERED", "firstBadIndex", tampered.firstBadIndex(), "what", tampered.what()),
                    () -> out().printf("TAMPERED at event %d: %s%n", tampered.firstBadIndex(), tampered.what()));
            return TAMPERED;
        }
        String what = ((Verification.Incomplete) verification).what();
        print(Map.of("result", "INCOMPLETE", "what", what), () -> out().println("INCOMPLETE: " + what));
        return INCOMPLETE;
    }

    /** Reads {@code 1482:5f0c…}. */
    static final class HeadConverter implements ITypeConverter<LedgerHead> {
        @Override
        public LedgerHead convert(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length != 2 || !parts[0].matches("\\d{1,18}") || !parts[1].matches("[0-9a-f]{64}")) {
                throw new TypeConversionException("a head is SIZE:ROOT, as ledger head prints it");
            }
            return new LedgerHead(Long.parseLong(parts[0]), parts[1]);
        }
    }
}
