package org.spikewright.mapping;

import java.util.List;
import org.spikewright.chip.Violation;

/** Thrown where a network cannot be put onto a chip at all. */
public final class DoesNotFitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public DoesNotFitException(List<Violation> violations) {
        super(violations.getFirst().message());
        this.violations = List.copyOf(violations);
    }

    /** Every limit that is exceeded, at least one. */
    public List<Violation> violations() {
        return violations;
    }
}
