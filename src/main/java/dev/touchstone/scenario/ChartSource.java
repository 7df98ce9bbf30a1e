package dev.touchstone.scenario;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a scenario's chart comes from. What is pulled has an exact version: the scenario is the same tomorrow. */
public sealed interface ChartSource {

    /**
     * On this machine.
     *
     * @param path the chart's folder, or its package
     */
    record AtPath(Path path) implements ChartSource {}

    /**
     * In an OCI registry.
     *
     * @param oci such as {@code oci://example.org/charts/web}, without a tag
     * @param version exact
     * @param sha256 that the package must have; empty: any
     */
    record InRegistry(URI oci, String version, Optional<String> sha256) implements ChartSource {}

    /**
     * In a chart repository.
     *
     * @param url of the folder that holds {@code index.yaml}
     * @param name of the chart there
     * @param version exact
     * @param sha256 that the package must have; empty: any
     */
    record InRepository(URI url, String name, String version, Optional<String> sha256) implements ChartSource {}
}
