package dev.touchstone.evidence;

/**
 * A line of the start page.
 *
 * @param path of the run's page, from the start page
 * @param run what its {@code run.json} says
 */
public record IndexEntry(String path, RunInfo run) {}
