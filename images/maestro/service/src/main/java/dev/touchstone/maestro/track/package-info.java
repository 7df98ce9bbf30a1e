/** Runs in MLflow. */
@NullMarked
package dev.touchstone.maestro.track;

import org.jspecify.annotations.NullMarked;
