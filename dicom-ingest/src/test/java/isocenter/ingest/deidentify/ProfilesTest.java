package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ProfilesTest {
    static final Iterable<String> BUILT_IN = Profiles.BUILT_IN;

    private static final String SITE = """
            name: site
            version: 3
            options: [clean-descriptors, retain-modified-dates]
            dates: {shortest: 10, longest: 400}
            rules:
              - {attribute: StationName, action: hash}
            burnedIn:
              secondaryCapture: hold
              masks:
                - {modality: US, regions: [{x: 0, y: 0, width: 10, height: 5}]}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("BUILT_IN")
    void builtInProfilesAreValidAndSurviveTheirCanonicalForm(String name) {
        Profile profile = Profiles.read(name);
        assertThat(profile.name()).isEqualTo(name);
        assertThat(Profiles.parse("again", Profiles.canonical(profile))).isEqualTo(profile);
        assertThat(profile.has(ConfidentialityOption.CLEAN_PIXEL_DATA)).isTrue();
    }

    @Test
    void aFileIsReadByItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), SITE);
        Profile profile = Profiles.read(file.toString());
        assertThat(profile.dates()).isEqualTo(new DateRange(10, 400));
        assertThat(profile.rules().get(0).tag()).isEqualTo(0x00081010);
        assertThat(profile.burnedIn().masks().get(0).regions().get(0).width()).isEqualTo(10);
    }

    /** Columns: text to replace, replacement, line that the message names, what it says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 3 | verison: 3 | | unknown key "verison" (did you mean "version"?)
            version: 3 | | | version: missing: a whole number
            secondaryCapture | secondarycapture | | unknown key "burnedIn.secondarycapture" (did you mean "secondaryCapture"
            attribute: StationName | atribute: StationName | | unknown key "rules[0].atribute" (did you mean "attribute"
            {x: 0, | {X: 0, | | unknown key "burnedIn.masks[0].regions[0].X"
            clean-descriptors | clean-descriptor | 3 | did you mean "clean-descriptors"
            StationName | StationNane | 6 | did you mean "StationName"
            action: hash | action: hide | 6 | action must be one of
            action: hash | action: replace | 6 | value belongs to the action replace
            StationName | PatientName | 6 | treated alike in every profile
            StationName | "(0009,1001)" | 6 | not a standard attribute
            clean-descriptors | retain-full-dates | | full dates lead back
            clean-descriptors | clean-recognizable-visual-features | | faces are not removed
            name: site | name: Site One | | name must be
            version: 3 | version: 0 | | version must be 1 or more
            version: 3 | version: three | 2 | version
            longest: 400 | longest: 20 | 4 | dates must lie between
            {shortest: 10, longest: 400} | {shortest: 0, longest: 400} | 4 | dates must lie between
            secondaryCapture: hold | secondaryCapture: maybe |  | secondaryCapture must be one of hold, screens, inspect
            modality: US, | | 10 | a mask must name
            version: 3 | version: 3\\nversion: 4 | 3 | version
            width: 10 | width: 0 | 10 | a region needs
            """)
    void saysWhereAndWhatIsExpected(String from, String to, Integer line, String problem) {
        assertThat(SITE).contains(from);
        String text = SITE.replace(from, to == null ? "" : to.replace("\\n", "\n"));
        assertThatThrownBy(() -> Profiles.parse("site.yaml", text))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("site.yaml")
                .hasMessageContaining(problem)
                .hasMessageContaining(line == null ? "" : "line " + line);
    }

    @Test
    void twoRulesForOneAttributeAreRefused() {
        String text = SITE.replace(
                "  - {attribute: StationName, action: hash}",
                "  - {attribute: StationName, action: hash}\n  - {attribute: \"(0008,1010)\", action: keep}");
        assertThatThrownBy(() -> Profiles.parse("site.yaml", text)).hasMessageContaining("two entries");
    }

    @Test
    void whatIsNotThereNamesWhatIs() {
        assertThatThrownBy(() -> Profiles.read("reserch"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("did you mean \"research\"")
                .hasMessageContaining("basic, research");
        assertThatThrownBy(() -> Profiles.parse("x", "")).isInstanceOf(ProfileException.class);
        assertThatThrownBy(() -> Profiles.parse("x", "[1, 2")).isInstanceOf(ProfileException.class);
    }

    /** The hash is of the meaning: order and spelling do not count, any changed setting does. */
    @Test
    void equalProfilesHaveEqualHashes() {
        String other = "version: 3\nname: site\n"
                + SITE.substring(SITE.indexOf("options"))
                        .replace(
                                "[clean-descriptors, retain-modified-dates]",
                                "[retain-modified-dates, clean-descriptors]");
        String hash = hash(SITE);
        assertThat(hash(other)).isEqualTo(hash);
        assertThat(hash(SITE.replace("400", "401"))).isNotEqualTo(hash);
        assertThat(hash(SITE.replace("height: 5", "height: 6"))).isNotEqualTo(hash);
        assertThat(hash(SITE.replace("hold", "inspect"))).isNotEqualTo(hash);
        assertThat(hash).matches("[0-9a-f]{64}");
    }

    /** Levenshtein's textbook example. */
    @Test
    void nearestName() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.hint("wholly-different", java.util.List.of("batch")))
                .isEmpty();
    }

    private String hash(String yaml) {
        return new Deidentifier(new Pseudonyms(() -> folder), Profiles.parse("x", yaml)).profileSha256();
    }
}
