package dev.touchstone.observe;

/**
 * A container's facts with the text that they were read from.
 *
 * @param facts what was seen
 * @param transcript what the probe printed; empty when it did not run
 */
public record Seen(ContainerFacts facts, String transcript) {}
