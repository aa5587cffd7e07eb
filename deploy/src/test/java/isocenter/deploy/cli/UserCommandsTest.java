package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.deploy.security.ServingProfile;
import isocenter.deploy.security.User;
import isocenter.deploy.security.Users;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.IFactory;

/** Users by the command line, with the password on standard input. */
@QuarkusTest
@TestProfile(ServingProfile.class)
@WithTestResource(PostgresTestResource.class)
class UserCommandsTest {
    @Inject
    IFactory beans;

    @Inject
    Users users;

    @Test
    void makesAndDisablesUsers() {
        assertThat(run("elevenchars\n", "user", "create", "carla", "--role", "auditor", "--password-stdin"))
                .isEqualTo(1);
        assertThat(run("", "user", "create", "carla", "--role", "auditor", "--password-stdin"))
                .isEqualTo(2);
        assertThat(run("a long sentence\n", "user", "create", "carla", "--role", "service", "--password-stdin"))
                .isEqualTo(1);
        assertThat(run("a long sentence\n", "user", "create", "carla", "--role", "auditor", "--password-stdin"))
                .isZero();
        assertThat(run("a long sentence\n", "user", "create", "Carla", "--role", "admin", "--password-stdin"))
                .isEqualTo(1);
        assertThat(run("", "token", "create", "carla", "--role", "service")).isEqualTo(1);
        assertThat(run("another sentence\n", "user", "password", "carla", "--password-stdin"))
                .isZero();
        assertThat(run("", "user", "disable", "carla")).isZero();
        assertThat(run("", "user", "disable", "carla")).isEqualTo(1);
        assertThat(run("", "user", "list")).isZero();
        assertThat(users.list().stream().filter(user -> user.name().equals("carla")))
                .singleElement()
                .satisfies(user -> assertThat(user.role()).isEqualTo("auditor"))
                .extracting(User::disabled)
                .isNotNull();
    }

    private int run(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return CommandLineRun.execute(beans, arguments);
        } finally {
            System.setIn(before);
        }
    }
}
