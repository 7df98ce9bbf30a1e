package dev.touchstone.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the one file of the archive in which an engine hands out a container's file. */
final class SingleFileArchive {

    private SingleFileArchive() {}

    static String read(InputStream archive) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            if (tar.getNextEntry() == null) {
                throw new IOException("the engine handed out an empty archive");
            }
            return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
