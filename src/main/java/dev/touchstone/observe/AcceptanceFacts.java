package dev.touchstone.observe;

import java.util.List;
import java.util.Optional;

/**
 * Everything that was seen in one run. It is all that judges are given.
 *
 * @param release the hardened chart
 * @param baseline the same chart with hardening off; empty where the scenario has none, or the hardened one did not start
 * @param identities the same chart under other users
 * @param upgrade the baseline, made the hardened chart where it stood; empty where nothing was upgraded
 */
public record AcceptanceFacts(
        ReleaseFacts release,
        Optional<ReleaseFacts> baseline,
        List<IdentityFacts> identities,
        Optional<UpgradeFacts> upgrade) {

    public AcceptanceFacts {
        identities = List.copyOf(identities);
    }

    /** Of a release that is neither compared nor run under other users. */
    public static AcceptanceFacts of(ReleaseFacts release) {
        return new AcceptanceFacts(release, Optional.empty(), List.of(), Optional.empty());
    }
}
