package dev.touchstone.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observe.AccountFacts;
import dev.touchstone.observe.Right;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastRightsTest {

    private static final Right LIST = new Right("", "pods", "list", List.of());
    private static final Right LOG = new Right("", "pods/log", "get", List.of());
    private static final Right LOG_OF_ONE = new Right("", "pods/log", "get", List.of("web-0"));
    private static final Right CERT = new Right("", "secrets", "update", List.of("cert"));

    @Test
    void passes_when_every_right_was_used_by_whatever_object_it_was() {
        Ruling ruling = judge(List.of(LIST, LOG), List.of(LIST, LOG_OF_ONE), List.of());

        assertThat(ruling.outcome()).isEqualTo(Outcome.PASS);
        assertThat(ruling.reason()).isEqualTo("each of its 2 rights was used: list pods, get pods/log");
    }

    @Test
    void fails_for_a_right_that_was_never_used() {
        Ruling ruling = judge(List.of(LIST, LOG), List.of(LIST), List.of());

        assertThat(ruling.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ruling.reason()).contains("never used: get pods/log").doesNotContain("list pods");
    }

    @Test
    void fails_for_a_name_that_was_never_used_while_another_was() {
        Ruling ruling = judge(List.of(CERT), List.of(new Right("", "secrets", "update", List.of("other"))), List.of());

        assertThat(ruling.reason()).contains("never used: update secrets cert");
    }

    @Test
    void fails_for_the_same_resource_of_another_group() {
        Ruling ruling = judge(
                List.of(new Right("batch", "jobs", "get", List.of())),
                List.of(new Right("kubeflow.org", "jobs", "get", List.of())),
                List.of());

        assertThat(ruling.reason()).contains("never used: get jobs.batch");
    }

    @Test
    void fails_for_a_wildcard_even_if_something_under_it_was_used() {
        Ruling ruling = judge(List.of(new Right("", "pods", "*", List.of())), List.of(LIST), List.of());

        assertThat(ruling.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ruling.reason()).contains("a wildcard", "* pods");
    }

    @Test
    void fails_for_what_was_asked_for_and_refused() {
        Ruling ruling = judge(List.of(LIST), List.of(LIST), List.of(LOG_OF_ONE));

        assertThat(ruling.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ruling.reason()).contains("asked for and refused: get pods/log web-0");
    }

    @Test
    void knows_nothing_without_an_audit_log() {
        AccountFacts account = new AccountFacts("serviceaccount/web", List.of(LIST), List.of(), List.of(), "no log");

        assertThat(LeastRights.judge(account).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    private static Ruling judge(List<Right> granted, List<Right> used, List<Right> refused) {
        return LeastRights.judge(new AccountFacts("serviceaccount/web", granted, used, refused, ""));
    }
}
