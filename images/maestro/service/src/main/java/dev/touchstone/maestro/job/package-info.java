/** What is computed, and how a job stands. It knows nobody. */
@NullMarked
package dev.touchstone.maestro.job;

import org.jspecify.annotations.NullMarked;
