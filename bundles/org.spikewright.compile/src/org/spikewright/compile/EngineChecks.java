package org.spikewright.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.chip.Fit;
import org.spikewright.common.binding.Bindings;
import org.spikewright.compile.job.DataSettings;
import org.spikewright.compile.job.TrainSettings;
import org.spikewright.execute.Plan;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.record.Goal;
import org.spikewright.record.Limit;
import org.spikewright.record.Measure;
import org.spikewright.train.Part;

/** Checks what engines can do of a job: what its settings name, what it measures, and the layers of its network. */
final class EngineChecks {

    private final DiagnosticSink problems;

    EngineChecks(DiagnosticSink problems) {
        this.problems = problems;
    }

    /** Settings whose function stands for nothing to an engine. */
    void known(List<Setting> settings) {
        for (Setting setting : settings) {
            if (setting.getParameter() != null && !setting.getParameter().eIsProxy() && setting.getValue() != null) {
                known(setting.getValue(), setting.getParameter().getName());
                makesValues(setting);
            }
        }
    }

    /** Says why arguments make no value that are right each by itself: a function may want more than types and bounds can say. */
    private void makesValues(Setting setting) {
        List<String> wrong = new ArrayList<>();
        Settings.check(List.of(setting), (_, message, _, _) -> wrong.add(message));
        if (!wrong.isEmpty()) {
            return;
        }
        for (Reference call : Settings.references(setting)) {
            try {
                Settings.value(call, Object.class, new Formulas(DiagnosticSink.IGNORED));
            } catch (IllegalArgumentException e) {
                problems.report(Code.OUT_OF_BOUNDS, "'" + call.getTarget().getName() + "' cannot be with these arguments: " + e.getMessage(), call);
            }
        }
    }

    /** An expression whose function stands for nothing to an engine, behind a word of the language. */
    void known(Expression value, String word) {
        meaningless(value).ifPresent(call -> problems.report(Code.NO_ENGINE, "no engine knows '" + call.getTarget().getName() + "' as '"
                + word + "' yet" + known((Function) call.getTarget()), call));
    }

