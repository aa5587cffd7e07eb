package isocenter.deploy.cli;

import isocenter.deploy.security.ApiToken;
import isocenter.deploy.security.ApiTokens;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists tokens. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists tokens by name and role; the secrets themselves are not kept.",
        footer = {"", "Example:", "  isocenter token list"})
final class TokenListCommand extends ApplicationCommand {
    @Inject
    ApiTokens tokens;

    @Override
    public Integer call() {
        List<ApiToken> all = tokens.list();
        print(all.stream().map(TokenListCommand::json).toList(), () -> {
            for (ApiToken token : all) {
                out().printf(
                                "%-24s %-12s made %s%s%n",
                                token.name(),
                                token.role(),
                                token.created(),
                                token.revoked() == null ? "" : ", revoked " + token.revoked());
            }
        });
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> json(ApiToken token) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", token.name());
        json.put("role", token.role());
        json.put("created", token.created().toString());
        json.put("revoked", token.revoked() == null ? null : token.revoked().toString());
        return json;
    }
}
