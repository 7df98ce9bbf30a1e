/** What the API answers. */
@NullMarked
package dev.touchstone.maestro.api;

import org.jspecify.annotations.NullMarked;
