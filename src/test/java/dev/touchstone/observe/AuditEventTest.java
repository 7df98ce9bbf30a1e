package dev.touchstone.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEventTest {

    @Test
    void reads_who_asked_for_what() {
        AuditEvent event = AuditEvent.of("""
                {"kind":"Event","stage":"ResponseStarted","requestURI":"/api/v1/namespaces/n/pods/web-0/log?follow=true",
                 "verb":"get","user":{"username":"system:serviceaccount:n:agent"},
                 "objectRef":{"resource":"pods","namespace":"n","name":"web-0","apiVersion":"v1","subresource":"log"},
                 "responseStatus":{"code":200},"stageTimestamp":"2026-11-25T19:00:00.123456Z",
                 "annotations":{"authorization.k8s.io/decision":"allow"}}
                """);

        assertThat(event.user()).isEqualTo("system:serviceaccount:n:agent");
        assertThat(event.right()).isEqualTo(new Right("", "pods/log", "get", List.of("web-0")));
        assertThat(event.refused()).isFalse();
    }

    @Test
    void tells_what_authorisation_refused_from_what_admission_did() {
        String line = """
                {"verb":"create","user":{"username":"u"},"objectRef":{"resource":"pods"},"responseStatus":{"code":403},
                 "stageTimestamp":"2026-11-25T19:00:00Z","annotations":{"authorization.k8s.io/decision":"%s"}}
                """;

        assertThat(AuditEvent.of(line.formatted("forbid")).refused()).isTrue();
        assertThat(AuditEvent.of(line.formatted("allow")).refused()).isFalse();
    }

    @Test
    void knows_paths_that_are_no_resource() {
        AuditEvent event = AuditEvent.of("""
                {"verb":"get","user":{"username":"u"},"requestURI":"/version?timeout=5s","stageTimestamp":"2026-11-25T19:00:00Z"}
                """);

        assertThat(event.right()).isEqualTo(new Right("", "/version", "get", List.of()));
    }
}
