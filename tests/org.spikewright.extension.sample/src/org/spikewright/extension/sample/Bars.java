package org.spikewright.extension.sample;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.Samples;
import org.spikewright.dataset.Source;

/** Pictures of one bar each, upright or level; 400 to train on and 100 to test on where nothing else is asked for. */
public record Bars(int size, double noise) implements Source {

    @Override
    public Optional<String> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<int[]> extents() {
        return Optional.of(new int[] {size, size});
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.of(2);
    }

    @Override
    public DataSet load(Request request, Work work) {
        return new DataSet(request.name(), draw((int) request.train().orElse(400), request.seed(), "train", work),
                draw((int) request.test().orElse(100), request.seed(), "test", work));
    }

    private Samples draw(int count, long seed, String part, Work work) {
        work.begin("Drawing bars", count);
        float[][] values = new float[count][size * size];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++) {
            work.checkCancelled();
            RandomStream random = RandomStream.of(seed, "bars/" + part, sample);
            labels[sample] = random.nextInt(2);
            int at = random.nextInt(size);
            for (int i = 0; i < size * size; i++) {
                boolean isOfBar = (labels[sample] == 0 ? i % size : i / size) == at;
                values[sample][i] = (float) (isOfBar ? 1 - noise * random.nextDouble() : noise * random.nextDouble());
            }
            work.advance(1);
        }
        return new ArraySamples(values, labels, new int[] {size, size}, List.of("upright", "level"));
    }
}
