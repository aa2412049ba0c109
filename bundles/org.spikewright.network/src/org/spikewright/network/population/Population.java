package org.spikewright.network.population;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.spikewright.network.equation.NeuronProgram;

/**
 * Some neurons of one kind.
 *
 * @param name unique within the network
 * @param size how many, at least 1
 * @param cells what they are
 * @param layout where they are, if that matters
 */
public record Population(String name, int size, Cells cells, Optional<Layout> layout) {

    /** What the members of a population are. */
    public sealed interface Cells {
    }

    /**
     * Neurons that follow equations.
     *
     * @param program their equations
     * @param initial what initial values are drawn from, by state; other states start at the program's values
     * @param parameters what parameters are drawn from neuron by neuron, by name; others are as the program says
     */
    public record Neurons(NeuronProgram program, Map<String, Distribution> initial,
            Map<String, Distribution> parameters) implements Cells {
        public Neurons {
            initial = Map.copyOf(initial);
            parameters = Map.copyOf(parameters);
            initial.keySet().stream().filter(state -> !program.hasState(state)).findFirst().ifPresent(state -> {
                throw new IllegalArgumentException("neuron " + program.name() + " has no state " + state);
            });
            Map<String, Double> known = program.parameters();
            parameters.keySet().stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(name -> {
                throw new IllegalArgumentException("neuron " + program.name() + " has no parameter " + name);
            });
        }

        /** All neurons as the program says. */
        public static Neurons of(NeuronProgram program) {
            return new Neurons(program, Map.of(), Map.of());
        }
    }

    /**
     * Sources of Poisson trains; a cell fires any number of spikes in a step.
     *
     * @param rate in Hz
     * @param correlation of two trains: this share of the spikes comes to all cells at once
     */
    public record PoissonTrains(Level rate, double correlation) implements Cells {
        public PoissonTrains {
            if (!(correlation >= 0 && correlation <= 1)) {
                throw new IllegalArgumentException("a correlation lies between 0 and 1, but is " + correlation);
            }
        }

        /** Independent trains. */
        public PoissonTrains(Level rate) {
            this(rate, 0);
        }
    }

    /**
     * Sources that replay given spikes.
     *
     * @param seconds {@code seconds[cell]}, each ascending and from 0 on; on the grid a spike is fired at the end of a step that is
     *                nearest to its time, at the earliest at the end of the first, and there may be several in one step
     */
    public record GivenTrains(double[][] seconds) implements Cells {
        public GivenTrains {
            for (double[] train : seconds) {
                TimeCourse.checkAscending(train, "a train");
            }
        }
    }

    /**
     * Sources that replay spikes of a file, which is read when a simulation is made: the folder of a job in the record of a
     * run, with the spikes of its population {@code of} from the start of the recording, or a text with a cell, counted from
     * 0, and a time in seconds on each line, where {@code #} starts a comment.
     */
    public record ReplayedTrains(Path file, String of) implements Cells {
    }

    /**
     * Sources that show samples of a data set: a job knows which, and puts {@link GivenTrains} in their place.
     *
     * @param first the first of them, counted from 0 among the samples to test on
     * @param count how many, at least 1
     * @param step seconds for each step of the encoding
     * @param pause seconds of silence after each sample
     */
    public record SampleTrains(int first, int count, double step, double pause) implements Cells {
        public SampleTrains {
            if (first < 0 || count < 1 || !(step > 0) || !(pause >= 0)) {
                throw new IllegalArgumentException("samples are counted from 0, at least one is shown, and a step of them takes time");
            }
        }
    }

    /** Sources that fire when an environment makes them, while the network runs. */
    public record External() implements Cells {
    }

    public Population {
        Objects.requireNonNull(name);
        Objects.requireNonNull(cells);
        Objects.requireNonNull(layout);
        if (size < 1) {
            throw new IllegalArgumentException("population " + name + " has " + size + " neurons, but needs at least 1");
        }
        if (cells instanceof GivenTrains(double[][] seconds) && seconds.length != size) {
            throw new IllegalArgumentException(
                    "population " + name + " has " + size + (size == 1 ? " cell" : " cells") + ", but spikes are given of " + seconds.length
                            + "; give a list of times for each cell, as in [[1 ms, 2 ms], [3 ms]] for two");
        }
    }

    /** Neurons without positions. */
    public static Population of(String name, int size, Cells cells) {
        return new Population(name, size, cells, Optional.empty());
    }

    /** The equations of its neurons, if it has any. */
    public Optional<NeuronProgram> program() {
        return cells instanceof Neurons neurons ? Optional.of(neurons.program()) : Optional.empty();
    }
}
