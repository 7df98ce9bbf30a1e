package dev.touchstone.observe;

/**
 * A command that was run word for word, and what it came to.
 *
 * @param command as it was typed
 * @param exitCode 0 for success
 * @param output both of its streams
 */
public record CommandOutput(String command, int exitCode, String output) {}
