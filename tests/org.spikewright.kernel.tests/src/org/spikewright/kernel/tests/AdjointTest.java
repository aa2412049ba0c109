package org.spikewright.kernel.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spikewright.common.RandomStream;
import org.spikewright.kernel.Discretiser;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.ScanKernel;
import org.spikewright.kernel.Kernels;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.testing.engine.Neurons;

/**
 * Gradients against finite differences where they exist, and against the rule by hand where surrogates replace them.
 */
class AdjointTest {

    private static final int STEPS = 8;
    private static final int NEURONS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, STEPS})
    void smoothNeuronsHaveTheDerivativesOfFiniteDifferences(int driveSteps) {
        checkAgainstDifferences(Neurons.smooth(), driveSteps, 1, 2e-3);
    }

    @Test
    void rungeKuttaStepsAreDerivedThroughAllStages() {
        NeuronProgram spiking = Neurons.izhikevich();
        NeuronProgram silent = new NeuronProgram("Silent", spiking.parameters(), spiking.states(), spiking.inputs(),
                java.util.Optional.empty(), spiking.output());
        checkAgainstDifferences(silent, STEPS, 4, 5e-3);
    }

    private static void checkAgainstDifferences(NeuronProgram program, int driveSteps, double scale, double tolerance) {
        ScanKernel kernel = Kernels.compiled(Primitives.best()).of(Discretiser.of(program, 0.001), true);
        RandomStream random = RandomStream.of(2, "adjoint");
        float[] drive = random(random, driveSteps * NEURONS, scale);
        float[] weight = random(random, STEPS * NEURONS, 1);
        float[] output = new float[STEPS * NEURONS];
        float[] saved = new float[kernel.savedPerStep() * output.length];
        float[] gradient = new float[drive.length];
        kernel.forward(drive, driveSteps, 1, STEPS, NEURONS, output, saved);
        kernel.backward(drive, driveSteps, saved, weight, 1, STEPS, NEURONS, gradient);
        float h = (float) (0.01 * scale);
        for (int i = 0; i < drive.length; i++) {
            float at = drive[i];
            drive[i] = at + h;
            double up = sum(kernel, drive, driveSteps, weight);
            drive[i] = at - h;
            double down = sum(kernel, drive, driveSteps, weight);
            drive[i] = at;
            double difference = (up - down) / (2 * h);
            assertEquals(difference, gradient[i], tolerance * Math.max(1, Math.abs(difference)), "drive " + i);
        }
    }

    private static double sum(ScanKernel kernel, float[] drive, int driveSteps, float[] weight) {
        float[] output = new float[STEPS * NEURONS];
        kernel.run(drive, driveSteps, 1, STEPS, NEURONS, output);
        double sum = 0;
        for (int i = 0; i < output.length; i++) {
            sum += (double) weight[i] * output[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spikingNeuronsFollowTheSurrogate(boolean resetGradient) {
        ScanKernel kernel = Kernels.compiled(Primitives.best()).of(Discretiser.of(Neurons.discrete(), 1),
                resetGradient);
        RandomStream random = RandomStream.of(3, "surrogate");
        float[] drive = random(random, STEPS, 2);
        float[] byOutput = random(random, STEPS, 1);
        float[] output = new float[STEPS];
        float[] saved = new float[STEPS];
        float[] gradient = new float[STEPS];
        kernel.forward(drive, STEPS, 1, STEPS, 1, output, saved);
        kernel.backward(drive, STEPS, saved, byOutput, 1, STEPS, 1, gradient);

        double[] h = new double[STEPS];
        double v = 0;
        for (int t = 0; t < STEPS; t++) {
            h[t] = 0.9 * v + drive[t];
            v = h[t] > 1 ? h[t] - 1 : h[t];
        }
        float[] expected = new float[STEPS];
        double byState = 0;
        for (int t = STEPS - 1; t >= 0; t--) {
            double surrogate = 1 / (1 + Math.pow(Math.PI * (h[t] - 1), 2));
            double bySpike = byOutput[t] - (resetGradient ? byState : 0);
            double byMoved = byState + bySpike * surrogate;
            expected[t] = (float) byMoved;
            byState = 0.9 * byMoved;
        }
        assertArrayEquals(expected, gradient, 1e-5f);
    }

    private static float[] random(RandomStream random, int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * (random.nextDouble() - 0.3));
        }
        return values;
    }
}
