/** The project in {@code examples/own-chart}, which knows Touchstone as strangers do: as a jar. */
@NullMarked
package dev.touchstone.example;

import org.jspecify.annotations.NullMarked;
