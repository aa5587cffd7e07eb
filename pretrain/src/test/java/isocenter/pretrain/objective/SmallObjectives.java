package isocenter.pretrain.objective;

import java.util.List;
import java.util.Map;

/** Every objective, with heads small enough for a test of 32 pixels and batches of 8. */
public final class SmallObjectives {
    private static final Map<String, ObjectiveSpec> ALL = Map.ofEntries(
            Map.entry("simclr", new SimClrSpec(0.2, new ProjectionSpec(64, 32, 2))),
            Map.entry("moco-v2", new MocoV2Spec(0.2, 0.9, 16, 64, 32)),
            Map.entry("moco-v3", new MocoV3Spec(0.2, 0.9, 64, 32, true)),
            Map.entry("byol", new ByolSpec(0.9, 64, 32)),
            Map.entry("swav", new SwavSpec(0.1, 8, 64, 32, 0.05, 3, 16, 0.1)),
            Map.entry("dino", new DinoSpec(0.1, 0.04, 0.9, 0.9, 32, 64, 32, 0.1)),
            Map.entry("mae", new MaeSpec(0.75, new DecoderSpec(32, 1, 2))),
            Map.entry("simmim", new SimMimSpec(0.5, 8)),
            Map.entry("ijepa", new IjepaSpec(2, 0.15, 0.2, 0.85, 0.99, 32, 1, 2)),
            Map.entry("data2vec", new Data2VecSpec(0.6, 4, 2, 0.99)),
            Map.entry("context-restoration", new ContextRestorationSpec(4, 0.1, 0.3)),
            Map.entry("rotation", new RotationSpec()),
            Map.entry("jigsaw", new JigsawSpec(4, 32, 64)));

    private SmallObjectives() {}

    public static ObjectiveSpec of(String name) {
        ObjectiveSpec spec = ALL.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("no objective " + name);
        }
        return spec;
    }

    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }
}
