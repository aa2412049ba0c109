package org.spikewright.execute;

import java.util.List;
import org.spikewright.kernel.Primitives;

/**
 * A kernel whose derivatives by its parameters are summed over a whole batch at once: for large arrays, of which else each chunk of
 * samples would need one of its own. The array of {@link Frame#outputGradient} stays as it is until then.
 */
public interface DeferredKernel extends OperatorKernel {

    /** Whether it does so; one that wraps another may not. */
    default boolean defers() {
        return true;
    }

    /**
     * What a chunk of samples leaves for the sums.
     *
     * @param before what an earlier chunk left, which may be used again; {@code null} at first
     */
    Object keep(Frame frame, Object before);

    /** Into how many parts the sums can be cut at most; how many are made must not change a bit. */
    int parts();

    /**
     * Adds a part of the sums.
     *
     * @param kept what each chunk left, in order
     * @param gradients an array for each parameter
     */
    void sum(List<Object> kept, float[][] gradients, Primitives primitives, int part, int parts);
}
