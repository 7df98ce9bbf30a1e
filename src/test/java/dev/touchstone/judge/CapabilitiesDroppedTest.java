package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesDroppedTest {

    private static final String DEFAULTS_OF_CONTAINERD = "\"00000000a80425fb\"";
    private static final String NET_BIND_SERVICE = "\"0000000000000400\"";

    private static Ruling judged(Recorded recorded) {
        return new CapabilitiesDropped().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("CapBnd 0000000000000000", "3 process(es)");
    }

    /** The effective set of any process that is not root is empty, whatever was dropped. */
    @Test
    void is_not_fooled_by_an_empty_effective_set_under_a_full_bounding_set() {
        assertThat(judged(Recorded.worker().with("/probe/processes/0/capabilities/bounding", DEFAULTS_OF_CONTAINERD)))
                .fails()
                .naming(
                        "process 1 (tini) has CapBnd 00000000a80425fb, CapEff 0000000000000000",
                        "expected 0",
                        "an empty CapEff alone proves nothing")
                .withRemedy(Remedy.Level.CONTAINER, "securityContext.capabilities.drop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"effective", "permitted", "inheritable", "ambient", "bounding"})
    void fails_on_a_capability_in_any_set_of_any_process(String set) {
        assertThat(judged(Recorded.worker().with("/probe/processes/2/capabilities/" + set, "\"0000000000002000\"")))
                .fails()
                .naming("process 860 (sh)");
    }

    @Test
    void reads_all_64_bits() {
        assertThat(judged(Recorded.worker().with("/probe/processes/0/capabilities/bounding", "\"ffffffffffffffff\"")))
                .fails()
                .naming("CapBnd ffffffffffffffff");
    }

    @Nested
    class Of_NET_BIND_SERVICE {

        @Test
        void accepts_it_declared() {
            assertThat(judged(bound().with("/declared/securityContext/capabilities/add", "[\"NET_BIND_SERVICE\"]")))
                    .passes()
                    .naming("CapBnd 0000000000000400");
        }

        @Test
        void does_not_accept_it_undeclared() {
            assertThat(judged(bound())).fails().naming("CapBnd 0000000000000400", "expected 0");
        }

        @Test
        void accepts_no_other_beside_it() {
            assertThat(judged(Recorded.worker()
                            .with("/declared/securityContext/capabilities/add", "[\"NET_BIND_SERVICE\"]")
                            .withEvery("/probe/processes", "capabilities", sets("\"0000000000002400\""))))
                    .fails()
                    .naming("CapBnd 0000000000002400");
        }

        private Recorded bound() {
            return Recorded.worker().withEvery("/probe/processes", "capabilities", sets(NET_BIND_SERVICE));
        }

        private String sets(String bounding) {
            String none = "\"0000000000000000\"";
            return "{\"inheritable\": %s, \"permitted\": %s, \"effective\": %s, \"bounding\": %s, \"ambient\": %s}"
                    .formatted(none, none, none, bounding, none);
        }
    }

    @Nested
    class Of_the_declaration {

        @Test
        void calls_it_luck_when_nothing_is_dropped() {
            assertThat(judged(Recorded.worker().without("/declared/securityContext/capabilities")))
                    .fails()
                    .naming("declared capabilities: not set, expected drop: [ALL]", "holds here by luck");
        }

        @Test
        void does_not_take_a_list_of_names_for_ALL() {
            assertThat(judged(Recorded.worker().with("/declared/securityContext/capabilities/drop", "[\"NET_RAW\"]")))
                    .fails()
                    .naming("NET_RAW", "expected drop: [ALL]");
        }

        @Test
        void fails_on_an_added_capability() {
            assertThat(judged(Recorded.worker().with("/declared/securityContext/capabilities/add", "[\"SYS_TIME\"]")))
                    .fails()
                    .naming("SYS_TIME", "no more than NET_BIND_SERVICE added");
        }

        @Test
        void takes_null_as_not_set() {
            assertThat(judged(Recorded.worker().with("/declared/securityContext/capabilities/add", "null")))
                    .passes();
            assertThat(judged(Recorded.worker().with("/declared/securityContext/capabilities", "null")))
                    .fails()
                    .naming("declared capabilities: not set");
        }
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/processes", "[]"))).isInconclusive();
        assertThat(judged(Recorded.worker().with("/probe/processes/1/capabilities/bounding", "\"\"")))
                .isInconclusive()
                .naming("process 7 (java) shows no bounding set");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive();
    }
}
