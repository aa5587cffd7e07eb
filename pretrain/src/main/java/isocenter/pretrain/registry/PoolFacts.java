package isocenter.pretrain.registry;

import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.training.Positives;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the catalogue knows of a pool beyond the dataset's manifest. */
@ApplicationScoped
class PoolFacts {
    private static final int AT_ONCE = 1000;

    private final Instances instances;

    PoolFacts(Instances instances) {
        this.instances = instances;
    }

    /** Body parts that the images name, in capitals; those without one are passed over. */
    @Transactional
    Set<String> bodyParts(List<DatasetMember> pool) {
        Set<String> parts = new TreeSet<>();
        each(pool, instance -> {
            String part = instance.bodyPart;
            if (part != null && !part.isBlank()) {
                parts.add(part.strip().toUpperCase(Locale.ROOT));
            }
        });
        return parts;
    }

    /** The pairs that a recipe asks for; null where it asks for none. */
    @Transactional
    @Nullable
    Positives positives(PretrainRecipe recipe, List<DatasetMember> pool) {
        if (!recipe.paired()) {
            return null;
        }
        Map<String, String> groups = new HashMap<>();
        String kind = Objects.requireNonNull(recipe.positives());
        each(pool, instance -> groups.put(instance.id, group(kind, instance)));
        Map<Integer, String> byIndex = new HashMap<>();
        pool.forEach(member -> byIndex.put(member.index(), Objects.requireNonNull(groups.get(member.instance()))));
        return Positives.of(Pretraining.indices(pool), index -> Objects.requireNonNull(byIndex.get(index)));
    }

    private static String group(String kind, Instance instance) {
        return switch (kind) {
            case "series" -> instance.series;
            case "study" -> instance.study;
            case "patient" -> instance.patient;
            default -> throw new IllegalArgumentException("no positives of one " + kind);
        };
    }

    private void each(List<DatasetMember> pool, Consumer<Instance> told) {
        List<String> ids = pool.stream().map(DatasetMember::instance).distinct().toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            instances
                    .withIds(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))
                    .forEach(told);
        }
    }
}
