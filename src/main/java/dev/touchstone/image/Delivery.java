package dev.touchstone.image;

/**
 * How an image came to a cluster.
 *
 * @param image the name in the pod template
 * @param id the content's digest in the engine; empty when the kubelet pulls
 * @param way how it came, on the node where that took most
 */
public record Delivery(ImageReference image, String id, Way way) {

    /** From the least work to the most. */
    public enum Way {
        PRESENT("is there already"),
        LINKED("linked from the layer store"),
        COPIED("copied from the local engine"),
        LEFT_TO_KUBELET("left to the kubelet to pull");

        private final String described;

        Way(String described) {
            this.described = described;
        }

        String described() {
            return described;
        }
    }
}
