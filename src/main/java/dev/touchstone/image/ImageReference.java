package dev.touchstone.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of an image, in full: registry, repository, and tag or digest. {@code busybox:1.36} and
 * {@code docker.io/library/busybox:1.36} are the same image, and equal here.
 *
 * @param canonical the name that containerd knows it by
 */
public record ImageReference(@JsonValue String canonical) {

    // distribution/reference's grammar, as far as names in charts go.
    private static final Pattern VALID = Pattern.compile(
            "(?:[a-zA-Z0-9.-]+(?::[0-9]+)?/)?[a-z0-9._-]+(?:/[a-z0-9._-]+)*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    /**
     * Read a name as it stands in a pod template.
     *
     * @throws IllegalArgumentException when it is no image name
     */
    @JsonCreator
    public static ImageReference of(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no image name: expected [REGISTRY/]REPOSITORY[:TAG][@sha256:DIGEST]".formatted(name));
        }
        String withRegistry = hasRegistry(name) ? name : "docker.io/" + (name.contains("/") ? "" : "library/") + name;
        String lastPart = withRegistry.substring(withRegistry.lastIndexOf('/'));
        return new ImageReference(
                lastPart.contains(":") || lastPart.contains("@") ? withRegistry : withRegistry + ":latest");
    }

    private static boolean hasRegistry(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String first = name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    @Override
    public String toString() {
        return canonical.replaceFirst("^docker\\.io/(library/)?", "");
    }
}
