package isocenter.pretrain.registry;

import isocenter.pretrain.recipe.BackboneSpec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pretrained or imported backbone, where its weights lie and everything it was made from. Never changed once written, but
 * for the time of its deletion.
 *
 * <p>An imported one has no run, no dataset and no loss: what is known of it beside this is its {@link BackboneOrigin}.
 */
@Entity
@Table(name = "backbone_version")
public class BackboneVersion {

    /** Objective, architecture and six digits of the hash of its inputs, as {@code simclr-resnet18-3f9a1c}. */
    @Id
    public String id;

    @Column(name = "run_id")
    public @Nullable UUID run;

    public String objective;

    /** The backbone whose weights it started from; null for random ones. */
    @Column(name = "continued_from")
    public @Nullable String continuedFrom;

    public String architecture;
    public int patch;
    public int image;

    /** Safetensors file, relative to the data folder. Open it by {@link Backbones#weights}, which checks the hash. */
    @Column(name = "weights_path")
    public String weightsPath;

    @Column(name = "weights_sha256", length = 64)
    public String weightsSha256;

    /** The dataset version, {@code name@version}; only its training part was seen. Null: it was imported. */
    @Column(name = "dataset_id")
    public @Nullable String datasetId;

    @Column(name = "dataset_sha256", length = 64)
    public @Nullable String datasetSha256;

    /** The recipe's canonical JSON; of an imported backbone, what decided its weights. */
    @Column(columnDefinition = "text")
    public String recipe;

    @Column(name = "recipe_sha256", length = 64)
    public String recipeSha256;

    /** Taken here: 0 for an imported backbone, as are its speed and its seconds. */
    public long steps;

    /** Mean loss of the first min(50, steps/10) steps. */
    @Column(name = "first_loss")
    public @Nullable Double firstLoss;

    /** Mean loss of the last min(50, steps/10) steps. */
    @Column(name = "last_loss")
    public @Nullable Double lastLoss;

    @Column(name = "images_per_second")
    public double imagesPerSecond;

    /** Seconds of training, in the attempts that were completed or interrupted, as far as they are known. */
    public double seconds;

    public Instant created;

    /** When its weights were deleted; everything else that is said of it stays true. */
    public @Nullable Instant deleted;

    /** True when its weights were made elsewhere, of images that nobody here can name. */
    public boolean imported() {
        return run == null;
    }

    /** The encoder these weights fit. */
    public BackboneSpec spec() {
        return new BackboneSpec(architecture, patch, image);
    }
}
