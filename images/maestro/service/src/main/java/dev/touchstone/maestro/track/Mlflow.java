package dev.touchstone.maestro.track;

import dev.touchstone.maestro.json.BadInputException;
import dev.touchstone.maestro.json.Json;
import dev.touchstone.maestro.patience.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * MLflow's REST interface, by the JDK's older client: the newer one loads all of TLS, and every root certificate, before it asks
 * anything.
 */
final class Mlflow {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    static {
        // Unless told, it sends a POST again by itself when a connection ends without an answer: two runs for one job.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final URI base;

    Mlflow(URI server) {
        base = URI.create(server.toString().replaceAll("/+$", "") + "/api/2.0/mlflow/");
    }

    JsonNode get(String what) {
        return ask(what, null);
    }

    JsonNode post(String what, ObjectNode body) {
        return ask(what, body);
    }

    private JsonNode ask(String what, @Nullable ObjectNode body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) base.resolve(what).toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) ANSWER.toMillis());
            if (body != null) {
                send(connection, Json.write(body));
            }
            int status = connection.getResponseCode();
            return answer(what, status, read(connection, status));
        } catch (IOException e) {
            throw new UnavailableException("MLflow", e);
        }
    }

    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private static byte[] read(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static JsonNode answer(String what, int status, byte[] text) {
        JsonNode body = tree(status, text);
        if (status == 200) {
            return body;
        }
        // What comes from in between is no answer of MLflow, and so is what it could not do just now.
        if (status >= 500 || status == 429 || !body.has("error_code")) {
            throw new UnavailableException("MLflow answers %d to %s".formatted(status, what));
        }
        String code = body.get("error_code").asString();
        throw new RefusedException(what, status, code, body.path("message").asString(""));
    }

    private static JsonNode tree(int status, byte[] text) {
        try {
            return Json.read(text);
        } catch (BadInputException e) {
            throw new UnavailableException("MLflow answers %d, and no JSON".formatted(status), e);
        }
    }
}
