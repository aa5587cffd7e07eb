package isocenter.pretrain.registry;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Reconstruction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Has a backbone's run paint images that it has not learned from. */
@ApplicationScoped
public class Reconstructions {
    private final Backbones backbones;
    private final Datasets datasets;
    private final IsocenterHome home;

    Reconstructions(Backbones backbones, Datasets datasets, IsocenterHome home) {
        this.backbones = backbones;
        this.datasets = datasets;
        this.home = home;
    }

    /**
     * Paints images of the validation part, at even distances through it.
     *
     * @param most images
     * @param listener of the preparing of the dataset
     * @throws BackboneException when the backbone was imported, or is one of volumes
     * @throws IllegalArgumentException when its objective paints nothing, or its checkpoints are gone
     */
    public List<Reconstruction> of(String id, int most, PreparationListener listener) {
        BackboneVersion backbone = backbones.require(id);
        if (backbone.imported() || backbone.spec().volumes()) {
            throw new BackboneException(id + " cannot paint: it "
                    + (backbone.imported() ? "was imported without a decoder" : "is one of volumes")
                    + ". Take a backbone that mae, simmim or context-restoration has made here of images");
        }
        DatasetVersion dataset = datasets.require(Objects.requireNonNull(backbone.datasetId));
        List<DatasetMember> members = datasets.members(dataset);
        int[] chosen =
                chosen(members, most).stream().mapToInt(DatasetMember::index).toArray();
        PretrainRecipe recipe = RecipeReader.parse(backbone.recipe, PretrainRecipe.class);
        try (ImageCache images = datasets.prepare(dataset, backbone.image, listener)) {
            return Reconstruction.of(
                    recipe,
                    home.path().resolve(PretrainOrder.folder(Objects.requireNonNull(backbone.run))),
                    images,
                    Pretraining.indices(members),
                    chosen,
                    Device.configured());
        }
    }

    /** Whether there is anything to look at: the backbone was made here, of images, by an objective that paints. */
    public boolean paints(BackboneVersion backbone) {
        return !backbone.imported()
                && !backbone.spec().volumes()
                && backbone.deleted == null
                && RecipeReader.parse(backbone.recipe, PretrainRecipe.class)
                        .settings()
                        .paints();
    }

    /** Which images {@link #of} paints. */
    public List<DatasetMember> chosen(BackboneVersion backbone, int most) {
        return chosen(datasets.members(datasets.require(Objects.requireNonNull(backbone.datasetId))), most);
    }

    private static List<DatasetMember> chosen(List<DatasetMember> members, int most) {
        List<DatasetMember> held = members.stream()
                .filter(member -> member.part() == SplitPart.VALIDATION)
                .toList();
        int count = Math.min(most, held.size());
        return IntStream.range(0, count)
                .mapToObj(i -> held.get((int) ((long) i * held.size() / count)))
                .toList();
    }
}
