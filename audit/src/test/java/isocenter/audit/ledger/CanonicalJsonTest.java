package isocenter.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void followsTheExamplesOfRfc8785() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("numbers", List.of(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001));
        value.put("string", "\u20ac$\u000F\nA'B\"\\\\\"/");
        value.put("literals", java.util.Arrays.asList(null, true, false));
        assertThat(CanonicalJson.of(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void sortsNamesByTheirUtf16Units() {
        Map<String, Object> value = new LinkedHashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            value.put(name, 0);
        }
        assertThat(CanonicalJson.of(value))
                .isEqualTo("{\"\\r\":0,\"1\":0,\"\u0080\":0,\"ö\":0,\"€\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}");
    }

    @Test
    void refusesNumbersThatJsonWouldChange() {
        assertThat(CanonicalJson.of(Map.of("n", 1L << 53))).isEqualTo("{\"n\":9007199254740992}");
        for (Object number : List.of((1L << 53) + 1, Double.NaN, Double.POSITIVE_INFINITY, Long.MIN_VALUE)) {
            assertThatThrownBy(() -> CanonicalJson.of(Map.of("deep", List.of(number))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anArtefactCannotLeaveTheDataFolder() {
        String hash = "0".repeat(64);
        assertThat(new Artefact("store/objects/..a/b.dcm", hash).path()).endsWith("b.dcm");
        for (String path : List.of("", "/etc/passwd", "../x", "a/../../x", "a/..", "a//b", "a/", ".", "a\\b", "./a")) {
            assertThatThrownBy(() -> new Artefact(path, hash)).as(path).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Artefact("a", "ABC")).isInstanceOf(IllegalArgumentException.class);
    }
}
