package org.spikewright.train;

import java.util.Optional;
import org.spikewright.network.Layer;

/** Thrown where a training cannot go on, as something in it is no number any more. The message names the layer and the step, and says what to do. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Layer layer;

    /**
     * With the sentence that says it.
     *
     * @param layer in which it was seen first; {@code null} if in none
     */
    public DivergedException(Layer layer, String message) {
        super(message);
        this.layer = layer;
    }

    /** The layer in which it was seen first. */
    public Optional<Layer> layer() {
        return Optional.ofNullable(layer);
    }
}
