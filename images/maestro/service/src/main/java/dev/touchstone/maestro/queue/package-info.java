/** Identifiers of jobs in Redis: who takes one, and who is alive. */
@NullMarked
package dev.touchstone.maestro.queue;

import org.jspecify.annotations.NullMarked;
