/** Takes jobs from the queue, does them, and looks after those that others left behind. */
@NullMarked
package dev.touchstone.maestro.worker;

import org.jspecify.annotations.NullMarked;
