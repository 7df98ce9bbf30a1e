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

    static MachineFacts ofThisMachine() {
        return new MachineFacts() {
            @Override
            public Optional<Long> availableMemory() {
                try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
                    return lines.filter(line -> line.startsWith("MemAvailable:"))
                            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                            .findFirst();
                } catch (IOException notLinux) {
                    return Optional.empty();
                }
            }

            @Override
            public Optional<Long> usableDisk(Path folder) {
                try {
                    return Optional.of(Files.getFileStore(folder).getUsableSpace());
                } catch (IOException notHere) {
                    return Optional.empty();
                }
            }
        };
    }
}
