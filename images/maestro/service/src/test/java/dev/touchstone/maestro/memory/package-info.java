/** Store and queue without servers. */
@NullMarked
package dev.touchstone.maestro.memory;

import org.jspecify.annotations.NullMarked;
