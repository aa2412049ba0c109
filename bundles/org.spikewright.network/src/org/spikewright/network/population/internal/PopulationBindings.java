package org.spikewright.network.population.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Distribution.Outside;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Known;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Level;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.SeriesOverTime;
import org.spikewright.network.population.SynapseProgram.Normalisation;
import org.spikewright.network.population.Term;
import org.spikewright.network.population.TimeCourse;

/** What functions of the library mean for populations: connections, input, cells, places and what is drawn. */
public final class PopulationBindings implements Contribution {

    /** The symbol that is 1 during a pulse, else 0. */
    private static final String PULSE = "$pulse";

    @Override
    public List<Binding<?>> bindings() {
        List<Binding<?>> all = new ArrayList<>(connections());
        all.addAll(signals());
        all.addAll(cells());
        all.addAll(draws());
        all.addAll(given());
        // A grid has as many columns as the population's last extent.
        all.add(new Binding<>("std.population.grid", Layout.Arrangement.class,
                (call, _) -> shape -> new Layout.Grid(shape.extent(-1), call.number("spacing"), call.truth("closed"))));
        all.add(new Binding<>("std.population.box", Layout.Arrangement.class,
                (call, _) -> _ -> new Layout.Box(call.number("width"), call.number("height"), call.number("depth"), call.truth("closed"))));
        all.add(new Binding<>("std.population.incoming", Normalisation.class,
                (call, _) -> new Normalisation(call.number("total"), call.number("interval"))));
        return all;
    }

    private static List<Binding<?>> connections() {
        return List.of(
                connection("all", call -> new ConnectionRule.AllToAll(call.truth("autapses"))),
                connection("oneToOne", _ -> new ConnectionRule.OneToOne()),
                connection("fixedIndegree", call -> new ConnectionRule.FixedInDegree(degree(call), pairing(call))),
                connection("fixedOutdegree", call -> new ConnectionRule.FixedOutDegree(degree(call), pairing(call))),
                connection("fixedTotal", call -> new ConnectionRule.FixedTotal(Math.round(call.number("total")), pairing(call))),
                connection("pairwise", call -> new ConnectionRule.PairwiseProbability(drawn(call, "probability"), call.truth("autapses"))),
                connection("gaussianKernel", call -> kernel(call, new ConnectionRule.Profile.Gaussian(call.number("sigma")))),
                connection("exponentialKernel", call -> kernel(call, new ConnectionRule.Profile.Exponential(call.number("length")))),
                connection("disc", call -> kernel(call, new ConnectionRule.Profile.Disc(call.number("radius")))),
                connection("listed", call -> ConnectionFile.read(call.text("file"), call.file("file"))),
                connection("smallWorld", call -> new ConnectionRule.SmallWorld(call.count("neighbours"), call.number("rewiring"))));
    }

    private static Binding<ConnectionRule> connection(String name, java.util.function.Function<LibraryCall, ConnectionRule> rule) {
        return new Binding<>("std.population." + name, ConnectionRule.class, (call, _) -> rule.apply(call));
    }

    private static ConnectionRule kernel(LibraryCall call, ConnectionRule.Profile profile) {
        return new ConnectionRule.SpatialKernel(call.number("probability"), profile, call.truth("autapses"));
    }

    private static Pairing pairing(LibraryCall call) {
        return new Pairing(call.truth("autapses"), call.truth("multapses"));
    }

    /** One number for all, a whole one, or one that is drawn for each. */
    private static Distribution degree(LibraryCall call) {
        Distribution degree = drawn(call, "degree");
        return degree instanceof Distribution.Constant ? Distribution.of(call.count("degree")) : degree;
    }

    /** A number for all, or what is drawn for each; nothing that changes while a network runs. */
    private static Distribution drawn(LibraryCall call, String parameter) {
        Distribution drawn = call.value(parameter, Distribution.class).orElseGet(() -> Distribution.of(call.number(parameter)));
        if (drawn.changes()) {
            throw new IllegalArgumentException("'" + parameter + "' of '" + call.name() + "' must be known before the run, but it depends on time");
        }
        return drawn;
    }

    /** A number that may differ from neuron to neuron and change in time. */
    private static Level level(LibraryCall call, String parameter) {
        return call.value(parameter, Distribution.class).map(Level::of).orElseGet(() -> TimeCourse.constant(call.number(parameter)));
    }

    private static List<Binding<?>> signals() {
        return List.of(
                new Binding<>("std.population.poisson", Drive.Signal.class,
                        (call, _) -> new Drive.Poisson(level(call, "rate"), Distribution.of(1), call.number("correlation"))),
                new Binding<>("std.population.current", Drive.Signal.class, (call, _) -> new Drive.Current(level(call, "amplitude"))),
                new Binding<>("std.population.pulse", Drive.Signal.class, (call, _) -> new Drive.Current(pulse(call))),
                new Binding<>("std.population.noise", Drive.Signal.class, (call, _) -> new Drive.GaussianNoise(
                        level(call, "mean"), level(call, "deviation"), call.number("interval"), call.number("correlation"))),
                new Binding<>("std.population.spikes", Drive.Signal.class, (call, _) -> new Drive.GivenSpikes(call.numbers("times"), 1)));
    }

