package isocenter.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.dicomweb.Roles;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Signing in and what each role may then do, over HTTP. */
@QuarkusTest
@TestProfile(ServingProfile.class)
@WithTestResource(PostgresTestResource.class)
class AccessTest {
    private static final String PASSWORD = "a long sentence";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TestHTTPResource("/")
    URI base;

    @Inject
    Users users;

    @Inject
    ApiTokens tokens;

    @Inject
    Ledger ledger;

    @Inject
    Intake intake;

    @Inject
    DataSource database;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void everyRoleMayCallWhatTheTableSaysAndNothingElse() throws Exception {
        Map<String, String[]> callers = new HashMap<>();
        callers.put(Endpoint.NOBODY, new String[] {"X-Isocenter", "1"});
        callers.put(Roles.SERVICE, bearer(Roles.SERVICE));
        callers.put(Roles.RESEARCHER, bearer(Roles.RESEARCHER));
        callers.put(Roles.RADIOLOGIST, bearer(Roles.RADIOLOGIST));
        callers.put(Roles.ADMIN, cookie(signIn(user(Roles.ADMIN))));
        callers.put(Roles.AUDITOR, cookie(signIn(user(Roles.AUDITOR))));
        Endpoint signingOut = new Endpoint("DELETE", "/api/session");
        for (Map.Entry<Endpoint, Set<String>> each : Endpoint.ofTheTable().entrySet()) {
            Endpoint endpoint = each.getKey();
            String path = endpoint.path().replaceAll("\\{[^}]*}", "1");
            for (Map.Entry<String, String[]> caller : callers.entrySet()) {
                if (endpoint.equals(signingOut)) {
                    continue; // ends the session of the others; it has a test of its own
                }
                int status = status(request(endpoint.method(), path, "", caller.getValue()));
                String as = endpoint + " as " + caller.getKey();
                if (each.getValue().contains(caller.getKey())) {
                    assertThat(status).as(as).isNotIn(401, 403).isLessThan(500);
                } else {
                    assertThat(status).as(as).isEqualTo(caller.getKey().equals(Endpoint.NOBODY) ? 401 : 403);
                }
            }
        }
        for (Map.Entry<String, String[]> caller : callers.entrySet()) {
            assertThat(send("GET", "/test/unannotated", "", caller.getValue()).statusCode())
                    .as("what forgot to say who may call it, as " + caller.getKey())
                    .isEqualTo(caller.getKey().equals(Endpoint.NOBODY) ? 401 : 403);
        }
    }

