package dev.touchstone.judge;

import dev.touchstone.observe.ContainerFacts;
import dev.touchstone.observe.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Requests and a memory limit are declared, and the limits of the control group are the declared ones. */
final class Resources extends ContainerCheck {

    private static final BigDecimal PAGE = BigDecimal.valueOf(4096);
    private static final BigDecimal NO_LIMIT_V1 = new BigDecimal("9e18");
    private static final BigDecimal PERIOD = BigDecimal.valueOf(100_000);

    Resources() {
        super(CheckId.RESOURCES);
    }

    @Override
    Optional<Ruling> declared(ContainerFacts facts) {
        JsonNode resources = facts.declared().path("resources");
        for (String path : List.of("requests.cpu", "requests.memory", "limits.memory")) {
            if (Declared.set(resources.at("/" + path.replace('.', '/'))).isMissingNode()) {
                return Optional.of(Ruling.fail(
                        "declared resources: %s, expected %s".formatted(Declared.words(resources), path),
                        Remedy.ofContainer("resources." + path, "an amount")));
            }
        }
        return Optional.empty();
    }

    @Override
    Ruling observed(ContainerFacts facts, Probe probe) {
        JsonNode limits = facts.declared().path("resources").path("limits");
        Map<String, String> cgroup = probe.cgroup();
        Optional<BigDecimal> memory = memory(cgroup);
        if (memory.isEmpty()) {
            return Ruling.inconclusive("the container shows no memory limit of its control group, found " + cgroup);
        }
        if (!cgroup.containsKey("cpu.max") && !cgroup.containsKey("cpu/cpu.cfs_quota_us")) {
            return Ruling.inconclusive("the container shows no cpu limit of its control group, found " + cgroup);
        }
        Optional<BigDecimal> wantedMemory = amount(limits.path("memory"))
                .map(bytes -> bytes.divide(PAGE, 0, RoundingMode.FLOOR).multiply(PAGE));
        Optional<BigDecimal> wantedCpu = amount(limits.path("cpu"));
        Optional<BigDecimal> cpu = cpu(cgroup);
        String seen = "the control group has memory %s, cpu %s; declared limits: %s"
                .formatted(
                        words(memory.filter(bytes -> bytes.compareTo(NO_LIMIT_V1) < 0)),
                        words(cpu),
                        Declared.words(limits));
        boolean memoryFits = wantedMemory
                .map(bytes -> memory.get().compareTo(bytes) == 0)
                .orElseGet(() -> memory.get().compareTo(NO_LIMIT_V1) >= 0);
        boolean cpuFits = wantedCpu.isPresent() == cpu.isPresent()
                && wantedCpu
                        .map(cores -> cores.compareTo(cpu.orElseThrow()) == 0)
                        .orElse(true);
        return memoryFits && cpuFits ? Ruling.pass(seen) : Ruling.fail(seen + "; expected the declared ones");
    }

    private static String words(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse("without limit");
    }

    private static Optional<BigDecimal> amount(JsonNode quantity) {
        return Declared.set(quantity).isMissingNode()
                ? Optional.empty()
                : Optional.of(Quantity.getAmountInBytes(Quantity.parse(quantity.asString())));
    }

    /** Bytes; a number beyond any machine for no limit. */
    private static Optional<BigDecimal> memory(Map<String, String> cgroup) {
        String value = cgroup.getOrDefault("memory.max", cgroup.getOrDefault("memory/memory.limit_in_bytes", ""));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value.equals("max") ? NO_LIMIT_V1 : new BigDecimal(value));
    }

    /** Cores; empty for no limit. */
    private static Optional<BigDecimal> cpu(Map<String, String> cgroup) {
        String[] both = cgroup.getOrDefault(
                        "cpu.max",
                        "%s %s"
                                .formatted(
                                        cgroup.getOrDefault("cpu/cpu.cfs_quota_us", "max"),
                                        cgroup.getOrDefault("cpu/cpu.cfs_period_us", PERIOD.toPlainString())))
                .split(" ", 2);
        if (both[0].equals("max") || both[0].equals("-1")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(both[0]).divide(new BigDecimal(both[1]), 3, RoundingMode.HALF_UP));
    }
}
