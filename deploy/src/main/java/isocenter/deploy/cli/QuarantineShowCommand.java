package isocenter.deploy.cli;

import isocenter.audit.content.DurableFile;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what is held. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Writes a frame of a held object as a picture, for a person to look at.",
        footer = {"", "Example:", "  isocenter quarantine show q-5f0c… --out look.png"})
final class QuarantineShowCommand extends ApplicationCommand {
    @Parameters(paramLabel = "ID", description = "The record, as isocenter quarantine list shows it.")
    private String id;

    @Option(names = "--frame", defaultValue = "1", description = "Which frame, from 1. Default: ${DEFAULT-VALUE}")
    private int frame;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Where the picture goes.")
    private Path target;

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        Frames frames = Frames.of(quarantine.held(quarantine.require(id)));
        if (frame < 1 || frame > frames.count()) {
            throw new IllegalArgumentException("The object has frames 1 to " + frames.count());
        }
        ByteBuffer png =
                ByteBuffer.wrap(FramePicture.of(frames.colour(frame - 1)).as("png"));
        DurableFile.write(target.toAbsolutePath(), channel -> DurableFile.writeFully(channel, png));
        print(
                Map.of("file", target.toString(), "frames", frames.count()),
                () -> out().printf("%s: frame %d of %d%n", target, frame, frames.count()));
        return ExitCode.OK;
    }
}
