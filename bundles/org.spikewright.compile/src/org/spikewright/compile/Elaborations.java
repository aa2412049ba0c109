package org.spikewright.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.spikewright.chip.Chip;
import org.spikewright.compile.job.DataSettings;
import org.spikewright.compile.job.DataSpec;
import org.spikewright.compile.job.JobSpec;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.network.Layer;
import org.spikewright.network.Network;
import org.spikewright.network.population.PopulationNetwork;

/**
 * What the declarations of a file become: each is elaborated once, when somebody first asks, and shared by checks, editor and jobs
 * together with what is wrong with it. Whoever reads the file again has new ones.
 */
public final class Elaborations {

    private final Map<EObject, Made<Layers>> networks = new IdentityHashMap<>();
    private final Map<EObject, Made<Optional<PopulationNetwork>>> populations = new IdentityHashMap<>();
    private final Map<EObject, Made<Optional<Chip>>> chips = new IdentityHashMap<>();
    private final Map<EObject, JobSpec> jobs = new IdentityHashMap<>();
    private final Map<EObject, DataSpec> data = new IdentityHashMap<>();
    private int count;

    /**
     * The layers of a network.
     *
     * @param whole all of it; empty if something is wrong
     * @param stages the layer that each input, stage and operator becomes, as far as they could be laid out
     * @param parameters how many numbers the layer of a stage stores
     */
    record Layers(Optional<Network> whole, Map<EObject, Layer> stages, Function<EObject, Long> parameters) {
    }

    /** What a declaration becomes, and what is wrong with it. */
    record Made<T>(T value, List<Problem> problems) {

        T saying(DiagnosticSink taker) {
            problems.forEach(problem -> taker.report(problem.code(), problem.message(), problem.element(), problem.feature()));
            return value;
        }
    }

    /** One thing that is wrong. */
    record Problem(Code code, String message, EObject element, EStructuralFeature feature) {
    }

    /** Those of the file that an element is of; new ones where it is of none. */
    static Elaborations of(EObject element) {
        return element.eResource() instanceof Schemas file ? file.elaborations() : new Elaborations();
    }

    /** How many times anything was elaborated: as often as there are declarations that somebody asked for. */
    public synchronized int count() {
        return count;
    }

    synchronized Made<Layers> layers(org.spikewright.model.network.Network model, DiagnosticSink watched) {
        return once(networks, model, watched, problems -> layers(model, new NetworkElaboration(problems)));
    }

    static Layers layers(org.spikewright.model.network.Network model, NetworkElaboration elaboration) {
        return new Layers(elaboration.network(model), elaboration.stages(), elaboration::parameters);
    }

    synchronized Made<Optional<PopulationNetwork>> populations(org.spikewright.model.network.Network model, DiagnosticSink watched) {
        return once(populations, model, watched, problems -> new PopulationElaboration(problems, model).network());
    }

    synchronized Made<Optional<Chip>> chip(org.spikewright.model.chip.Chip model, DiagnosticSink watched) {
        return once(chips, model, watched, problems -> new ChipElaboration(problems).chip(model));
    }

    synchronized JobSpec job(Job model) {
        JobSpec known = jobs.get(model);
        if (known == null) {
            known = new JobElaboration(model).spec();
            jobs.put(model, known);
        }
        return known;
    }

    synchronized DataSpec data(Dataset model) {
        return data.computeIfAbsent(model, _ -> new DataSpec(model.getName(), SourceLocator.of(model),
                DataSettings.of(Settings.of(model, "Dataset", model.getSettings())), fields(model)));
    }

    /** What a data set says that its samples are made of, as far as it can be read. */
    static List<DataSpec.Part> fields(Dataset model) {
        return model.getFields().stream().filter(field -> field.getName() != null && field.getType() != null)
                .flatMap(field -> new NetworkElaboration(DiagnosticSink.IGNORED).shape(field.getShape(), new Formulas(DiagnosticSink.IGNORED))
                        .map(shape -> new DataSpec.Part(field.getName(), field.getType(), shape)).stream()).toList();
    }

    private <T> Made<T> once(Map<EObject, Made<T>> all, EObject model, DiagnosticSink watched, Function<DiagnosticSink, T> elaboration) {
        Made<T> known = all.get(model);
        if (known == null) {
            List<Problem> problems = new ArrayList<>();
            T value = elaboration.apply(watched.into((code, message, element, feature) ->
                    problems.add(new Problem(code, message, element, feature))));
            known = new Made<>(value, List.copyOf(problems));
            all.put(model, known);
            count++;
        }
        return known;
    }
}
