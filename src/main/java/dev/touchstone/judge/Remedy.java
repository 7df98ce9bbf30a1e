package dev.touchstone.judge;

/**
 * What would have to stand in the pod template for a check to pass.
 *
 * @param level whose field it is
 * @param path from there, with dots: {@code securityContext.readOnlyRootFilesystem}
 * @param value that it should have
 */
public record Remedy(Level level, String path, String value) {

    /** Where a field stands. */
    public enum Level {
        /** In the pod's spec. */
        POD,
        /** In the container. */
        CONTAINER
    }

    /** Whether the value can be written as it is; else it says in words what only a person can choose. */
    public boolean literal() {
        return !value.contains(" ");
    }

    static Remedy ofContainer(String path, String value) {
        return new Remedy(Level.CONTAINER, path, value);
    }

    static Remedy ofPod(String path, String value) {
        return new Remedy(Level.POD, path, value);
    }
}
