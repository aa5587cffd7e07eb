package isocenter.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of who may call what is whole, and the code says the same. */
class EndpointRolesTest {
    @Test
    void everyEndpointStandsInTheTableWithTheRolesItNames() throws Exception {
        Map<Endpoint, Set<String>> code = Endpoint.ofTheCode();
        assertThat(code).hasSizeGreaterThan(20);
        assertThat(Endpoint.ofTheTable()).isEqualTo(code);
    }
}
