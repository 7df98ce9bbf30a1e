package dev.touchstone.observe;

/**
 * What came of trying to create a file in a folder, or to open a mounted file for writing.
 *
 * @param path in the container
 * @param answer what the shell said; {@code created} or {@code opened} when it worked
 */
public record WriteAttempt(String path, String answer) {

    /** How the kernel answered. */
    public enum Result {
        /** It worked. */
        WRITTEN,
        /** EROFS: the file system is read-only for everybody. */
        READ_ONLY,
        /** EACCES or EPERM: this user may not; another might. */
        DENIED,
        /** Anything else. */
        OTHER
    }

    public Result result() {
        if (answer.equals("created") || answer.equals("opened")) {
            return Result.WRITTEN;
        }
        if (answer.endsWith("Read-only file system")) {
            return Result.READ_ONLY;
        }
        return answer.endsWith("Permission denied") || answer.endsWith("Operation not permitted")
                ? Result.DENIED
                : Result.OTHER;
    }
}
