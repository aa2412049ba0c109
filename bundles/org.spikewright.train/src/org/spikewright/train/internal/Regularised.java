package org.spikewright.train.internal;

import java.util.List;
import java.util.Optional;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Readout;
import org.spikewright.train.Answer;
import org.spikewright.train.Distance;
import org.spikewright.train.Loss;
import org.spikewright.train.Regulariser;

/** A loss with what is added for what layers give. */
public record Regularised(Loss loss, List<Regulariser> regularisers) implements Loss {

    @Override
    public boolean isPerStep() {
        return false;
    }

    @Override
    public Readout readout() {
        return loss.readout();
    }

    @Override
    public int answer(Outputs outputs, int sample) {
        return loss.answer(outputs, sample);
    }

    @Override
    public Optional<Distance> distance() {
        return loss.distance();
    }

    @Override
    public double of(float[] outputs, int label, float[] gradient) {
        return loss.of(outputs, label, gradient);
    }

    @Override
    public double of(Outputs outputs, int sample, int label, float weight) {
        return loss.of(outputs, sample, label, weight) + added(outputs, sample, weight);
    }

    @Override
    public double of(Outputs outputs, int sample, Answer answer, float weight) {
        return loss.of(outputs, sample, answer, weight) + added(outputs, sample, weight);
    }

    private double added(Outputs outputs, int sample, float weight) {
        double sum = 0;
        for (Regulariser regulariser : regularisers) {
            sum += regulariser.ofActivity(outputs, sample, weight);
        }
        return sum;
    }
}
