package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {

    private static Ruling judged(Recorded recorded) {
        return new Resources().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded_under_version_1_of_control_groups() {
        assertThat(judged(Recorded.worker())).passes().naming("memory 2147483648, cpu 2.000", "\"memory\":\"2Gi\"");
    }

    @Nested
    class Under_version_1 {

        @Test
        void fails_on_another_memory_limit() {
            assertThat(judged(Recorded.worker().with("/probe/cgroup/memory~1memory.limit_in_bytes", "\"1073741824\"")))
                    .fails()
                    .naming("memory 1073741824", "\"memory\":\"2Gi\"", "expected the declared ones");
        }

        @Test
        void fails_on_no_limit_at_all() {
            assertThat(judged(Recorded.worker()
                            .with("/probe/cgroup/memory~1memory.limit_in_bytes", "\"9223372036854771712\"")))
                    .fails()
                    .naming("memory without limit");
            assertThat(judged(Recorded.worker().with("/probe/cgroup/cpu~1cpu.cfs_quota_us", "\"-1\"")))
                    .fails()
                    .naming("cpu without limit");
        }
    }

    @Nested
    class Under_version_2 {

        @Test
        void passes_on_the_declared_limits() {
            assertThat(judged(limits("2147483648", "200000 100000"))).passes().naming("memory 2147483648, cpu 2.000");
        }

        @Test
        void rounds_memory_to_whole_pages_as_the_kernel_does() {
            assertThat(judged(limits("999997440", "200000 100000").with("/declared/resources/limits/memory", "\"1G\"")))
                    .passes();
        }

        @Test
        void reads_fractions_of_a_core() {
            assertThat(judged(limits("2147483648", "50000 100000").with("/declared/resources/limits/cpu", "\"500m\"")))
                    .passes()
                    .naming("cpu 0.500");
        }

        @Test
        void fails_on_other_limits_and_on_none() {
            assertThat(judged(limits("2147483648", "100000 100000"))).fails().naming("cpu 1.000");
            assertThat(judged(limits("2147483648", "max 100000"))).fails().naming("cpu without limit");
            assertThat(judged(limits("max", "200000 100000"))).fails().naming("memory without limit");
        }

        @Test
        void wants_no_cpu_limit_where_none_is_declared() {
            assertThat(judged(limits("2147483648", "max 100000").without("/declared/resources/limits/cpu")))
                    .passes();
            assertThat(judged(limits("2147483648", "max 100000").with("/declared/resources/limits/cpu", "null")))
                    .passes();
            assertThat(judged(limits("2147483648", "200000 100000").without("/declared/resources/limits/cpu")))
                    .fails();
        }

        private Recorded limits(String memory, String cpu) {
            return Recorded.worker()
                    .with("/probe/cgroup", "{\"memory.max\": \"%s\", \"cpu.max\": \"%s\"}".formatted(memory, cpu));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests/cpu", "requests/memory", "limits/memory"})
    void fails_on_what_is_not_declared(String field) {
        String dotted = "resources." + field.replace('/', '.');
        Recorded weakened = Recorded.worker().without("/declared/resources/" + field);
        if (field.equals("limits/memory")) {
            weakened.with("/probe/cgroup/memory~1memory.limit_in_bytes", "\"9223372036854771712\"");
        }
        assertThat(judged(weakened))
                .fails()
                .naming("declared resources:", "expected " + field.replace('/', '.'), "holds here by luck")
                .withRemedy(Remedy.Level.CONTAINER, dotted);
        assertThat(judged(Recorded.worker().unseen().with("/declared/resources/" + field, "null")))
                .fails()
                .naming("expected " + field.replace('/', '.'));
    }

    @Nested
    class Without_a_control_group_to_look_at {

        @Test
        void is_inconclusive_when_none_was_seen() {
            assertThat(judged(Recorded.worker().with("/probe/cgroup", "{}")))
                    .isInconclusive()
                    .naming("no memory limit of its control group");
            assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
        }

        @Test
        void is_inconclusive_when_only_memory_was_seen() {
            assertThat(judged(Recorded.worker().with("/probe/cgroup", "{\"memory.max\": \"2147483648\"}")))
                    .isInconclusive()
                    .naming("no cpu limit of its control group");
            assertThat(judged(Recorded.worker()
                            .with("/probe/cgroup", "{\"memory.max\": \"2147483648\"}")
                            .without("/declared/resources/limits/cpu")))
                    .isInconclusive();
        }
    }
}
