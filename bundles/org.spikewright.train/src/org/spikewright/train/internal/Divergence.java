package org.spikewright.train.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.spikewright.common.Work;
import org.spikewright.execute.Activation;
import org.spikewright.execute.BatchKernel;
import org.spikewright.execute.Executor;
import org.spikewright.execute.InputBatch;
import org.spikewright.execute.Node;
import org.spikewright.execute.Outputs;
import org.spikewright.execute.Parameters;
import org.spikewright.execute.Plan;
import org.spikewright.execute.Region;
import org.spikewright.execute.Rows;
import org.spikewright.train.DivergedException;

/** Finds where a training ceased to have numbers: infinite ones count as none. */
final class Divergence {

    private static final String REMEDY = "; lower the learning rate, let it rise slowly (warmUp), or clip the derivatives (clip)";

    private final Executor executor;

    /** On that executor. */
    Divergence(Executor executor) {
        this.executor = executor;
    }

    /** A value that is none. */
    private record Found(int region, int step, Node node, float value) {

        boolean isBefore(Found other) {
            return other == null || region < other.region || region == other.region
                    && (step < other.step || step == other.step && node.index() < other.node.index());
        }
    }

    /** Whether all that is learnt are numbers. */
    static boolean isFinite(Parameters values) {
        Plan plan = values.plan();
        for (int p = 0; p < plan.parameters().size(); p++) {
            if (plan.parameters().get(p).learned() && !isFinite(values.arrays()[p])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(float[] values) {
        int largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
        }
        return largest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    }

    /**
     * Why a batch gave no finite loss or derivatives.
     *
     * @param weights with which it did
     * @param direction its derivatives
     * @param when a sentence's words for the batch
     */
    DivergedException of(Parameters weights, InputBatch batch, Parameters direction, String when, Work work) {
        AtomicReference<Found> first = new AtomicReference<>();
        Map<Node, Extremes> normalised = new ConcurrentHashMap<>();
        executor.learn(weights, batch, outputs -> {
            look(outputs, first);
            executor.plan().nodes().stream().filter(node -> node.kernel() instanceof BatchKernel)
                    .forEach(node -> normalised.computeIfAbsent(node, _ -> new Extremes(node.layer().shape().extent(0)))
                            .add(outputs.of(executor.plan().nodes().get(node.inputs().getFirst()))));
        }, Parameters.zero(executor.plan()), work);
        return first.get() == null ? ofDerivatives(direction, normalised, when) : said(first.get(), when);
    }

    /** Why a test gave no finite loss. */
    DivergedException ofTest(Parameters weights, InputBatch batch, String when, Work work) {
        AtomicReference<Found> first = new AtomicReference<>();
        executor.run(weights, batch, outputs -> look(outputs, first), work);
        return first.get() == null ? ofLoss(when) : said(first.get(), when);
    }

    private static DivergedException said(Found found, String when) {
        return new DivergedException(found.node().layer(), "'" + found.node().layer().name() + "' gives " + text(found.value()) + " in step "
                + (found.step() + 1) + " of a sample " + when + REMEDY);
    }

    private static DivergedException ofLoss(String when) {
        return new DivergedException(null, "the loss is no number any more " + when + ", though all that the network gives is" + REMEDY);
    }

    private DivergedException ofDerivatives(Parameters direction, Map<Node, Extremes> normalised, String when) {
        for (Node node : executor.plan().nodes().reversed()) {
            if (node.learns() && node.parameters().stream().anyMatch(p -> !isFinite(direction.arrays()[p]))) {
                String sentence = "the derivatives by what '" + node.layer().name() + "' learns are no numbers any more " + when
                        + ", though all that is computed is";
                return new DivergedException(node.layer(), sentence + executor.plan().nodes().stream()
                        .filter(one -> one.index() >= node.index() && normalised.containsKey(one) && normalised.get(one).same() > 0).findFirst()
                        .map(one -> "; " + normalised.get(one).same() + " of the channels that '" + one.layer().name() + "' normalises, and maybe"
                                + " more behind it, are the same in the whole batch, which multiplies derivatives by 316 each time: let more"
                                + " neurons before it fire, or take larger batches").orElse(REMEDY));
            }
        }
        return ofLoss(when);
    }

    /** The least and the largest value of each channel. */
    private static final class Extremes {
        private final float[] least;
        private final float[] most;

        Extremes(int channels) {
            least = new float[channels];
            most = new float[channels];
            Arrays.fill(least, Float.POSITIVE_INFINITY);
            Arrays.fill(most, Float.NEGATIVE_INFINITY);
        }

        synchronized void add(Activation given) {
            float[] values = given.dense();
            int places = given.width() / least.length;
            for (int i = 0; i < given.rows() * given.width(); i++) {
                int channel = i / places % least.length;
                least[channel] = Math.min(least[channel], values[i]);
                most[channel] = Math.max(most[channel], values[i]);
            }
        }

        /** How many channels have one value throughout. */
        long same() {
            return IntStream.range(0, least.length).filter(c -> least[c] == most[c]).count();
        }
    }

    private static String text(float value) {
        return Float.isNaN(value) ? "what is no number" : value > 0 ? "infinity" : "minus infinity";
    }

    private void look(Outputs outputs, AtomicReference<Found> first) {
        List<Region> regions = executor.plan().regions();
        for (int region = 0; region < regions.size(); region++) {
            for (Node node : regions.get(region).nodes()) {
                Found found = first(outputs.of(node), region, node, outputs.samples());
                if (found != null) {
                    first.accumulateAndGet(found, (known, next) -> next.isBefore(known) ? next : known);
                }
            }
        }
    }

    private static Found first(Activation given, int region, Node node, int samples) {
        float[] values = given.dense();
        int steps = given.kind() == Rows.STEPS ? given.rows() / samples : 1;
        Found found = null;
        for (int row = 0; row < given.rows(); row++) {
            for (int i = row * given.width(); i < (row + 1) * given.width(); i++) {
                Found next = Float.isFinite(values[i]) ? null : new Found(region, row % steps, node, values[i]);
                if (next != null && next.isBefore(found)) {
                    found = next;
                }
            }
        }
        return found;
    }
}
