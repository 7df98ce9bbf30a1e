/** What the environment says, read once and checked at the start. */
@NullMarked
package dev.touchstone.maestro.settings;

import org.jspecify.annotations.NullMarked;
