package org.spikewright.compile.job;

/**
 * What a function of the library that a setting calls stands for.
 *
 * @param function its full name
 * @param value what an engine works with
 */
public record Called(String function, Object value) {
}
