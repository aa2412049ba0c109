package org.spikewright.train;

import java.util.Optional;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Readout;

/** A loss that compares outputs with numbers; where a class is right, with 1 for its output and 0 for the others. */
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
     *               is, and the loss is the mean over the steps
     * @param weight what its derivatives are multiplied by that are added to {@link Outputs#gradient}; 0 where none are wanted
     */
    default double of(Outputs outputs, int sample, float[] wanted, Readout readout, float weight) {
        int width = outputs.width();
        float[] read = new float[width];
        float[] gradient = new float[width];
        if (wanted.length == width) {
            readout.read(outputs, sample, read);
            double loss = of(read, wanted, gradient);
            if (weight > 0) {
                for (int j = 0; j < width; j++) {
                    gradient[j] *= weight;
                }
                readout.spread(outputs, sample, gradient);
            }
            return loss;
        }
        int steps = wanted.length / width;
        float[] now = new float[width];
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            int at = outputs.at(sample, Math.min(t, outputs.steps() - 1));
            System.arraycopy(outputs.values(), at, read, 0, width);
            System.arraycopy(wanted, t * width, now, 0, width);
            sum += of(read, now, gradient);
            for (int j = 0; weight > 0 && j < width; j++) {
                outputs.gradient()[at + j] += weight / steps * gradient[j];
            }
        }
        return sum / steps;
    }
}
