package dev.touchstone.chart;

/**
 * A pod that admission was asked about by a dry run.
 *
 * @param what it asks for
 * @param mustPass whether it keeps the rules
 * @param passed whether it would have been made
 * @param message what it would have been given, or why it was refused
 */
public record AdmissionTrial(String what, boolean mustPass, boolean passed, String message) {}
