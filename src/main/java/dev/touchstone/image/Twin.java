package dev.touchstone.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A line of {@code images/catalog.yaml}: an image that can be built where it cannot be pulled.
 *
 * @param upstream the publisher's name
 * @param recipe the folder below {@code images/} that builds the twin
 * @param local the twin's name in the engine
 */
public record Twin(
        @JsonProperty(required = true) ImageReference upstream,
        @JsonProperty(required = true) String recipe,
        @JsonProperty(required = true) ImageReference local) {}
