package dev.touchstone.maestro.settings;

import java.net.URI;
import java.time.Duration;

/**
 * Everything that can be set.
 *
 * @param port on which this process listens; 0 for any that is free
 * @param name of this worker, which no other has at the same time
 * @param start how long those it needs may take to answer at first
 * @param drain how long it still takes requests after it was told to end
 * @param mlflow where runs are recorded; the API never asks it
 */
public record Settings(
        int port, String name, Duration start, Duration drain, Redis redis, Postgresql postgresql, URI mlflow) {

    /** Where the queue is. */
    public record Redis(String host, int port, Secret password) {}

    /** Where jobs are. */
    public record Postgresql(String host, int port, String database, String user, Secret password) {}
}
