/**
 * Leases real Kubernetes clusters: k3s in containers, or one that exists already. Everything that Touchstone proves stands
 * on a cluster that came up fast, said clearly when it could not, and goes away without a trace.
 */
@NullMarked
package dev.touchstone.cluster;

import org.jspecify.annotations.NullMarked;
