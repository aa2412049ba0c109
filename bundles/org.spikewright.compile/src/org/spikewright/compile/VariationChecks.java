package org.spikewright.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.spikewright.compile.job.DataSettings;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Variable;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.Variation;
import org.spikewright.model.network.Graph;
import org.spikewright.model.neuron.Dynamics;

/** Checks what an exploration varies: values of its kind and within its bounds, of something whose value changes what is explored. */
final class VariationChecks {

    private final ExploreJob explore;
    private final DiagnosticSink problems;
    /** What the explored job names, be it through others. */
    private final Set<Declaration> reached;

    VariationChecks(ExploreJob explore, DiagnosticSink problems) {
        this.explore = explore;
        this.problems = problems;
        this.reached = explore.getExplored() == null ? Set.of() : reached(explore.getExplored());
    }

    void check() {
        for (Variation variation : explore.getVariations()) {
            values(variation);
            if (variation.getTarget() instanceof Variable variable && !variable.eIsProxy()) {
                Type.of(variable.getType()).ifPresent(type -> new Typing(problems).each(variation.getValues(), type,
                        "a value of '" + variable.getName() + "'"));
            }
            if (variation.getTarget() instanceof Parameter parameter && !parameter.eIsProxy()) {
                new Bounds(problems).check(variation.getValues(), parameter, "a value of '" + parameter.getName() + "'");
                unchanging(variation, parameter).ifPresent(why -> problems.report(Code.NO_ENGINE, why, variation,
                        JobPackage.Literals.VARIATION__TARGET));
            }
        }
    }

    /** There is a value to try, and none is tried twice. */
    private void values(Variation variation) {
        if (!(variation.getValues() instanceof ListLiteral list)) {
            return;
        }
        if (list.getElements().isEmpty()) {
            problems.report(Code.EXTENT, "there is no value here to try; write some, as in over [1, 2, 4]", list);
        }
        Formulas formulas = new Formulas(DiagnosticSink.IGNORED);
        Set<Double> tried = new HashSet<>();
        for (Expression value : list.getElements()) {
            formulas.number(value).filter(number -> !tried.add(number)).ifPresent(_ -> problems.report(Code.OUT_OF_BOUNDS,
                    "this value is tried already; leave it out", value));
        }
    }

    /** Why the value of a parameter changes nothing; nothing if it does. */
    private Optional<String> unchanging(Variation variation, Parameter parameter) {
        Optional<Declaration> owner = owner(variation, parameter);
        if (owner.isEmpty() || reached.isEmpty()) {
            return Optional.empty(); // half-written
        }
        String name = "'" + owner.get().getName() + "'";
        if (!reached.contains(owner.get())) {
            return Optional.of(name + " is no part of what '" + explore.getExplored().getName() + "' runs, so that varying it changes nothing;"
                    + " vary a value of what it runs, or explore another job");
        }
        boolean isRead = switch (owner.get()) {
            case Job job -> SettingReaders.of(job).filter(reader -> !Settings.of(job).isRead(parameter.getName(), reader.specification())).isEmpty();
            case Dataset dataset -> Settings.of(dataset, "Dataset", dataset.getSettings()).isRead(parameter.getName(), DataSettings::of);
            default -> true;
        };
        if (!isRead) {
            return Optional.of("no engine reads '" + parameter.getName() + "' of " + name + " yet; varying it would change nothing");
        }
        if (owner.get() instanceof Job job && isSetBelow(job, parameter)) {
            return Optional.of("'" + explore.getExplored().getName() + "' sets '" + parameter.getName() + "' itself, so that varying that of " + name
                    + " changes nothing; vary " + explore.getExplored().getName() + "." + parameter.getName());
        }
        if ((owner.get() instanceof Dynamics || owner.get() instanceof Graph) && isGivenEverywhere(owner.get(), parameter)) {
            return Optional.of("wherever " + name + " is used, '" + parameter.getName() + "' is given a value, so that varying it changes nothing;"
                    + " give it none, or make that value a parameter of the network and vary that");
        }
        return Optional.empty();
    }

    private Optional<Declaration> owner(Variation variation, Parameter parameter) {
        if (parameter.eContainer() instanceof Graph || parameter.eContainer() instanceof Dynamics) {
            return Optional.of((Declaration) parameter.eContainer());
        }
        String name = SourceLocator.text(variation, JobPackage.Literals.VARIATION__TARGET).replaceAll("\\s|\\..*", "");
        Optional<Declaration> own = explore.eContainer() instanceof Model model
                ? model.getDeclarations().stream().filter(one -> name.equals(one.getName())).findFirst() : Optional.empty();
        return own.or(() -> reached.stream().filter(one -> name.equals(one.getName())).findFirst());
    }

    /** Whether the explored job, or one that it extends, sets what a job sets that those extend. */
    private boolean isSetBelow(Job job, Parameter parameter) {
        boolean isSet = false;
        for (Job at = explore.getExplored(); at != null && at != job && !JobParts.isCircular(at); at = at.getBase()) {
            isSet |= at.getSettings().stream().anyMatch(setting -> setting.getParameter() == parameter);
            if (at.getBase() == job) {
                return isSet;
            }
        }
        return false;
    }

    /** Whether something is used, and gives a parameter a value at each use. */
    private boolean isGivenEverywhere(Declaration owner, Parameter parameter) {
        boolean isUsed = false;
        for (Declaration declaration : reached) {
            for (Iterator<EObject> parts = EcoreUtil.getAllProperContents(declaration, false); parts.hasNext();) {
                if (parts.next() instanceof Reference use && use.getTarget() == owner) {
                    if (!Arguments.isGiven(use, parameter)) {
                        return false;
                    }
                    isUsed = true;
                }
            }
        }
        return isUsed;
    }

    private static Set<Declaration> reached(Job explored) {
        Set<Declaration> reached = new LinkedHashSet<>(Set.of(explored));
        Deque<Declaration> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Declaration at = open.pop();
            at.eCrossReferences().forEach(named -> add(named, reached, open));
            for (Iterator<EObject> parts = EcoreUtil.getAllProperContents(at, false); parts.hasNext();) {
                parts.next().eCrossReferences().forEach(named -> add(named, reached, open));
            }
        }
        return reached;
    }

    private static void add(EObject named, Set<Declaration> reached, Deque<Declaration> open) {
        EObject at = named;
        while (at != null && !(at instanceof Declaration)) {
            at = at.eContainer();
        }
        if (at instanceof Declaration declaration && reached.add(declaration)) {
            open.push(declaration);
        }
    }
}
