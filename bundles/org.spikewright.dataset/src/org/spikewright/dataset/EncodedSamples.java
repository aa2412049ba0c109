package org.spikewright.dataset;

import org.spikewright.common.RandomStream;

/**
 * Samples with the encoder that turns them into spikes. What is drawn for a sample depends on the seed, the purpose,
 * the epoch and the sample's index, and on nothing else. Safe for use by several threads.
 */
public final class EncodedSamples {

    private final Samples samples;
    private final Encoder encoder;
    private final long seed;
    private final String stream;
    private final boolean anew;

    private EncodedSamples(Samples samples, Encoder encoder, long seed, String stream, boolean anew) {
        encoder.check(samples.form());
        this.samples = samples;
        this.encoder = encoder;
        this.seed = seed;
        this.stream = stream;
        this.anew = anew;
    }

    /**
     * Samples to learn from: varied and drawn anew in each epoch.
     *
     * @throws DataException if they cannot be encoded
     */
    public static EncodedSamples training(Samples samples, Encoder encoder, long seed) {
        return new EncodedSamples(samples, encoder, seed, "encode/train", true);
    }

    /** Samples to be tested on, also by a simulation: whoever asks gets the same spikes. */
    public static EncodedSamples testing(Samples samples, Encoder encoder, long seed) {
        return new EncodedSamples(samples, encoder, seed, "encode/test", false);
    }

    /** The samples. */
    public Samples samples() {
        return samples;
    }

    /** The encoder. */
    public Encoder encoder() {
        return encoder;
    }

    /** How many input neurons a sample has. */
    public int inputs() {
        return encoder.inputs(samples.length());
    }

    /**
     * Reads and encodes a sample; for the arrays see {@link Encoder#encode}.
     *
     * @param epoch from 0; of no effect on samples that are tested on
     * @param scratch at least {@link Samples#length()} long
     */
    public void encode(int sample, int epoch, float[] scratch, int[] ends, int list, int[] neurons, float[] values,
            int from) {
        if (anew) {
            samples.readVaried(sample, RandomStream.of(seed, "augment", epoch, sample), scratch);
        } else {
            samples.read(sample, scratch);
        }
        encoder.encode(scratch, samples.length(), RandomStream.of(seed, stream, anew ? epoch : 0, sample), ends, list,
                neurons, values, from);
    }
}
