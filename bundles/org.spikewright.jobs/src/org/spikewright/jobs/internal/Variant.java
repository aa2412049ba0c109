package org.spikewright.jobs.internal;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.compile.JobParts;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.CoreFactory;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.Variation;
import org.spikewright.model.network.Graph;
import org.spikewright.model.neuron.Dynamics;

/** A model with other values in some places than its text has. */
final class Variant {

    private Variant() {
    }

    /** What a variation varies, as its text names it, for instance {@code Learn.epochs}. */
    static String path(Variation variation) {
        return NodeModelUtils.findNodesForFeature(variation, JobPackage.Literals.VARIATION__TARGET).stream()
                .map(NodeModelUtils::getTokenText).findFirst().orElse("").replaceAll("\\s", "");
    }

    /** The values of a variation, in their order. */
    static List<Expression> values(Variation variation) {
        return variation.getValues() instanceof ListLiteral list ? list.getElements() : List.of(variation.getValues());
    }

    /** A value as it is written. */
    static String text(Expression value) {
        return NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(value));
    }

    /**
     * Puts values in place. The model is changed, its text is not.
     *
     * @param choice for each variation of the exploration, which of its values
     */
    static void apply(ExploreJob explore, int[] choice) {
        for (int i = 0; i < choice.length; i++) {
            Variation variation = explore.getVariations().get(i);
            put(explore, path(variation).split("\\."), (Parameter) variation.getTarget(),
                    EcoreUtil.copy(values(variation).get(choice[i])));
        }
    }

    private static void put(ExploreJob explore, String[] path, Parameter parameter, Expression value) {
        Declaration owner = owner(explore, path[0]);
        if (owner instanceof Graph || owner instanceof Dynamics) {
            parameter.setDefault(value);
            return;
        }
        EList<Setting> settings = switch (owner) {
            case Job job -> job.getSettings();
            case Dataset dataset -> dataset.getSettings();
            case Chip chip -> path.length == 2 ? chip.getSettings() : group(chip.getGroups(), path, 1);
            default -> throw new IllegalArgumentException("'" + path[0] + "' has nothing that can be varied");
        };
        settings.removeIf(setting -> setting.getParameter() == parameter);
        Setting setting = CoreFactory.eINSTANCE.createSetting();
        setting.setParameter(parameter);
        setting.setValue(value);
        settings.add(setting);
    }

    /** A declaration of the file, or one that the explored job works with. */
    static Declaration owner(ExploreJob explore, String name) {
        Model model = (Model) explore.eContainer();
        Job explored = explore.getExplored();
        Optional<Declaration> own = model.getDeclarations().stream().filter(one -> name.equals(one.getName())).findFirst();
        return own.orElseGet(() -> java.util.stream.Stream.of(explored, JobParts.network(explored), JobParts.data(explored),
                JobParts.chip(explored)).filter(part -> part != null && name.equals(part.getName())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "' to vary")));
    }

    private static EList<Setting> group(List<Group> groups, String[] path, int depth) {
        Group group = groups.stream().filter(one -> path[depth].equals(one.getSchema().getName())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no group '" + path[depth] + "' to vary"));
        return depth == path.length - 2 ? group.getSettings() : group(group.getGroups(), path, depth + 1);
    }
}
