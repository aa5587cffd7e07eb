package isocenter.pretrain.training;

import isocenter.pretrain.objective.ObjectiveSpec;
import isocenter.pretrain.objective.SimMimSpec;
import isocenter.pretrain.objective.SmallObjectives;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A training process that may halt without any farewell after a number of steps. Writes each loss to the bit. */
final class KilledRun {
    static final int STEPS = 4;
    static final int HALTED = 137;

    private KilledRun() {}

    /** Runs {@link #main} in a Java of its own; returns its exit status. */
    static int fork(List<String> objectives, Path folder, int haltAfter) throws IOException, InterruptedException {
        return run(command(objectives, folder, haltAfter));
    }

    /** The same where no file may become larger than so many KB: to a program that is a full disk. */
    static int forkWithin(int kilobytes, List<String> objectives, Path folder)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "run"));
        command.addAll(command(objectives, folder, -1));
        return run(command);
    }

    private static List<String> command(List<String> objectives, Path folder, int haltAfter) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                String.join(",", objectives),
                folder.toString(),
                Integer.toString(haltAfter));
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.inheritIO().start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the forked run did not end");
        }
        return process.exitValue();
    }

    /** Arguments: objectives, folder of their runs and losses, steps before the halt or -1. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (String objective : arguments[0].split(",")) {
            train(objective, folder, Integer.parseInt(arguments[2]));
        }
    }

    private static void train(String objective, Path folder, int haltAfter) {
        Path losses = folder.resolve(objective + ".txt");
        // one with running statistics, in the network and in the one that follows it
        boolean resnet = objective.equals("byol");
        BackboneSpec backbone = new BackboneSpec(resnet ? "resnet-18" : "vit-tiny", resnet ? 0 : 8, SmallRecipes.SIZE);
        PretrainRecipe recipe =
                SmallRecipes.recipe(objective, settings(objective, backbone), backbone, STEPS, "fp32", 1e-3);
        StripedImages images = new StripedImages(24, SmallRecipes.SIZE);
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
                        folder.resolve(objective),
                        List.of(listener),
                        () -> false);
    }

    /** Those of a test; a ResNet's squares are as large as its stride. */
    static ObjectiveSpec settings(String objective, BackboneSpec backbone) {
        return objective.equals("simmim") && !backbone.transformer()
                ? new SimMimSpec(0.5, 32)
                : SmallObjectives.of(objective);
    }

    private static void write(Path file, String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
