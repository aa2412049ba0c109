package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.naming.IQualifiedNameConverter;
import org.eclipse.xtext.naming.IQualifiedNameProvider;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IGlobalScopeProvider;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.Scopes;
import org.eclipse.xtext.scoping.impl.IScopeWrapper;
import org.eclipse.xtext.scoping.impl.SimpleScope;
import org.eclipse.xtext.util.IResourceScopeCache;
import org.spikewright.compile.Arguments;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Pools;
import org.spikewright.compile.Settings;
import org.spikewright.compile.Type;
import org.spikewright.language.index.DeclarationDescriptions;
import org.spikewright.language.library.Library;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Named;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Connection;
import org.spikewright.model.network.Drive;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.Member;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.network.Population;
import org.spikewright.model.network.PopulationGroup;
import org.spikewright.model.network.Shared;
import org.spikewright.model.neuron.Dynamics;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Event;
import org.spikewright.model.neuron.NeuronPackage;
import org.spikewright.model.neuron.State;

/** Says what a name may refer to at each place of a model. */
public class SpikeScopeProvider extends AbstractSpikeScopeProvider {

    private static final Set<EReference> STATES = Set.of(NeuronPackage.Literals.EQUATION__STATE, NeuronPackage.Literals.RESET__STATE,
            NeuronPackage.Literals.INPUT__INTO, NeuronPackage.Literals.DYNAMICS__HELD);

    @Inject
    private IGlobalScopeProvider others;

    @Inject
    private IQualifiedNameConverter names;

    @Inject
    private IQualifiedNameProvider fullNames;

    @Inject
    private IResourceScopeCache cache;

    /** Notes, while a name is linked, which names are looked for elsewhere: a file is linked anew when one of them appears. */
    private final ThreadLocal<IScopeWrapper> lookups = new ThreadLocal<>();

    @Override
    public void setWrapper(IScopeWrapper wrapper) {
        lookups.set(wrapper);
    }

    @Override
    public IScope getScope(EObject context, EReference reference) {
        if (reference == CorePackage.Literals.REFERENCE__TARGET) {
            return targets(context);
        }
        if (reference == CorePackage.Literals.ARGUMENT__PARAMETER) {
            Reference call = EcoreUtil2.getContainerOfType(context, Reference.class);
            return call == null ? IScope.NULLSCOPE : Scopes.scopeFor(Arguments.parameters(call));
        }
        if (reference == CorePackage.Literals.SETTING__PARAMETER) {
            return settings(context);
        }
        if (STATES.contains(reference)) {
            return states(context);
        }
        if (reference == JobPackage.Literals.VARIATION__TARGET) {
            return VariableValues.of(context);
        }
        return GraphScopes.knows(reference) ? GraphScopes.of(context, reference) : declarations(context, reference, null);
    }

    private static IScope states(EObject context) {
        Dynamics neuron = EcoreUtil2.getContainerOfType(context, Dynamics.class);
        if (neuron == null) {
            return IScope.NULLSCOPE;
        }
        if (context instanceof Equation equation && equation.isDerivative()) {
            return derivatives(neuron);
        }
        return context instanceof Dynamics ? new SimpleScope(Scopes.scopeFor(neuron.getStates()), derivatives(neuron).getAllElements())
                : Scopes.scopeFor(neuron.getStates());
    }

    /** In {@code dv/dt} the state v is written dv. */
    private static IScope derivatives(Dynamics neuron) {
        return Scopes.scopeFor(neuron.getStates(), state -> state.getName() == null ? null
                : QualifiedName.create("d" + state.getName()), IScope.NULLSCOPE);
    }

    private IScope settings(EObject context) {
        EObject block = context instanceof Setting ? context.eContainer() : context;
        return schema(block).map(schema -> Scopes.scopeFor(schema.getParameters())).orElse(IScope.NULLSCOPE);
    }

    private Optional<Schema> schema(EObject block) {
        if (block instanceof Group group) {
            return Optional.ofNullable(group.getSchema());
        }
        return Settings.schema(block, block.eClass().getName());
    }

    /** What a reference may name; asked for by an editor, the reference may be yet to write and the context what it goes into. */
    private IScope targets(EObject context) {
        Optional<Type> expected = context instanceof Reference reference ? expected(reference, reference.eContainer())
                : expected(null, context);
        return targets(context, expected, EcoreUtil2.getContainerOfType(context.eContainer(), Reference.class));
    }

    /** What may be given to a parameter of a call, where nothing is written yet; nothing where it is a number. */
    public IScope argument(Reference call, Parameter parameter) {
        Optional<Type> expected = type(parameter);
        return expected.isEmpty() || isNumber(expected.get()) ? IScope.NULLSCOPE : targets(call, expected, call);
    }

