package org.spikewright.compile;

import java.util.Map;
import java.util.Optional;
import org.spikewright.common.Dimension;

/** What a value is: a quantity of some dimension, something simple, or a kind of thing that functions make. */
public sealed interface Type {

    /** A number with a dimension; a pure number has {@link Dimension#NONE}. */
    record Quantity(Dimension dimension) implements Type {
        @Override
        public String toString() {
            return TypeNames.ALL.entrySet().stream().filter(e -> e.getValue().equals(this)).map(Map.Entry::getKey).findFirst()
                    .orElse(dimension.toString());
        }
    }

    /** Several things of one kind, in brackets; one alone needs none. */
    record Several(Kind element) implements Type {
        @Override
        public String toString() {
            return element.name() + "s";
        }
    }

    /** A type without structure. */
    enum Simple implements Type {
        /** A whole number, 0 or above. */
        COUNT("Count"),
        /** A number of whatever dimension; within one call always the same. */
        NUMBER("Number"), TRUTH("Truth"), TEXT("Text"),
        /** A list of counts. */
        SHAPE("Shape"),
        /** An axis of a tensor: its place, from the end if it is below 0, or its name. */
        AXIS("Axis"),
        /** A list of quantities of one kind. */
        LIST("List"),
        /** A list of times. */
        TIMES("Times"),
        /** For each of several neurons a list of times. */
        TRAINS("Trains"),
        /** The value that nobody has published: fits everywhere. */
        UNKNOWN("unknown");

        private final String word;

        Simple(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What functions of that result type make, for instance a {@code Loss}. */
    record Kind(String name) implements Type {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A layer: what a function of this result type adds to a network. */
    Kind LAYER = new Kind("Layer");
    /** A value in a network: what a layer gives. */
    Kind TENSOR = new Kind("Tensor");
    /** Where samples come from. */
    Kind SOURCE = new Kind("Source");
    /** What is done to samples. */
    Kind TRANSFORM = new Kind("Transform");
    /** What the members of a population are, where they are no neurons with equations. */
    Kind CELLS = new Kind("Cells");
    /** Neurons of a network. */
    Kind POPULATION = new Kind("Population");
    /** Populations, or parts of them, under one name. */
    Kind GROUP = new Kind("Group");
    /** A population or a group. */
    Kind MEMBERS = new Kind("PopulationOrGroup");
    /** A population or a group, or a layer of a network, which may be named by a text. */
    Kind NEURONS = new Kind("Neurons");
    /** A job. */
    Kind JOB = new Kind("Job");
    /** What is measured of a job. */
    Kind METRIC = new Kind("Metric");
    /** A state of neurons, by its name. */
    Kind STATE = new Kind("State");
    /** Which neurons a connection joins. */
    Kind CONNECTIVITY = new Kind("Connectivity");
    /** What reaches neurons from outside. */
    Kind DRIVE = new Kind("Drive");
    /** How the weight of a synapse changes. */
    Kind PLASTICITY = new Kind("Plasticity");
    /** How equations are solved. */
    Kind SOLVER = new Kind("Solver");
    /** What stands for the derivative of a spike. */
    Kind SURROGATE = new Kind("Surrogate");
    /** A pure number. */
    Quantity REAL = new Quantity(Dimension.NONE);

    /** In a synapse, what the weight measures, whatever the input that it reaches. */
    Quantity WEIGHT = new Quantity(Dimension.WEIGHT);

    /** The type of that name. */
    static Optional<Type> of(String name) {
        return Optional.ofNullable(TypeNames.ALL.get(name));
    }

    /** Whether values of this type are numbers that formulas can use. */
    default boolean isNumeric() {
        return this instanceof Quantity || this == Simple.COUNT || this == Simple.NUMBER;
    }

    /** The dimension of a numeric type. */
    default Dimension dimension() {
        return this instanceof Quantity(Dimension dimension) ? dimension : Dimension.NONE;
    }
}
