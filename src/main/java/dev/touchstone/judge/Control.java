package dev.touchstone.judge;

/**
 * A published control that a check bears on.
 *
 * @param framework such as {@code CIS Kubernetes Benchmark}
 * @param version of the framework: numbers change between versions
 * @param id as the framework gives it
 * @param title as the framework gives it
 */
public record Control(String framework, String version, String id, String title) {}