    private IScope targets(EObject context, Optional<Type> expected, Reference call) {
        boolean measures = MeasuredNames.areIn(context) && (expected.isEmpty() || isNumber(expected.get()));
        IScope functions = declarations(context, CorePackage.Literals.REFERENCE__TARGET,
                description -> fits(description, expected) || measures && fits(description, Optional.of(Type.METRIC)));
        List<Named> near = expected.equals(Optional.of(Type.STATE)) ? List.copyOf(states(context, call))
                : MeasuredNames.areIn(context) ? MeasuredNames.of(context, expected, call) : near(context, expected);
        if (near.isEmpty()) {
            return functions;
        }
        // Jobs also go by their full names.
        IScope whole = expected.equals(Optional.of(Type.JOB)) ? Scopes.scopeFor(near, fullNames::getFullyQualifiedName, functions) : functions;
        return Scopes.scopeFor(near, whole);
    }

    /** What needs no search in other files: names of the declaration around. */
    private static List<Named> near(EObject context, Optional<Type> expected) {
        Graph graph = EcoreUtil2.getContainerOfType(context, Graph.class);
        if (expected.isEmpty() || isNumber(expected.get())) {
            return variables(context);
        }
        if (graph != null && expected.get().equals(Type.LAYER)) {
            return Stream.concat(graph.getShared().stream(), graph.getParameters().stream()
                    .filter(parameter -> Type.LAYER.toString().equals(parameter.getType()))).<Named>map(named -> named).toList();
        }
        return expected.get().equals(Type.MEMBERS) ? List.copyOf(members(graph, context))
                : expected.get().equals(Type.POPULATION) ? List.copyOf(populations(graph, context)) : List.of();
    }

    /** States of the population that the same call names, or that some population of the job has. */
    private static List<State> states(EObject context, Reference call) {
        List<Population> named = call == null ? List.of() : call.getArguments().stream()
                .filter(argument -> type(Arguments.parameter(argument)).filter(type -> type.equals(Type.POPULATION) || type.equals(Type.MEMBERS)).isPresent())
                .map(Argument::getValue).filter(Reference.class::isInstance).map(value -> ((Reference) value).getTarget())
                .flatMap(target -> target instanceof Population population ? Stream.of(population)
                        : target instanceof PopulationGroup group ? Pools.populations(group.getPools()).stream() : Stream.of()).toList();
        return (named.isEmpty() ? populations(null, context) : named).stream().map(Population::getNeuron).filter(Objects::nonNull)
                .map(Reference::getTarget).filter(Dynamics.class::isInstance)
                .flatMap(neuron -> ((Dynamics) neuron).getStates().stream()).toList();
    }

    /** In a job the populations are those of its network. */
    private static List<Population> populations(Graph graph, EObject context) {
        Graph around = around(graph, context);
        return around == null ? List.of() : around.getPopulations();
    }

    /** Populations and groups. */
    private static List<Member> members(Graph graph, EObject context) {
        Graph around = around(graph, context);
        return around == null ? List.of() : Stream.<Member>concat(around.getPopulations().stream(), around.getGroups().stream()).toList();
    }

    private static Graph around(Graph graph, EObject context) {
        Job job = EcoreUtil2.getContainerOfType(context, Job.class);
        return job == null ? graph : JobParts.network(job);
    }

    /** Whether numbers, or values of networks, belong somewhere. */
    private static boolean isNumber(Type expected) {
        return expected.isNumeric() || expected.equals(Type.TENSOR) || expected == Type.Simple.SHAPE || expected == Type.Simple.AXIS
                || expected == Type.Simple.LIST || expected == Type.Simple.TIMES || expected == Type.Simple.TRAINS || expected == Type.Simple.TRUTH;
    }

    /** What kind of thing belongs at a place; empty where any number does. */
    private static Optional<Type> expected(Reference reference, EObject container) {
        return switch (container) {
            case null -> Optional.empty();
            case Chain _ -> Optional.of(Type.TENSOR);
            case Flow flow when reference != null && flow.getSource() == reference -> isData(flow) ? Optional.of(Type.SOURCE)
                    : Optional.of(Type.TENSOR);
            case Flow flow -> Optional.of(isData(flow) ? Type.TRANSFORM : Type.LAYER);
            case ListLiteral list when list.eContainer() instanceof Population -> Optional.of(Type.Simple.COUNT);
            case ListLiteral list when list.eContainer() instanceof Flow -> Optional.of(Type.TENSOR);
            case ListLiteral list -> expected(null, list.eContainer());
            case Shared _ -> Optional.of(Type.LAYER);
            case Population population when reference == null || population.getNeuron() == reference -> Optional.of(Type.CELLS);
            case Connection _ -> Optional.of(Type.CONNECTIVITY);
            case Drive _ -> Optional.of(Type.DRIVE);
            case Dynamics dynamics when reference != null && dynamics.getSolver() == reference -> Optional.of(Type.SOLVER);
            case Event event when reference != null && event.getSurrogate() == reference -> Optional.of(Type.SURROGATE);
            case Event event when reference != null && event.getCondition() == reference -> Optional.of(Type.Simple.TRUTH);
            case Setting setting -> type(setting.getParameter());
            case Argument argument -> type(Arguments.parameter(argument));
            case Parameter parameter -> type(parameter);
            default -> Optional.empty();
        };
    }

