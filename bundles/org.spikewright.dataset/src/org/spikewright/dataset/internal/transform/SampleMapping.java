package org.spikewright.dataset.internal.transform;

import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.dataset.ArraySamples;
import org.spikewright.dataset.DataSet;
import org.spikewright.dataset.SampleForm;
import org.spikewright.dataset.Transform;

/** Makes the values of each sample of those that it had. Used by several threads at once. */
public interface SampleMapping {

    /** Makes a mapping for samples of such forms. */
    interface Maker {

        /** The mapping from samples of one form to those of another. */
        SampleMapping of(SampleForm before, SampleForm after);
    }

    /**
     * Makes the values of a sample.
     *
     * @param before the values of that sample before
     * @param values receives those afterwards
     */
    void map(float[] before, float[] values);

    /** A data set whose samples are mapped when they are read. */
    static DataSet of(DataSet data, Transform transform, Maker maker) {
        return Parts.of(data, samples -> {
            SampleForm after = transform.form(samples.form()).orElseThrow();
            return new MappedSamples(samples, after, maker.of(samples.form(), after));
        });
    }

    /** A data set whose samples are mapped now, once, and kept. */
    static DataSet kept(DataSet data, Transform transform, Maker maker, Work work) {
        return Parts.of(data, samples -> {
            SampleForm after = transform.form(samples.form()).orElseThrow();
            SampleMapping mapping = maker.of(samples.form(), after);
            float[][] values = new float[samples.size()][after.size(0)];
            work.begin("Transforming " + data.name(), samples.size());
            IntStream.range(0, samples.size()).parallel().forEach(sample -> {
                work.checkCancelled();
                float[] before = new float[samples.length()];
                samples.read(sample, before);
                mapping.map(before, values[sample]);
                work.advance(1);
            });
            return new ArraySamples(values, IntStream.range(0, samples.size()).map(samples::label).toArray(), after, samples.classNames());
        });
    }
}
