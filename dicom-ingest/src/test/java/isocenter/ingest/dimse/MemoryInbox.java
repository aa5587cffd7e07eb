package isocenter.ingest.dimse;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Keeps what was received as bytes; answers what the test says. */
final class MemoryInbox implements Inbox {
    final List<byte[]> kept = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger open = new AtomicInteger();
    volatile Function<byte[], IngestOutcome> answer = bytes -> new IngestOutcome.Accepted("2.25.1", "00");
    volatile Holding holding = Holding.HELD;

    DicomObject object(int index) {
        return new Part10Parser().parse(kept.get(index));
    }

    @Override
    public Delivery begin() {
        open.incrementAndGet();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new Delivery() {
            private boolean closed;

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                bytes.write(from, offset, length);
            }

            @Override
            IngestOutcome keep() {
                byte[] whole = bytes.toByteArray();
                IngestOutcome outcome = answer.apply(whole);
                if (!(outcome instanceof IngestOutcome.Duplicate)) {
                    kept.add(whole);
                }
                return outcome;
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    @Override
    public Holding holding(String sopClassUid, String sopInstanceUid) {
        return holding;
    }
}
