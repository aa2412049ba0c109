package org.spikewright.simulate.population.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.spikewright.common.RandomStream;
import org.spikewright.network.equation.SlotFormula;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.Term;
import org.spikewright.network.population.TimeCourse;

/**
 * A level for some neurons in a row, step by step: what is drawn is drawn once, what changes is taken at the start of a step.
 * For one thread.
 */
final class LevelRow {

    /** Roundings by which a step's start may miss a time that is written as a multiple of the step. */
    private static final double ROUNDINGS = 8;

    /** Parts of a step by which a time in a list may be later than the start of the step that it holds from. */
    private static final double LATE = 1e-6;

    private final double dt;
    private final SlotFormula formula;
    private final double[] slots;
    /** Slots of the time. */
    private final int[] times;
    private final List<LookedUp> series;
    /** By slot: what each neuron has, or {@code null} where all have the same. */
    private final double[][] each;
    private final boolean differs;
    private final boolean changes;
    private final int[] items;
    private final double[] values;
    private long known = -1;

    /** Numbers over time in a slot. */
    private record LookedUp(int slot, Known.Series numbers, SlotFormula at) {
    }

    private LevelRow(double dt, SlotFormula formula, double[] slots, int[] times, List<LookedUp> series, double[][] each, int[] items, boolean changes) {
        this.dt = dt;
        this.formula = formula;
        this.slots = slots;
        this.times = times;
        this.series = series;
        this.each = each;
        this.items = items;
        this.changes = changes;
        this.values = new double[Math.max(1, items.length)];
        this.differs = Arrays.stream(each).anyMatch(row -> row != null) || series.stream().anyMatch(one -> one.numbers().columns() > 1);
    }

    /**
     * The level of some neurons.
     *
     * @param places of the neurons; those that the level is not for have the item -1
     * @param streams the random stream of each
     */
    static LevelRow of(Level level, double dt, Place[] places, IntFunction<RandomStream> streams) {
        int[] items = Arrays.stream(places).mapToInt(Place::item).toArray();
        if (level instanceof TimeCourse course) {
            return new LevelRow(dt, values -> course.at(values[0] + LATE * dt), new double[1], new int[] {0}, List.of(), new double[1][], items,
                    course.seconds().length > 1 || course.seconds().length == 1 && course.seconds()[0] > 0);
        }
        Distribution.Formula of = (Distribution.Formula) level;
        List<String> symbols = List.copyOf(of.formula().symbols());
        List<Term> terms = symbols.stream().<Term>map(of.terms()::get).toList();
        int[] times = java.util.stream.IntStream.range(0, terms.size()).filter(k -> terms.get(k) instanceof Known.Time).toArray();
        List<LookedUp> series = java.util.stream.IntStream.range(0, terms.size()).filter(k -> terms.get(k) instanceof Known.Series)
                .mapToObj(k -> new LookedUp(k, (Known.Series) terms.get(k), SlotFormula.of(((Known.Series) terms.get(k)).at(), List.of(Known.TIME))))
                .toList();
        double[][] each = new double[terms.size()][];
        Sampler[] samplers = new Sampler[terms.size()];
        for (int k = 0; k < each.length; k++) {
            if (!(terms.get(k) instanceof Known.Time || terms.get(k) instanceof Known.Series)) {
                samplers[k] = Sampler.of(terms.get(k));
                each[k] = new double[places.length];
            }
        }
        for (int j = 0; j < places.length; j++) {
            RandomStream random = streams.apply(j);
            for (int k = 0; k < each.length && places[j].item() >= 0; k++) {
                if (samplers[k] != null) {
                    each[k][j] = samplers[k].draw(random, places[j]);
                }
            }
        }
        return new LevelRow(dt, SlotFormula.of(of.formula(), symbols), new double[each.length], times, series, each, items, of.changes());
    }

    /** Whether neurons may have different values. */
    boolean differs() {
        return differs;
    }

    /** The value of a step where all have the same. */
    double at(long step) {
        return in(step)[0];
    }

    /** The values of all neurons in a step; 0 of those that it is not for. Good until the next call. */
    double[] in(long step) {
        if (step == known || known >= 0 && !changes) {
            return values;
        }
        known = step;
        double time = time(step, dt);
        for (int slot : times) {
            slots[slot] = time;
        }
        int[] rows = new int[series.size()];
        for (int k = 0; k < rows.length; k++) {
            LookedUp looked = series.get(k);
            double at = looked.at().value(new double[] {time});
            rows[k] = looked.numbers().row(at + LATE * dt);
            slots[looked.slot()] = rows[k] < 0 ? 0 : looked.numbers().values()[rows[k]][0];
        }
        if (!differs) {
            Arrays.fill(values, formula.value(slots));
            return values;
        }
        for (int j = 0; j < items.length; j++) {
            if (items[j] < 0) {
                continue;
            }
            for (int k = 0; k < each.length; k++) {
                if (each[k] != null) {
                    slots[k] = each[k][j];
                }
            }
            for (int k = 0; k < rows.length; k++) {
                LookedUp looked = series.get(k);
                if (looked.numbers().columns() > 1 && rows[k] >= 0) {
                    slots[looked.slot()] = looked.numbers().values()[rows[k]][items[j]];
                }
            }
            values[j] = formula.value(slots);
        }
        return values;
    }

    /**
     * When a step starts, a few roundings late, so that it is at, not before, a time that is written as a multiple of the step: in the
     * step that starts at 0.3 ms, {@code time >= 0.3 ms} holds, whatever 3 times 0.1 ms is in binary.
     */
    static double time(long step, double dt) {
        double time = step * dt;
        return step == 0 ? 0 : time + ROUNDINGS * Math.ulp(time);
    }
}
