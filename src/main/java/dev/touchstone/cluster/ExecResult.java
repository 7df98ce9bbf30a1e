package dev.touchstone.cluster;

/**
 * What a command on a node came to.
 *
 * @param exitCode 0 for success, as in a shell
 * @param output standard output
 * @param errors standard error
 */
public record ExecResult(int exitCode, String output, String errors) {

    /** The output of a command that must have succeeded. */
    public String orThrow(String what) {
        if (exitCode != 0) {
            throw new IllegalStateException(
                    "%s ended with exit code %d: %s".formatted(what, exitCode, (errors + output).strip()));
        }
        return output;
    }
}
