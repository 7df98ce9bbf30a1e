package dev.touchstone.observe;

import java.util.List;

/**
 * What a container has written, as its node's runtime keeps it.
 *
 * @param workload that it belongs to, as kubectl writes it
 * @param container its name
 * @param files in its own layer over the image
 * @param made folders that its image has not
 * @param mounts writable folders that are mounted; none of a container that has ended
 */
public record Written(String workload, String container, List<InLayer> files, List<String> made, List<Mounted> mounts) {

    public Written {
        files = List.copyOf(files);
        made = List.copyOf(made);
        mounts = List.copyOf(mounts);
    }

    /** Workload and container, as {@code deployment/web/web}. */
    public String name() {
        return workload + "/" + container;
    }

    /**
     * A file.
     *
     * @param path in the container
     * @param beside how many entries its folder has in the image
     */
    public record InLayer(String path, int beside) {}

    /**
     * A writable folder that is mounted.
     *
     * @param path in the container
     * @param used whether it holds a file
     */
    public record Mounted(String path, boolean used) {}
}
