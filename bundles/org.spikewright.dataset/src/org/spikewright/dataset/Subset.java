package org.spikewright.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spikewright.common.RandomStream;

/** Some of the samples of another set, in an order of their own. */
public final class Subset implements Samples {

    private final Samples all;
    private final int[] chosen;

    private Subset(Samples all, int[] chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    /**
     * The first samples of a set.
     *
     * @throws DataException if the set has fewer
     */
    public static Subset first(Samples all, int count) {
        if (count > all.size()) {
            throw new DataException(count + " samples are asked for, but the data set has " + all.size()
                    + ": ask for at most that many");
        }
        return new Subset(all, IntStream.range(0, count).toArray());
    }

    /**
     * Divides a set at random into parts.
     *
     * @param seed of the division: the same seed gives the same parts
     * @param sizes of the parts
     * @throws DataException if the set has fewer samples than the parts together
     */
    public static List<Samples> split(Samples all, long seed, int... sizes) {
        int total = Arrays.stream(sizes).sum();
        if (total > all.size()) {
            throw new DataException("the parts take " + total + " samples, but the data set has " + all.size()
                    + ": make the parts smaller");
        }
        int[] order = IntStream.range(0, all.size()).toArray();
        RandomStream.of(seed, "split").shuffle(order);
        Samples[] parts = new Samples[sizes.length];
        int from = 0;
        for (int i = 0; i < sizes.length; i++) {
            parts[i] = new Subset(all, Arrays.copyOfRange(order, from, from + sizes[i]));
            from += sizes[i];
        }
        return List.of(parts);
    }

    @Override
    public int size() {
        return chosen.length;
    }

    /** The samples from one, counted from 0, to before another. */
    public static Subset range(Samples all, int from, int to) {
        return new Subset(all, IntStream.range(from, to).toArray());
    }

    /** The set that these are some of. */
    public Samples all() {
        return all;
    }

    /** The same choice of another set, of as many samples. */
    public Subset over(Samples other) {
        return new Subset(other, chosen);
    }

    @Override
    public SampleForm form() {
        return all.form();
    }

    @Override
    public int[] extents() {
        return all.extents();
    }

    @Override
    public int length() {
        return all.length();
    }

    @Override
    public List<String> classNames() {
        return all.classNames();
    }

    @Override
    public int label(int sample) {
        return all.label(chosen[sample]);
    }

    @Override
    public int targets() {
        return all.targets();
    }

    @Override
    public void target(int sample, float[] values) {
        all.target(chosen[sample], values);
    }

    @Override
    public boolean isMasked() {
        return all.isMasked();
    }

    @Override
    public void mask(int sample, float[] counts) {
        all.mask(chosen[sample], counts);
    }

    @Override
    public void read(int sample, float[] values) {
        all.read(chosen[sample], values);
    }

    @Override
    public void readVaried(int sample, RandomGenerator random, float[] values) {
        all.readVaried(chosen[sample], random, values);
    }
}
