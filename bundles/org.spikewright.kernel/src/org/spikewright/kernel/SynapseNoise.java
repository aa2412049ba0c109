package org.spikewright.kernel;

import java.util.function.LongBinaryOperator;
import org.spikewright.kernel.internal.ScalarRandomRows;
import org.spikewright.network.equation.NeuronProgram.Noise;

/**
 * Random numbers of synapses, each the same whenever it is asked for: Threefry (Salmon et al., SC 2011) of the synapse, and of what
 * that gives with the step and what happens in it.
 *
 * @param key of the stream
 * @param kind uniform between 0 and 1, or normal with mean 0 and deviation 1
 */
public record SynapseNoise(long key, Noise.Kind kind) implements LongBinaryOperator {

    @Override
    public long applyAsLong(long synapse, long event) {
        long own = ScalarRandomRows.threefry((int) synapse, (int) (synapse >>> 32), (int) key, (int) (key >>> 32));
        long words = ScalarRandomRows.threefry((int) event, (int) (event >>> 32), (int) own, (int) (own >>> 32));
        return Double.doubleToLongBits(switch (kind) {
            case UNIFORM -> even((words >>> 12) + 0.5, 0x1p-52);
            case NORMAL -> Math.sqrt(-2 * Math.log(even((words & 0xFFFFFFFFL) + 0.5, 0x1p-32)))
                    * Math.cos(2 * Math.PI * even(words >>> 32, 0x1p-32));
            case WHITE, GIVEN -> throw new IllegalArgumentException(kind + " numbers are not drawn one by one");
        });
    }

    private static double even(double number, double unit) {
        return number * unit;
    }
}
