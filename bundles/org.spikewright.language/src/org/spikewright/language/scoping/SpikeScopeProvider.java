package org.spikewright.language.scoping;

import com.google.common.base.Predicate;
import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.spikewright.compile.Settings;
import org.spikewright.compile.Type;
import org.spikewright.language.library.Library;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Argument;
import org.spikewright.model.core.Binary;
import org.spikewright.model.core.CorePackage;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Flow;
import org.spikewright.model.core.Function;
import org.spikewright.model.core.Import;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Reference;
import org.spikewright.model.core.Schema;
import org.spikewright.model.core.Setting;
import org.spikewright.model.core.Variable;
import org.spikewright.model.network.Chain;
import org.spikewright.model.network.Graph;
import org.spikewright.model.network.NetworkPackage;
import org.spikewright.model.neuron.Equation;
import org.spikewright.model.neuron.Neuron;
import org.spikewright.model.neuron.NeuronPackage;
import org.spikewright.model.neuron.Spike;

/** Says what a name may refer to at each place of a model. */
public class SpikeScopeProvider extends AbstractSpikeScopeProvider {

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
        if (reference == NeuronPackage.Literals.EQUATION__STATE || reference == NeuronPackage.Literals.RESET__STATE) {
            return states(context);
        }
        if (reference == NetworkPackage.Literals.GRAPH__OUTPUT) {
            return nodes(context);
        }
        return declarations(context, reference, null);
    }

    private static IScope states(EObject context) {
        Neuron neuron = EcoreUtil2.getContainerOfType(context, Neuron.class);
        if (neuron == null) {
            return IScope.NULLSCOPE;
        }
        if (context instanceof Equation equation && equation.isDerivative()) {
            return derivatives(neuron);
        }
        return context instanceof Neuron ? new SimpleScope(Scopes.scopeFor(neuron.getStates()), derivatives(neuron).getAllElements())
                : Scopes.scopeFor(neuron.getStates());
    }

    /** In {@code dv/dt} the state v is written dv. */
    private static IScope derivatives(Neuron neuron) {
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
        Library.in(block.eResource().getResourceSet());
        return Settings.schema(block, block.eClass().getName());
    }

    /** What a reference may name; asked for by an editor, the reference may be yet to write and the context what it goes into. */
    private static IScope nodes(EObject context) {
        Graph graph = EcoreUtil2.getContainerOfType(context, Graph.class);
        return graph == null ? IScope.NULLSCOPE : Scopes.scopeFor(graph.getNodes());
    }

    private IScope targets(EObject context) {
        Optional<Type> expected = context instanceof Reference reference ? expected(reference, reference.eContainer())
                : expected(null, context);
        if (expected.isPresent() && expected.get().equals(Type.TENSOR)) {
            return nodes(context);
        }
        IScope functions = declarations(context, CorePackage.Literals.REFERENCE__TARGET, description -> fits(description, expected));
        boolean numeric = expected.isEmpty() || expected.get().isNumeric() || expected.get() == Type.Simple.SHAPE;
        List<Variable> variables = numeric ? variables(context) : List.of();
        return variables.isEmpty() ? functions : Scopes.scopeFor(variables, functions);
    }

    /** What kind of thing belongs at a place; empty where any number does. */
    private static Optional<Type> expected(Reference reference, EObject container) {
        return switch (container) {
            case null -> Optional.empty();
            case Chain _ -> Optional.of(Type.TENSOR);
            case Flow flow -> Optional.of(reference != null && flow.getSource() == reference ? Type.TENSOR : Type.LAYER);
            case Binary binary when binary.eContainer() instanceof Flow -> Optional.of(Type.TENSOR);
            case Binary binary when binary.eContainer() instanceof Binary || binary.eContainer() instanceof Chain ->
                expected(null, binary.eContainer());
            case Spike spike when reference != null && spike.getSurrogate() == reference -> Optional.of(Type.SURROGATE);
            case Setting setting -> type(setting.getParameter());
            case Argument argument -> type(Arguments.parameter(argument));
            case Parameter parameter -> type(parameter);
            default -> Optional.empty();
        };
    }

    private static Optional<Type> type(Parameter parameter) {
        return parameter == null || parameter.eIsProxy() || parameter.getType() == null ? Optional.empty()
                : Type.of(parameter.getType());
    }

    private static boolean fits(IEObjectDescription description, Optional<Type> expected) {
        EClass kind = description.getEClass();
        boolean isLayer = kind == NeuronPackage.Literals.NEURON || kind == NetworkPackage.Literals.BLOCK;
        if (kind != CorePackage.Literals.FUNCTION) {
            return isLayer && expected.isPresent() && expected.get().equals(Type.LAYER);
        }
        Optional<Type> result = Optional.ofNullable(DeclarationDescriptions.result(description)).flatMap(Type::of);
        return result.isPresent()
                && (expected.isEmpty() || expected.get().isNumeric() || expected.get() == Type.Simple.SHAPE ? result.get().isNumeric() : result.equals(expected));
    }

    private static List<Variable> variables(EObject context) {
        List<Variable> variables = new ArrayList<>();
        Neuron neuron = EcoreUtil2.getContainerOfType(context, Neuron.class);
        if (neuron != null) {
            variables.addAll(neuron.getParameters());
            variables.addAll(neuron.getStates());
            variables.addAll(neuron.getInputs());
            variables.addAll(neuron.getDerived());
        }
        Graph graph = EcoreUtil2.getContainerOfType(context, Graph.class);
        if (graph != null) {
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
            if (namespace == null) {
                continue;
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
