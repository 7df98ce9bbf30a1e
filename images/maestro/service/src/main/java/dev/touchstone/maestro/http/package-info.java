/** A small server on that of the JDK: routes, answers, errors, and an end that loses no request. */
@NullMarked
package dev.touchstone.maestro.http;

import org.jspecify.annotations.NullMarked;
