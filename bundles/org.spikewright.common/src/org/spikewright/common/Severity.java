package org.spikewright.common;

/** How much a {@link Finding} weighs. Only errors keep a job from running. */
public enum Severity {
    ERROR, WARNING, INFO;

    /** The word as it stands in a shell's output: {@code error}, {@code warning}, {@code info}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
