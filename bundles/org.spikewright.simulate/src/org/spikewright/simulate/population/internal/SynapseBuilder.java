package org.spikewright.simulate.population.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.common.RandomStream;
import org.spikewright.common.Work;
import org.spikewright.kernel.StepProgram;

/**
 * Makes the static synapses of one partition. Each target's sources are found twice: to count each source's synapses, and to
 * write them where they belong, so that nothing is sorted or moved. When all partitions are made, the quanta of weights are
 * known and weights are rounded to them.
 */
final class SynapseBuilder {

    /** Targets between two looks at whether to stop. */
    private static final int STRIDE = 64;

    /** What synapses share that are listed together; they end at one receptor of one population. */
    private record Group(int source, int target, int receptor, double weight, int delay, float rest) {
    }

    private record Listed(Group group, int first, int[] ends, char[] columns) {
    }

    private final List<Shard> pieces;
    private final int shift;
    private final int numbers;
    private final List<StaticProjection> projections;
    private final boolean offGrid;
    private final Work work;
    private final SourceSampler.Found found = new SourceSampler.Found();
    /** The largest sum of weights that can arrive at each column in one step. */
    private final double[] sums;
    /** The least weight that is not 0, by column, without its sign. */
    private final double[] least;
    private int[] ends;
    private long[] own;
    /** What delays of their own are longer than whole steps, where spikes are fired within steps. */
    private float[] rests = new float[0];
    private final List<Listed> shared = new ArrayList<>();
    private int shortest = Integer.MAX_VALUE;
    private int longest = 1;

    /**
     * Makes ready.
     *
     * @param pieces of the partition
     * @param columns how many its rows have
     * @param numbers end of all global numbers
     * @param offGrid whether spikes are fired within steps
     */
    SynapseBuilder(List<Shard> pieces, int columns, int numbers, List<StaticProjection> projections, boolean offGrid, Work work) {
        this.pieces = pieces;
        this.shift = InputRing.shift(columns);
        this.sums = new double[columns];
        this.least = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        this.numbers = numbers;
        this.projections = projections;
        this.offGrid = offGrid;
        this.work = work;
    }

    /** Makes the synapses, with weights as they are drawn. */
    void build() {
        List<StaticProjection> single = projections.stream().filter(one -> !one.projection.uniform()).toList();
        Map<Group, List<StaticProjection>> groups = new LinkedHashMap<>();
        projections.stream().filter(one -> one.projection.uniform())
                .forEach(one -> groups.computeIfAbsent(
                        new Group(one.source, one.target, one.receptor, one.sharedWeight(), one.sharedDelay(), one.sharedRest()),
                        _ -> new ArrayList<>()).add(one));
        ends = count(single, 0, single.isEmpty() ? 0 : numbers);
        own = new long[ends[ends.length - 1]];
        rests = new float[offGrid ? own.length : 0];
        writeOwn(single, Arrays.copyOf(ends, ends.length));
        groups.forEach((group, members) -> {
            int first = members.getFirst().first;
            int[] bounds = count(members, first, members.getFirst().sources);
            char[] columns = new char[bounds[bounds.length - 1]];
            if (columns.length > 0) {
                writeShared(members, first, columns, Arrays.copyOf(bounds, bounds.length));
                delay(group.delay());
                shared.add(new Listed(group, first, bounds, columns));
            }
        });
    }

    /** Tells how large weights are. */
    void measure(Quanta quanta) {
        forEachReceptor((neurons, receptor, column) -> {
            for (int j = 0; j < neurons.count; j++) {
                quanta.add(neurons.population, receptor, sums[column + j], least[column + j]);
            }
        });
    }

    /** Something to do with each receptor of the neurons of a piece. */
    @FunctionalInterface
    private interface ReceptorVisit {
        void receptor(NeuronShard piece, int receptor, int column);
    }

    private void forEachReceptor(ReceptorVisit visit) {
        for (Shard piece : pieces) {
            if (piece instanceof NeuronShard neurons) {
                for (int r = 0; r < neurons.receptors(); r++) {
                    visit.receptor(neurons, r, neurons.column(r, piece.from));
                }
            }
        }
    }

