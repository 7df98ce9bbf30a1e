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
 * @param disturbed what its clients saw while it was upgraded and drained; empty where that was not asked for
 */
public record AcceptanceFacts(
        ReleaseFacts release,
        Optional<ReleaseFacts> baseline,
        List<IdentityFacts> identities,
        Optional<UpgradeFacts> upgrade,
        Optional<DisturbanceFacts> disturbed) {

    public AcceptanceFacts {
        identities = List.copyOf(identities);
    }

    /** Of a release that is neither compared nor run under other users, nor disturbed. */
    public static AcceptanceFacts of(ReleaseFacts release) {
        return new AcceptanceFacts(release, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** The same, of another release. */
    public AcceptanceFacts withRelease(ReleaseFacts other) {
        return new AcceptanceFacts(other, baseline, identities, upgrade, disturbed);
    }

    /** The same, which was disturbed as well. */
    public AcceptanceFacts withDisturbances(Optional<DisturbanceFacts> seen) {
        return new AcceptanceFacts(release, baseline, identities, upgrade, seen);
    }
}
