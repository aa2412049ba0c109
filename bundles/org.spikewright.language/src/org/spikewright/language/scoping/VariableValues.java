package org.spikewright.language.scoping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.EObjectDescription;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.impl.SimpleScope;
import org.spikewright.compile.JobParts;
import org.spikewright.compile.Settings;
import org.spikewright.compile.Type;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Schema;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.network.Graph;
import org.spikewright.model.neuron.Dynamics;

/**
 * The numbers of a model that an exploration can vary, by the name of what they belong to and their own: parameters of networks,
 * blocks and neurons, settings of jobs, data sets and chips.
 */
final class VariableValues {

    private VariableValues() {
    }

    static IScope of(EObject context) {
        Model model = EcoreUtil2.getContainerOfType(context, Model.class);
        if (model == null) {
            return IScope.NULLSCOPE;
        }
        Set<Declaration> owners = new LinkedHashSet<>(model.getDeclarations());
        ExploreJob explore = EcoreUtil2.getContainerOfType(context, ExploreJob.class);
        if (explore != null && explore.getExplored() != null) {
            for (Declaration part : new Declaration[] {explore.getExplored(), JobParts.network(explore.getExplored()),
                    JobParts.data(explore.getExplored()), JobParts.chip(explore.getExplored())}) {
                Optional.ofNullable(part).ifPresent(owners::add);
            }
        }
        List<IEObjectDescription> near = new ArrayList<>();
        List<IEObjectDescription> whole = new ArrayList<>();
        for (Declaration owner : owners) {
            if (owner.getName() != null && !owner.eIsProxy()) {
                values(owner, QualifiedName.create(owner.getName()), near);
                if (owner.eContainer() instanceof Model file && file.getName() != null) {
                    values(owner, QualifiedName.create(file.getName().split("\\.")).append(owner.getName()), whole);
                }
            }
        }
        return new SimpleScope(new SimpleScope(whole), near);
    }

    private static void values(Declaration owner, QualifiedName name, List<IEObjectDescription> values) {
        parameters(owner).forEach(parameter -> add(values, name, parameter));
        if (owner instanceof Chip chip) {
            groups(chip.getGroups(), name, values);
        }
    }

    private static List<Parameter> parameters(Declaration owner) {
        return switch (owner) {
            case Graph graph -> graph.getParameters();
            case Dynamics dynamics -> dynamics.getParameters();
            default -> Settings.schema(owner, owner.eClass().getName()).map(Schema::getParameters).<List<Parameter>>map(List::copyOf)
                    .orElse(List.of());
        };
    }

    private static void groups(List<Group> groups, QualifiedName owner, List<IEObjectDescription> values) {
        for (Group group : groups) {
            if (group.getSchema() != null && group.getSchema().getName() != null) {
                QualifiedName name = owner.append(group.getSchema().getName());
                group.getSchema().getParameters().forEach(parameter -> add(values, name, parameter));
                groups(group.getGroups(), name, values);
            }
        }
    }

    private static void add(List<IEObjectDescription> values, QualifiedName owner, Parameter parameter) {
        if (parameter.getName() != null && Type.of(parameter.getType()).filter(Type::isNumeric).isPresent()) {
            values.add(EObjectDescription.create(owner.append(parameter.getName()), parameter));
        }
    }
}
