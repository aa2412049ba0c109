package org.spikewright.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.spikewright.network.Shape;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Course;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Layout;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.SynapseProgram.Normalisation;

/** What the library's functions about populations stand for. */
final class Rules {

    private Rules() {
    }

    /**
     * Which neurons are connected.
     *
     * @param place of the model; files are relative to its own
     * @throws IllegalArgumentException if the numbers make no rule; the message says why
     */
    static Optional<ConnectionRule> connections(Call call, EObject place) {
        return Optional.ofNullable(switch (call.function()) {
            case "all" -> new ConnectionRule.AllToAll(call.truth("autapses"));
            case "oneToOne" -> new ConnectionRule.OneToOne();
            case "fixedIndegree" -> new ConnectionRule.FixedInDegree(call.count("degree"), pairing(call));
            case "fixedOutdegree" -> new ConnectionRule.FixedOutDegree(call.count("degree"), pairing(call));
            case "fixedTotal" -> new ConnectionRule.FixedTotal(Math.round(call.number("total")), pairing(call));
            case "pairwise" -> new ConnectionRule.PairwiseProbability(call.number("probability"), call.truth("autapses"));
            case "gaussianKernel" -> kernel(call, new ConnectionRule.Profile.Gaussian(call.number("sigma")));
            case "exponentialKernel" -> kernel(call, new ConnectionRule.Profile.Exponential(call.number("length")));
            case "disc" -> kernel(call, new ConnectionRule.Profile.Disc(call.number("radius")));
            case "listed" -> ConnectionFile.read(call.text("file"), place);
            case "smallWorld" -> new ConnectionRule.SmallWorld(call.count("neighbours"), call.number("rewiring"));
            default -> null;
        });
    }

    private static ConnectionRule kernel(Call call, ConnectionRule.Profile profile) {
        return new ConnectionRule.SpatialKernel(call.number("probability"), profile, call.truth("autapses"));
    }

    private static Pairing pairing(Call call) {
        return new Pairing(call.truth("autapses"), call.truth("multapses"));
    }

    /** What keeps the sum of weights that learn. */
    static Optional<Normalisation> normalisation(Call call) {
        return Optional.of(call).filter(one -> one.function().equals("incoming") && one.hasNumbers("total", "interval"))
                .map(one -> new Normalisation(one.number("total"), one.number("interval")));
    }

    /** What arrives from outside. */
    static Optional<Drive.Signal> signal(Call call, double weight) {
        return Optional.ofNullable(switch (call.function()) {
            case "poisson" -> new Drive.Poisson(Course.constant(call.number("rate")), weight);
            case "current" -> new Drive.Current(Course.constant(call.number("amplitude")));
            case "pulse" -> new Drive.Current(Course.pulse(call.number("start"), call.number("end"), call.number("amplitude")));
            case "noise" -> new Drive.GaussianNoise(call.number("mean"), call.number("deviation"), call.number("interval"));
            case "spikes" -> new Drive.GivenSpikes(call.numbers("times"), weight);
            default -> null;
        });
    }

    /**
     * Cells that follow no equations.
     *
     * @param place of the model; files are relative to its own
     * @throws IllegalArgumentException if a file is not there
     */
    static Optional<Population.Cells> cells(Call call, EObject place) {
        return Optional.ofNullable(switch (call.function()) {
            case "replay" -> new Population.ReplayedTrains(file(call.text("file"), place), call.text("recorded"));
            case "samples" -> new Population.SampleTrains(call.count("first"), call.count("count"), call.number("step"), call.number("pause"));
            case "given" -> new Population.GivenTrains(call.rows("trains"));
            case "poissonSource" -> new Population.PoissonTrains(Course.constant(call.number("rate")));
            default -> null;
        });
    }

    private static Path file(String name, EObject place) {
        Path file = ModelFolder.resolve(name, place);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("the spikes " + name + " are not there; they are looked for at " + file);
        }
        return file;
    }

    /** Where neurons are; a grid has as many columns as the population's last extent. */
    static Layout layout(Call call, Shape shape) {
        return call.function().equals("grid") ? new Layout.Grid(shape.extent(-1), call.number("spacing"))
                : new Layout.Box(call.number("width"), call.number("height"), call.number("depth"));
    }
}
