package isocenter.ingest.deidentify.score;

import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.deidentify.Profile;
import isocenter.ingest.deidentify.Profiles;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.deidentify.score.AnswerScore.Count;
import isocenter.ingest.deidentify.score.Check.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Prints the share of right answers over the synthetic cohort, by action, and what went wrong. */
public final class DeidentificationScore {
    private DeidentificationScore() {}

    /** No arguments: the profile {@code research} with a mask for the cohort's angiograph. */
    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("score");
        AnswerScore score = of(home);
        System.out.print(table(score));
        score.misses().forEach(System.out::println);
    }

    /** Under a key that is the same in every run, so that no pseudonym spells a secret in one of many. */
    static AnswerScore of(Path home) throws IOException {
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        Path key = Files.write(secrets.resolve("pseudonym.key"), new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        AnswerScore score = new AnswerScore(new Deidentifier(new Pseudonyms(() -> home), profile(home)));
        List<SyntheticObject> objects = SyntheticCohort.make();
        objects.forEach(score::add);
        return score;
    }

    /** What a site would do: the built-in profile, and a mask for the one machine that writes into its images. */
    private static Profile profile(Path home) throws IOException {
        String mask = """
                  masks:
                    - modality: XA
                      manufacturer: Veridian
                      rows: 160
                      columns: 224
                      why: number and date of birth at the lower edge
                      regions: [{x: %d, y: %d, width: %d, height: %d}]
                """.formatted(
                        PixelContent.ANGIOGRAPH[0],
                        PixelContent.ANGIOGRAPH[1],
                        PixelContent.ANGIOGRAPH[2],
                        PixelContent.ANGIOGRAPH[3]);
        Path file = home.resolve("site.yaml");
        Files.writeString(file, Profiles.builtInText("research").replace("name: research", "name: site") + mask);
        return Profiles.read(file.toString());
    }

    static String table(AnswerScore score) {
        StringBuilder table = new StringBuilder("%-18s %7s %7s %9s%n".formatted("action", "right", "wrong", "percent"));
        int right = 0;
        int wrong = 0;
        for (Map.Entry<Action, Count> entry : score.counts().entrySet()) {
            right += entry.getValue().right();
            wrong += entry.getValue().wrong();
            table.append(row(
                    entry.getKey().toString(),
                    entry.getValue().right(),
                    entry.getValue().wrong()));
        }
        return table.append(row("all", right, wrong)).toString();
    }

    private static String row(String name, int right, int wrong) {
        return "%-18s %7d %7d %8.2f%%%n".formatted(name, right, wrong, 100.0 * right / (right + wrong));
    }
}
