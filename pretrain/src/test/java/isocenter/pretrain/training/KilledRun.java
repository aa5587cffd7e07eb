package isocenter.pretrain.training;

import isocenter.pretrain.tensor.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A training process that may halt without any farewell after a number of steps. Writes each loss to the bit. */
final class KilledRun {
    static final int STEPS = 14;
    static final int HALTED = 137;

    private KilledRun() {}

    /** Runs {@link #main} in a Java of its own; returns its exit status. */
    static int fork(String objective, Path folder, Path losses, int haltAfter)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                objective,
                folder.toString(),
                losses.toString(),
                Integer.toString(haltAfter));
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.inheritIO().start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the forked run did not end");
        }
        return process.exitValue();
    }

    /** Arguments: objective, run folder, file of losses, steps before the halt or -1. */
    public static void main(String[] arguments) {
        PretrainRecipe recipe = arguments[0].equals("mae") ? SmallRecipes.mae(STEPS) : SmallRecipes.simclr(STEPS);
        StripedImages images = new StripedImages(24, SmallRecipes.SIZE);
        Path losses = Path.of(arguments[2]);
        int haltAfter = Integer.parseInt(arguments[3]);
        int[] taken = {0};
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onStep(TrainingStep step) {
                write(losses, step.step() + " " + Long.toHexString(Double.doubleToRawLongBits(step.loss())) + "\n");
                if (++taken[0] == haltAfter) {
                    Runtime.getRuntime().halt(HALTED);
                }
            }
        };
        new Pretrainer(Device.cpu())
                .run(
                        recipe,
                        images,
                        IntStream.range(0, images.count()).toArray(),
                        Path.of(arguments[1]),
                        List.of(listener),
                        () -> false);
    }

    private static void write(Path file, String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
