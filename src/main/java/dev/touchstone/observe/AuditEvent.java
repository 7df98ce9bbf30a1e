package dev.touchstone.observe;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of an API server's audit log (audit.k8s.io/v1).
 *
 * @param user who asked
 * @param right what for
 * @param refused whether authorisation refused it
 * @param time when it was answered
 */
record AuditEvent(String user, Right right, boolean refused, Instant time) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static AuditEvent of(String line) {
        JsonNode event = JSON.readTree(line);
        return new AuditEvent(
                event.path("user").path("username").asString(""),
                right(event),
                // Admission refuses with 403 as well; that is no question of rights.
                "forbid"
                        .equals(event.path("annotations")
                                .path("authorization.k8s.io/decision")
                                .asString("")),
                Instant.parse(event.path("stageTimestamp").asString()));
    }

    private static Right right(JsonNode event) {
        String verb = event.path("verb").asString("");
        JsonNode object = event.path("objectRef");
        if (object.isMissingNode()) {
            return new Right("", event.path("requestURI").asString("").replaceFirst("\\?.*", ""), verb, List.of());
        }
        String subresource = object.path("subresource").asString("");
        String name = object.path("name").asString("");
        return new Right(
                object.path("apiGroup").asString(""),
                object.path("resource").asString("") + (subresource.isEmpty() ? "" : "/" + subresource),
                verb,
                name.isEmpty() ? List.of() : List.of(name));
    }
}
