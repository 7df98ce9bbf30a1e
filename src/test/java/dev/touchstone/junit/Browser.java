package dev.touchstone.junit;

import dev.touchstone.cluster.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Chromium without a window, from the folder of clients that {@code scripts/test} names. */
final class Browser implements AutoCloseable {

    static final Dimension DESKTOP = new Dimension(1280, 900);

    /** Narrower than Chromium's own window can be is emulated. */
    static final Dimension PHONE = new Dimension(390, 844);

    private static final String AXE = Resource.read(Browser.class, "/axe.min.js");

    /** It looks for classes that speak the newest protocol; nothing here needs them. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;

    Browser() {
        VERSIONS.setLevel(Level.OFF);
        Path folder = clients();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(folder.resolve("chromium").toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(folder.resolve("chromedriver").toFile())
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(2));
    }

    /** Whether there is one; a condition of tests. */
    static boolean isThere() {
        return System.getProperty("touchstone.clients") != null
                && Files.isExecutable(clients().resolve("chromedriver"));
    }

    private static Path clients() {
        return Path.of(System.getProperty("touchstone.clients"));
    }

    /** Open a file in a window of this size. */
    void open(Path file, Dimension size) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        size.getWidth(),
                        "height",
                        size.getHeight(),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        size.equals(PHONE)));
        driver.manage().logs().get(LogType.PERFORMANCE);
        driver.get(file.toUri().toString());
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** What stands in the console as an error. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What the page has asked for since it was opened, itself included. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asString().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asString())
                .toList();
    }

    /** How many pixels the page is wider than its window. */
    long overflow() {
        return ((Number) Objects.requireNonNull(driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")))
                .longValue();
    }

    /** From the beginning of its loading to the end, in milliseconds. */
    double loadMillis() {
        return ((Number) Objects.requireNonNull(
                        driver.executeScript("return performance.getEntriesByType('navigation')[0].loadEventEnd")))
                .doubleValue();
    }

    /** What axe-core finds that is serious or worse: rule and places. */
    List<String> inaccessible() {
        driver.executeScript(AXE);
        Object result = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(found => done(JSON.stringify(
                    found.violations.filter(each => ['serious', 'critical'].includes(each.impact)))));
                """);
        JsonNode violations = JsonMapper.shared().readTree(String.valueOf(result));
        return violations
                .valueStream()
                .map(each -> each.path("id").asString() + ": "
                        + each.path("nodes")
                                .valueStream()
                                .limit(3)
                                .map(node -> node.path("html").asString())
                                .toList())
                .toList();
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
