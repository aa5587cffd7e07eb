package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import java.util.function.Supplier;

/**
 * An objective's settings: the section of a recipe that bears its name. The permits clause is the list of all objectives.
 */
public sealed interface ObjectiveSpec
        permits SimClrSpec,
                MocoV2Spec,
                MocoV3Spec,
                ByolSpec,
                SwavSpec,
                DinoSpec,
                MaeSpec,
                SimMimSpec,
                IjepaSpec,
                Data2VecSpec,
                ContextRestorationSpec,
                RotationSpec,
                JigsawSpec {

    /**
     * Builds the objective, its heads with random weights from libtorch's default generator. Outside any step scope.
     *
     * @param backbones makes encoders of the given kind, with the weights to start from
     */
    Objective create(BackboneSpec backbone, Supplier<Backbone> backbones);

    /** The same with an encoder of random weights. */
    default Objective create(BackboneSpec backbone) {
        return create(backbone, () -> Backbone.create(backbone));
    }

    /**
     * Refuses a backbone that the objective cannot train.
     *
     * @throws IllegalArgumentException whose message begins with the setting's name
     */
    default void check(BackboneSpec backbone) {}

    /** True where encoders of volumes can be trained as well. */
    default boolean volumes() {
        return false;
    }

    /** True where local crops are used besides whole views. */
    default boolean multiCrop() {
        return false;
    }

    /** True where two views of an image are brought together, so that another image of the patient can give the second. */
    default boolean pairsViews() {
        return false;
    }

    /** True where an image's loss depends on the other images of its batch, as negatives or to be shared out. */
    default boolean comparesImages() {
        return false;
    }

    /** True where the network paints images, so that what it makes of them can be looked at. */
    default boolean paints() {
        return false;
    }

    /** Refuses all but vision transformers. */
    static void requireTransformer(BackboneSpec backbone, String objective) {
        if (!backbone.transformer()) {
            throw new IllegalArgumentException("backbone must be a ViT for " + objective
                    + ": it works on the tokens of patches, which a ResNet does not have");
        }
    }
}
