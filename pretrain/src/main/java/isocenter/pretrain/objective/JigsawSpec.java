package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * Jigsaw puzzles of nine pieces (Noroozi and Favaro 2016, arXiv:1603.09246).
 *
 * @param permutations among which the network chooses, far from each other, 2–1000
 * @param pieceWidth of a piece's vector, 8–2048
 * @param hidden width of the classifier's hidden layer, 8–8192
 */
@SectionName("jigsaw")
public record JigsawSpec(
        @DefaultValue("100") int permutations,
        @DefaultValue("128") int pieceWidth,
        @DefaultValue("512") int hidden) implements ObjectiveSpec {

    public JigsawSpec {
        Settings.inRange("permutations", permutations, 2, 1000);
        Settings.inRange("pieceWidth", pieceWidth, 8, 2048);
        Settings.inRange("hidden", hidden, 8, 8192);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Jigsaw(backbones.get(), Jigsaw.piece(backbone), this);
    }

    @Override
    public void check(BackboneSpec backbone) {
        if (Jigsaw.piece(backbone) < Math.max(8, backbone.patch())) {
            throw new IllegalArgumentException("backbone.image must be larger for jigsaw: a third of "
                    + backbone.image() + " pixels holds no piece of whole patches");
        }
    }
}
