package isocenter.ingest.dicomweb;

import isocenter.ingest.catalogue.CatalogueQueryException;
import isocenter.ingest.pixel.ColourImage;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.Rendering;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** A frame as people look at it (PS3.18 section 10.4.1.3 and 10.4.1.4): windowed, scaled, as JPEG or PNG. */
final class Picture {
    private static final int THUMBNAIL = 128;
    private static final int LARGEST = 8192;

    private final BufferedImage image;

    private Picture(BufferedImage image) {
        this.image = image;
    }

    /**
     * @param parameters {@code window=centre,width,function} in modality units and {@code viewport=width,height}
     * @throws CatalogueQueryException when a parameter makes no sense
     */
    static Picture rendered(Frames frames, int frame, MultivaluedMap<String, String> parameters) {
        String window = parameters.getFirst("window");
        ColourImage shown;
        if (window != null && !frames.isColour()) {
            GreyImage grey = frames.grey(frame);
            Rendering own = grey.rendering();
            shown = ColourImage.grey(new GreyImage(
                    grey.rows(),
                    grey.columns(),
                    grey.values(),
                    new Rendering(window(window), own.inverted(), own.paddingLow(), own.paddingHigh())));
        } else {
            shown = frames.colour(frame);
        }
        Picture picture = new Picture(buffered(shown, frames.isColour()));
        String viewport = parameters.getFirst("viewport");
        return viewport == null ? picture : picture.within(viewport);
    }

    static Picture thumbnail(Frames frames, int frame) {
        return new Picture(buffered(frames.colour(frame), frames.isColour())).within(THUMBNAIL, THUMBNAIL);
    }

    private static Rendering.Window window(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length < 2 || !isNumber(parts[0]) || !isNumber(parts[1]) || !(Double.parseDouble(parts[1]) >= 1)) {
            throw new CatalogueQueryException(
                    "window is centre,width,function with a width of 1 or more: 40,400,linear");
        }
        Rendering.Function function = switch (parts.length > 2 ? parts[2].toLowerCase(Locale.ROOT) : "linear") {
            case "linear" -> Rendering.Function.LINEAR;
            case "linear-exact" -> Rendering.Function.LINEAR_EXACT;
            case "sigmoid" -> Rendering.Function.SIGMOID;
            default -> throw new CatalogueQueryException("window's function is linear, linear-exact or sigmoid");
        };
        return new Rendering.Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), function);
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?\\d{1,9}(\\.\\d{1,9})?");
    }

    private static BufferedImage buffered(ColourImage shown, boolean colour) {
        BufferedImage image = new BufferedImage(
                shown.columns(), shown.rows(), colour ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
        byte[] rgb = shown.rgb();
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < shown.rows() * shown.columns(); i++) {
            if (colour) {
                target[3 * i] = rgb[3 * i + 2];
                target[3 * i + 1] = rgb[3 * i + 1];
                target[3 * i + 2] = rgb[3 * i];
            } else {
                target[i] = rgb[3 * i];
            }
        }
        return image;
    }

    private Picture within(String viewport) {
        String[] sides = viewport.split(",", -1);
        if (sides.length < 2 || !sides[0].matches("\\d{1,5}") || !sides[1].matches("\\d{1,5}")) {
            throw new CatalogueQueryException("viewport is width,height in pixels: 512,512");
        }
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new CatalogueQueryException("viewport is out of range: 1 to " + LARGEST + " pixels a side");
        }
        return within(width, height);
    }

    /** As large as fits, in its own shape. */
    private Picture within(int width, int height) {
        double scale = Math.min((double) width / image.getWidth(), (double) height / image.getHeight());
        int columns = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int rows = Math.max(1, (int) Math.round(image.getHeight() * scale));
        int method = scale < 1 ? Image.SCALE_AREA_AVERAGING : Image.SCALE_SMOOTH;
        BufferedImage scaled = new BufferedImage(columns, rows, image.getType());
        Graphics2D graphics = scaled.createGraphics();
        graphics.drawImage(image.getScaledInstance(columns, rows, method), 0, 0, null);
        graphics.dispose();
        return new Picture(scaled);
    }

    Response response(MultivaluedMap<String, String> parameters, @Nullable String accept) {
        for (MediaRange range : MediaRange.accepted(accept)) {
            if (range.takes("image/jpeg")) {
                return response("image/jpeg", encoded("jpeg", quality(parameters.getFirst("quality"))));
            }
            if (range.takes("image/png")) {
                return response("image/png", encoded("png", null));
            }
        }
        throw Problem.exception(406, "Pictures are given as image/jpeg and image/png.");
    }

    private static Response response(String type, byte[] content) {
        return Response.ok(content).header("Content-Type", type).build();
    }

    private static float quality(@Nullable String text) {
        if (text == null) {
            return 0.9f;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 100) {
            throw new CatalogueQueryException("quality is 1 to 100");
        }
        return Integer.parseInt(text) / 100f;
    }

    private byte[] encoded(String format, @Nullable Float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (quality != null) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
