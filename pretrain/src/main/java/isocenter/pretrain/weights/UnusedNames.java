package isocenter.pretrain.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sorts the tensors of a source that its counterpart here has no place for: those that an encoder does without, and those
 * whose loss would change what it computes. What is known as neither is refused too.
 */
final class UnusedNames {
    private static final String COUNTER = ".num_batches_tracked";
    private static final int MOST_NAMED = 6;
    private static final Map<Pattern, String> HARMLESS = new LinkedHashMap<>();
    private static final Map<Pattern, String> NEEDED = new LinkedHashMap<>();

    static {
        harmless(
                ".*" + Pattern.quote(COUNTER), "a counter of batches, which changes no result; it starts at zero here");
        harmless("(head|fc|head_dist|classifier|last_linear)\\..*", "classifier or projection head");
        harmless("decoder.*", "decoder of masked pretraining");
        harmless("mask_token", "stands for hidden patches in masked pretraining only");
        needed("register_tokens|reg_token", "register tokens: take the same network's release without registers");
        needed("dist_token", "a distillation token: take the release that was not distilled");
        needed(
                "fc_norm\\..*",
                "a norm after pooling, where the encoder here has it before: take pretrained weights rather"
                        + " than ones fine-tuned with global pooling");
        needed("norm_pre\\..*", "a norm before the first block, as CLIP has");
        needed(".*\\.attn\\.(q_norm|k_norm)\\..*", "norms of queries and keys");
        needed(".*\\.attn\\.(rel_pos.*|relative_position.*)", "relative positions");
        needed(".*\\.mlp\\.(w12|w3|fc1_g|fc1_x)\\..*", "a gated MLP, as the giant networks have");
        needed("attn_pool\\..*", "a pooling by attention, as SigLIP has");
        needed(".*\\.se\\..*", "squeeze-and-excitation: take a plain ResNet");
    }

    private UnusedNames() {}

    /** True for a batch norm's counter, which changes no result, in a source or here. */
    static boolean counter(String name) {
        return name.endsWith(COUNTER);
    }

    private static void harmless(String names, String why) {
        HARMLESS.put(Pattern.compile(names), why);
    }

    private static void needed(String names, String what) {
        NEEDED.put(Pattern.compile(names), what);
    }

    /**
     * Reports what is ignored.
     *
     * @throws WeightsException when the network computes with any of them
     */
    static void sort(Collection<String> unused, SourceWeights source, ReportDraft report) {
        Map<String, List<String>> refused = new LinkedHashMap<>();
        for (String name : unused) {
            String why = first(HARMLESS, name);
            if (why.isEmpty()) {
                String what = first(NEEDED, name);
                refused.computeIfAbsent(what.isEmpty() ? "weights unknown here" : what, none -> new ArrayList<>())
                        .add(source.key(name));
            } else {
                report.ignored(name, why);
            }
        }
        if (!refused.isEmpty()) {
            List<String> reasons = new ArrayList<>();
            refused.forEach((what, keys) -> reasons.add(what + " (" + named(keys) + ")"));
            throw new WeightsException("This network has what no encoder here has, and without it its features would be"
                    + " others: " + String.join("; ", reasons));
        }
    }

    /** A few of the names, and how many more there are. */
    static String named(List<String> keys) {
        String first = String.join(", ", keys.subList(0, Math.min(MOST_NAMED, keys.size())));
        return keys.size() > MOST_NAMED ? first + " and " + (keys.size() - MOST_NAMED) + " more" : first;
    }

    private static String first(Map<Pattern, String> rules, String name) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
