package isocenter.pretrain.weights;

import isocenter.pretrain.backbone.PositionGrid;
import isocenter.pretrain.recipe.BackboneSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * A vision transformer by timm's names, which MAE, DINO and DINOv2 use too. LayerScale (Touvron et al. 2021), by which
 * DINOv2 multiplies what each half of a block adds, is folded: γ·(W·x + b) = (diag γ·W)·x + γ·b.
 */
final class VitEncoder implements SourceEncoder {
    static final String STEM = "patch_embed.proj.weight";

    private static final String STEM_BIAS = "patch_embed.proj.bias";
    private static final String POSITIONS = "pos_embed";
    private static final int DEPTH = 12;
    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d+)\\.norm1\\.weight");
    private static final Pattern CHUNK = Pattern.compile("blocks\\.\\d+\\.\\d+\\.");
    private static final Pattern SCALE = Pattern.compile("(blocks\\.\\d+\\.)ls([12])\\.gamma");
    private static final Map<Long, String> BY_WIDTH = Map.of(192L, "vit-tiny", 384L, "vit-small", 768L, "vit-base");

    private final SourceWeights source;
    private final String architecture;
    private final int patch;
    private final int channels;
    private final int side;

    VitEncoder(SourceWeights source) {
        this.source = source;
        List<Long> stem = source.shape(STEM);
        long depth = source.names().stream()
                .filter(name -> BLOCK.matcher(name).matches())
                .count();
        if (source.names().stream().anyMatch(name -> CHUNK.matcher(name).lookingAt())) {
            throw new WeightsException(
                    "The blocks of this vision transformer lie in chunks, as in a training checkpoint of"
                            + " DINOv2: take the released weights");
        }
        String known = stem.size() == 4 ? BY_WIDTH.get(stem.get(0)) : null;
        if (known == null || depth != DEPTH || !stem.get(2).equals(stem.get(3))) {
            throw new WeightsException(
                    "This is a vision transformer of " + depth + " blocks with a patch embedding of shape "
                            + stem
                            + "; encoders here have 12 blocks of width 192 (vit-tiny), 384 (vit-small) or 768 (vit-base):"
                            + " take the release of one of these sizes");
        }
        architecture = known;
        channels = SourceEncoder.channels(source.key(STEM), stem);
        patch = Math.toIntExact(stem.get(2));
        if (!source.has("cls_token")) {
            throw new WeightsException("This vision transformer has no class token (" + source.key("cls_token")
                    + "), on which the attention of every encoder here also falls: take a release that has one");
        }
        List<Long> positions = source.shape(POSITIONS);
        side = positions.size() == 3 ? PositionGrid.side(positions.get(1)) : 0;
        if (side == 0 || positions.get(0) != 1 || !positions.get(2).equals(stem.get(0))) {
            throw new WeightsException(
                    "The position embeddings have shape " + positions
                            + ", which is no square grid of patches with or without a class token: take weights of square images");
        }
    }

    @Override
    public String family() {
        if (scales().isEmpty()) {
            return "vision transformer by timm's names, which MAE's encoder and DINO use too";
        }
        return "vision transformer with LayerScale by timm's names, which DINOv2 uses too";
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public BackboneSpec spec(int image) {
        if (image % patch != 0) {
            throw new WeightsException("Images of " + image + " pixels are not a multiple of these weights' patch of "
                    + patch + ": take " + (image - image % patch) + " or " + (image - image % patch + patch));
        }
        return new BackboneSpec(architecture, patch, image);
    }

    @Override
    public Map<String, List<Long>> additional() {
        List<Long> width = source.shape(STEM).subList(0, 1);
        return scales().stream().collect(Collectors.toMap(name -> name, name -> width));
    }

    @Override
    public List<Long> expected(String name, List<Long> ours) {
        if (name.equals(POSITIONS)) {
            return source.shape(POSITIONS);
        }
        return name.equals(STEM) ? List.of(ours.get(0), (long) channels, ours.get(2), ours.get(3)) : ours;
    }

    @Override
    public void fit(EncoderValues values, BackboneSpec spec, InputNormalisation normalisation, ReportDraft report) {
        foldStem(values, normalisation, report);
        foldScales(values, report);
        place(values, spec.image() / patch, report);
        report.remark(
                "The number of attention heads is not visible in weights; heads of 64 values are taken, as in every"
                        + " ViT of timm, MAE, DINO and DINOv2 of these sizes (not MoCo v3's ViT-S, which has 12)");
    }

    private void foldStem(EncoderValues values, InputNormalisation normalisation, ReportDraft report) {
        StemFold fold = StemFold.of(values.exact(STEM), normalisation);
        values.put(STEM, fold.weight());
        values.put(STEM_BIAS, values.exact(STEM_BIAS).add(fold.shift()));
        report.folded(STEM, channels + " channel(s) of its normalisation into one of ours: exact for grey images");
        report.folded(STEM_BIAS, "the shift between the two normalisations added: exact for grey images");
    }

    private void foldScales(EncoderValues values, ReportDraft report) {
        for (String scale : scales()) {
            Matcher name = SCALE.matcher(scale);
            if (!name.matches()) {
                throw new IllegalStateException(scale);
            }
            String layer = name.group(1) + (name.group(2).equals("1") ? "attn.proj" : "mlp.fc2");
            Tensor gamma = values.exact(scale);
            values.remove(scale);
            for (String part : List.of(".weight", ".bias")) {
                Tensor factor = part.equals(".weight") ? gamma.unsqueeze(1) : gamma;
                values.put(layer + part, values.exact(layer + part).mul(factor));
                report.folded(layer + part, "multiplied by LayerScale's gamma: exact");
            }
            report.folded(scale, "LayerScale, into the layer before it: exact");
        }
    }

    private void place(EncoderValues values, int wanted, ReportDraft report) {
        Tensor stored = values.get(POSITIONS);
        Tensor positions = PositionGrid.withClassToken(stored);
        if (side != wanted) {
            positions = PositionGrid.resized(positions, wanted);
            report.resized(
                    POSITIONS, "from %1$d×%1$d to %2$d×%2$d patches, bicubic, antialiased".formatted(side, wanted));
        }
        if (positions.size(1) > stored.size(1) && side == wanted) {
            report.folded(POSITIONS, "a row of zeros for the class token, which has no position in the source: exact");
        }
        values.put(POSITIONS, positions);
        report.remark("Positions are kept as they were learned: encoders here do not train them");
    }

    private Set<String> scales() {
        return source.names().stream()
                .filter(name -> SCALE.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
