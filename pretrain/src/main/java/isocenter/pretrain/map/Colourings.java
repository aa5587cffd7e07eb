package isocenter.pretrain.map;

import isocenter.audit.fairness.AgeBand;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.watch.WatchLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what images are coloured by: in the dataset, in the catalogue, among labels. */
@ApplicationScoped
public class Colourings {
    private static final String LABEL = "label:";

    /** Characters of a site's pseudonym that are shown. */
    private static final int SHORT = 6;

    /** PostgreSQL takes 65,535 parameters in one statement. */
    private static final int BATCH = 10_000;

    private static final Map<String, Function<DatasetMember, @Nullable String>> OF_MEMBER = Map.of(
            "site", Colourings::site,
            "sex", DatasetMember::sex,
            "age", member -> member.age() == null ? null : AgeBand.of(member.age()),
            "modality", DatasetMember::modality,
            "part", member -> member.part().name().toLowerCase(Locale.ROOT));

    private static final Map<String, Function<Instance, @Nullable String>> OF_INSTANCE =
            Map.of("scanner", Colourings::scanner, "view", instance -> instance.viewPosition);

    private final Instances catalogue;
    private final jakarta.enterprise.inject.Instance<WatchLabels> labels;

    Colourings(Instances catalogue, jakarta.enterprise.inject.Instance<WatchLabels> labels) {
        this.catalogue = catalogue;
        this.labels = labels;
    }

    /**
     * Looks up.
     *
     * @throws IllegalArgumentException when nothing has this name; the message says what has
     */
    @Transactional
    public Colouring of(String name, List<DatasetMember> members) {
        Function<DatasetMember, @Nullable String> ofMember = OF_MEMBER.get(name);
        if (ofMember != null) {
            return new Colouring(name, values(members, ofMember));
        }
        Function<Instance, @Nullable String> ofInstance = OF_INSTANCE.get(name);
        if (ofInstance != null) {
            Map<String, String> known = catalogued(members, ofInstance);
            return new Colouring(name, values(members, member -> known.get(member.instance())));
        }
        if (name.startsWith(LABEL)) {
            Map<String, Boolean> positive = labels(name.substring(LABEL.length()));
            return new Colouring(name, values(members, member -> answer(positive.get(member.instance()))));
        }
        throw new IllegalArgumentException("Images cannot be coloured by " + name + ", only by "
                + Stream.concat(OF_MEMBER.keySet().stream(), OF_INSTANCE.keySet().stream())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + " and label:TASK");
    }

    private static List<@Nullable String> values(
            List<DatasetMember> members, Function<DatasetMember, @Nullable String> value) {
        List<@Nullable String> values = new ArrayList<>(members.size());
        members.forEach(member -> values.add(value.apply(member)));
        return values;
    }

    private Map<String, String> catalogued(List<DatasetMember> members, Function<Instance, @Nullable String> value) {
        List<String> ids =
                members.stream().map(DatasetMember::instance).distinct().toList();
        Map<String, String> known = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            for (Instance instance : catalogue.withIds(ids.subList(from, Math.min(ids.size(), from + BATCH)))) {
                String found = value.apply(instance);
                if (found != null) {
                    known.put(instance.id, found);
                }
            }
        }
        return known;
    }

    private Map<String, Boolean> labels(String task) {
        if (!labels.isResolvable()) {
            throw new IllegalStateException("This application keeps no labels: nothing can be coloured by them");
        }
        return labels.get().labels(labels.get().newest(task));
    }

    private static @Nullable String answer(@Nullable Boolean positive) {
        return positive == null ? null : positive ? "positive" : "negative";
    }

    private static @Nullable String site(DatasetMember member) {
        String site = member.site();
        return site == null ? null : site.substring(0, Math.min(SHORT, site.length()));
    }

    /** Manufacturer (0008,0070) and Manufacturer's Model Name (0008,1090), as far as they are known. */
    private static @Nullable String scanner(Instance instance) {
        String scanner = Stream.of(instance.manufacturer, instance.model)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return scanner.isEmpty() ? null : scanner;
    }
}
