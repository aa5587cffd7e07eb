package isocenter.annotate.labelset;

import isocenter.pretrain.recipe.BuiltInRecipes;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.Settings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be labelled.
 *
 * @param name lower-case letters, digits and hyphens; versions of one name follow each other
 * @param title what the reader sees
 * @param remarks whether a reading may have a free remark
 * @param findings at least one, 100 at most, in the order in which they are shown
 */
@BuiltInRecipes("chest-radiograph")
public record LabelSet(
        String name, String title, @DefaultValue("false") boolean remarks, List<Finding> findings) {
    private static final int MOST = 100;

    public LabelSet {
        if (!name.matches(Finding.ID)) {
            throw new IllegalArgumentException(
                    "name must be lower-case letters, digits and hyphens, begin with a letter and have at most 64");
        }
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("title must have 1 to 200 characters");
        }
        if (findings.isEmpty() || findings.size() > MOST) {
            throw new IllegalArgumentException("findings must be 1 to " + MOST);
        }
        findings = List.copyOf(findings);
        requireOnce(findings);
        requireKnownExclusions(findings);
    }

    /** The finding of this identifier. */
    public Optional<Finding> finding(String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    /** Whether two findings cannot be present together; it is enough that one of them says so. */
    public boolean exclusive(Finding one, Finding other) {
        return one.excludes().contains(other.id()) || other.excludes().contains(one.id());
    }

    private static void requireOnce(List<Finding> findings) {
        Set<String> ids = new HashSet<>();
        Map<String, String> keys = new LinkedHashMap<>();
        int normal = 0;
        for (Finding finding : findings) {
            if (!ids.add(finding.id())) {
                throw new IllegalArgumentException("findings have the id " + finding.id() + " twice");
            }
            String key = finding.key();
            if (key != null && keys.put(key, finding.id()) != null) {
                throw new IllegalArgumentException("findings have the key " + key + " twice");
            }
            normal += finding.normal() ? 1 : 0;
        }
        if (normal > 1) {
            throw new IllegalArgumentException("findings have more than one that is normal");
        }
    }

    private static void requireKnownExclusions(List<Finding> findings) {
        List<String> ids = findings.stream().map(Finding::id).toList();
        for (Finding finding : findings) {
            finding.excludes()
                    .forEach(other -> Settings.oneOf("findings: what " + finding.id() + " excludes", other, ids));
        }
    }
}
