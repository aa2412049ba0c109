package org.spikewright.chip;

/** What a chip is made of, in words for reports: no estimate follows from it. */
public record Technology(String description) {
}
