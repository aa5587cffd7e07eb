package isocenter.pretrain.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holm's step-down method (1979): of m tests the smallest p is held to α/m, the next to α/(m − 1), until one is too large. */
final class Holm {
    private record Named(String name, double p) {}

    private Holm() {}

    static List<String> rejected(DriftReport report, double alpha) {
        List<Named> tests = new ArrayList<>();
        Shift features = report.features();
        if (features != null) {
            tests.add(new Named("features", features.p()));
        }
        report.attributes()
                .forEach(attribute ->
                        tests.add(new Named(attribute.name(), attribute.shift().p())));
        List<Named> ordered =
                tests.stream().sorted(Comparator.comparingDouble(Named::p)).toList();
        int held = 0;
        while (held < ordered.size() && ordered.get(held).p <= alpha / (ordered.size() - held)) {
            held++;
        }
        List<Named> rejected = ordered.subList(0, held);
        return tests.stream().filter(rejected::contains).map(Named::name).toList();
    }
}
