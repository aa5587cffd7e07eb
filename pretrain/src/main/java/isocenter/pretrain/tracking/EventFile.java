package isocenter.pretrain.tracking;

import isocenter.pretrain.protobuf.ProtobufMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A TensorBoard event file: TFRecords of {@code tensorflow.Event} messages. A record is its length (8 bytes, little-endian),
 * the masked CRC32C of those bytes, the message, and the message's masked CRC32C.
 */
final class EventFile implements ScalarLog {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int STATUS = 1;
    private static final long START = 1;
    private static final int MASK = 0xa282ead8;

    private final OutputStream out;
    private final Clock clock;

    private EventFile(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        write(event(0).text(FILE_VERSION, "brain.Event:2"));
    }

    /** Begins a file in a folder, named so that TensorBoard reads it after the earlier ones of the same run. */
    static EventFile in(Path folder, Clock clock) {
        try {
            Files.createDirectories(folder);
            for (int i = 0; ; i++) {
                Path file =
                        folder.resolve("events.out.tfevents.%010d.isocenter.%d".formatted(clock.millis() / 1000, i));
                if (!Files.exists(file)) {
                    return new EventFile(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), clock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An event file cannot be written into the run's folder", e);
        }
    }

    /** TensorBoard drops what earlier files say of the steps from here on. */
    @Override
    public void resumed(long done) {
        write(event(done + 1).message(SESSION_LOG, new ProtobufMessage().number(STATUS, START)));
    }

    @Override
    public void scalars(long step, Map<String, Double> values) {
        ProtobufMessage summary = new ProtobufMessage();
        values.forEach((name, value) ->
                summary.message(VALUE, new ProtobufMessage().text(TAG, name).single(SIMPLE_VALUE, value.floatValue())));
        write(event(step).message(SUMMARY, summary));
    }

    @Override
    public void end(boolean finished) {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("An event file cannot be closed", e);
        }
    }

    private ProtobufMessage event(long step) {
        ProtobufMessage event = new ProtobufMessage().real(WALL_TIME, clock.millis() / 1e3);
        return step == 0 ? event : event.number(STEP, step);
    }

    private void write(ProtobufMessage event) {
        byte[] content = event.bytes();
        ByteBuffer record = ByteBuffer.allocate(content.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(content.length);
        record.putInt(masked(record.array(), 0, 8));
        record.put(content);
        record.putInt(masked(record.array(), 12, content.length));
        try {
            out.write(record.array());
        } catch (IOException e) {
            throw new UncheckedIOException("An event file cannot be written: is the disk full?", e);
        }
    }

    /** Rotated by 15 bits and shifted, because a CRC of data that holds its own CRC is weak. */
    private static int masked(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
