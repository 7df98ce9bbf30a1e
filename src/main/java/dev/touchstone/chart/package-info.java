/**
 * Renders charts, makes namespaces that enforce Pod Security, and installs, upgrades and uninstalls releases with Helm.
 */
@NullMarked
package dev.touchstone.chart;

import org.jspecify.annotations.NullMarked;
