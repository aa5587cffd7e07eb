package isocenter.deploy.cli;

import isocenter.audit.content.DurableFile;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.archive.QuarantinedObject;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Draws all that is held. */
@Command(
        name = "sheet",
        mixinStandardHelpOptions = true,
        description = {
            "Writes one page with a picture of everything that is held, the middle frame where there are more.",
            "Tick there what may be kept: the page composes the command that releases it."
        },
        footer = {"", "Example:", "  isocenter quarantine sheet --out held.html"})
final class QuarantineSheetCommand extends ApplicationCommand {
    private static final int SIDE = 640;

    @Option(names = "--out", required = true, paramLabel = "FILE.html", description = "Where the page goes.")
    private Path target;

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        List<QuarantinedObject> held = quarantine.open().stream()
                .filter(record -> record.heldSha256 != null)
                .toList();
        HeldSheet sheet = new HeldSheet();
        for (QuarantinedObject record : held) {
            Frames frames = Frames.of(quarantine.held(record));
            FramePicture picture =
                    FramePicture.of(frames.colour(frames.count() / 2)).within(SIDE);
            sheet.add(record.id, record.reason, frames.count(), frames.rows(), frames.columns(), picture);
        }
        ByteBuffer page = ByteBuffer.wrap(sheet.html().getBytes(StandardCharsets.UTF_8));
        DurableFile.write(target.toAbsolutePath(), channel -> DurableFile.writeFully(channel, page));
        print(
                Map.of("file", target.toString(), "held", held.size()),
                () -> out().printf("%s: %d held images%n", target, held.size()));
        return ExitCode.OK;
    }
}
