package isocenter.pretrain.parallel;

import isocenter.pretrain.tensor.Device;
import java.time.Duration;
import java.util.Map;

/**
 * Where and as whom a process joins the others, in torchrun's variables (PyTorch, "torchrun (Elastic Launch)", section
 * "Environment Variables").
 *
 * @param rank 0 to size − 1
 * @param size processes, 1 or more
 * @param localRank number among those of one machine: the number of its GPU
 * @param localSize processes on this machine
 * @param host of rank 0
 * @param port there, 1–65535
 * @param store prefix of this attempt's keys in a store that the launcher keeps, empty where rank 0 keeps it
 * @param networkInterface that Gloo talks through ({@code GLOO_SOCKET_IFNAME}); empty for the machine's own choice
 */
public record Rendezvous(
        int rank,
        int size,
        int localRank,
        int localSize,
        String host,
        int port,
        String store,
        String networkInterface) {
    /** Name of the system property that sets for how many seconds a rank waits for the others. */
    public static final String TIMEOUT = "isocenter.torch.rank-timeout";

    private static final int DEFAULT_TIMEOUT = 600;
    private static final int LARGEST_PORT = 65_535;

    public Rendezvous {
        if (size < 1) {
            throw new IllegalArgumentException("WORLD_SIZE must be at least 1, but is " + size);
        }
        if (rank < 0 || rank >= size) {
            throw new IllegalArgumentException(
                    "RANK must be from 0 to WORLD_SIZE - 1, that is " + (size - 1) + ", but is " + rank);
        }
        if (localRank < 0 || localRank > rank) {
            throw new IllegalArgumentException("LOCAL_RANK must be from 0 to RANK, " + rank + ", but is " + localRank);
        }
        if (localSize < 1 || localSize > size) {
            throw new IllegalArgumentException(
                    "LOCAL_WORLD_SIZE must be from 1 to WORLD_SIZE, " + size + ", but is " + localSize);
        }
        if (size > 1 && (port < 1 || port > LARGEST_PORT)) {
            throw new IllegalArgumentException("MASTER_PORT must be from 1 to " + LARGEST_PORT + ", but is " + port);
        }
    }

    /**
     * Reads the variables. Without WORLD_SIZE the process is alone.
     *
     * @throws IllegalArgumentException when one is missing or makes no sense
     */
    public static Rendezvous of(Map<String, String> environment) {
        if (!environment.containsKey("WORLD_SIZE")) {
            if (environment.containsKey("RANK")) {
                throw new IllegalArgumentException(
                        "RANK is set, but WORLD_SIZE is not: start by torchrun, or set both or none");
            }
            return new Rendezvous(0, 1, 0, 1, "", 0, "", "");
        }
        int size = number(environment, "WORLD_SIZE");
        int rank = number(environment, "RANK");
        if (size == 1) {
            return new Rendezvous(rank, 1, 0, 1, "", 0, "", "");
        }
        // an agent that keeps the store numbers its attempts, so that a restart does not read the keys of the last one
        boolean agent =
                environment.getOrDefault("TORCHELASTIC_USE_AGENT_STORE", "").equalsIgnoreCase("true");
        String attempt = environment.getOrDefault("TORCHELASTIC_RESTART_COUNT", "0");
        return new Rendezvous(
                rank,
                size,
                environment.containsKey("LOCAL_RANK") ? number(environment, "LOCAL_RANK") : 0,
                environment.containsKey("LOCAL_WORLD_SIZE") ? number(environment, "LOCAL_WORLD_SIZE") : 1,
                required(environment, "MASTER_ADDR"),
                number(environment, "MASTER_PORT"),
                agent ? "isocenter/attempt-" + attempt : "",
                environment.getOrDefault("GLOO_SOCKET_IFNAME", ""));
    }

    /** The variables of rank {@code rank} of {@code size} on this machine alone, for a process to be started. */
    public static Map<String, String> onThisMachine(int rank, int size, int port) {
        return Map.of(
                "RANK", Integer.toString(rank),
                "LOCAL_RANK", Integer.toString(rank),
                "WORLD_SIZE", Integer.toString(size),
                "LOCAL_WORLD_SIZE", Integer.toString(size),
                "MASTER_ADDR", "127.0.0.1",
                "MASTER_PORT", Integer.toString(port));
    }

    /** The device for this process: of several GPUs of a machine, each local rank has its own. */
    public Device device(Device configured) {
        return configured.isCuda() ? configured.numbered(localRank) : configured;
    }

    /** For how long a rank waits for the others. */
    static Duration timeout() {
        return Duration.ofSeconds(Math.max(1, Integer.getInteger(TIMEOUT, DEFAULT_TIMEOUT)));
    }

    boolean keepsStore() {
        return rank == 0 && store.isEmpty();
    }

    private static int number(Map<String, String> environment, String name) {
        String value = required(environment, name);
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, but is \"" + value + "\"", e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " is not set, but WORLD_SIZE is: start by torchrun, or set RANK, WORLD_SIZE, MASTER_ADDR and"
                            + " MASTER_PORT for each process");
        }
        return value;
    }
}
