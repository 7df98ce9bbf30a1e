package dev.touchstone.mutate;

import static dev.touchstone.judge.CheckId.DECLARED_WRITES_ONLY;
import static dev.touchstone.judge.CheckId.IMAGE_DIGEST;
import static dev.touchstone.judge.CheckId.NON_ROOT;
import static dev.touchstone.judge.CheckId.NO_NEW_PRIVILEGES;
import static dev.touchstone.judge.CheckId.NO_SETUID;
import static dev.touchstone.judge.CheckId.NO_TOKEN;
import static dev.touchstone.judge.CheckId.NO_UNDECLARED_LISTENERS;
import static dev.touchstone.judge.CheckId.READ_ONLY_ROOT;
import static dev.touchstone.judge.CheckId.RESOURCES;
import static dev.touchstone.mutate.Site.MAIN;
import static dev.touchstone.mutate.Site.POD;
import static dev.touchstone.mutate.Site.SIDECAR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What hardening asks for beyond Pod Security, which admits nearly all of these: only a look at what runs can tell. */
final class HardeningOperators {

    /** It is seen in a container that no render declares. */
    static final String BARE_SIDECAR = "sidecar-without-context";

    private static final String MEDIA = "/media";
    private static final String LIBRARY = "docker.io/library/";
    private static final String SETUID = "/touchstone";

    private HardeningOperators() {}

    static List<Operator> all(String probeImage) {
        return List.of(
                container("writable-root", weak -> weak.context().put("readOnlyRootFilesystem", false))
                        .seen(READ_ONLY_ROOT, "/ is mounted rw"),
                container("read-only-root-unset", weak -> weak.context().remove("readOnlyRootFilesystem"))
                        .seen(READ_ONLY_ROOT, "/ is mounted rw"),
                container("undeclared-volume", HardeningOperators::mountMedia).seen(DECLARED_WRITES_ONLY, MEDIA),
                container(
                                "limits-removed",
                                weak -> weak.own().withObject("/resources").remove("limits"))
                        .seen(RESOURCES, "expected the declared ones"),
                Operator.of("another-image", Set.of(MAIN), weak -> runAnother(weak, probeImage))
                        .seen(IMAGE_DIGEST, "the render says", NO_SETUID, NO_UNDECLARED_LISTENERS),
                Operator.of("setuid-file", Set.of(MAIN), HardeningOperators::makeSetuidFile)
                        .seen(NO_SETUID, SETUID, READ_ONLY_ROOT, NON_ROOT),
                pod("token-mounted", weak -> weak.spec().put("automountServiceAccountToken", true))
                        .seen(NO_TOKEN, "a token lies in the container", DECLARED_WRITES_ONLY),
                pod(
                                "supplemental-group-0",
                                weak -> weak.podContext()
                                        .putArray("supplementalGroups")
                                        .add(0))
                        .seen(NON_ROOT, "has group 0"),
                pod("fs-group-0", weak -> weak.podContext().put("fsGroup", 0)).seen(NON_ROOT, "has group 0"),
                pod("undeclared-listener", weak -> listenBeside(weak, probeImage))
                        .seen(NO_UNDECLARED_LISTENERS, "TCP/5999"),
                // An observer must not skip it.
                pod(BARE_SIDECAR, weak -> addBareSidecar(weak, probeImage))
                        .refused("container \"" + Graft.BARE + "\" must set")
                        .seen(NO_NEW_PRIVILEGES, "has NoNewPrivs: 0"));
    }

    private static Operator container(String name, Consumer<WeakPod> weaken) {
        return Operator.of(name, EnumSet.of(MAIN, SIDECAR), weaken);
    }

    private static Operator pod(String name, Consumer<WeakPod> weaken) {
        return Operator.of(name, Set.of(POD), weaken);
    }

    private static void mountMedia(WeakPod weak) {
        ObjectNode empty = Graft.object("{\"emptyDir\": {\"sizeLimit\": \"1Mi\"}}");
        weak.mount("touchstone-" + weak.container(), MEDIA, false, empty);
    }

    // On a root that can be written to, because a volume is not searched; and by root, who may write anywhere in any
    // image.
    private static void makeSetuidFile(WeakPod weak) {
        weak.context().put("readOnlyRootFilesystem", false).put("runAsUser", 0).put("runAsNonRoot", false);
        weak.own()
                .withObject("/lifecycle/postStart")
                .putObject("exec")
                .set("command", Graft.words("sh", "-c", "cp /bin/sh %1$s && chmod 4755 %1$s".formatted(SETUID)));
    }

    // Where it is the same image there is no other that the cluster surely has.
    // The probe's image is the only one that is on the cluster for sure. Where it runs already, another name of it is
    // what can be
    // told apart.
    private static void runAnother(WeakPod weak, String image) {
        String other = weak.own().path("image").asString("").equals(image) ? LIBRARY + image : image;
        weak.own().put("image", other).set("command", Graft.words("sleep", "36000"));
        weak.own().remove(List.of("args", "lifecycle", "startupProbe", "readinessProbe", "livenessProbe"));
    }

    private static void listenBeside(WeakPod weak, String image) {
        ObjectNode listener = Graft.container("touchstone-listener", image);
        listener.set("command", Graft.words("httpd", "-f", "-p", "5999", "-h", "/bin"));
        weak.spec().withArray("/containers").add(listener);
    }

    private static void addBareSidecar(WeakPod weak, String image) {
        ObjectNode bare = Graft.container(Graft.BARE, image);
        bare.put("restartPolicy", "Always").remove(List.of("securityContext", "resources"));
        weak.spec().withArray("/initContainers").add(bare);
    }
}
