/**
 * Sees that every image that a rendered chart names is on the cluster before the chart is installed.
 */
@NullMarked
package dev.touchstone.image;

import org.jspecify.annotations.NullMarked;
