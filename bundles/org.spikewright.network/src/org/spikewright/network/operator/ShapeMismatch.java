package org.spikewright.network.operator;

/** Thrown where an operator cannot take what it receives. The message shows both. */
public final class ShapeMismatch extends Exception {

    private static final long serialVersionUID = 1L;

    /** A mismatch; the message is part of a sentence for users. */
    public ShapeMismatch(String message) {
        super(message);
    }
}
