package org.spikewright.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spikewright.network.equation.Expression;
import org.spikewright.network.equation.NeuronProgram;
import org.spikewright.network.population.ConnectionRule;
import org.spikewright.network.population.Distribution;
import org.spikewright.network.population.Drive;
import org.spikewright.network.population.Pairing;
import org.spikewright.network.population.Population;
import org.spikewright.network.population.PopulationNetwork;
import org.spikewright.network.population.Projection;
import org.spikewright.network.population.Selection;
import org.spikewright.network.population.SynapseProgram;
import org.spikewright.network.population.TimeCourse;

/** The networks of populations that are measured. */
final class PopulationNetworks {

    private PopulationNetworks() {
    }

    /** Brunel, J. Comput. Neurosci. 8, 2000, model A: g = 5, η = 2; every synapse has a weight of its own. */
    static PopulationNetwork brunel() {
        Population.Cells cells = Population.Neurons.of(PopulationNeurons.delta());
        double weight = 0.1e-3;
        List<Projection> projections = new ArrayList<>();
        List<Drive> drives = new ArrayList<>();
        for (String target : List.of("E", "I")) {
            for (String source : List.of("E", "I")) {
                boolean excitatory = source.equals("E");
                double mean = excitatory ? weight : -5 * weight;
                projections.add(new Projection(source + " to " + target, source, target, "in",
                        new ConnectionRule.FixedInDegree(excitatory ? 1000 : 250, Pairing.ANY),
                        Distribution.Normal.of(mean, 0.01 * weight), Distribution.of(1.5e-3), Optional.empty()));
            }
            drives.add(new Drive("outside to " + target, target, "in", Selection.ALL,
                    new Drive.Poisson(TimeCourse.constant(2 * 20e-3 / (weight * 20e-3)), weight)));
        }
        return new PopulationNetwork("Brunel",
                List.of(Population.of("E", 10000, cells), Population.of("I", 2500, cells)), projections, drives);
    }

    /** 4000 neurons, a fifth of them inhibitory, connected with probability 0.02: the benchmarks of Brette et al., 2007. */
    static PopulationNetwork brette(String name, NeuronProgram program, Map<String, Distribution> initial,
            double excitation, double inhibition) {
        Population.Cells cells = new Population.Neurons(program, initial, Map.of());
        List<Projection> projections = new ArrayList<>();
        for (String target : List.of("E", "I")) {
            for (String source : List.of("E", "I")) {
                boolean excitatory = source.equals("E");
                projections.add(new Projection(source + " to " + target, source, target,
                        excitatory ? "excitation" : "inhibition", new ConnectionRule.PairwiseProbability(0.02, true),
                        Distribution.of(excitatory ? excitation : inhibition), Distribution.of(1e-4), Optional.empty()));
            }
        }
        return new PopulationNetwork(name, List.of(Population.of("E", 3200, cells), Population.of("I", 800, cells)),
                projections, List.of());
    }

    /** Current-based. */
    static PopulationNetwork cuba() {
        return brette("CUBA", PopulationNeurons.cuba(), Map.of("v", new Distribution.Uniform(-60e-3, -50e-3)), 1.62e-3,
                -9e-3);
    }

    /** Hodgkin–Huxley. */
    static PopulationNetwork cobahh() {
        return brette("COBAHH", PopulationNeurons.cobahh(), Map.of("v", Distribution.Normal.of(-65e-3, 5e-3), "ge",
                Distribution.Normal.of(40e-9, 15e-9), "gi", Distribution.Normal.of(200e-9, 120e-9)), 6e-9, 67e-9);
    }

    /** Poisson inputs of leaky cells, through synapses that learn from pairs of spikes. */
    static PopulationNetwork stdp() {
        Expression w = Expression.symbol("w");
        Expression one = Expression.ONE;
        SynapseProgram pairs = new SynapseProgram("Pairs", Map.of(), List.of(),
                List.of(new SynapseProgram.Trace("before", SynapseProgram.Side.PRE, 20e-3, Expression.symbol("before").plus(one)),
                        new SynapseProgram.Trace("after", SynapseProgram.Side.POST, 20e-3, Expression.symbol("after").plus(one))),
                List.of(new SynapseProgram.Action.Assign("w", w.minus(Expression.of(1.05e-6).times(Expression.symbol("after")))),
                        new SynapseProgram.Action.Transmit(w)),
                List.of(new SynapseProgram.Action.Assign("w", w.plus(Expression.of(1e-6).times(Expression.symbol("before"))))),
                Optional.empty(), Optional.empty(), 0, 1e-3);
        return new PopulationNetwork("STDP",
                List.of(Population.of("inputs", 1000, new Population.PoissonTrains(TimeCourse.constant(20))),
                        Population.of("cells", 4000, Population.Neurons.of(PopulationNeurons.delta()))),
                List.of(new Projection("learn", "inputs", "cells", "in", new ConnectionRule.PairwiseProbability(0.1, true),
                        new Distribution.Uniform(0.3e-3, 0.8e-3), Distribution.of(1e-3), Optional.of(pairs))),
                List.of());
    }

    /** Neurons without synapses, each with a Poisson drive. */
    static PopulationNetwork driven(NeuronProgram program, double weight) {
        return new PopulationNetwork(program.name(),
                List.of(Population.of("N", 12500, Population.Neurons.of(program))), List.of(),
                List.of(new Drive("outside", "N", "in", Selection.ALL, new Drive.Current(TimeCourse.constant(weight)))));
    }
}
