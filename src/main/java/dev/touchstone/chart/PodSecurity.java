package dev.touchstone.chart;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a namespace enforces of the <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>. */
public enum PodSecurity {
    /** Nothing is refused; the API server still warns of what {@code restricted} would refuse. */
    PRIVILEGED,
    /** What every accepted chart must be installed under. */
    RESTRICTED;

    private static final String PREFIX = "pod-security.kubernetes.io/";

    /** All six labels: the level and its version for enforce, warn and audit. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PREFIX + "enforce", name().toLowerCase(Locale.ROOT));
        labels.put(PREFIX + "warn", RESTRICTED.name().toLowerCase(Locale.ROOT));
        labels.put(PREFIX + "audit", RESTRICTED.name().toLowerCase(Locale.ROOT));
        for (String mode : new String[] {"enforce", "warn", "audit"}) {
            labels.put(PREFIX + mode + "-version", "latest");
        }
        return labels;
    }
}
