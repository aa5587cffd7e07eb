package isocenter.ingest.pixel;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** JPEG lossless, process 14 with any predictor, by TwelveMonkeys: FFmpeg errs without a word at difference category 16. */
final class JpegLosslessDecoder {
    private static final JPEGImageReaderSpi PROVIDER = provider();

    private JpegLosslessDecoder() {}

    /** Registered by hand: the provider finds the platform's own JPEG reader only then, whichever loader loads it. */
    private static JPEGImageReaderSpi provider() {
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        IIORegistry.getDefaultInstance().registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    static int[] decode(ByteBuffer encoded, JpegHeader header) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(bytes)) {
            ImageReader reader = PROVIDER.createReaderInstance(null);
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (raster.getWidth() != header.columns()
                    || raster.getHeight() != header.rows()
                    || raster.getNumBands() != header.components()) {
                throw new PixelDecodeException("the lossless JPEG frame decodes to an unexpected layout");
            }
            return raster.getPixels(0, 0, header.columns(), header.rows(), (int[]) null);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new PixelDecodeException("the lossless JPEG frame is damaged", e);
        }
    }
}
