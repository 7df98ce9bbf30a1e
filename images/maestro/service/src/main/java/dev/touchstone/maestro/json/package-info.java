/** Jobs as JSON, and what is wrong with JSON that is no job. */
@NullMarked
package dev.touchstone.maestro.json;

import org.jspecify.annotations.NullMarked;
