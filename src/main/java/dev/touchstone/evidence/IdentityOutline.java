package dev.touchstone.evidence;

import dev.touchstone.observe.IdentityFacts.Range;
import dev.touchstone.observe.IdentityFacts.Trial;
import java.util.List;
import java.util.Optional;

/**
 * Which users a release was run under: {@code identity.json}.
 *
 * @param name of the identity
 * @param range that admission gave users from; empty where the chart names them
 * @param trials pods inside and outside of the range, and what the API server said of them
 */
public record IdentityOutline(String name, Optional<Range> range, List<Trial> trials) {

    public IdentityOutline {
        trials = List.copyOf(trials);
    }
}
