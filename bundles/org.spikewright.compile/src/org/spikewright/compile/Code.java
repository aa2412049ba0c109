package org.spikewright.compile;

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
    SHAPE_MISMATCH("SW301"),
    DATA_MISMATCH("SW302"),
    EXTENT("SW303"),
    INPUT_OUTPUT("SW304"),
    CHIP_LIMIT("SW401"),
    CHIP_INCOMPLETE("SW402"),
    JOB_INCOMPLETE("SW501"),
    NO_ENGINE("SW502");

    private final String id;

    Code(String id) {
        this.id = id;
    }

    /** The stable code, for instance {@code SW301}. */
    public String id() {
        return id;
    }
}
