/**
 * What network policies of {@code networking.k8s.io/v1} say of a connection, by the API's own words and without a
 * cluster.
 */
@NullMarked
package dev.touchstone.judge.network;

import org.jspecify.annotations.NullMarked;
