package org.spikewright.common;

import java.util.Objects;

/**
 * Something that a check or an engine has to say about a model, at a place in its text.
 *
 * @param code stable code such as {@code SW201}; each code has a documented meaning
 * @param severity how much it weighs
 * @param message one sentence: what is wrong and, where it is known, what to do about it
 * @param location where
 */
public record Finding(String code, Severity severity, String message, Location location) {

    public Finding {
        Objects.requireNonNull(code);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(message);
        Objects.requireNonNull(location);
    }

    /** {@code FILE:LINE:COLUMN: severity: CODE: sentence}, the form that compilers print and editors parse. */
    @Override
    public String toString() {
        return location + ": " + severity.word() + ": " + code + ": " + message;
    }
}
