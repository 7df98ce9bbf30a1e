/** Weakens network policies, one way at a time, and says beforehand where in the matrix of who reaches whom each must show. */
@NullMarked
package dev.touchstone.mutate.network;

import org.jspecify.annotations.NullMarked;
