package dev.touchstone.maestro.json;

import dev.touchstone.maestro.job.Primes;
import dev.touchstone.maestro.job.Statistics;
import dev.touchstone.maestro.job.Work;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what a client wants to have computed, and says exactly what is wrong with it. */
public final class WorkReader {

    static final int MOST_NUMBERS = 100_000;

    /** Before and after the point. {@code 1e999999999} is ten characters, and would be a gigabyte when it is added to 1. */
    static final int MOST_DIGITS = 100;

    private static final String KINDS = "\"%s\" or \"%s\"".formatted(Statistics.KIND, Primes.KIND);
    private static final String NUMBERS = "an array of 1 to %d numbers".formatted(MOST_NUMBERS);
    private static final String NUMBER =
            "a number of at most %1$d digits before and %1$d after the point".formatted(MOST_DIGITS);

    private WorkReader() {}

    /**
     * From the body of a request.
     *
     * @throws BadInputException with the first thing that is wrong
     */
    public static Work read(JsonNode body) {
        Fields fields = new Fields(body);
        String kind = fields.text("kind", KINDS);
        Work work = switch (kind) {
            case Statistics.KIND -> new Statistics(numbers(fields));
            case Primes.KIND -> new Primes(fields.number("below", Primes.LEAST, Primes.MOST));
            default -> throw Fields.wrong("kind", body.get("kind"), KINDS);
        };
        fields.noOthers();
        return work;
    }

    private static List<BigDecimal> numbers(Fields fields) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (JsonNode element : fields.array("numbers", MOST_NUMBERS, NUMBERS)) {
            if (!element.isNumber() || !isOfBearableSize(element.decimalValue())) {
                throw Fields.wrong("numbers[%d]".formatted(numbers.size()), element, NUMBER);
            }
            numbers.add(element.decimalValue());
        }
        return numbers;
    }

    private static boolean isOfBearableSize(BigDecimal number) {
        return number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }
}
