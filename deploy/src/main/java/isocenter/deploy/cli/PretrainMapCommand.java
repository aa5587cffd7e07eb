package isocenter.deploy.cli;

import isocenter.audit.content.DurableFile;
import isocenter.pretrain.map.EmbeddingMap;
import isocenter.pretrain.map.EmbeddingMap.Coloured;
import isocenter.pretrain.map.EmbeddingMaps;
import isocenter.pretrain.map.EmbeddingMaps.Layout;
import isocenter.pretrain.map.MapSvg;
import isocenter.pretrain.map.Readability;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Draws features in the plane. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Draws images in the plane, near each other where a backbone sees them as alike, once for each --colour.",
            "Beside each colour stands how well it can be read from the features: every image is guessed from its nearest"
                    + " images of other patients. A site or a scanner that can be read is a shortcut that a model may take."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pretrain map mae-vit-tiny-3f9a1c --dataset chest --colour site,view,label:pneumonia --out map.svg"
        })
final class PretrainMapCommand extends ApplicationCommand {
    @Mixin
    private EmbeddedOptions which = new EmbeddedOptions();

    @Option(
            names = "--colour",
            required = true,
            split = ",",
            paramLabel = "BY",
            description = "site, scanner, view, sex, age, modality, part or label:TASK; several for several pictures.")
    private List<String> colours;

    @Option(names = "--out", required = true, paramLabel = "FILE.svg", description = "Replaced when it exists.")
    private Path out;

    @Option(
            names = "--layout",
            paramLabel = "tsne|pca",
            defaultValue = "tsne",
            description = "Default: ${DEFAULT-VALUE}. pca keeps distances, tsne keeps neighbours.")
    private String layout;

    @Option(
            names = "--most",
            defaultValue = "3000",
            description = "Images drawn and judged, 4 to 10000; of more, the seed chooses. Default: ${DEFAULT-VALUE}")
    private int most;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses them. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Inject
    Features features;

    @Inject
    EmbeddingMaps maps;

    @Override
    public Integer call() {
        if (most < 4 || most > 10_000) {
            throw new ParameterException(spec().commandLine(), "--most takes 4 to 10000");
        }
        EmbeddingMap map = maps.map(
                features.of(which.backbone(), which.dataset(), which.parts()), colours, chosenLayout(), most, seed);
        Path file = out.toAbsolutePath();
        DurableFile.write(file, MapSvg.draw(map).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("images", map.points().length);
        json.put("neighbours", Readability.NEIGHBOURS);
        json.put(
                "colours",
                map.colourings().stream().map(PretrainMapCommand::json).toList());
        print(json, () -> print(map, file));
        return ExitCode.OK;
    }

    private void print(EmbeddingMap map, Path file) {
        out().println(map.title() + ": " + map.subtitle());
        out().printf(
                        "%-24s %6s %7s  %8s %9s  %8s %7s%n",
                        "read by neighbours", "images", "classes", "right", "commonest", "balanced", "chance");
        for (Coloured coloured : map.colourings()) {
            Readability readability = coloured.readability();
            out().printf("%-24s %6d %7d  ", coloured.name(), readability.images(), readability.classes());
            if (readability.measured()) {
                out().printf(
                                Locale.ROOT,
                                "%8.3f %9.3f  %8.3f %7.3f%n",
                                readability.accuracy(),
                                readability.majority(),
                                readability.balanced(),
                                1.0 / readability.classes());
            } else {
                out().println("nothing to tell apart");
            }
        }
        out().println("drawn to " + file);
    }

    private static Map<String, Object> json(Coloured coloured) {
        Readability readability = coloured.readability();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("colour", coloured.name());
        json.put("images", readability.images());
        json.put("classes", readability.classes());
        if (readability.measured()) {
            json.put("accuracy", readability.accuracy());
            json.put("majority", readability.majority());
            json.put("balanced", readability.balanced());
        }
        return json;
    }

    private Layout chosenLayout() {
        return switch (layout) {
            case "tsne" -> Layout.TSNE;
            case "pca" -> Layout.PCA;
            default -> throw new ParameterException(spec().commandLine(), "--layout takes tsne or pca");
        };
    }
}
