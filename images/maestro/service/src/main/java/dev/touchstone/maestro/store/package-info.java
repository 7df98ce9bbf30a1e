/** Jobs in PostgreSQL, which is the truth about them. */
@NullMarked
package dev.touchstone.maestro.store;

import org.jspecify.annotations.NullMarked;
