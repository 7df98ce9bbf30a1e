package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoHostNamespacesTest {

    private static Ruling judged(Recorded recorded) {
        return new NoHostNamespaces().judge(recorded.facts());
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker()))
                .passes()
                .naming("address 10.42.0.5 on node 172.17.0.4", "3 process(es), all of the pod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostNetwork", "hostPID", "hostIPC"})
    void fails_on_a_declared_one(String field) {
        assertThat(judged(Recorded.worker().with("/declaredPod/" + field, "true")))
                .fails()
                .naming("declared %s: true, expected false".formatted(field))
                .withRemedy(Remedy.Level.POD, field);
    }

    @Test
    void fails_on_the_address_of_the_node() {
        assertThat(judged(Recorded.worker().with("/pod/podIp", "\"172.17.0.4\"")))
                .fails()
                .naming("the pod's address is '172.17.0.4', the node's '172.17.0.4', expected one of its own");
    }

    @Test
    void fails_on_a_pod_without_an_address() {
        assertThat(judged(Recorded.worker().with("/pod/podIp", "\"\""))).fails().naming("address is ''");
    }

    @Nested
    class Where_whole_paths_of_control_groups_are_seen {

        @Test
        void fails_on_a_process_of_another_pod() {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/cgroup", "\"/kubepods/burstable/pod4711/c\"")))
                    .fails()
                    .naming(
                            "process 7 (java) of another pod or of the node is visible: control group /kubepods/burstable/pod4711/c");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/init", "/system.slice/k3s.service", "/../../init"})
        void fails_on_a_process_of_the_node(String cgroup) {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/cgroup", '"' + cgroup + '"')))
                    .fails()
                    .naming("process 7 (java)", "control group " + cgroup);
        }

        @Test
        void knows_the_pod_as_systemd_spells_it() {
            assertThat(judged(Recorded.worker()
                            .withEvery(
                                    "/probe/processes",
                                    "cgroup",
                                    "\"/kubepods.slice/kubepods-pod%s.slice/cri-containerd-c.scope\""
                                            .formatted(Recorded.UID.replace('-', '_')))))
                    .passes();
        }

        @Test
        void says_nothing_of_a_process_that_ended_while_it_was_read() {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/cgroup", "\"\"")))
                    .passes();
        }

        /** As was seen of a child of the master's: where version 1 is in use, the kernel shows the root group for it. */
        @Test
        void says_nothing_of_a_process_that_has_died_and_was_not_waited_for() {
            assertThat(judged(Recorded.worker().with("/probe/processes/1/cgroup", "\"/\"")))
                    .passes();
        }
    }

    @Nested
    class In_a_control_group_namespace {

        @Test
        void accepts_the_container_and_its_neighbours_in_the_pod() {
            assertThat(judged(own())).passes();
            assertThat(judged(own().with("/probe/processes/1/cgroup", "\"/../0815\"")))
                    .passes();
        }

        @Test
        void fails_on_what_lies_outside_the_pod() {
            assertThat(judged(own().with("/probe/processes/1/cgroup", "\"/../../pod4711/c\"")))
                    .fails()
                    .naming("process 7 (java)", "control group /../../pod4711/c");
        }

        private Recorded own() {
            return Recorded.worker().withEvery("/probe/processes", "cgroup", "\"/\"");
        }
    }

    @Test
    void is_inconclusive_when_nothing_was_observed() {
        assertThat(judged(Recorded.worker().with("/probe/processes", "[]")))
                .isInconclusive()
                .naming("no process");
        assertThat(judged(Recorded.worker().withEvery("/probe/processes", "cgroup", "\"\"")))
                .isInconclusive()
                .naming("control group");
        assertThat(judged(Recorded.worker().unseen())).isInconclusive().naming("the connection was lost");
    }
}