    @Test
    void aSessionIsOpenedByAPasswordAndEndedByItsUser() throws Exception {
        String name = user(Roles.RADIOLOGIST);
        assertThat(post(name, "another sentence").statusCode()).isEqualTo(401);
        HttpResponse<String> opened = post(name, PASSWORD);
        assertThat(opened.statusCode()).isEqualTo(200);
        String json = "{\"user\":\"%s\",\"role\":\"radiologist\",\"displayName\":\"Somebody\"}".formatted(name);
        assertThat(opened.body()).isEqualTo(json);
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("isocenter_session=[0-9a-f]{64};.*")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Strict")
                .containsIgnoringCase("Path=/")
                .containsIgnoringCase("Max-Age=43200")
                .doesNotContainIgnoringCase("Secure");
        String secret = cookie.replaceAll("isocenter_session=([0-9a-f]*);.*", "$1");
        assertThat(texts("select secret_sha256 from user_session where user_name = '" + name + "'"))
                .singleElement()
                .isEqualTo(Secret.hash(secret));

        HttpResponse<String> who = send("GET", "/api/session", "", "Cookie", "isocenter_session=" + secret);
        assertThat(who.statusCode()).isEqualTo(200);
        assertThat(who.body()).isEqualTo(json);
        HttpResponse<String> forged = send("DELETE", "/api/session", "", "Cookie", "isocenter_session=" + secret);
        assertThat(forged.statusCode()).as("without the header").isEqualTo(403);
        assertThat(forged.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(who(secret)).isEqualTo(200);
        assertThat(from("https://elsewhere.example", secret)).as("another site").isEqualTo(403);
        assertThat(who(secret)).isEqualTo(200);
        assertThat(from(base.resolve("/").toString().replaceAll("/$", ""), secret))
                .as("our own page")
                .isEqualTo(204);
        assertThat(who(secret)).isEqualTo(401);
        assertThat(texts("select actor || ' ' || action from ledger_event where subject = '" + name
                        + "' order by index"))
                .containsExactly(
                        "local user.create",
                        "local session.refused",
                        name + " session.login",
                        name + " session.logout");
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatIsNoNameAndPasswordIsRefusedByName() throws Exception {
        String type = "application/json";
        assertThat(send("POST", "/api/session", "user=a&password=b", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        for (String body :
                List.of("", "[]", "{\"user\":1,\"password\":2}", "{\"user\":\"a\"}", "{", "[".repeat(3000))) {
            assertThat(send("POST", "/api/session", body, "Content-Type", type).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        String twice = "{\"user\":\"a\",\"user\":\"b\",\"password\":\"c\"}";
        assertThat(send("POST", "/api/session", twice, "Content-Type", type).statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/session", " ".repeat(5000), "Content-Type", type)
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("' or 1=1 --", "x\\u0000").statusCode()).isEqualTo(401);
    }

    @Test
    void sessionsEndByThemselves() throws Exception {
        String name = user(Roles.RESEARCHER);
        String idle = signIn(name);
        execute("update user_session set used = now() - interval '59 minutes' where secret_sha256 = '"
                + Secret.hash(idle) + "'");
        assertThat(who(idle)).as("using it keeps it open").isEqualTo(200);
        assertThat(texts("select 1 from user_session where used > now() - interval '1 minute' and secret_sha256 = '"
                        + Secret.hash(idle) + "'"))
                .hasSize(1);
        execute("update user_session set used = now() - interval '61 minutes' where secret_sha256 = '"
                + Secret.hash(idle) + "'");
        assertThat(who(idle)).isEqualTo(401);
        String old = signIn(name);
        execute("update user_session set created = now() - interval '721 minutes' where secret_sha256 = '"
                + Secret.hash(old) + "'");
        assertThat(who(old)).isEqualTo(401);
        assertThat(send(
                                "POST",
                                "/api/session",
                                body(name, PASSWORD),
                                "Content-Type",
                                "application/json",
                                "X-Isocenter",
                                "1",
                                "Cookie",
                                "isocenter_session=" + old)
                        .statusCode())
                .as("an old cookie keeps nobody from signing in")
                .isEqualTo(200);
    }

    @Test
    void disablingAndNewPasswordsEndSessions() throws Exception {
        String name = user(Roles.ADMIN);
        String first = signIn(name);
        assertThat(users.setPassword(name, "another long sentence")).isTrue();
        assertThat(who(first)).isEqualTo(401);
        assertThat(post(name, PASSWORD).statusCode()).isEqualTo(401);
        HttpResponse<String> second = post(name.toUpperCase(java.util.Locale.ROOT), "another long sentence");
        assertThat(second.statusCode()).as("names have no case").isEqualTo(200);
        assertThat(users.disable(name)).isTrue();
        assertThat(texts("select 1 from user_session where user_name = '" + name + "'"))
                .isEmpty();
        assertThat(post(name, "another long sentence").statusCode()).isEqualTo(401);
        assertThat(users.disable(name)).isFalse();
    }

    @Test
    void tenWrongPasswordsLockANameThatExistsOrNot() throws Exception {
        String known = user(Roles.RESEARCHER);
        for (String name : List.of(known, "stranger-" + COUNT.incrementAndGet())) {
            List<CompletableFuture<HttpResponse<String>>> together = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                together.add(http.sendAsync(
                        request(
                                "POST",
                                "/api/session",
                                body(name, "a wrong sentence"),
                                "Content-Type",
                                "application/json"),
                        BodyHandlers.ofString()));
            }
            List<Integer> statuses = together.stream()
                    .map(answer -> answer.join().statusCode())
                    .sorted()
                    .toList();
            assertThat(statuses)
                    .as("however many ask at once")
                    .containsExactly(401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 429, 429);
            HttpResponse<String> locked = post(name, PASSWORD);
            assertThat(locked.statusCode()).as("the right one too").isEqualTo(429);
            assertThat(Integer.parseInt(
                            locked.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(840, 900);
        }
        assertThat(texts("select 1 from ledger_event where action = 'session.refused' and subject = '" + known + "'"))
                .hasSize(10);
        assertThat(texts("select 1 from ledger_event where action = 'session.refused' and body like '%\"locked\":true%'"
                        + " and subject = '" + known + "'"))
                .hasSize(1);
        assertThat(texts("select 1 from ledger_event where subject like 'stranger%'"))
                .isEmpty();
        execute("update password_attempt set at = at - interval '15 minutes'");
        assertThat(post(known, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void eventsNameWhoseRequestMadeThem() throws Exception {
        String token = tokens.create("gateway-" + COUNT.incrementAndGet(), Roles.SERVICE);
        String junk = "--b0undary\r\nContent-Type: application/dicom\r\n\r\nno DICOM " + token.hashCode()
                + "\r\n--b0undary--\r\n";
        HttpResponse<String> stored = send(
                "POST",
                "/dicom-web/studies",
                junk,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=b0undary");
        assertThat(stored.statusCode()).isEqualTo(409);
        intake.close();
        assertThat(texts("select actor from ledger_event where action = 'ingest.quarantine'"))
                .containsExactly("gateway-" + COUNT.get());
        assertThat(texts("select distinct actor from ledger_event where action = 'token.create'"))
                .containsExactly("local");
    }

    @Test
    void everyAnswerCarriesTheHeadersThatProtectPages() throws Exception {
        for (String path : List.of("/api/session", "/dicom-web/studies", "/not-there", "/")) {
            HttpResponse<String> answer = send("GET", path, "");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .contains("same-origin");
            assertThat(answer.headers().firstValue("Cache-Control").equals(java.util.Optional.of("no-store")))
                    .as(path)
                    .isEqualTo(path.startsWith("/api/"));
        }
    }

    private String user(String role) {
        String name = role + "-" + COUNT.incrementAndGet();
        users.create(name, role, "Somebody", PASSWORD);
        return name;
    }

    private String[] bearer(String role) {
        return new String[] {
            "Authorization", "Bearer " + tokens.create("token-" + role + "-" + COUNT.incrementAndGet(), role)
        };
    }

    private static String[] cookie(String secret) {
        return new String[] {"Cookie", "isocenter_session=" + secret, "X-Isocenter", "1"};
    }

    private String signIn(String name) throws Exception {
        HttpResponse<String> answer = post(name, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceAll("isocenter_session=([0-9a-f]*);.*", "$1");
    }

    private HttpResponse<String> post(String name, String password) throws Exception {
        return send("POST", "/api/session", body(name, password), "Content-Type", "application/json");
    }

    private static String body(String name, String password) throws Exception {
        return new ObjectMapper().writeValueAsString(Map.of("user", name, "password", password));
    }

    /** Signs out as a page of this origin would. */
    private int from(String origin, String secret) throws Exception {
        return send(
                        "DELETE",
                        "/api/session",
                        "",
                        "Cookie",
                        "isocenter_session=" + secret,
                        "X-Isocenter",
                        "1",
                        "Origin",
                        origin)
                .statusCode();
    }

    private int who(String secret) throws Exception {
        return send("GET", "/api/session", "", cookie(secret)).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return http.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** Without waiting for the end of an answer that has none. */
    private int status(HttpRequest request) throws Exception {
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
