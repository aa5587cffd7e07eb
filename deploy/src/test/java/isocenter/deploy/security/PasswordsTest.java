package isocenter.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    /** A test vector of the reference implementation, phc-winner-argon2. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void isArgon2id() {
        assertThat(Passwords.matches("password", REFERENCE)).isTrue();
        assertThat(Passwords.matches("passwore", REFERENCE)).isFalse();
    }

    @Test
    void namesItsParametersAndItsSalt() {
        String hash = Passwords.hash("correct horse battery");
        assertThat(hash)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(Passwords.hash("correct horse battery"));
        assertThat(Passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(Passwords.matches("correct horse batterz", hash)).isFalse();
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        assertThat(Passwords.matches("Schlu\u0308sselblume", Passwords.hash("Schl\u00fcsselblume")))
                .isTrue();
    }

    @Test
    void refusesShortOnesWithoutRepeatingThem() {
        assertThatThrownBy(() -> Passwords.required("elevenchars"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("elevenchars");
        assertThat(Passwords.required("twelve chars")).isEqualTo("twelve chars");
    }
}
