package dev.touchstone.mutate;

import dev.touchstone.chart.PodTemplate;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The smallest pod that a level of Pod Security admits, with one change.
 *
 * @param control which it is made for, by its id in Kubernetes
 * @param change in words
 * @param refused where the published standards refuse it
 * @param words in the API server's message then
 * @param weaken makes the change
 */
record Fixture(String control, String change, Refused refused, String words, Consumer<WeakPod> weaken) {

    static final String MAIN = "main";
    static final String INIT = "init";

    private static final String POD = """
            {"metadata": {},
             "spec": {"initContainers": [{"name": "init", "image": "busybox:1.35.0"}],
                      "containers": [{"name": "main", "image": "busybox:1.35.0"}]}}""";
    private static final String POD_CONTEXT = """
            {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}}""";
    private static final String CONTEXT = """
            {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}""";

    /** Levels that can be enforced; what {@code baseline} refuses {@code restricted} refuses too. */
    enum Level {
        BASELINE,
        RESTRICTED
    }

    /** Where the standards refuse a pod. */
    interface Refused {

        /**
         * Whether a level refuses it.
         *
         * @param minor version of the policy, such as 35
         */
        boolean at(Level level, int minor);

        /** By both levels, whatever the version. */
        static Refused by(Level from) {
            return (level, minor) -> level.compareTo(from) >= 0;
        }

        /** Only from a version on. */
        default Refused since(int first) {
            return (level, minor) -> minor >= first && at(level, minor);
        }

        /** Only up to a version, by that level. */
        default Refused until(int last, Level relaxed) {
            return (level, minor) -> (minor <= last || level != relaxed) && at(level, minor);
        }
    }

    /** The pod as a level admits it, with the change. */
    PodTemplate at(Level level) {
        ObjectNode pod = Graft.object(POD);
        if (level == Level.RESTRICTED) {
            ((ObjectNode) pod.path("spec")).set("securityContext", Graft.object(POD_CONTEXT));
            for (String list : new String[] {"initContainers", "containers"}) {
                ((ObjectNode) pod.path("spec").path(list).path(0)).set("securityContext", Graft.object(CONTEXT));
            }
        }
        weaken.accept(new WeakPod(pod, MAIN));
        return PodTemplate.live("pod/" + control, pod);
    }

    /** Such as {@code hostPorts: in the init container}. */
    String name() {
        return control + ": " + change;
    }
}
