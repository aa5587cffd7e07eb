package isocenter.deploy.cli;

import isocenter.pretrain.comparison.SideBySide;
import isocenter.pretrain.comparison.SideBySide.Line;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Puts two backbones side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Puts two backbones side by side: data, lineage, the settings in which their recipes differ, what was measured,"
                    + " and what the ledger has of them.",
            "It measures nothing anew: for that there is evaluate."
        },
        footer = {"", "Example:", "  isocenter pretrain compare mae-vit-tiny-3f9a1c mae-vit-tiny-77b0de"})
final class PretrainCompareCommand extends ApplicationCommand {
    private static final int NAME = 28;
    private static final int VALUE = 34;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int SHORT_HASH = 16;

    @Parameters(index = "0", paramLabel = "BACKBONE", description = "Its id.")
    private String first;

    @Parameters(index = "1", paramLabel = "BACKBONE", description = "The other's.")
    private String second;

    @Inject
    SideBySide sideBySide;

    @Override
    public Integer call() {
        List<Line> lines = sideBySide.of(first, second);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", first);
        json.put("second", second);
        json.put("lines", lines);
        print(json, () -> table(lines));
        return ExitCode.OK;
    }

    private void table(List<Line> lines) {
        row("", first, second, ' ');
        String section = "";
        for (Line line : lines) {
            if (!line.section().equals(section)) {
                section = line.section();
                out().println(section + (section.equals("recipe") ? ", where they differ" : ""));
            }
            String one = text(line.first());
            String other = text(line.second());
            row("  " + line.name(), one, other, one.equals(other) ? ' ' : '*');
        }
    }

    private void row(String name, String one, String other, char mark) {
        if (name.length() > NAME || one.length() > VALUE || other.length() > VALUE) {
            out().println(name);
            out().printf("  %c %" + (NAME - 4) + "s  %s%n", mark, "", one);
            out().printf("    %" + (NAME - 4) + "s  %s%n", "", other);
        } else {
            out().printf("%-" + NAME + "s %c %-" + VALUE + "s  %s%n", name, mark, one, other);
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.4g", number);
        }
        String text = value.toString();
        return HASH.matcher(text).matches() ? text.substring(0, SHORT_HASH) : text;
    }
}
