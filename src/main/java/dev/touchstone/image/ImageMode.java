package dev.touchstone.image;

/** Which image is used where an upstream image has a locally built twin. */
public enum ImageMode {
    /** Upstream's where the engine has it, else the twin where the engine has that, else upstream's is pulled. */
    AUTO,
    /** Always upstream's. */
    UPSTREAM,
    /** Always the twin; an image without one is an error. */
    LOCAL;

    /** Read {@code -Dtouchstone.images}. */
    public static ImageMode fromSystemProperties() {
        String mode = System.getProperty("touchstone.images", "auto");
        return switch (mode) {
            case "auto" -> AUTO;
            case "upstream" -> UPSTREAM;
            case "local" -> LOCAL;
            default ->
                throw new IllegalArgumentException(
                        "-Dtouchstone.images=%s: expected auto, upstream or local".formatted(mode));
        };
    }
}
