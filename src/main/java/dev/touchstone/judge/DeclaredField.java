package dev.touchstone.judge;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field of a pod template that a check bears on: what a reader looks up who asks what was declared. Source of the fields: the
 * Pod Security Standards, and each check's own class.
 *
 * @param ofPod whether it is the pod's; else it is the container's
 * @param path from there, with dots
 */
public record DeclaredField(boolean ofPod, String path) {

    /** Those of a check; none where it is about more than a container's declaration. */
    public static List<DeclaredField> of(CheckId check) {
        return switch (check) {
            case NON_ROOT ->
                Stream.concat(both("securityContext.runAsNonRoot"), both("securityContext.runAsUser"))
                        .toList();
            case NO_NEW_PRIVILEGES, NO_SETUID -> container("securityContext.allowPrivilegeEscalation");
            case READ_ONLY_ROOT -> container("securityContext.readOnlyRootFilesystem");
            case CAPABILITIES_DROPPED -> container("securityContext.capabilities");
            case DECLARED_WRITES_ONLY -> container("volumeMounts");
            case SECCOMP -> both("securityContext.seccompProfile").toList();
            case RESOURCES -> container("resources");
            case NO_HOST_NAMESPACES ->
                Stream.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")
                        .map(path -> new DeclaredField(true, path))
                        .toList();
            case NO_HOST_PATHS -> List.of(new DeclaredField(true, "volumes"));
            case NO_TOKEN -> List.of(new DeclaredField(true, "automountServiceAccountToken"));
            case NO_UNDECLARED_LISTENERS -> container("ports");
            case IMAGE_DIGEST -> container("image");
            case ADMITTED, RUNNING, LEAST_RIGHTS, REACHABILITY, DISRUPTION, FUNCTION, PARITY, UPGRADE, ARBITRARY_UID ->
                List.of();
        };
    }

    private static List<DeclaredField> container(String path) {
        return List.of(new DeclaredField(false, path));
    }

    /** A container's own word comes first: it goes before the pod's. */
    private static Stream<DeclaredField> both(String path) {
        return Stream.of(new DeclaredField(false, path), new DeclaredField(true, path));
    }
}
