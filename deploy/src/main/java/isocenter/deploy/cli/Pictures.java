package isocenter.deploy.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures where a command was told to. */
final class Pictures {
    private Pictures() {}

    static void write(BufferedImage picture, Path out) {
        try {
            Path target = out.toAbsolutePath();
            Files.createDirectories(target.getParent());
            if (!ImageIO.write(picture, "png", target.toFile())) {
                throw new IOException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sheet cannot be written to " + out, e);
        }
    }
}
