/** Measurements for {@code scripts/bench}; no test runs them. */
@org.jspecify.annotations.NullMarked
package dev.touchstone.bench;
