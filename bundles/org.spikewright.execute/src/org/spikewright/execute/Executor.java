package org.spikewright.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.spikewright.common.Work;
import org.spikewright.kernel.Primitives;
import org.spikewright.kernel.SparseRows;
import org.spikewright.kernel.Workers;

/**
 * Runs a plan. A batch is cut into chunks of samples, which several threads share; what is summed over a batch is summed chunk by chunk,
 * so that no bit depends on how many threads there are. One run at a time.
 */
public final class Executor {

    /** Samples of a chunk: enough to use a row of weights often while it is in the cache. */
    public static final int CHUNK = 8;

    /** Numbers of an array that one task adds up. */
    private static final int SLICE = 1 << 15;

    private final Plan plan;
    private final Primitives primitives;
    private final Workers workers;
    private final List<List<Region>> phases;
    private final Object[] prepared;
    private final List<Node> preparing;
    /** Parts of the arrays of what is learnt. */
    private final List<Slice> slices = new ArrayList<>();
    /** By thread, or by chunk where there are barriers. */
    private Tape[] tapes;
    private SparseRows[] rows;
    private ChunkSums[] sums = new ChunkSums[0];

    /** A part of an array. */
    private record Slice(int parameter, int from, int to) {
    }

    /** For that plan, on threads that others use too. */
    public Executor(Plan plan, Primitives primitives, Workers workers) {
        this.plan = plan;
        this.primitives = primitives;
        this.workers = workers;
        this.phases = phases(plan.regions());
        this.prepared = new Object[plan.nodes().size()];
        this.preparing = plan.nodes().stream().filter(node -> node.kernel().prepares()).toList();
        for (int p = 0; p < plan.parameters().size(); p++) {
            int length = plan.parameters().get(p).shape().size();
            for (int from = 0; plan.parameters().get(p).learned() && from < length; from += SLICE) {
                slices.add(new Slice(p, from, Math.min(length, from + SLICE)));
            }
        }
        this.tapes = new Tape[workers.count()];
        this.rows = new SparseRows[workers.count()];
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /** Regions that run one after the other without waiting for other chunks; a barrier comes first in its phase. */
    private static List<List<Region>> phases(List<Region> regions) {
        List<List<Region>> phases = new ArrayList<>(List.of(new ArrayList<>()));
        for (Region region : regions) {
            if (region instanceof Region.Barrier) {
                phases.add(new ArrayList<>());
            }
            phases.getLast().add(region);
        }
        return phases;
    }

    static float[][] own(Node node, Parameters values) {
        return node.parameters().stream().map(parameter -> values.arrays()[parameter]).toArray(float[][]::new);
    }

    /** How many chunks a batch has. */
    public static int chunks(int samples) {
        return (samples + CHUNK - 1) / CHUNK;
    }

    /**
     * Runs samples, each from rest.
     *
     * @param reader looks at what comes out, by several threads
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    public void run(Parameters values, InputBatch batch, Objective reader, Work work) {
        prepare(values);
        reserve(workers.count());
        workers.run(chunks(batch.size()), (chunk, worker) -> {
            work.checkCancelled();
            int size = begin(worker, chunk, batch, values, false);
            plan.regions().forEach(tapes[worker]::forward);
            reader.of(new Outputs(chunk, chunk * CHUNK, size, tapes[worker]));
            work.advance(size);
        });
    }

    /**
     * Runs samples forward and back.
     *
     * @param values only read
     * @param objective looks at what comes out
     * @param gradient receives the derivatives by all numbers that are learnt, and for others of {@linkplain BatchKernel batch kernels}
     *                 what this batch would have them be
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    public void learn(Parameters values, InputBatch batch, Objective objective, Parameters gradient, Work work) {
        prepare(values);
        int chunks = chunks(batch.size());
        if (sums.length < chunks) {
            sums = Arrays.copyOf(sums, chunks);
        }
        if (plan.hasBarriers()) {
            reserve(chunks);
            learnTogether(values, batch, objective, gradient, work);
        } else {
            reserve(workers.count());
            workers.run(chunks, (chunk, worker) -> {
                work.checkCancelled();
                int size = begin(worker, chunk, batch, values, true);
                plan.regions().forEach(tapes[worker]::forward);
                turn(chunk, tapes[worker], size, objective);
                plan.regions().reversed().forEach(region -> tapes[worker].backward(region, sums[chunk]));
            });
        }
        work.checkCancelled();
        addUp(chunks, values, gradient);
    }

    /** Looks at what comes out in one step. */
    @FunctionalInterface
    public interface StepObjective {

        /**
         * As {@link Objective#of}, of outputs of one step.
         *
         * @param step which one
         */
        void of(Outputs outputs, int step);
    }

    /**
     * Runs samples step by step and, in some steps, back at once, so that no step is kept for later ones: for networks in which only neurons
     * keep something from step to step, and nothing needs the whole batch. No derivatives flow from a step to the one before.
     *
     * @param isBack in which steps
     * @param objective looks at what comes out in every step
     * @param gradient receives the sums of the derivatives of those steps
     * @throws org.spikewright.common.CancelledException if the work is cancelled
     */
    public void learnStepwise(Parameters values, InputBatch batch, IntPredicate isBack, StepObjective objective, Parameters gradient, Work work) {
        prepare(values);
        int chunks = chunks(batch.size());
        if (sums.length < chunks) {
            sums = Arrays.copyOf(sums, chunks);
        }
        reserve(chunks);
        StepInput[] inputs = new StepInput[chunks];
        Parameters ofStep = Parameters.zero(plan);
        for (float[] array : gradient.arrays()) {
            Arrays.fill(array, 0f);
        }
        for (int t = 0; t < batch.steps(); t++) {
            int step = t;
            workers.run(chunks, (chunk, _) -> {
                work.checkCancelled();
                int size = Math.min(CHUNK, batch.size() - chunk * CHUNK);
                if (step == 0) {
                    tapes[chunk] = tapes[chunk] == null ? new Tape(plan, primitives) : tapes[chunk];
                    inputs[chunk] = StepInput.of(batch, chunk * CHUNK, size);
                }
                Tape tape = tapes[chunk];
                tape.continued(step > 0);
                tape.begin(size, 1, inputs[chunk].step(step), values, prepared, true);
                plan.regions().forEach(tape::forward);
                turn(chunk, tape, size, outputs -> objective.of(outputs, step));
                if (isBack.test(step)) {
                    plan.regions().reversed().forEach(region -> tape.backward(region, sums[chunk]));
                }
                tape.continued(false);
            });
            if (isBack.test(step)) {
                addUp(chunks, values, ofStep);
                for (int p = 0; p < gradient.arrays().length; p++) {
                    float[] all = gradient.arrays()[p];
                    for (int i = 0; plan.parameters().get(p).learned() && i < all.length; i++) {
                        all[i] += ofStep.arrays()[p][i];
                    }
                }
            }
        }
    }

    /** How many bytes the arrays of all samples that are run together have. */
    public long bytes() {
        return Arrays.stream(tapes).filter(Objects::nonNull).mapToLong(Tape::bytes).sum();
    }

    private void prepare(Parameters values) {
        workers.run(preparing.size(), (i, _) -> {
            Node node = preparing.get(i);
            prepared[node.index()] = node.kernel().prepare(own(node, values), prepared[node.index()]);
        });
    }

    private void reserve(int count) {
        if (tapes.length < count) {
            tapes = Arrays.copyOf(tapes, count);
            rows = Arrays.copyOf(rows, count);
        }
    }

    private int begin(int place, int chunk, InputBatch batch, Parameters values, boolean isTraining) {
        if (tapes[place] == null) {
            tapes[place] = new Tape(plan, primitives);
        }
        if (rows[place] == null || rows[place].valued() != batch.valued()) {
            rows[place] = new SparseRows(batch.valued());
        }
        int size = Math.min(CHUNK, batch.size() - chunk * CHUNK);
        rows[place].clear();
        batch.list(chunk * CHUNK, size, rows[place]);
        tapes[place].begin(size, batch.steps(), rows[place], values, prepared, isTraining);
        return size;
    }

    /** From the way forward to the way back. */
    private void turn(int chunk, Tape tape, int size, Objective objective) {
        if (sums[chunk] == null) {
            sums[chunk] = new ChunkSums(plan);
        }
        sums[chunk].clear();
        tape.beginBackward(sums[chunk]);
        objective.of(new Outputs(chunk, chunk * CHUNK, size, tape));
    }

    /** All chunks go through each phase before any goes on to the next. */
    private void learnTogether(Parameters values, InputBatch batch, Objective objective, Parameters gradient, Work work) {
        int chunks = chunks(batch.size());
        workers.run(chunks, (chunk, _) -> begin(chunk, chunk, batch, values, true));
        for (List<Region> phase : phases) {
            if (!phase.isEmpty() && phase.getFirst() instanceof Region.Barrier barrier) {
                double[] found = collected(barrier, chunks, barrier.kernel()::collect);
                barrier.kernel().conclude(found, own(barrier.node(), gradient));
                for (int chunk = 0; chunk < chunks; chunk++) {
                    tapes[chunk].frame(barrier.node()).statistics(found);
                }
            }
            workers.run(chunks, (chunk, _) -> {
                work.checkCancelled();
                phase.forEach(tapes[chunk]::forward);
            });
        }
        workers.run(chunks, (chunk, _) -> turn(chunk, tapes[chunk], Math.min(CHUNK, batch.size() - chunk * CHUNK), objective));
        for (List<Region> phase : phases.reversed()) {
            boolean isBehind = !phase.isEmpty() && phase.getFirst() instanceof Region.Barrier;
            workers.run(chunks, (chunk, _) -> {
                work.checkCancelled();
                phase.subList(isBehind ? 1 : 0, phase.size()).reversed().forEach(region -> tapes[chunk].backward(region, sums[chunk]));
            });
            if (isBehind && phase.getFirst() instanceof Region.Barrier barrier) {
                double[] found = collected(barrier, chunks, barrier.kernel()::collectGradients);
                workers.run(chunks, (chunk, _) -> {
                    tapes[chunk].frame(barrier.node()).gradientStatistics(found);
                    tapes[chunk].backward(barrier, sums[chunk]);
                });
            }
        }
    }

    private double[] collected(Region.Barrier barrier, int chunks, BiConsumer<Frame, double[]> collect) {
        double[][] parts = new double[chunks][barrier.kernel().statistics()];
        workers.run(chunks, (chunk, _) -> collect.accept(tapes[chunk].frame(barrier.node()), parts[chunk]));
        double[] all = new double[barrier.kernel().statistics()];
        for (double[] part : parts) {
            for (int i = 0; i < all.length; i++) {
                all[i] += part[i];
            }
        }
        return all;
    }

    /** Sums over the chunks, each number by one thread in the order of the chunks. */
    private void addUp(int chunks, Parameters values, Parameters gradient) {
        workers.run(slices.size(), (i, _) -> addUp(slices.get(i), chunks, gradient.arrays()[slices.get(i).parameter()]));
        for (Node node : plan.nodes()) {
            if (node.defers()) {
                DeferredKernel deferred = (DeferredKernel) node.kernel();
                List<Object> kept = Arrays.stream(sums, 0, chunks).map(one -> one.kept(node)).toList();
                float[][] arrays = own(node, gradient);
                int parts = Math.min(2 * workers.count() + 1, deferred.parts());
                workers.run(parts, (part, _) -> deferred.sum(kept, arrays, primitives, part, parts));
            }
        }
        boolean[] isConcluded = new boolean[plan.parameters().size()];
        for (Node node : plan.nodes()) {
            // Layers that share their numbers share the sums as well.
            if (node.learns() && !isConcluded[node.parameters().getFirst()]) {
                node.kernel().conclude(own(node, values), own(node, gradient));
                node.parameters().forEach(parameter -> isConcluded[parameter] = true);
            }
        }
    }

    private void addUp(Slice slice, int chunks, float[] gradient) {
        Arrays.fill(gradient, slice.from(), slice.to(), 0f);
        for (int chunk = 0; chunk < chunks; chunk++) {
            float[] part = sums[chunk].array(slice.parameter());
            for (int i = slice.from(); part != null && i < slice.to(); i++) {
                gradient[i] += part[i];
            }
        }
    }
}