    /**
     * The synapses, sorted by delay within each source.
     *
     * @param quanta of weights
     * @param shortest the shortest delay of all partitions, in steps
     * @param longest the longest
     */
    Synapses finish(Quanta quanta, int shortest, int longest) {
        boolean ordered = offGrid || quanta.ordered();
        if (!ordered) {
            round(quanta);
        }
        int delays = own.length == 0 ? 1 : longest - shortest + 1;
        int[] starts = sortByDelay(shortest, delays);
        return new Synapses(starts, shortest, delays, ordered, own, shared.stream().filter(listed -> late(listed.group()).isEmpty())
                .map(listed -> new Synapses.Shared(listed.first(), listed.ends(), listed.columns(),
                        ordered ? listed.group().weight()
                                : Quanta.rounded(listed.group().weight(), quanta.of(listed.group().target(), listed.group().receptor())),
                        listed.group().delay(), listed.group().rest()))
                .toArray(Synapses.Shared[]::new));
    }

    /** Where arrivals within steps count; after {@link #finish}. */
    WithinSteps within() {
        int[] starts = new int[sums.length];
        int[] latest = new int[sums.length];
        Arrays.fill(starts, -1);
        forEachReceptor((piece, receptor, column) -> {
            int start = piece.step().start(receptor);
            for (int j = 0; start >= 0 && j < piece.padded; j++) {
                starts[column + j] = piece.column(start, piece.from) + j;
                latest[column + j] = piece.column(piece.step().latest(), piece.from) + j;
            }
        });
        return new WithinSteps(starts, latest, rests);
    }

    private void round(Quanta quanta) {
        double[] byColumn = new double[sums.length];
        forEachReceptor((piece, receptor, column) -> Arrays.fill(byColumn, column, column + piece.padded, quanta.of(piece.population, receptor)));
        int mask = (1 << shift) - 1;
        for (int k = 0; k < own.length; k++) {
            float weight = (float) Quanta.rounded(Float.intBitsToFloat((int) (own[k] >>> 32)), byColumn[(int) own[k] & mask]);
            own[k] = (long) Float.floatToRawIntBits(weight) << 32 | own[k] & 0xFFFFFFFFL;
        }
    }

    /** The synapses at receptors that the kernels of the pieces leave out; none of them is among {@link #finish}. */
    DeferredSynapses finishLate() {
        List<DeferredSynapses.Group> groups = new ArrayList<>();
        for (Listed listed : shared) {
            late(listed.group()).ifPresent(late -> {
                NeuronShard piece = piece(listed.group().target());
                int column = piece.column(late.receptor(), piece.from);
                char[] targets = listed.columns();
                for (int k = 0; k < targets.length; k++) {
                    targets[k] -= (char) column;
                }
                groups.add(new DeferredSynapses.Group(listed.first(), listed.ends(), targets, piece.neurons().values(),
                        piece.neurons().index(late.state(), 0), (float) (listed.group().weight() * late.weight()), listed.group().delay()));
            });
        }
        return new DeferredSynapses(groups.toArray(DeferredSynapses.Group[]::new));
    }

    private Optional<StepProgram.Late> late(Group group) {
        return piece(group.target()).step().late().stream().filter(late -> late.receptor() == group.receptor()).findFirst();
    }

    /** The piece of a population: a partition has one at most. */
    private NeuronShard piece(int population) {
        return pieces.stream().filter(piece -> piece.population == population).map(NeuronShard.class::cast).findFirst()
                .orElseThrow();
    }

