package org.spikewright.train;

import java.util.Optional;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Readout;

/**
 * A loss that compares outputs with numbers, the mean over the outputs of something that is 0 where both are equal; where a class is right,
 * with 1 for its output and 0 for the others.
 */
@FunctionalInterface
public interface Distance extends Loss {

    /**
     * The loss of one sample, or of a step of it, from one value for each output.
     *
     * @param wanted what each should be
     * @param gradient receives the derivative of the loss by each output
     */
    double of(float[] outputs, float[] wanted, float[] gradient);

    @Override
    default double of(float[] outputs, int label, float[] gradient) {
        float[] wanted = new float[outputs.length];
        wanted[label] = 1;
        return of(outputs, wanted, gradient);
    }

    @Override
    default Optional<Distance> distance() {
        return Optional.of(this);
    }

    /**
     * The loss of one sample from all that came out.
     *
     * @param wanted a number for each output, with which what is read is compared; or one for each output in each step, with which each step
     *               is, and the loss is the mean over the steps. Where only some count, it is the mean over those, and 0 where none does
     * @param weight what its derivatives are multiplied by that are added to {@link Outputs#gradient}; 0 where none are wanted
     */
    default double of(Outputs outputs, int sample, Answer.Numbers wanted, Readout readout, float weight) {
        int width = outputs.width();
        float[] read = new float[width];
        float[] now = new float[width];
        float[] gradient = new float[width];
        if (wanted.values().length == width) {
            readout.read(outputs, sample, read);
            double part = part(wanted, 0, read, now);
            double loss = of(read, now, gradient) * part;
            if (weight > 0) {
                for (int j = 0; j < width; j++) {
                    gradient[j] *= (float) (weight * part);
                }
                readout.spread(outputs, sample, gradient);
            }
            return loss;
        }
        int steps = wanted.values().length / width;
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            int at = outputs.at(sample, Math.min(t, outputs.steps() - 1));
            System.arraycopy(outputs.values(), at, read, 0, width);
            double part = part(wanted, t * width, read, now);
            sum += of(read, now, gradient) * part;
            for (int j = 0; weight > 0 && j < width; j++) {
                outputs.gradient()[at + j] += (float) (weight / steps * part) * gradient[j];
            }
        }
        return sum / steps;
    }

    /**
     * Takes what is wanted of some outputs; of those that do not count, what is there, so that they are at no distance.
     *
     * @param from the first
     * @return how many times more the others count, so that the mean is theirs
     */
    private static double part(Answer.Numbers wanted, int from, float[] outputs, float[] now) {
        System.arraycopy(wanted.values(), from, now, 0, now.length);
        if (wanted.counts().isEmpty()) {
            return 1;
        }
        float[] counts = wanted.counts().get();
        double counting = 0;
        for (float one : counts) {
            counting += one;
        }
        for (int j = 0; j < now.length; j++) {
            now[j] = counts[from + j] > 0 ? now[j] : outputs[j];
        }
        return counting == 0 ? 0 : counts.length / counting;
    }
}
