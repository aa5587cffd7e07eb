package isocenter.ingest.erasure;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Looks for many names at once in bytes that are written to it: at each place, eight bytes of every name are looked up, and
 * the rest is compared only where they are found. A hash is also looked for as its 32 bytes. Names of less than 16
 * characters are none that Isocenter gives, and are not looked for.
 */
final class TraceScanner extends OutputStream {
    private static final int SHORTEST = 16;
    /** The first eight bytes are "2.25." in every UID: the second eight tell them apart. */
    private static final int KEY = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int FILTER_BITS = 20;
    private static final int BUFFER = 1 << 17;

    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final Map<Long, List<byte[]>> byKey = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private final int longest;
    private final long names;
    private int filled;
    private long bytes;
    private boolean found;

    TraceScanner(Traces traces) {
        List<byte[]> wanted = new ArrayList<>();
        traces.all().filter(name -> name.length() >= SHORTEST).distinct().forEach(name -> {
            wanted.add(name.getBytes(StandardCharsets.UTF_8));
            if (name.matches("[0-9a-f]{64}")) {
                wanted.add(HexFormat.of().parseHex(name));
            }
        });
        names = traces.all()
                .filter(name -> name.length() >= SHORTEST)
                .distinct()
                .count();
        wanted.forEach(this::want);
        longest = wanted.stream().mapToInt(name -> name.length).max().orElse(SHORTEST);
    }

    private void want(byte[] name) {
        long key = (long) LONG.get(name, KEY);
        filter.set(bit(key));
        byKey.computeIfAbsent(key, any -> new ArrayList<>(1)).add(name);
    }

    private static int bit(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> (Long.SIZE - FILTER_BITS));
    }

    /** How many names are looked for. */
    long names() {
        return names;
    }

    /** How many bytes were searched. */
    long bytes() {
        return bytes;
    }

    /** Searches a text by itself. */
    boolean isIn(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        write(all, 0, all.length);
        return finish();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        bytes += length;
        int taken = 0;
        while (taken < length) {
            int some = Math.min(length - taken, BUFFER - filled);
            System.arraycopy(from, offset + taken, buffer, filled, some);
            filled += some;
            taken += some;
            if (filled == BUFFER) {
                search(BUFFER - longest + 1);
                // A name may begin here and end in what comes next.
                System.arraycopy(buffer, BUFFER - longest + 1, buffer, 0, longest - 1);
                filled = longest - 1;
            }
        }
    }

    /** Whether any name was in what was written since the last call; what comes next is another text. */
    boolean finish() {
        search(filled - SHORTEST + 1);
        filled = 0;
        boolean was = found;
        found = false;
        return was;
    }

    private void search(int end) {
        for (int start = 0; start < end && !found; start++) {
            long key = (long) LONG.get(buffer, start + KEY);
            if (filter.get(bit(key))) {
                found = isAt(start, byKey.getOrDefault(key, List.of()));
            }
        }
    }

    private boolean isAt(int start, List<byte[]> candidates) {
        for (byte[] name : candidates) {
            int end = start + name.length;
            if (end <= filled && Arrays.equals(buffer, start, end, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }
}
