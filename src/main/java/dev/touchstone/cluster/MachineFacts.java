package dev.touchstone.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a machine has left to give. */
interface MachineFacts {

    /** Bytes of memory that can be had without swapping; empty where the system does not tell. */
    Optional<Long> availableMemory();

    /** Bytes that can still be written below a folder; empty where the folder is on another machine. */
    Optional<Long> usableDisk(Path folder);

    /** How many inotify instances each user may have, as Linux counts them; empty on other systems. */
    Optional<Long> inotifyInstances();

    static MachineFacts ofThisMachine() {
        return new MachineFacts() {
            @Override
            public Optional<Long> availableMemory() {
                return number("/proc/meminfo", "MemAvailable:").map(kib -> kib * 1024);
            }

            @Override
            public Optional<Long> usableDisk(Path folder) {
                try {
                    return Optional.of(Files.getFileStore(folder).getUsableSpace());
                } catch (IOException notHere) {
                    return Optional.empty();
                }
            }

            @Override
            public Optional<Long> inotifyInstances() {
                return number("/proc/sys/fs/inotify/max_user_instances", "");
            }
        };
    }

    /** In the file's first line that begins so. A file of /proc/sys is given out in one piece, to the first read alone: a reader's buffer takes it. */
    private static Optional<Long> number(String file, String beginning) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
