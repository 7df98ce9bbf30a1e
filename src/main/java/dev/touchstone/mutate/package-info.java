/**
 * Weakens what a chart renders, one field at a time, and says of each mutant whether the check that must notice it did. A check
 * whose red nobody has seen is worth nothing when it is green.
 */
@NullMarked
package dev.touchstone.mutate;

import org.jspecify.annotations.NullMarked;
