package dev.touchstone.judge;

import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.ReleaseFacts.RolloutFacts;
import java.util.ArrayList;
import java.util.List;

/** Every pod of a workload was Ready at the end of the run, and none of its containers was started twice. */
final class RunningPods {

    private RunningPods() {}

    static Ruling judge(String workload, List<PodFacts> pods, RolloutFacts rollout) {
        if (pods.isEmpty()) {
            return Ruling.fail("%s has no pod; the install ended with: %s".formatted(workload, rollout.message()));
        }
        List<String> faults = new ArrayList<>();
        for (PodFacts pod : pods) {
            if (!pod.ready() && !pod.phase().equals("Succeeded")) {
                faults.add("pod %s is %s and not Ready".formatted(pod.name(), pod.phase()));
            }
            for (PodFacts.ContainerStatus container : pod.containers()) {
                if (container.restarts() > 0) {
                    String before = container.lastEnd().isEmpty() ? "" : ", before that: " + container.lastEnd();
                    faults.add("%s/%s was started again %d time(s)%s"
                            .formatted(pod.name(), container.name(), container.restarts(), before));
                }
                if (!container.running() && !container.finished()) {
                    faults.add("%s/%s is %s".formatted(pod.name(), container.name(), container.state()));
                }
            }
        }
        if (!faults.isEmpty()) {
            return Ruling.fail(String.join("; ", faults));
        }
        return Ruling.pass("%d pod(s) Ready, no container was started twice".formatted(pods.size()));
    }
}
