package dev.touchstone.scenario;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads waivers, which must hold on the day of the run. */
final class WaiverReader {

    private final Located yaml;
    private final LocalDate today;
    private final List<String> faults;

    WaiverReader(Located yaml, LocalDate today, List<String> faults) {
        this.yaml = yaml;
        this.today = today;
        this.faults = faults;
    }

    /** @param key of the list, for messages */
    List<Waiver> read(JsonNode list, String key) {
        List<Waiver> waivers = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            expires(each, "%s[%d].expires".formatted(key, i))
                    .map(day -> new Waiver(
                            each.path("check").asString(),
                            each.path("workload").stringValueOpt(),
                            each.path("container").stringValueOpt(),
                            each.path("reason").asString(),
                            each.path("owner").asString(),
                            day))
                    .ifPresent(waivers::add);
        }
        return waivers;
    }

    private Optional<LocalDate> expires(JsonNode waiver, String key) {
        JsonNode expires = waiver.path("expires");
        try {
            LocalDate day = LocalDate.parse(expires.asString());
            if (day.isBefore(today)) {
                faults.add(yaml.fault(
                        expires,
                        "key %s: found %s, which has passed, allowed: today (%s) or a later day. The finding must be mended, or %s must renew the waiver"
                                .formatted(key, day, today, waiver.path("owner").asString())));
            }
            return Optional.of(day);
        } catch (DateTimeParseException e) {
            faults.add(yaml.fault(
                    expires,
                    "key %s: found %s, allowed: a day of the calendar, such as 2027-01-31".formatted(key, expires)));
            return Optional.empty();
        }
    }
}
