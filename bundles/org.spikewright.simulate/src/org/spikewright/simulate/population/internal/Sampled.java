package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.List;
import org.spikewright.simulate.population.Recorder;
import org.spikewright.simulate.population.Samples;

/** What one recorder samples at regular steps. Samples may be filled by several threads, each its own numbers. */
final class Sampled {

    final Recorder recorder;
    final int population;
    final String name;
    final int[] indices;
    final long interval;
    private final List<float[]> samples = new ArrayList<>();
    /** How many samples came before those that are held. */
    private long before;

    Sampled(Recorder recorder, int population, String name, int[] indices, long interval) {
        this.recorder = recorder;
        this.population = population;
        this.name = name;
        this.indices = indices;
        this.interval = interval;
    }

    /** The step after {@code step} at which the next sample is taken. */
    long next(long step) {
        return (step / interval + 1) * interval;
    }

    /** The sample that is taken at the end of the steps before {@code end}; made when first asked for. */
    float[] at(long end) {
        synchronized (samples) {
            int index = Math.toIntExact(end / interval - 1 - before);
            while (samples.size() <= index) {
                samples.add(new float[width()]);
            }
            return samples.get(index);
        }
    }

    /** Makes all samples up to a step, though nothing may have happened. */
    void fill(long step) {
        if (step / interval > before) {
            at(step / interval * interval);
        }
    }

    private int width() {
        return Math.max(1, indices.length);
    }

    /** How many numbers it holds. */
    long held() {
        synchronized (samples) {
            return (long) samples.size() * width();
        }
    }

    /** The samples held that were taken up to a step. */
    Samples upTo(long step, int size, double dt) {
        synchronized (samples) {
            int whole = (int) Math.min(samples.size(), step / interval - before);
            double[] times = new double[whole];
            float[][] values = new float[whole][];
            double perSecond = 1 / (interval * dt * size);
            for (int i = 0; i < whole; i++) {
                times[i] = (before + i + 1) * interval * dt;
                values[i] = samples.get(i).clone();
                if (recorder instanceof Recorder.Rates) {
                    values[i][0] *= (float) perSecond;
                }
            }
            return new Samples(name, recorder.of(), indices, times, values);
        }
    }

    /** Holds the samples that were taken up to a step no more. */
    void dropUpTo(long step) {
        synchronized (samples) {
            int whole = (int) Math.min(samples.size(), step / interval - before);
            samples.subList(0, whole).clear();
            before += whole;
        }
    }

    /** A copy of the sample that is not whole at a step. */
    float[] part(long step) {
        synchronized (samples) {
            long index = step / interval - before;
            return index >= 0 && index < samples.size() ? samples.get((int) index).clone() : new float[width()];
        }
    }

    /** Goes back from a step, or on from it, to another: what is taken next is the first sample after that. */
    void goTo(long now, long step) {
        synchronized (samples) {
            while (!samples.isEmpty() && before + samples.size() > Math.min(now, step) / interval) {
                samples.removeLast();
            }
            if (samples.isEmpty()) {
                before = step / interval;
            }
        }
    }
}
