package isocenter.pretrain.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousTest {

    @Test
    void withoutTorchrunAProcessIsAlone() {
        assertThat(Rendezvous.of(Map.of()).size()).isOne();
        assertThat(Rendezvous.of(Map.of("RANK", "0", "WORLD_SIZE", "1")).size()).isOne();
    }

    @Test
    void torchrunsVariablesAreUnderstood() {
        Map<String, String> environment = new HashMap<>(Rendezvous.onThisMachine(1, 4, 40_000));
        assertThat(Rendezvous.of(environment)).isEqualTo(new Rendezvous(1, 4, 1, 4, "127.0.0.1", 40_000, "", ""));
        assertThat(Rendezvous.of(Rendezvous.onThisMachine(0, 4, 40_000)).keepsStore())
                .isTrue();

        environment.put("RANK", "0");
        environment.put("LOCAL_RANK", "0");
        environment.put("TORCHELASTIC_USE_AGENT_STORE", "True");
        environment.put("TORCHELASTIC_RESTART_COUNT", "2");
        Rendezvous agent = Rendezvous.of(environment);
        assertThat(agent.keepsStore()).as("the agent keeps it").isFalse();
        assertThat(agent.store()).isEqualTo("isocenter/attempt-2");
    }

    @ParameterizedTest
    @CsvSource({
        "RANK, 4, 'RANK must be from 0 to WORLD_SIZE - 1, that is 3, but is 4'",
        "RANK, -1, RANK must be from 0",
        "RANK, two, RANK must be a whole number",
        "RANK, , RANK is not set",
        "WORLD_SIZE, 0, WORLD_SIZE must be at least 1",
        "LOCAL_RANK, 3, LOCAL_RANK must be from 0 to RANK",
        "LOCAL_WORLD_SIZE, 5, LOCAL_WORLD_SIZE must be from 1 to WORLD_SIZE",
        "MASTER_PORT, 70000, MASTER_PORT must be from 1 to 65535",
        "MASTER_ADDR, , MASTER_ADDR is not set",
        "WORLD_SIZE, , 'RANK is set, but WORLD_SIZE is not'"
    })
    void nonsenseIsRefused(String name, String value, String message) {
        Map<String, String> environment = new HashMap<>(Rendezvous.onThisMachine(1, 4, 40_000));
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        assertThatThrownBy(() -> Rendezvous.of(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
