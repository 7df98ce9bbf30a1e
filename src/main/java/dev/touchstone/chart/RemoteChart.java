package dev.touchstone.chart;

import java.io.IOException;
import java.net.URI;

/** A chart that lies elsewhere, in versions. */
public sealed interface RemoteChart permits ChartRegistry, ChartRepository {

    /** Where. */
    URI at();

    /** What a message calls it. */
    String words();

    /** The versions that there are. */
    ChartVersions versions() throws IOException;

    /**
     * The package of a version, as its server describes it.
     *
     * @throws IOException with the reason in words
     */
    byte[] fetch(String version) throws IOException;
}
