package org.spikewright.train.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spikewright.train.Loss;
import org.spikewright.train.Schedule;

class LossTest {

    static List<Loss> losses() {
        return List.of(Loss.CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfFiniteDifferences(Loss loss) {
        float[] outputs = {0.3f, -1.2f, 2.5f, 0};
        float[] gradient = new float[4];
        float[] ignored = new float[4];
        loss.of(outputs, 1, gradient);
        for (int i = 0; i < outputs.length; i++) {
            float at = outputs[i];
            outputs[i] = at + 0.01f;
            double up = loss.of(outputs, 1, ignored);
            outputs[i] = at - 0.01f;
            double down = loss.of(outputs, 1, ignored);
            outputs[i] = at;
            assertEquals((up - down) / 0.02, gradient[i], 1e-4);
        }
    }

    @Test
    void crossEntropyOfEqualOutputsIsTheLogarithmOfTheirNumber() {
        assertEquals(Math.log(4), Loss.CROSS_ENTROPY.of(new float[] {1000, 1000, 1000, 1000}, 2, new float[4]), 1e-6);
    }

    @Test
    void theCosineFallsFromOneToZero() {
        assertEquals(1, Schedule.COSINE.factor(0));
        assertEquals(0.5, Schedule.COSINE.factor(0.5), 1e-12);
        assertEquals(0, Schedule.COSINE.factor(1), 1e-12);
    }
}
