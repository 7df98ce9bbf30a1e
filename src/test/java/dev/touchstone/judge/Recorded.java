package dev.touchstone.judge;

import dev.touchstone.cluster.Resource;
import dev.touchstone.observe.Admission;
import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.PodFacts;
import dev.touchstone.observe.StepFacts;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facts of an accepted run of a real chart on a real cluster, to be weakened one field at a time: a worker of Spark 4.1.4 on
 * Kubernetes 1.35. Folders of the machine are shortened; of the functional step, the last lines of the logs are left.
 */
public final class Recorded {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    static final String UID = "81531a68-c385-4cc5-a671-f2b93bb7d42f";

    private final ObjectNode tree;

    private Recorded(String name) {
        this.tree = (ObjectNode) JSON.readTree(Resource.read(Recorded.class, "recorded/" + name));
    }

    /** The facts of one container, untouched. */
    public static Recorded worker() {
        return new Recorded("worker.json");
    }

    /** The same container with hardening off. */
    public static Recorded unhardenedWorker() {
        return worker().withEvery("/probe/processes", "seccomp", "0")
                .withEvery("/probe/processes", "noNewPrivileges", "0")
                .withEvery(
                        "/probe/processes",
                        "capabilities",
                        "{\"inheritable\": \"0\", \"permitted\": \"0\", \"effective\": \"0\", \"bounding\": \"00000000a80425fb\", \"ambient\": \"0\"}")
                .withMount("/", "options", "[\"rw\", \"relatime\"]")
                .withWrite("/", "sh: 1: cannot create /.touchstone-1: Permission denied");
    }

    /** The same container under a user of the range that begins with 1000680000, as OpenShift's {@code restricted-v2} gives it. */
    public static Recorded workerOfPlatform() {
        return worker().with(
                        "/declaredPod/securityContext",
                        "{\"runAsNonRoot\": true, \"seccompProfile\": {\"type\": \"RuntimeDefault\"}}")
                .withEvery("/pod/containers", "uid", "1000680000")
                .withEvery("/probe/processes", "uids", "[1000680000, 1000680000, 1000680000, 1000680000]")
                .withEvery("/probe/processes", "gids", "[0, 0, 0, 0]")
                .withEvery("/probe/processes", "groups", "[0, 1000680000]");
    }

    /** What the API server said of its template. */
    static Recorded template() {
        return new Recorded("admission.json");
    }

    /** A functional step that has a counter and a control. */
    public static Recorded step() {
        return new Recorded("function.json");
    }

    /** Set the field that a JSON pointer names to a JSON text; {@code -} adds to a list. */
    Recorded with(String pointer, String json) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(path.head());
        String last = path.last().getMatchingProperty();
        JsonNode value = JSON.readTree(json);
        if (parent instanceof ArrayNode list) {
            if (last.equals("-")) {
                list.add(value);
            } else {
                list.set(Integer.parseInt(last), value);
            }
        } else {
            ((ObjectNode) parent).set(last, value);
        }
        return this;
    }

    /** Remove the field that a JSON pointer names. */
    Recorded without(String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(path.head());
        String last = path.last().getMatchingProperty();
        JsonNode removed = parent instanceof ArrayNode list
                ? list.remove(Integer.parseInt(last))
                : ((ObjectNode) parent).remove(last);
        if (removed == null) {
            throw new IllegalArgumentException("nothing recorded at " + pointer);
        }
        return this;
    }

    /** Set a field of everything in a list. */
    Recorded withEvery(String list, String field, String json) {
        tree.at(list).forEach(each -> ((ObjectNode) each).set(field, JSON.readTree(json)));
        return this;
    }

    /** Set a field of the mount on this point. */
    Recorded withMount(String point, String field, String json) {
        return withNamed("/probe/mounts", "point", point, mount -> mount.set(field, JSON.readTree(json)));
    }

    /** Change what came of writing to this path. */
    Recorded withWrite(String path, String answer) {
        return withNamed("/probe/writes", "path", path, write -> write.put("answer", answer));
    }

    private Recorded withNamed(String list, String key, String name, Consumer<ObjectNode> change) {
        List<JsonNode> named = tree.at(list)
                .valueStream()
                .filter(each -> each.path(key).asString("").equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("nothing recorded of %s in %s".formatted(name, list));
        }
        named.forEach(each -> change.accept((ObjectNode) each));
        return this;
    }

    /** As if it had finished before it could be asked. */
    Recorded finished() {
        return with("/access", "\"STATUS\"")
                .with("/note", "\"it had finished before it could be asked\"")
                .with("/probe", "null");
    }

    /** As if it had not answered. */
    Recorded unseen() {
        return with("/access", "\"NONE\"")
                .with("/note", "\"the connection was lost\"")
                .with("/probe", "null");
    }

    public ContainerFacts facts() {
        return JSON.treeToValue(tree, ContainerFacts.class);
    }

    PodFacts pod() {
        return facts().pod();
    }

    Admission admission() {
        return JSON.treeToValue(tree, Admission.class);
    }

    public StepFacts stepFacts() {
        return JSON.treeToValue(tree, StepFacts.class);
    }
}
