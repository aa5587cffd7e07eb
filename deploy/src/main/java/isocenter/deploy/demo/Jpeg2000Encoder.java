package isocenter.deploy.demo;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriter;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG 2000 lossless codestreams of grey frames, as PS3.5 section 8.2.4 wants them: no JP2 boxes around. */
final class Jpeg2000Encoder {

    private Jpeg2000Encoder() {}

    /** @param bits stored in each value, at most 16; above 8 the codestream has 16-bit samples */
    static byte[] encode(int[] values, int rows, int columns, int bits) throws IOException {
        boolean wide = bits > 8;
        DataBuffer buffer = wide ? new DataBufferUShort(values.length) : new DataBufferByte(values.length);
        for (int i = 0; i < values.length; i++) {
            buffer.setElem(i, values[i]);
        }
        WritableRaster raster =
                Raster.createInterleavedRaster(buffer, columns, rows, columns, 1, new int[] {0}, new Point());
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                false,
                false,
                ColorModel.OPAQUE,
                wide ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(model, raster, false, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        J2KImageWriter writer = new J2KImageWriter(new J2KImageWriterSpi());
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            J2KImageWriteParam parameters = (J2KImageWriteParam) writer.getDefaultWriteParam();
            parameters.setLossless(true);
            parameters.setFilter(J2KImageWriteParam.FILTER_53);
            parameters.setWriteCodeStreamOnly(true);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
