package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConditionsTest {
    private static final CatalogueImage IMAGE =
            new CatalogueImage("2.25.1", "P1", "F", 50, "DX", "CHEST", "S1", "ACME", 1, "f", "p");
    private static final CatalogueImage BARE =
            new CatalogueImage("2.25.2", "P2", null, null, "CR", null, null, null, 1, "f", "p");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "modality;CR,DX;true",
                "modality;cr, dx;true",
                "modality;CT;false",
                "bodyPart;Chest;true",
                "sex;F;true",
                "sex;M,O;false",
                "site;S1;true",
                "manufacturer;acme;true",
                "age;50;true",
                "age;18..90;true",
                "age;50..50;true",
                "age;51..;false",
                "age;..49;false",
                "age;..50;true",
                "age;50..;true"
            })
    void eachConditionLooksAtItsOwnValue(String key, String value, boolean holds) {
        assertThat(new ImageConditions(Map.of(key, value)).unmet(IMAGE).isEmpty())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sex=F", "age=0..", "bodyPart=CHEST", "site=S1", "manufacturer=ACME"})
    void aValueThatIsNotThereNeverMatches(String condition) {
        String[] pair = condition.split("=");
        assertThat(new ImageConditions(Map.of(pair[0], pair[1])).unmet(BARE)).isPresent();
    }

    @Test
    void allMustHoldAndTheReasonNamesTheFirstThatDoesNot() {
        ImageConditions conditions = new ImageConditions(Map.of("sex", "M", "modality", "DX,CR"));
        assertThat(conditions.unmet(IMAGE)).contains("sex is not M");
        assertThat(new ImageConditions(Map.of()).unmet(IMAGE)).isEmpty();
    }

    @Test
    void anUnknownKeyNamesTheKnownOnes() {
        assertThatThrownBy(() -> new ImageConditions(Map.of("bodypart", "CHEST")))
                .isInstanceOf(DatasetException.class)
                .hasMessage("unknown condition 'bodypart'; known are age, bodyPart, manufacturer, modality, sex, site,"
                        + " and every attribute that isocenter search takes, such as StudyDescription");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "old", "90..18", "-1..4", "", "1...2", "1000.."})
    void anAgeThatIsNoRangeIsRefused(String age) {
        assertThatThrownBy(() -> new ImageConditions(Map.of("age", age))).isInstanceOf(DatasetException.class);
    }

    @Test
    void anEmptyAlternativeIsRefused() {
        assertThatThrownBy(() -> new ImageConditions(Map.of("modality", "CR,"))).isInstanceOf(DatasetException.class);
    }
}
