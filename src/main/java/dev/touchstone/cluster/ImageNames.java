package dev.touchstone.cluster;

/** Knows under which name the local engine has an image that its publisher names otherwise. */
@FunctionalInterface
public interface ImageNames {

    /**
     * Find an image in the engine, pulling it where that is possible.
     *
     * @param upstream the publisher's name, such as {@code rancher/k3s:v1.35.1-k3s1}
     * @return a name that the engine knows
     * @throws ClusterUnavailableException when the engine neither has the image nor can pull it
     */
    String inEngine(String upstream);
}
