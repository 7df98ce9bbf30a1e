/** A service of two modes: the API takes jobs and tells how they stand, the worker does them. */
@NullMarked
package dev.touchstone.maestro;

import org.jspecify.annotations.NullMarked;
