package isocenter.pretrain.training;

import isocenter.pretrain.objective.SmallObjectives;
import isocenter.pretrain.parallel.RankLost;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.parallel.Rendezvous;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A training by several processes on this machine, of which one may halt without any farewell, or fall silent. */
final class RankedRun {
    static final int STEPS = 4;
    static final int HALTED = 137;
    static final int LOST = 75;

    /** Two steps tell a difference too; these are the ones with a memory, or whose figures are reported. */
    private static final List<String> LONGER = List.of("simclr", "mae", "byol", "swav", "simclr-resnet");

    /** AdamW would magnify the rounding of gradients that are zero in truth. */
    private static final OptimizerSpec STEADY = new OptimizerSpec("lars", 1, 0, -1, 0.9, 0.9, 0, 0, 1, null);

    private static final int PROCESSES = 2;
    private static final int TIMEOUT = 4;

    private RankedRun() {}

    static int steps(String name) {
        return LONGER.contains(name) ? STEPS : STEPS / 2;
    }

    /** One ended process. */
    record Ended(int status, String output) {}

    /**
     * Runs {@link #main} in processes of their own.
     *
     * @param haltAfter steps after which rank 1 halts, or -1
     * @param silent true when rank 1 does not answer any more in the end
     */
    static List<Ended> fork(List<String> cases, Path folder, int haltAfter, boolean silent) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder);
        List<Process> processes = new ArrayList<>();
        for (int rank = 0; rank < PROCESSES; rank++) {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-D" + Rendezvous.TIMEOUT + "=" + (silent ? TIMEOUT : 120),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RankedRun.class.getName(),
                    String.join(",", cases),
                    folder.toString(),
                    Integer.toString(haltAfter),
                    Boolean.toString(silent));
            builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
            builder.environment().putAll(Rendezvous.onThisMachine(rank, PROCESSES, port));
            processes.add(builder.redirectErrorStream(true)
                    .redirectOutput(folder.resolve("rank-" + rank + ".log").toFile())
                    .start());
        }
        List<Ended> ended = new ArrayList<>();
        for (int rank = 0; rank < PROCESSES; rank++) {
            if (!processes.get(rank).waitFor(4, TimeUnit.MINUTES)) {
                processes.forEach(Process::destroyForcibly);
                throw new IllegalStateException("rank " + rank + " did not end");
            }
            String output = Files.readString(folder.resolve("rank-" + rank + ".log"));
            ended.add(new Ended(processes.get(rank).exitValue(), output));
        }
        return ended;
    }

    /** Arguments: cases, folder of their runs, steps of rank 1 before the halt or -1, whether it falls silent in the end. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int haltAfter = Integer.parseInt(arguments[2]);
        boolean silent = Boolean.parseBoolean(arguments[3]);
        try {
            Ranks ranks = Ranks.join(System.getenv(), Device.cpu());
            for (String name : arguments[0].split(",", -1)) {
                train(name, folder, ranks, haltAfter);
            }
            if (silent) {
                if (ranks.rank() == 1) {
                    Thread.sleep(TimeUnit.SECONDS.toMillis(3 * TIMEOUT));
                }
                ranks.any(false);
            }
            ranks.close();
        } catch (RankLost e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(LOST);
        }
    }

    /**
     * A case is an objective, with {@code -resnet} for another network than a ViT, {@code -volumes} for one of volumes. Losses
     * are written to the bit.
     */
    static void train(String name, Path folder, Ranks ranks, int haltAfter) {
        boolean volumes = name.endsWith("-volumes");
        boolean resnet = name.endsWith("-resnet");
        String objective = name.replace("-resnet", "");
        BackboneSpec backbone = new BackboneSpec(resnet ? "resnet-18" : "vit-tiny", resnet ? 0 : 8, SmallRecipes.SIZE);
        StripedImages images = new StripedImages(24, SmallRecipes.SIZE);
        int[] asked = {0};
        TrainingListener losses = new TrainingListener() {
            @Override
            public void onStep(TrainingStep step) {
                write(folder.resolve(name + ".txt"), step);
            }
        };
        new Pretrainer(Device.cpu(), ranks)
                .run(
                        volumes ? SmallVolumes.simclr(steps(name), STEADY) : recipe(objective, backbone, steps(name)),
                        null,
                        volumes ? TrainingSet.of(SmallVolumes.shelled(24)) : TrainingSet.of(images),
                        IntStream.range(0, images.count()).toArray(),
                        folder.resolve(name),
                        List.of(losses),
                        () -> {
                            if (ranks.rank() == 1 && ++asked[0] == haltAfter) {
                                Runtime.getRuntime().halt(HALTED);
                            }
                            return false;
                        });
    }

    private static PretrainRecipe recipe(String objective, BackboneSpec backbone, int steps) {
        PretrainRecipe small =
                SmallRecipes.recipe(objective, SmallObjectives.of(objective), backbone, steps, "fp32", 1e-3);
        return new PretrainRecipe(
                small.objective(),
                small.backbone(),
                small.from(),
                small.views(),
                small.volume(),
                null,
                small.settings(),
                small.batch(),
                backbone.transformer() && !small.settings().comparesImages() ? 2 : 1,
                null,
                backbone.transformer() ? 0.2 : 0,
                0,
                small.steps(),
                STEADY,
                small.precision(),
                small.seed(),
                2,
                1);
    }

    private static void write(Path file, TrainingStep step) {
        try {
            Files.writeString(
                    file,
                    step.step() + " " + step.loss() + " " + step.diagnostics().get("gradientNorm") + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