    /** The first call in an expression, be it within others, whose function means nothing to an engine. */
    private static Optional<Reference> meaningless(Expression value) {
        for (TreeIterator<EObject> parts = EcoreUtil.getAllContents(List.of(value), false); parts.hasNext();) {
            if (parts.next() instanceof Reference call && call.getTarget() instanceof Function function && !function.eIsProxy()
                    && isMeaningless(function)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    /** Whether a function has neither a formula nor a meaning to an engine. Those of numbers mean something to the compiler. */
    private static boolean isMeaningless(Function function) {
        return function.getFormula() == null && function.getType() != null && Type.of(function.getType()).filter(Type::isNumeric).isEmpty()
                && !Settings.bindings(function).isBound(Settings.fullName(function));
    }

    /** The functions beside one that stand for something of the same kind. */
    private static String known(Function function) {
        String names = function.eContainer().eContents().stream().filter(Function.class::isInstance).map(Function.class::cast)
                .filter(other -> function.getType().equals(other.getType()) && !isMeaningless(other)).map(Function::getName).sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; those that can run are " + names;
    }

    /** What engines can do of a data set. */
    void data(Dataset dataset) {
        known(dataset.getSettings());
        new TransformChecks(problems).check(dataset);
        unread(dataset.getSettings(), Settings.of(dataset, "Dataset", dataset.getSettings()), DataSettings::of, "yet");
    }

    /**
     * Settings that nobody asks for when the others are made into what an engine works with.
     *
     * @param specification makes it
     * @param why they change nothing
     */
    void unread(List<Setting> own, Settings settings, java.util.function.Function<Settings, ?> specification, String why) {
        try {
            specification.apply(settings);
        } catch (IllegalArgumentException _) {
            return; // what is missing or wrong is said where it is
        }
        unread(own, settings, why);
    }

    /** Settings that nobody has asked for, though all has been made of them that is made. */
    void unread(List<Setting> own, Settings settings, String why) {
        settings.unread(own).stream().filter(setting -> meaningless(setting.getValue()).isEmpty()).forEach(setting -> problems.report(Code.NO_ENGINE, "no engine reads '" + setting.getParameter().getName()
                + "' " + why + "; it would change nothing", setting.getValue()));
    }

    /** What goals and measures are about must be something that the jobs give. */
    void measured(Job job, List<Job> measured, String setting) {
        for (Setting own : job.getSettings()) {
            if (own.getParameter() != null && setting.equals(own.getParameter().getName())) {
                Settings.references(own).forEach(goal -> measure(goal).ifPresent(measure -> measured.stream()
                        .filter(one -> one != null && !one.eIsProxy() && Measures.ofWhole(one, measure).isEmpty()).findFirst()
                        .ifPresent(one -> problems.report(Code.NO_ENGINE, "no engine gives the " + measure.word() + " of '" + one.getName()
                                + "' yet; it gives " + given(one), goal))));
            }
        }
    }

    private static Optional<Measure> measure(Reference goal) {
        try {
            Formulas formulas = new Formulas(DiagnosticSink.IGNORED);
            return Settings.value(goal, Goal.class, formulas).map(Goal::measure)
                    .or(() -> Settings.value(goal, Limit.class, formulas).map(Limit::measure))
                    .or(() -> Settings.value(goal, Measure.class, formulas));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a measure that no engine knows
        }
    }

    /** The words of what a job gives. */
    private static String given(Job job) {
        Bindings bindings = Settings.bindings(job);
        List<String> words = Stream.concat(bindings.constants(Measure.class), bindings.constants(Goal.class).map(Goal::measure))
                .filter(measure -> Measures.ofWhole(job, measure).isPresent()).map(Measure::word).distinct().sorted().toList();
        return words.isEmpty() ? "nothing that can be measured" : String.join(", ", words);
    }

    /** What engines do not run of a network is described and checked only. */
    void runnable(Job job, Optional<org.spikewright.network.Network> elaborated) {
        elaborated.flatMap(Plan::obstacle).ifPresent(obstacle -> problems.report(Code.NO_ENGINE, "no engine runs " + obstacle.what()
                + " yet, as '" + JobParts.network(job).getName() + "' has at '" + obstacle.layer().name() + "'; it can be checked and described",
                job, job.getNetwork() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__NETWORK));
    }

    /** A rule must find in the network and the loss what it needs. */
    void trainable(Job job, Optional<org.spikewright.network.Network> elaborated) {
        if (elaborated.isEmpty() || Plan.obstacle(elaborated.get()).isPresent()) {
            return;
        }
        TrainSettings settings;
        try {
            settings = TrainSettings.of(Settings.of(job));
        } catch (IllegalArgumentException _) {
            return; // what is missing or wrong is said where it is
        }
        frozen(job, elaborated.get(), settings.options().frozen());
        settings.rule().obstacle(elaborated.get(), settings.options().added(settings.loss())).ifPresent(obstacle -> {
            Optional<Setting> own = job.getSettings().stream()
                    .filter(setting -> setting.getParameter() != null && "rule".equals(setting.getParameter().getName())).findFirst();
            if (own.isPresent()) {
                problems.report(Code.NO_ENGINE, obstacle, own.get().getValue());
            } else {
                problems.report(Code.NO_ENGINE, obstacle, job, CorePackage.Literals.NAMED__NAME);
            }
        });
    }

    /** What is frozen must be there, and leave something to learn. */
    private void frozen(Job job, org.spikewright.network.Network network, List<Part> parts) {
        Optional<String> wrong = parts.stream().filter(part -> network.stored().stream().noneMatch(part::holds)).findFirst()
                .map(part -> "nothing that '" + network.name() + "' learns is called '" + part.name() + "'; it learns "
                        + network.parameters().stream().map(parameter -> parameter.name()).collect(Collectors.joining(", ")))
                .or(() -> !parts.isEmpty() && Part.without(parts, network).isEmpty() ? Optional.of("everything that '" + network.name()
                        + "' learns is frozen; leave a part out") : Optional.empty());
        wrong.ifPresent(message -> job.getSettings().stream().filter(setting -> setting.getParameter() != null
                && "freeze".equals(setting.getParameter().getName())).findFirst()
                .ifPresentOrElse(own -> problems.report(Code.JOB_INCOMPLETE, message, own.getValue()),
                        () -> problems.report(Code.JOB_INCOMPLETE, message, job, CorePackage.Literals.NAMED__NAME)));
    }

    /** Chips hold neurons and weights; what else a network has that can be run cannot be mapped. */
    void mappable(Job job, Optional<org.spikewright.network.Network> elaborated) {
        elaborated.filter(network -> Plan.obstacle(network).isEmpty()).flatMap(Fit::unheld).ifPresent(layer -> problems.report(
                Code.NO_ENGINE, "no chip holds '" + layer.operator().label() + "' yet, as '" + JobParts.network(job).getName() + "' has at '"
                        + layer.name() + "'; map a network of weights and neurons",
                job, job.getNetwork() == null ? CorePackage.Literals.NAMED__NAME : JobPackage.Literals.JOB__NETWORK));
    }
}
