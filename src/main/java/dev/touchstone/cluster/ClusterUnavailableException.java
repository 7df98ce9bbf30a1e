package dev.touchstone.cluster;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thrown when no cluster can be leased. Carries every cause that was found, never the first only. */
public final class ClusterUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnosis> diagnoses;

    public ClusterUnavailableException(List<Diagnosis> diagnoses, @Nullable Throwable cause) {
        super(
                diagnoses.stream()
                        .map(Diagnosis::toString)
                        .collect(Collectors.joining(
                                System.lineSeparator() + "  - ",
                                "No cluster can be leased:" + System.lineSeparator() + "  - ",
                                "")),
                cause);
        this.diagnoses = List.copyOf(diagnoses);
    }

    public ClusterUnavailableException(Diagnosis diagnosis, @Nullable Throwable cause) {
        this(List.of(diagnosis), cause);
    }

    /** The causes with their cures; at least one. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
