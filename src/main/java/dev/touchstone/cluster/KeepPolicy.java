package dev.touchstone.cluster;

/** What happens to a cluster when its lease ends. */
public enum KeepPolicy {
    /** It is removed. */
    NEVER,
    /** It stays when a test failed, so that one can look at it. */
    ON_FAILURE,
    /** It stays, and the next run with the same settings takes it over. */
    ALWAYS
}
