package org.spikewright.compile;

import org.spikewright.common.Severity;

/** Every finding that the language can have about a model. The meaning of each is documented in {@code docs/findings.md}. */
public enum Code {
    SYNTAX("SW001"),
    UNKNOWN_NAME("SW101"),
    DUPLICATE_NAME("SW102"),
    UNKNOWN_TYPE("SW103"),
    ARGUMENTS("SW104"),
    SETTING_TWICE("SW105"),
    SETTING_MISSING("SW106"),
    WRONG_TYPE("SW201"),
    NOT_CONSTANT("SW202"),
    EQUATION("SW203"),
    SPIKE_CONDITION("SW204"),
    CIRCLE("SW205"),
    SYNAPSE("SW206"),
    OUT_OF_BOUNDS("SW207"),
    SHAPE_MISMATCH("SW301"),
    DATA_MISMATCH("SW302"),
    EXTENT("SW303"),
    INPUT_OUTPUT("SW304"),
    CONNECTION("SW305"),
    NOT_RECORDED("SW306"),
    NOT_NORMALISED("SW307"),
    CHIP_LIMIT("SW401"),
    CHIP_INCOMPLETE("SW402"),
    JOB_INCOMPLETE("SW501"),
    NO_ENGINE("SW502", Severity.WARNING),
    NOT_MEASURED("SW503"),
    CLAIM("SW504"),
    UNUSED("SW601", Severity.WARNING),
    NEVER_READ("SW602", Severity.WARNING),
    TIME_CONSTANT("SW603", Severity.WARNING),
    SILENT("SW604", Severity.WARNING),
    BELOW_THRESHOLD("SW605", Severity.WARNING),
    AMBIGUOUS_NAME("SW606", Severity.WARNING),
    ROUNDED("SW607", Severity.WARNING),
    OTHER_STEPS("SW608", Severity.WARNING),
    UNMET("SW701");

    private final String id;
    private final Severity severity;

    Code(String id) {
        this(id, Severity.ERROR);
    }

    Code(String id, Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    /** How much it matters: with an error nothing runs. */
    public Severity severity() {
        return severity;
    }

    /** The stable code, for instance {@code SW301}. */
    public String id() {
        return id;
    }
}
