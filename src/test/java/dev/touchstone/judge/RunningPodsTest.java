package dev.touchstone.judge;

import static dev.touchstone.judge.RulingAssert.assertThat;

import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningPodsTest {

    private static final RolloutFacts ROLLOUT = new RolloutFacts(true, "every workload is Ready", 885);

    private static Ruling judged(Recorded... pods) {
        List<PodFacts> facts = Arrays.stream(pods).map(Recorded::pod).toList();
        return RunningPods.judge("statefulset/spark-sa-worker", facts, ROLLOUT);
    }

    @Test
    void passes_on_what_was_recorded() {
        assertThat(judged(Recorded.worker())).passes().naming("1 pod(s) Ready, no container was started twice");
    }

    @Test
    void fails_on_a_workload_without_a_pod_and_says_how_the_install_ended() {
        assertThat(RunningPods.judge(
                        "deployment/web",
                        List.of(),
                        new RolloutFacts(false, "FailedCreate: violates PodSecurity", 2000)))
                .fails()
                .naming("deployment/web has no pod", "FailedCreate: violates PodSecurity");
    }

    @Test
    void fails_on_a_pod_that_is_not_Ready() {
        assertThat(judged(Recorded.worker().with("/pod/ready", "false")))
                .fails()
                .naming("pod spark-sa-worker-0 is Running and not Ready");
        assertThat(judged(Recorded.worker(), Recorded.worker().with("/pod/ready", "false")))
                .fails();
    }

    @Test
    void fails_on_a_container_that_was_started_again_though_it_is_Ready_now() {
        assertThat(judged(Recorded.worker()
                        .with("/pod/containers/1/restarts", "2")
                        .with("/pod/containers/1/lastEnd", "\"terminated: OOMKilled, exit code 137\"")))
                .fails()
                .naming(
                        "spark-sa-worker-0/shuffle-service was started again 2 time(s), before that: terminated: OOMKilled, exit code 137");
    }

    @Test
    void names_all_faults_at_once() {
        assertThat(judged(Recorded.worker()
                        .with("/pod/ready", "false")
                        .with("/pod/containers/0/running", "false")
                        .with("/pod/containers/0/state", "\"waiting: CrashLoopBackOff: back-off 10s\"")
                        .with("/pod/containers/0/restarts", "1")))
                .fails()
                .naming("not Ready", "worker was started again 1 time(s)", "worker is waiting: CrashLoopBackOff");
    }

    @Test
    void accepts_a_pod_that_has_done_its_work() {
        assertThat(judged(Recorded.worker()
                        .with("/pod/ready", "false")
                        .with("/pod/phase", "\"Succeeded\"")
                        .withEvery("/pod/containers", "running", "false")
                        .withEvery("/pod/containers", "finished", "true")))
                .passes();
    }
}
