package dev.touchstone.cluster;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Asks an engine one question over its Unix socket, within a deadline. A client library would retry for minutes before it
 * said that nobody answers; the doctor has two seconds.
 */
final class EngineSocket {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineSocket() {}

    /** The answer to a GET, as JSON. */
    static JsonNode get(Path socket, String path, Duration within) throws IOException {
        long deadline = System.nanoTime() + within.toNanos();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            String request = "GET %s HTTP/1.0\r\nHost: engine\r\nConnection: close\r\n\r\n".formatted(path);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            String response = readAll(channel, selector, deadline);
            int body = response.indexOf("\r\n\r\n");
            if (body < 0 || !response.startsWith("200", response.indexOf(' ') + 1)) {
                throw new IOException("it answered '%s'"
                        .formatted(response.lines().findFirst().orElse("")));
            }
            return JSON.readTree(response.substring(body));
        } catch (JacksonException notJson) {
            throw new IOException("it answered with something that is not JSON", notJson);
        }
    }

    private static String readAll(SocketChannel channel, Selector selector, long deadline) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var sink = Channels.newChannel(bytes)) {
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (true) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) {
                    throw new SocketTimeoutException("no answer");
                }
                selector.selectedKeys().clear();
                if (channel.read(buffer) < 0) {
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                sink.write(buffer.flip());
                buffer.clear();
            }
        }
    }
}
