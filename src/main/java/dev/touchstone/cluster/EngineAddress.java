package dev.touchstone.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientConfigUtils;

/** Where the ports that the engine publishes can be reached from here. */
final class EngineAddress {

    static final String LOOPBACK = "127.0.0.1";

    private EngineAddress() {}

    /**
     * The host to connect to. Testcontainers takes a {@code /.dockerenv} for a proof that the engine is outside; where the
     * bridge's gateway is an address of this very machine, the engine is beside us all the same, and loopback will do.
     */
    static String host() {
        URI engine = DockerClientFactory.instance().getTransportConfig().getDockerHost();
        boolean local = engine.getScheme().equals("unix") || engine.getScheme().equals("npipe");
        if (System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null || !local) {
            return DockerClientFactory.instance().dockerHostIpAddress();
        }
        if (DockerClientConfigUtils.IN_A_CONTAINER && !isOurs(new Engine().bridgeGateway())) {
            return DockerClientFactory.instance().dockerHostIpAddress();
        }
        return LOOPBACK;
    }

    /** The address to publish on: loopback, except where the engine is on another machine and loopback is not ours. */
    static String publishOn() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress() ? LOOPBACK : "0.0.0.0";
        } catch (UnknownHostException unknown) {
            return "0.0.0.0";
        }
    }

    private static boolean isOurs(String address) {
        try {
            return !address.isEmpty() && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
        } catch (SocketException | UnknownHostException e) {
            return false;
        }
    }
}