    /** An amplitude from one time to another, else 0. */
    private static Level pulse(LibraryCall call) {
        double start = call.number("start");
        double end = call.number("end");
        if (!(start < end)) {
            throw new IllegalArgumentException("a pulse ends after its start, but this one lasts from " + start + " s to " + end + " s");
        }
        if (!(level(call, "amplitude") instanceof Distribution.Formula(Expression amplitude, Map<String, Term> terms))) {
            return TimeCourse.pulse(start, end, call.number("amplitude"));
        }
        Map<String, Term> all = new HashMap<>(terms);
        all.put(PULSE, new Known.Series(Expression.symbol(Known.TIME), new double[] {start, end}, new double[][] {{1}, {0}}));
        return new Distribution.Formula(amplitude.times(Expression.symbol(PULSE)), all);
    }

    private static List<Binding<?>> cells() {
        return List.of(
                new Binding<>("std.population.replay", Population.Cells.class,
                        (call, _) -> new Population.ReplayedTrains(existing(call), call.text("recorded"))),
                new Binding<>("std.population.samples", Population.Cells.class, (call, _) -> new Population.SampleTrains(
                        call.count("first"), call.count("count"), call.number("step"), call.number("pause"))),
                new Binding<>("std.population.given", Population.Cells.class, (call, _) -> new Population.GivenTrains(call.rows("trains"))),
                new Binding<>("std.population.poissonSource", Population.Cells.class,
                        (call, _) -> new Population.PoissonTrains(level(call, "rate"), call.number("correlation"))));
    }

    private static Path existing(LibraryCall call) {
        Path file = call.file("file");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("the spikes " + call.text("file") + " are not there; they are looked for at " + file);
        }
        return file;
    }

    private static List<Binding<?>> draws() {
        return List.of(
                draw("uniform", call -> new Distribution.Uniform(call.number("low"), call.number("high"))),
                draw("normal", call -> Distribution.Normal.of(call.number("mean"), call.number("deviation"))),
                draw("clippedNormal", call -> normal(call, Outside.CLIP)),
                draw("truncatedNormal", call -> normal(call, Outside.REDRAW)),
                draw("logNormal", call -> new Distribution.LogNormal(Math.log(call.number("median")), call.number("sigma"))),
                draw("exponential", call -> new Distribution.Exponential(call.number("scale"), call.number("offset"))),
                draw("conduction", call -> new Distribution.ByDistance(call.number("offset"), 1 / call.number("speed"))));
    }

    /** Values given one by one, in a file, and numbers over time. */
    private static List<Binding<?>> given() {
        return List.of(
                new Binding<>("std.random.column", Distribution.class, (call, _) -> column(call)),
                new Binding<>("std.population.stepwise", SeriesOverTime.class, (call, _) -> at -> stepwise(at, call)),
                new Binding<>("std.population.trace", SeriesOverTime.class, (call, _) -> at -> recorded(at, call)));
    }

    private static Distribution column(LibraryCall call) {
        double[][] rows = NumberFile.read(call.text("file"), call.file("file"));
        int column = call.count("column");
        if (column >= rows[0].length) {
            throw new IllegalArgumentException("there is no column " + column + " in " + call.text("file") + ", which has " + rows[0].length
                    + ", counted from 0");
        }
        float[] values = new float[rows.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) rows[k][column];
        }
        return new Distribution.Listed(values);
    }

    private static Known.Series stepwise(Expression at, LibraryCall call) {
        double[] values = call.numbers("values");
        double[][] rows = new double[values.length][];
        Arrays.setAll(rows, k -> new double[] {values[k]});
        return new Known.Series(at, call.numbers("times"), rows);
    }

    /** What was recorded holds from each row to the next, and is 0 after the last. */
    private static Known.Series recorded(Expression at, LibraryCall call) {
        double[][] rows = NumberFile.read(call.text("file"), call.file("file"));
        double step = call.number("step");
        double[] seconds = new double[rows.length + 1];
        Arrays.setAll(seconds, k -> k * step);
        double[][] held = Arrays.copyOf(rows, seconds.length);
        held[rows.length] = new double[rows[0].length];
        return new Known.Series(at, seconds, held);
    }

    private static Binding<Distribution> draw(String name, java.util.function.Function<LibraryCall, Distribution> distribution) {
        return new Binding<>("std.random." + name, Distribution.class, (call, _) -> distribution.apply(call));
    }

    private static Distribution normal(LibraryCall call, Outside outside) {
        return new Distribution.Normal(call.number("mean"), call.number("deviation"), call.number("low"), call.number("high"), outside);
    }
}