    /** Sorts each source's synapses and returns where those of each delay start. */
    private int[] sortByDelay(int shortest, int delays) {
        int sources = ends.length - 1;
        int[] starts = new int[Math.addExact(Math.multiplyExact(sources, delays), 1)];
        long[] sorted = new long[0];
        float[] sortedRests = new float[0];
        int[] at = new int[delays];
        for (int s = 0; s < sources; s++) {
            int from = ends[s];
            int to = ends[s + 1];
            int row = s * delays;
            Arrays.fill(at, 0);
            for (int k = from; k < to; k++) {
                at[((int) own[k] >>> shift) - shortest]++;
            }
            int start = from;
            for (int d = 0; d < delays; d++) {
                starts[row + d] = start;
                int many = at[d];
                at[d] = start - from;
                start += many;
            }
            if (delays > 1) {
                if (sorted.length < to - from) {
                    sorted = new long[2 * (to - from)];
                    sortedRests = new float[offGrid ? sorted.length : 0];
                }
                for (int k = from; k < to; k++) {
                    int place = at[((int) own[k] >>> shift) - shortest]++;
                    sorted[place] = own[k];
                    if (offGrid) {
                        sortedRests[place] = rests[k];
                    }
                }
                System.arraycopy(sorted, 0, own, from, to - from);
                System.arraycopy(sortedRests, 0, rests, offGrid ? from : 0, offGrid ? to - from : 0);
            }
        }
        starts[sources * delays] = ends[sources];
        return starts;
    }

    /** Whole steps of the longest delay, at least 1. */
    int longestDelay() {
        return longest;
    }

    /** Steps of the shortest delay, {@code Integer.MAX_VALUE} where there is no synapse. */
    int shortestDelay() {
        return shortest;
    }

    private void weigh(int column, double weight, int synapses) {
        sums[column] += weight * synapses;
        if (weight > 0 && synapses > 0) {
            least[column] = Math.min(least[column], weight);
        }
    }

    private void delay(int steps) {
        shortest = Math.min(shortest, steps);
        longest = Math.max(longest, steps);
    }

    /** Something to do with each target's sources. */
    @FunctionalInterface
    private interface Visit {
        void target(StaticProjection projection, NeuronShard piece, int target, RandomStream random);
    }

    private void visit(List<StaticProjection> chosen, Visit visit) {
        for (StaticProjection projection : chosen) {
            for (Shard piece : pieces) {
                if (piece instanceof NeuronShard neurons && piece.population == projection.target) {
                    for (int target = piece.from; target < piece.from + piece.count; target++) {
                        if (target % STRIDE == 0) {
                            work.checkCancelled();
                        }
                        visit.target(projection, neurons, target, projection.find(target, found));
                    }
                }
            }
        }
    }

    /** Where each source's synapses end; sources are counted from {@code first}. */
    private int[] count(List<StaticProjection> chosen, int first, int sources) {
        int[] ends = new int[sources + 1];
        visit(chosen, (projection, _, _, _) -> {
            int base = projection.first - first + 1;
            for (int k = 0; k < found.count(); k++) {
                int source = projection.source(found, k);
                if (source >= 0) {
                    ends[base + source]++;
                }
            }
        });
        for (int s = 0; s < sources; s++) {
            ends[s + 1] = Math.addExact(ends[s + 1], ends[s]);
        }
        return ends;
    }

    private void writeOwn(List<StaticProjection> chosen, int[] at) {
        visit(chosen, (projection, piece, target, random) -> {
            long column = piece.column(projection.receptor, target);
            for (int k = 0; k < found.count(); k++) {
                int source = projection.source(found, k);
                float weight = projection.weight(found, k, target, random);
                double time = projection.delay(found, k, target);
                if (source < 0) {
                    continue;
                }
                int delay = projection.steps(time);
                delay(delay);
                if (delay >>> 31 - shift != 0) {
                    throw new IllegalArgumentException("projection " + projection.projection.name() + " has a delay of "
                            + delay + " time steps, which is too long; take a longer time step");
                }
                weigh((int) column, Math.abs(weight), 1);
                if (offGrid) {
                    rests[at[projection.first + source]] = projection.rest(time);
                }
                own[at[projection.first + source]++] = (long) Float.floatToRawIntBits(weight) << 32
                        | ((long) delay << shift) + column;
            }
        });
    }

    private void writeShared(List<StaticProjection> chosen, int first, char[] columns, int[] at) {
        visit(chosen, (projection, piece, target, _) -> {
            char column = (char) piece.column(projection.receptor, target);
            weigh(column, Math.abs(projection.sharedWeight()), projection.count(found));
            for (int k = 0; k < found.count(); k++) {
                int source = projection.source(found, k);
                if (source >= 0) {
                    columns[at[projection.first - first + source]++] = column;
                }
            }
        });
    }
}
