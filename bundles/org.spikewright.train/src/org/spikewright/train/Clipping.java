package org.spikewright.train;

import org.spikewright.execute.Parameters;

/** How derivatives are bounded before weights follow them. Other bundles may bring some of their own. */
@FunctionalInterface
public interface Clipping {

    /** They stay as they are. */
    Clipping NONE = _ -> {
        // nothing is bounded
    };

    /** All together are made shorter where they are longer than that. Pascanu and others, ICML 2013. */
    record Norm(double most) implements Clipping {

        @Override
        public void bound(Parameters direction) {
            double square = 0;
            for (float[] array : direction.learned()) {
                for (float value : array) {
                    square += (double) value * value;
                }
            }
            float factor = (float) (most / Math.sqrt(square));
            for (float[] array : direction.learned()) {
                for (int i = 0; factor < 1 && i < array.length; i++) {
                    array[i] *= factor;
                }
            }
        }
    }

    /** Each is kept between minus that and that. */
    record Value(double most) implements Clipping {

        @Override
        public void bound(Parameters direction) {
            for (float[] array : direction.learned()) {
                for (int i = 0; i < array.length; i++) {
                    array[i] = Math.clamp(array[i], (float) -most, (float) most);
                }
            }
        }
    }

    /** Changes what weights would follow. */
    void bound(Parameters direction);
}
