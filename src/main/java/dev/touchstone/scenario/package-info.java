/**
 * Reads and validates what is to be proven: {@code scenario.yaml} files, checked by a JSON Schema that editors use too.
 */
@NullMarked
package dev.touchstone.scenario;

import org.jspecify.annotations.NullMarked;
