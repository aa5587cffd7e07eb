package isocenter.pretrain.registry;

import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.parallel.Rendezvous;
import isocenter.pretrain.tensor.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The other ranks of a run, as processes on this machine; this process is rank 0. They end with it. */
final class LocalRanks implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final List<Process> others = new ArrayList<>();
    private final Map<String, String> own;

    private LocalRanks(Map<String, String> own) {
        this.own = own;
    }

    /** Starts {@code processes} − 1 others; none for 1. */
    static LocalRanks start(RankLauncher launcher, UUID job, int processes) {
        int port = freePort();
        LocalRanks ranks = new LocalRanks(Rendezvous.onThisMachine(0, processes, port));
        for (int rank = 1; rank < processes; rank++) {
            ranks.others.add(launcher.start(job, rank, Rendezvous.onThisMachine(rank, processes, port)));
        }
        return ranks;
    }

    /** Where this process trains. */
    Device device() {
        return Rendezvous.of(own).device(Device.configured());
    }

    /** @throws isocenter.pretrain.parallel.RankLost when the others do not come */
    Ranks join() {
        return Ranks.join(own, device());
    }

    /** Waits a little for the others to end by themselves. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (Process other : others) {
                if (!other.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    other.destroy();
                }
            }
        } catch (InterruptedException e) {
            others.forEach(Process::destroy);
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the ranks to meet", e);
        }
    }
}
