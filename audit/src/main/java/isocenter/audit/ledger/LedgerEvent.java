package isocenter.audit.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import isocenter.audit.content.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One recorded event, as it stands in the ledger.
 *
 * @param index position in the log, from 0 without gaps
 * @param at the database's time, to the microsecond
 * @param body the canonical JSON that is hashed; the other components repeat parts of it for searching
 */
public record LedgerEvent(long index, Instant at, String actor, String action, String subject, String body) {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static LedgerEvent of(long index, Instant at, String actor, LedgerEntry entry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("index", index);
        body.put("at", MICROSECONDS.format(at));
        body.put("actor", actor);
        body.put("action", entry.action());
        body.put("subject", entry.subject());
        body.put("detail", entry.detail());
        body.put("artefacts", entry.artefacts());
        return new LedgerEvent(index, at, actor, entry.action(), entry.subject(), CanonicalJson.of(body));
    }

    byte[] leafHash() {
        return MerkleHash.leaf(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of those components that do not repeat what the body says. */
    List<String> contradictions() throws JsonProcessingException {
        JsonNode json = CanonicalJson.parse(body);
        List<String> names = new ArrayList<>();
        if (!json.path("index").isIntegralNumber() || json.path("index").longValue() != index) {
            names.add("index");
        }
        contradict(names, json, "at", MICROSECONDS.format(at));
        contradict(names, json, "actor", actor);
        contradict(names, json, "action", action);
        contradict(names, json, "subject", subject);
        return names;
    }

    private static void contradict(List<String> names, JsonNode json, String name, String column) {
        if (!json.path(name).isTextual() || !json.path(name).textValue().equals(column)) {
            names.add(name);
        }
    }
}
