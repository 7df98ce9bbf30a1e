/**
 * Writes one folder for each run: raw facts, verdicts, the rendered manifest, digests and a page to read.
 */
@NullMarked
package dev.touchstone.evidence;

import org.jspecify.annotations.NullMarked;
