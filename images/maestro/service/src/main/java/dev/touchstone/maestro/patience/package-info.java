/** Waiting and trying again. */
@NullMarked
package dev.touchstone.maestro.patience;

import org.jspecify.annotations.NullMarked;
