package org.spikewright.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Reference;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Node;
import org.spikewright.model.network.Population;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.NeuronPackage;
import org.spikewright.model.neuron.State;
import org.spikewright.model.neuron.Synapse;

/** Finds what a declaration has and does not use. */
final class UsageChecks {

    private final DiagnosticSink problems;

    UsageChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    void check(Declaration declaration) {
        Set<EObject> read = read(declaration);
        if (read.stream().anyMatch(EObject::eIsProxy)) {
            return; // a name that is not known may have been meant for what seems unused
        }
        switch (declaration) {
            case Function function when function.getFormula() != null -> unused(function.getParameters(), read);
            case Dynamics dynamics -> {
                dynamics.eContents().stream().filter(Named.class::isInstance).map(Named.class::cast)
                        .filter(named -> readBySynapses(dynamics).contains(named.getName())).forEach(read::add);
                unused(dynamics.getParameters(), read);
                unused(dynamics.getDerived(), read);
                unused(dynamics.getInputs().stream().filter(input -> input.getInto() == null).toList(), read);
                neverRead(dynamics, read);
                if (dynamics instanceof Neuron neuron) {
                    unsent(neuron);
                }
            }
            case Graph graph -> graph(graph, read);
            default -> {
                // has nothing that only it could use
            }
        }
    }

    /** The names of what synapses of the same file read of neurons in every step. */
    private static Set<String> readBySynapses(Dynamics dynamics) {
        Set<String> names = new HashSet<>();
        if (dynamics instanceof Neuron && dynamics.eContainer() instanceof Model model) {
            model.getDeclarations().stream().filter(Synapse.class::isInstance).flatMap(synapse -> ((Synapse) synapse).getInputs().stream())
                    .filter(SynapseReads::isRead).forEach(input -> names.add(input.getQuantity()));
        }
        return names;
    }

    /** What expressions name. */
    private static Set<EObject> read(Declaration declaration) {
        Set<EObject> read = new HashSet<>();
        for (var contents = EcoreUtil.getAllProperContents(declaration, false); contents.hasNext();) {
            if (contents.next() instanceof Reference reference && reference.getTarget() != null) {
                read.add(reference.getTarget());
            }
        }
        return read;
    }

    private void unused(List<? extends Named> declared, Set<EObject> read) {
        declared.stream().filter(named -> named.getName() != null && !read.contains(named)).forEach(named -> problems.report(Code.UNUSED,
                "'" + named.getName() + "' is never used", named, CorePackage.Literals.NAMED__NAME));
    }

    /** A neuron without an output sends its first state; the weight of a synapse is what arrives. */
    private void neverRead(Dynamics dynamics, Set<EObject> read) {
        Optional<State> sent = dynamics instanceof Neuron && dynamics.getOutput() == null ? dynamics.getStates().stream().findFirst()
                : dynamics.getStates().stream().filter(state -> "w".equals(state.getName())).findFirst();
        for (State state : dynamics.getStates()) {
            if (state.getName() != null && !read.contains(state) && !sent.filter(state::equals).isPresent() && !isObserved(state)) {
                problems.report(Code.NEVER_READ, "nothing depends on '" + state.getName() + "'", state, CorePackage.Literals.NAMED__NAME);
            }
        }
    }

    /** Whether a job of the same file records a state, or says what it expects of it. */
    private static boolean isObserved(State state) {
        return EcoreUtil.getRootContainer(state) instanceof Model model
                && model.getDeclarations().stream().filter(Job.class::isInstance).anyMatch(job -> read(job).contains(state));
    }

    /** A neuron that spikes sends its spikes alone. */
    private void unsent(Neuron neuron) {
        if (neuron.getOutput() != null && neuron.getEvents().stream().anyMatch(Event::isSpike)) {
            problems.report(Code.NEVER_READ, "'" + neuron.getName() + "' sends its spikes, and nothing reads this output; leave it out, or make it a"
                    + " state, which a synapse reads as in input s : Real of source s", neuron, NeuronPackage.Literals.DYNAMICS__OUTPUT);
        }
    }

    private void graph(Graph graph, Set<EObject> read) {
        unused(graph.getParameters(), read);
        unused(graph.getDerived(), read);
        unused(graph.getShared(), read);
        for (Node node : graph.getNodes()) {
            if (node.getName() != null && !read.contains(node) && graph.getOutput() != node && graph.getOutput() != null) {
                problems.report(Code.UNUSED, "'" + node.getName() + "' does not lead to the output", node,
                        CorePackage.Literals.NAMED__NAME);
            }
        }
        Set<EObject> reached = new HashSet<>();
        graph.getConnections().stream().map(Connection::getTargets).map(Pools::populations).forEach(reached::addAll);
        graph.getDrives().stream().map(Drive::getTargets).map(Pools::populations).forEach(reached::addAll);
        Set<EObject> heard = new HashSet<>();
        graph.getConnections().stream().map(Connection::getSources).map(Pools::populations).forEach(heard::addAll);
        for (Population population : graph.getPopulations()) {
            // What a graded neuron starts at is enough for others to hear of it.
            boolean isDriven = heard.contains(population) && CouplingElaboration.isGraded(population) || population.getNeuron() == null
                    || !(population.getNeuron().getTarget() instanceof Neuron neuron) || neuron.getInputs().isEmpty() || isRandom(neuron);
            if (population.getName() != null && !isDriven && !reached.contains(population)) {
                problems.report(Code.SILENT, "nothing reaches '" + population.getName() + "'; connect or drive it", population,
                        CorePackage.Literals.NAMED__NAME);
            }
        }
    }

    /** Whether a neuron's equations draw random numbers, so that it need not stay as it starts. */
    private static boolean isRandom(Neuron neuron) {
        Noises noises = new Noises();
        for (var parts = neuron.eAllContents(); parts.hasNext();) {
            if (parts.next() instanceof Reference reference && noises.knows(reference)) {
                return true;
            }
        }
        return false;
    }
}
