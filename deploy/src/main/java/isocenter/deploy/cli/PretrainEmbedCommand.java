package isocenter.deploy.cli;

import isocenter.pretrain.embedding.EmbeddingExports;
import isocenter.pretrain.embedding.EmbeddingSet;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Extracts features. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = {
            "Puts every image through a frozen backbone and keeps its features in the database; what is there is not"
                    + " repeated.",
            "With --out, writes them as an Arrow file (pyarrow, pandas.read_feather, polars, R's arrow), a row for each image."
                    + " Features are derived from patients: treat the file accordingly. An erasure does not reach it."
        },
        footer = {"", "Example:", "  isocenter pretrain embed mae-vit-tiny-3f9a1c --dataset chest --out chest.arrow"})
final class PretrainEmbedCommand extends ApplicationCommand {
    @Mixin
    private EmbeddedOptions which = new EmbeddedOptions();

    @Option(names = "--out", paramLabel = "FILE.arrow", description = "Writes them, too; replaced when it exists.")
    private @Nullable Path out;

    @Inject
    Features features;

    @Inject
    EmbeddingExports exports;

    @Override
    public Integer call() {
        EmbeddingSet set = features.of(which.backbone(), which.dataset(), which.parts());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backbone", set.backbone().id);
        json.put("dataset", set.dataset().id());
        json.put("images", set.members().size());
        json.put("width", set.width());
        if (out != null) {
            Path file = out.toAbsolutePath();
            json.put("file", file.toString());
            json.put("sha256", exports.export(set, file));
        }
        print(json, () -> {
            out().printf(
                            "%s on %s: %d images, %d numbers each%n",
                            set.backbone().id, set.dataset().id(), set.members().size(), set.width());
            if (out != null) {
                out().println("written to " + out.toAbsolutePath());
            }
        });
        return ExitCode.OK;
    }
}
