package dev.touchstone.maestro.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What comes with a request, as long as it is not too much. */
final class Body {

    static final int MOST = 1 << 20;

    /** So much more is read and thrown away: a client reads no answer before it has sent all it has. */
    private static final long MOST_THROWN_AWAY = 16L << 20;

    private Body() {}

    /** Empty when it is too much. */
    static Optional<byte[]> read(InputStream in) throws IOException {
        byte[] body = in.readNBytes(MOST + 1);
        if (body.length <= MOST) {
            return Optional.of(body);
        }
        long left = MOST_THROWN_AWAY;
        while (left > 0 && in.readNBytes(body, 0, body.length) > 0) {
            left -= body.length;
        }
        return Optional.empty();
    }
}
