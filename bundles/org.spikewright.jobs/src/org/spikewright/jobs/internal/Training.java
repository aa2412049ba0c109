package org.spikewright.jobs.internal;

import org.spikewright.compile.Call;
import org.spikewright.train.Bptt;
import org.spikewright.train.LearningRule;
import org.spikewright.train.Loss;
import org.spikewright.train.Optimizer;
import org.spikewright.train.Schedule;

/** What a train job's settings are to the training engine. */
final class Training {

    private Training() {
    }

    static Loss loss(Call call) {
        return switch (call.function()) {
            case "crossEntropy" -> Loss.CROSS_ENTROPY;
            case "meanSquaredError" -> Loss.MEAN_SQUARED_ERROR;
            default -> throw unknown(call);
        };
    }

    static Optimizer optimizer(Call call) {
        double rate = call.number("rate");
        return switch (call.function()) {
            case "adam" -> new Optimizer.Adam(rate, call.number("beta1"), call.number("beta2"), call.number("epsilon"), 0);
            case "adamW" -> new Optimizer.Adam(rate, call.number("beta1"), call.number("beta2"), call.number("epsilon"),
                    call.number("decay"));
            case "sgd" -> new Optimizer.Descent(rate, call.number("momentum"));
            default -> throw unknown(call);
        };
    }

    static Schedule schedule(Call call) {
        return switch (call.function()) {
            case "constant" -> Schedule.CONSTANT;
            case "cosine" -> Schedule.COSINE;
            default -> throw unknown(call);
        };
    }

    static LearningRule rule(Call call) {
        if (call.function().equals("bptt")) {
            return new Bptt(call.truth("resetGradient"));
        }
        throw unknown(call);
    }

    private static IllegalArgumentException unknown(Call call) {
        return new IllegalArgumentException("no training engine knows " + call.function());
    }
}
