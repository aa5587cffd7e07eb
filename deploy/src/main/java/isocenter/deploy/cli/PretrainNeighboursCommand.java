package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.embedding.NearestImages;
import isocenter.pretrain.embedding.NeighbourSheet;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows what a backbone takes for alike. */
@Command(
        name = "neighbours",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the images of other patients that a backbone sees as most alike, by the cosine of their features; every"
                    + " pair is compared.",
            "Without --image, takes some held-out images, each of another patient. With --out, draws them: in each row first"
                    + " the image asked for, framed, then its neighbours with their cosines."
        },
        footer = {"", "Example:", "  isocenter pretrain neighbours mae-vit-tiny-3f9a1c --dataset chest --out alike.png"
        })
final class PretrainNeighboursCommand extends ApplicationCommand {
    @Mixin
    private EmbeddedOptions which = new EmbeddedOptions();

    @Option(
            names = "--image",
            paramLabel = "INSTANCE",
            description = "Pseudonymous SOP Instance UID of an image; may be repeated.")
    private List<String> images = List.of();

    @Option(names = "--images", defaultValue = "6", description = "How many without --image. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--seed", defaultValue = "1", description = "Chooses them. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--k", defaultValue = "5", description = "Neighbours of each, 1 to 100. Default: ${DEFAULT-VALUE}")
    private int k;

    @Option(names = "--out", paramLabel = "FILE.png", description = "Draws them; replaced when it exists.")
    private @Nullable Path out;

    @Inject
    Features features;

    @Inject
    Datasets datasets;

    @Override
    public Integer call() {
        if (k < 1 || k > 100 || count < 1 || count > 100) {
            throw new ParameterException(spec().commandLine(), "--k and --images take 1 to 100");
        }
        EmbeddingSet set = features.of(which.backbone(), which.dataset(), which.parts());
        NearestImages nearest = images.isEmpty()
                ? NearestImages.ofSome(set, heldOut(set), count, seed, k)
                : NearestImages.of(set, images, k);
        print(NeighbourTable.json(nearest), () -> NeighbourTable.print(nearest, out()));
        if (out != null) {
            int size = set.backbone().image;
            try (ImageCache pictures = datasets.prepare(set.dataset(), size, (done, total) -> {})) {
                Pictures.write(NeighbourSheet.draw(nearest, pictures), out);
            }
        }
        return ExitCode.OK;
    }

    /** Images that training has not seen; all where there are none. */
    private static List<Integer> heldOut(EmbeddingSet set) {
        List<DatasetMember> members = set.members();
        List<Integer> heldOut = IntStream.range(0, members.size())
                .filter(i -> members.get(i).part() != SplitPart.TRAIN)
                .boxed()
                .toList();
        return heldOut.isEmpty() ? IntStream.range(0, members.size()).boxed().toList() : heldOut;
    }
}
