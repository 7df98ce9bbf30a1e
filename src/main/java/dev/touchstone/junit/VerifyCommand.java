package dev.touchstone.junit;

import dev.touchstone.evidence.RunInfo;
import dev.touchstone.evidence.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies evidence from the command line: {@code scripts/verify}. */
@Command(
        name = "scripts/verify",
        description =
                "Verifies an evidence folder without cluster and network: every byte, the signature, that all was judged, and what judging again gives.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the evidence holds, and the run was accepted",
            "1:the evidence does not hold: every fault is named",
            "2:there is no evidence to read: the message says why",
            "3:the evidence holds, and the run was not accepted"
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int DOES_NOT_HOLD = 1;
    private static final int NO_EVIDENCE = 2;
    private static final int NOT_ACCEPTED = 3;

    @Parameters(
            paramLabel = "FOLDER",
            description = "The folder of one run: target/evidence/SCENARIO/KUBERNETES VERSION.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The public key that must have signed it: PEM, Ed25519 or P-256.")
    private @Nullable Path key;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Run the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new VerifyCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            Optional<PublicKey> trusted = key == null ? Optional.empty() : Optional.of(SigningKey.publicKey(key));
            Verification.Result result = Verification.of(folder, trusted);
            print(result);
            return !result.faults().isEmpty()
                    ? DOES_NOT_HOLD
                    : result.run().state().equals(RunInfo.ACCEPTED) ? 0 : NOT_ACCEPTED;
        } catch (NoSuchFileException e) {
            spec.commandLine().getErr().println("there is no file " + e.getFile());
            return NO_EVIDENCE;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NO_EVIDENCE;
        }
    }

    private void print(Verification.Result result) {
        RunInfo run = result.run();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%n%s on Kubernetes %s, chart %s %s (sha256:%s), %s%n%n",
                run.scenario(),
                run.kubernetes(),
                run.chart().name(),
                run.chart().version(),
                run.chart().sha256(),
                run.started());
        result.proven().forEach(line -> out.printf("  ✓ %s%n", line));
        result.faults().forEach(line -> out.printf("  ✗ %s%n", line));
        out.printf(
                "%n%s%n",
                result.faults().isEmpty()
                        ? "✓ the evidence holds: the run was " + run.state()
                        : "✗ the evidence does not hold: %d faults"
                                .formatted(result.faults().size()));
        out.flush();
    }
}
