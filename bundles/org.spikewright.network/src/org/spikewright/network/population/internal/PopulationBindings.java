package org.spikewright.network.population.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.spikewright.common.binding.Binding;
import org.spikewright.common.binding.Contribution;
import org.spikewright.common.binding.LibraryCall;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Distribution.Outside;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.SynapseProgram.Normalisation;
import org.spikewright.network.population.TimeCourse;

/** What functions of the library mean for populations: connections, input, cells, places and what is drawn. */
public final class PopulationBindings implements Contribution {

    @Override
    public List<Binding<?>> bindings() {
        List<Binding<?>> all = new ArrayList<>(connections());
        all.addAll(signals());
        all.addAll(cells());
        all.addAll(draws());
        // A grid has as many columns as the population's last extent.
        all.add(new Binding<>("std.population.grid", Layout.Arrangement.class,
                (call, _) -> shape -> new Layout.Grid(shape.extent(-1), call.number("spacing"))));
        all.add(new Binding<>("std.population.box", Layout.Arrangement.class,
                (call, _) -> _ -> new Layout.Box(call.number("width"), call.number("height"), call.number("depth"))));
        all.add(new Binding<>("std.population.incoming", Normalisation.class,
                (call, _) -> new Normalisation(call.number("total"), call.number("interval"))));
        return all;
    }

    private static List<Binding<?>> connections() {
        return List.of(
                connection("all", call -> new ConnectionRule.AllToAll(call.truth("autapses"))),
                connection("oneToOne", _ -> new ConnectionRule.OneToOne()),
                connection("fixedIndegree", call -> new ConnectionRule.FixedInDegree(call.count("degree"), pairing(call))),
                connection("fixedOutdegree", call -> new ConnectionRule.FixedOutDegree(call.count("degree"), pairing(call))),
                connection("fixedTotal", call -> new ConnectionRule.FixedTotal(Math.round(call.number("total")), pairing(call))),
                connection("pairwise", call -> new ConnectionRule.PairwiseProbability(call.number("probability"), call.truth("autapses"))),
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

    private static List<Binding<?>> signals() {
        return List.of(
                new Binding<>("std.population.poisson", Drive.Signal.class,
                        (call, _) -> new Drive.Poisson(TimeCourse.constant(call.number("rate")), 1)),
                new Binding<>("std.population.current", Drive.Signal.class,
                        (call, _) -> new Drive.Current(TimeCourse.constant(call.number("amplitude")))),
                new Binding<>("std.population.pulse", Drive.Signal.class, (call, _) -> new Drive.Current(
                        TimeCourse.pulse(call.number("start"), call.number("end"), call.number("amplitude")))),
                new Binding<>("std.population.noise", Drive.Signal.class, (call, _) -> new Drive.GaussianNoise(
                        call.number("mean"), call.number("deviation"), call.number("interval"))),
                new Binding<>("std.population.spikes", Drive.Signal.class, (call, _) -> new Drive.GivenSpikes(call.numbers("times"), 1)));
    }

    private static List<Binding<?>> cells() {
        return List.of(
                new Binding<>("std.population.replay", Population.Cells.class,
                        (call, _) -> new Population.ReplayedTrains(existing(call), call.text("recorded"))),
                new Binding<>("std.population.samples", Population.Cells.class, (call, _) -> new Population.SampleTrains(
                        call.count("first"), call.count("count"), call.number("step"), call.number("pause"))),
                new Binding<>("std.population.given", Population.Cells.class, (call, _) -> new Population.GivenTrains(call.rows("trains"))),
                new Binding<>("std.population.poissonSource", Population.Cells.class,
                        (call, _) -> new Population.PoissonTrains(TimeCourse.constant(call.number("rate")))));
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

    private static Binding<Distribution> draw(String name, java.util.function.Function<LibraryCall, Distribution> distribution) {
        return new Binding<>("std.random." + name, Distribution.class, (call, _) -> distribution.apply(call));
    }

    private static Distribution normal(LibraryCall call, Outside outside) {
        return new Distribution.Normal(call.number("mean"), call.number("deviation"), call.number("low"), call.number("high"), outside);
    }
}
