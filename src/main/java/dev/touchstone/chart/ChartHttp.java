package dev.touchstone.chart;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Asks the servers that charts lie on: over TLS, or on this machine. Why there is no answer is said in words. */
final class ChartHttp {

    static final String AUTHORIZATION = "Authorization";
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // It takes its proxy from the JVM's settings, and its authorities too.
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private ChartHttp() {}

    /** Whether a host is this machine, to which nobody listens on the way. */
    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    /**
     * The answer, of whatever status.
     *
     * @throws IOException when there is none
     */
    static HttpResponse<byte[]> get(URI uri, Map<String, String> headers) throws IOException {
        URI at = uri;
        Map<String, String> sent = new HashMap<>(headers);
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpResponse<byte[]> answer = once(at, sent);
            String location = answer.headers().firstValue("Location").orElse("");
            if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
                return answer;
            }
            URI next = resolve(at, location);
            if (!Objects.equals(next.getAuthority(), at.getAuthority())) {
                // The client would carry it on by itself; a token is for whoever asked for it.
                sent.remove(AUTHORIZATION);
            }
            at = next;
        }
        throw new IOException("%s sends on more than %d times".formatted(uri, MOST_REDIRECTS));
    }

    /** Where a server sends one, seen from a place. */
    static URI resolve(URI from, String to) throws IOException {
        try {
            return from.resolve(to);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s sends on to '%s', which is no URI".formatted(from, to), e);
        }
    }

    /** The body of an answer that is one. */
    static byte[] body(URI uri, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() == OK) {
            return answer.body();
        }
        boolean asksWho = answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN;
        throw new IOException("%s answered %d%s"
                .formatted(
                        uri,
                        answer.statusCode(),
                        asksWho
                                ? ": it wants to know who asks, or has no such chart, and Touchstone asks as anybody. Where helm registry login or helm repo add got you in, helm pull fetches the package; take that file as the chart"
                                : answer.statusCode() == NOT_FOUND
                                        ? ": there is nothing of that name"
                                        : ": expected 200"));
    }

    private static HttpResponse<byte[]> once(URI uri, Map<String, String> headers) throws IOException {
        if (uri.getHost() == null
                || uri.getUserInfo() != null
                || !("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri)))) {
            throw new IOException(
                    "found %s, expected https:// without a user, or http:// at a loopback address".formatted(uri));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("%s: interrupted".formatted(uri), e);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(uri, why(e)), e);
        }
    }

    private static String why(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer within %d s. %s".formatted(PATIENCE.toSeconds(), proxy());
        }
        if (e instanceof ConnectException) {
            return isUnknownHost(e)
                    ? "there is no such host. " + proxy()
                    : "nobody answers there (%s). %s".formatted(e.getMessage(), proxy());
        }
        return e instanceof SSLException
                ? "its certificate is not trusted (%s). The JVM must know its authority: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE"
                        .formatted(e.getMessage())
                : String.valueOf(e.getMessage());
    }

    private static boolean isUnknownHost(Throwable e) {
        return e instanceof UnresolvedAddressException || (e.getCause() != null && isUnknownHost(e.getCause()));
    }

    private static String proxy() {
        return "Where a proxy stands between, the JVM must know it: JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'";
    }
}
