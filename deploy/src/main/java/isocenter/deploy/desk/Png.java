package isocenter.deploy.desk;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture as bytes. */
final class Png {
    private Png() {}

    static byte[] of(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "png", bytes)) {
                throw new IllegalStateException("This Java has no PNG writer: use one that does");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A picture cannot be encoded", e);
        }
        return bytes.toByteArray();
    }
}
