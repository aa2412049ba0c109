package org.spikewright.execute;

import java.util.Arrays;
import org.spikewright.kernel.Scratch;
import org.spikewright.network.Parameter;

/** What one chunk of samples leaves for the sums over a batch. */
final class ChunkSums {

    /** By parameter; {@code null} for those that are not learnt, or of deferred kernels only. */
    private final float[][] arrays;
    /** By node, for deferred kernels. */
    private final Object[] kept;
    private final Scratch[] gradients;

    ChunkSums(Plan plan) {
        this.arrays = new float[plan.parameters().size()][];
        this.kept = new Object[plan.nodes().size()];
        this.gradients = new Scratch[kept.length];
        for (Node node : plan.nodes()) {
            if (node.defers()) {
                gradients[node.index()] = new Scratch();
            } else {
                for (int parameter : node.parameters()) {
                    Parameter one = plan.parameters().get(parameter);
                    if (one.learned() && arrays[parameter] == null) {
                        arrays[parameter] = new float[one.shape().size()];
                    }
                }
            }
        }
    }

    /** Makes ready for another chunk. */
    void clear() {
        for (float[] array : arrays) {
            if (array != null) {
                Arrays.fill(array, 0f);
            }
        }
    }

    float[][] gradients(Node node) {
        return node.parameters().stream().map(parameter -> arrays[parameter]).toArray(float[][]::new);
    }

    Scratch gradient(Node node) {
        return gradients[node.index()];
    }

    void keep(Node node, Frame frame) {
        kept[node.index()] = ((DeferredKernel) node.kernel()).keep(frame, kept[node.index()]);
    }

    Object kept(Node node) {
        return kept[node.index()];
    }

    /** The derivatives by a parameter, without those of deferred kernels; {@code null} where there are none. */
    float[] array(int parameter) {
        return arrays[parameter];
    }
}
