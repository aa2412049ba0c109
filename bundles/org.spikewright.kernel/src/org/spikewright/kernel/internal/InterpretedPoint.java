package org.spikewright.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.kernel.Definition;
import org.spikewright.kernel.NeuronArrays;
import org.spikewright.kernel.PointKernel;
import org.spikewright.kernel.PointStep;
import org.spikewright.kernel.StepProgram;

/** A population whose formulas are evaluated one by one, in double precision within a block of steps. */
public record InterpretedPoint(PointStep step, int[] driven) implements PointKernel {

    /** Steps of an adaptive equation: so short that its error is below any tolerance of use. */
    private static final int FINE = 100;

    @Override
    public int lanes() {
        return BLOCK;
    }

    @Override
    public void advance(NeuronArrays neurons, int n, int[] ring, int row, int stride, float[] scales, float[] outside,
            float[] noise, long[] fired, int steps) {
        java.util.Arrays.fill(fired, 0, n / BLOCK * steps, 0L);
        List<String> arrays = step.arrays();
        for (int j = 0; j < n; j++) {
            Map<String, Double> known = new HashMap<>();
            for (int i = 0; i < arrays.size(); i++) {
                known.put(arrays.get(i), (double) neurons.get(i, j));
            }
            for (int t = 0; t < steps; t++) {
                int at = (row + t * stride & ring.length - 1) + j;
                for (int r = 0; r < step.receptors().size(); r++) {
                    known.put(step.receptors().get(r), (double) ring[at + r * n] * scales[r]);
                }
                for (int d = 0; d < driven.length; d++) {
                    known.merge(step.receptors().get(driven[d]), (double) outside[(t * driven.length + d) * n + j],
                            Double::sum);
                }
                for (int k = 0; k < step.noises(); k++) {
                    int normals = step.normals().size();
                    known.put(k < normals ? step.normals().get(k) : step.uniforms().get(k - normals),
                            (double) noise[(t * step.noises() + k) * n + j]);
                }
                step.adaptive().ifPresent(block -> rungeKutta(block, known));
                for (Definition line : step.lines()) {
                    known.put(line.name(), line.value().value(known::get));
                }
                if (step.fired().value(known::get) > 0) {
                    fired[(t * n + j) / BLOCK] |= 1L << j;
                }
                List<Double> after = new ArrayList<>();
                step.after().forEach(formula -> after.add(formula.value(known::get)));
                for (int i = 0; i < after.size(); i++) {
                    known.put(step.states().get(i), after.get(i));
                }
            }
            for (int i = 0; i < step.states().size(); i++) {
                neurons.set(i, j, known.get(step.states().get(i)).floatValue());
            }
        }
    }

    /** The classical method in many small steps, an oracle for the embedded pair. */
    private static void rungeKutta(PointStep.Adaptive block, Map<String, Double> known) {
        int n = block.states().size();
        double[] x = block.states().stream().mapToDouble(known::get).toArray();
        double h = block.span() / FINE;
        for (int fine = 0; fine < FINE; fine++) {
            double[] k1 = rates(block, known, x, new double[n], 0);
            double[] k2 = rates(block, known, x, k1, h / 2);
            double[] k3 = rates(block, known, x, k2, h / 2);
            double[] k4 = rates(block, known, x, k3, h);
            for (int i = 0; i < n; i++) {
                x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }
        for (int i = 0; i < n; i++) {
            known.put(StepProgram.moved(block.states().get(i)), x[i]);
        }
    }

    private static double[] rates(PointStep.Adaptive block, Map<String, Double> known, double[] x, double[] slope,
            double reach) {
        Map<String, Double> at = new HashMap<>(known);
        for (int i = 0; i < x.length; i++) {
            at.put(block.states().get(i), x[i] + reach * slope[i]);
        }
        return block.rates().stream().mapToDouble(rate -> rate.value(at::get)).toArray();
    }

    @Override
    public String source() {
        return String.join("\n", step.lines().stream().map(Definition::toString).toList());
    }
}
