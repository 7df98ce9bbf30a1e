package dev.touchstone.maestro.settings;

/** A password, which shows itself to nobody who prints it by mistake. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(secret)";
    }
}
