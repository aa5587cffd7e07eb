package isocenter.pretrain.comparison;

import isocenter.pretrain.registry.Backbones;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts two backbones beside each other: how they were made, what was found of them, what the ledger has. */
@ApplicationScoped
public class SideBySide {
    private final Backbones backbones;
    private final BackboneAccounts accounts;

    SideBySide(Backbones backbones, BackboneAccounts accounts) {
        this.backbones = backbones;
        this.accounts = accounts;
    }

    /**
     * One line.
     *
     * @param section made, recipe, watched, compared or ledger
     * @param first what it is of the first backbone; null where it has no such thing
     */
    public record Line(
            String section,
            String name,
            @Nullable Object first,
            @Nullable Object second) {}

    /**
     * Compares. Of the recipes only those settings that differ.
     *
     * @param first id of a backbone, which may have been deleted
     * @throws isocenter.pretrain.registry.BackboneException when there is no such backbone
     */
    public List<Line> of(String first, String second) {
        Map<String, Map<String, Object>> one = accounts.of(backbones.known(first));
        Map<String, Map<String, Object>> other = accounts.of(backbones.known(second));
        List<Line> lines = new ArrayList<>();
        one.forEach((section, values) -> lines.addAll(lines(section, values, other.getOrDefault(section, Map.of()))));
        return lines;
    }

    private static List<Line> lines(String section, Map<String, Object> one, Map<String, Object> other) {
        boolean differing = section.equals(BackboneAccounts.RECIPE);
        Set<String> names = differing ? new TreeSet<>(one.keySet()) : new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            Object first = one.get(name);
            Object second = other.get(name);
            if (!differing || !Objects.equals(first, second)) {
                lines.add(new Line(section, name, first, second));
            }
        }
        return lines;
    }
}
