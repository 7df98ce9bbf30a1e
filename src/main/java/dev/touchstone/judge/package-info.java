/**
 * Pure functions from facts to verdicts: no cluster, no clock, no input or output. One class for each check.
 */
@NullMarked
package dev.touchstone.judge;

import org.jspecify.annotations.NullMarked;