    /** Whether samples flow rather than what networks compute. */
    private static boolean isData(Flow flow) {
        return flow.eContainer() instanceof Setting;
    }

    private static Optional<Type> type(Parameter parameter) {
        return parameter == null || parameter.eIsProxy() || parameter.getType() == null ? Optional.empty()
                : Type.of(parameter.getType()).map(type -> type instanceof Type.Several(Type.Kind element) ? element : type);
    }

    private static boolean fits(IEObjectDescription description, Optional<Type> expected) {
        EClass kind = description.getEClass();
        if (kind != CorePackage.Literals.FUNCTION) {
            return expected.isPresent() && (kind == NeuronPackage.Literals.NEURON
                    && (expected.get().equals(Type.LAYER) || expected.get().equals(Type.CELLS))
                    || kind == NetworkPackage.Literals.BLOCK && expected.get().equals(Type.LAYER)
                    || kind == NeuronPackage.Literals.SYNAPSE && expected.get().equals(Type.PLASTICITY));
        }
        Optional<Type> result = Optional.ofNullable(DeclarationDescriptions.result(description)).flatMap(Type::of);
        return result.isPresent() && (result.equals(expected)
                || result.get().isNumeric() && (expected.isEmpty() || isNumber(expected.get()) || expected.get().equals(Type.LAYER)));
    }

    private static List<Named> variables(EObject context) {
        List<Named> variables = new ArrayList<>();
        Dynamics neuron = EcoreUtil2.getContainerOfType(context, Dynamics.class);
        if (neuron != null) {
            variables.addAll(neuron.getParameters());
            variables.addAll(neuron.getStates());
            variables.addAll(neuron.getInputs());
            variables.addAll(neuron.getDerived());
        }
        Graph graph = EcoreUtil2.getContainerOfType(context, Graph.class);
        if (graph != null) {
            variables.addAll(graph.getNodes());
            variables.addAll(graph.getDerived());
            variables.addAll(graph.getParameters());
        }
        Function function = EcoreUtil2.getContainerOfType(context, Function.class);
        if (function != null) {
            variables.addAll(function.getParameters());
        }
        return variables;
    }

    private IScope declarations(EObject context, EReference reference, Predicate<IEObjectDescription> filter) {
        Model model = EcoreUtil2.getContainerOfType(context, Model.class);
        if (model == null) {
            return IScope.NULLSCOPE;
        }
        IScope elsewhere = noted(others.getScope(model.eResource(), reference, filter));
        return namespace(model, new DeclarationScope(elsewhere, own(model), reference.getEReferenceType(), filter));
    }

    /** The declarations of a file by their full names; of two with the same name, the first. */
    private Map<QualifiedName, IEObjectDescription> own(Model model) {
        return cache.get(SpikeScopeProvider.class, model.eResource(), () -> {
            Map<QualifiedName, IEObjectDescription> own = new LinkedHashMap<>();
            for (Declaration declaration : model.getDeclarations()) {
                QualifiedName name = fullNames.getFullyQualifiedName(declaration);
                if (name != null) {
                    own.putIfAbsent(name, DeclarationDescriptions.of(declaration, name));
                }
            }
            return own;
        });
    }

    private IScope noted(IScope scope) {
        IScopeWrapper wrapper = lookups.get();
        return wrapper == null ? scope : wrapper.wrap(scope);
    }

    private IScope namespace(Model model, IScope all) {
        List<QualifiedName> packages = new ArrayList<>();
        List<QualifiedName> single = new ArrayList<>();
        if (model.getName() != null) {
            packages.add(names.toQualifiedName(model.getName()));
        }
        for (Import imported : model.getImports()) {
            String namespace = imported.getImportedNamespace();
            if (namespace == null || namespace.startsWith(".")) {
                continue; // yet to be written
            }
            if (namespace.endsWith(".*")) {
                packages.add(names.toQualifiedName(namespace.substring(0, namespace.length() - 2)));
            } else {
                single.add(names.toQualifiedName(namespace));
            }
        }
        Library.IMPLICIT.forEach(implicit -> packages.add(names.toQualifiedName(implicit)));
        return new NamespaceScope(all, packages, single);
    }
}
