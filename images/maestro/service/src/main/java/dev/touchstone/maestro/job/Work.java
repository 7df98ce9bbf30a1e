package dev.touchstone.maestro.job;

import java.util.Map;

/** What a client wants to have computed. */
public sealed interface Work permits Statistics, Primes {

    /** The name under which clients ask for it. */
    String kind();

    /** What it is computed from, short enough for parameters of a run. */
    Map<String, String> parameters();

    /** Computes it. The same work always gives the same figures. */
    Figures perform();
}
