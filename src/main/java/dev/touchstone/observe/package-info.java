/**
 * Asks a running release: admission dry-runs, one probe for each container, functional steps. It interprets nothing.
 */
@NullMarked
package dev.touchstone.observe;

import org.jspecify.annotations.NullMarked;
