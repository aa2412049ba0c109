package org.spikewright.language.variation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.compile.JobParts;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Expression;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Model;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.JobPackage;
import org.spikewright.model.job.Variation;

/**
 * A model whose text has other values in some places: those that an exploration could vary, named as there. What may stand
 * there is checked as an exploration's values are.
 */
public final class Overrides {

    private final Path path;
    private final String shownAs;
    private final Map<Path, String> texts;

    /**
     * Changes of a file.
     *
     * @param shownAs the file as the user named it
     * @param texts by their files: that of the file, and those of files beside it that it can name
     */
    public Overrides(Path path, String shownAs, Map<Path, String> texts) {
        this.path = path;
        this.shownAs = shownAs;
        this.texts = new LinkedHashMap<>(texts);
    }

    /**
     * The model with other values.
     *
     * @param values as they are written, by what they are of, for instance {@code Learn.epochs}
     * @throws IllegalArgumentException if there is no such place, or a value cannot stand there; the message says why
     */
    public ModelFile with(Map<String, String> values) {
        values.forEach((name, value) -> {
            ExploreJob tried = tried(name, value);
            put(tried, tried.getVariations().getFirst(), value);
        });
        return model();
    }

    /**
     * The model with the values that a trial of an exploration has.
     *
     * @param exploration its name
     * @param choice for each thing that it varies, which of the values
     */
    public ModelFile trial(String exploration, int[] choice) {
        for (int i = 0; i < choice.length; i++) {
            choose(exploration, i, choice[i]);
        }
        return model();
    }

    /**
     * The model with one of the values of an exploration, all else as it stands.
     *
     * @param exploration its name
     * @param varied which of the things that it varies
     * @param value which of its values
     */
    public ModelFile only(String exploration, int varied, int value) {
        choose(exploration, varied, value);
        return model();
    }

    private void choose(String exploration, int varied, int value) {
        ExploreJob explore = model().model().stream().flatMap(all -> all.getDeclarations().stream()).filter(ExploreJob.class::isInstance)
                .map(ExploreJob.class::cast).filter(job -> exploration.equals(job.getName())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no exploration '" + exploration + "'"));
        Variation variation = explore.getVariations().get(varied);
        put(explore, variation, NodeModelUtils.getTokenText(NodeModelUtils.findActualNodeFor(values(variation).get(value))));
    }

    /** What is varied, as it is written. */
    static String name(Variation variation) {
        return NodeModelUtils.findNodesForFeature(variation, JobPackage.Literals.VARIATION__TARGET).stream()
                .map(NodeModelUtils::getTokenText).findFirst().orElse("").replaceAll("\\s", "");
    }

    /** The values of a variation, one by one. */
    static List<Expression> values(Variation variation) {
        return variation.getValues() instanceof ListLiteral list ? list.getElements() : List.of(variation.getValues());
    }

    private ModelFile model() {
        return new Language().of(path, shownAs, texts);
    }

    private void put(ExploreJob explore, Variation variation, String value) {
        String name = name(variation);
        Declaration owner = owner(explore, name);
        String[] names = (name.startsWith(owner.getName() + ".") ? name : name.substring(packageOf(owner).length() + 1)).split("\\.");
        INode whole = NodeModelUtils.findActualNodeFor(owner);
        Path file = owner.eResource().getURI().isFile() ? Path.of(owner.eResource().getURI().toFileString()) : null;
        if (whole == null || !texts.containsKey(file)) {
            throw new IllegalArgumentException(name + " is of the standard library, whose values stay as they are");
        }
        Parameter parameter = (Parameter) variation.getTarget();
        switch (owner) {
            case Job job -> set(file, job.getSettings(), parameter, value, whole);
            case Dataset dataset -> set(file, dataset.getSettings(), parameter, value, whole);
            case Chip chip -> set(file, chip, names, parameter, value, whole);
            default -> {
                if (parameter.getDefault() == null) {
                    insert(file, NodeModelUtils.findActualNodeFor(parameter).getEndOffset(), " = " + value);
                } else {
                    replace(file, parameter.getDefault(), value);
                }
            }
        }
    }

    /** What a variation's name starts with: a declaration of the file, or one that the explored job works with, with its package or without. */
    private static Declaration owner(ExploreJob explore, String name) {
        Job explored = explore.getExplored();
        List<Declaration> owners = Stream.concat(((Model) explore.eContainer()).getDeclarations().stream(),
                Stream.of(explored, JobParts.network(explored), JobParts.data(explored), JobParts.chip(explored))).filter(Objects::nonNull).toList();
        return owners.stream().filter(part -> name.startsWith(part.getName() + ".")).findFirst()
                .or(() -> owners.stream().filter(part -> name.startsWith(packageOf(part) + "." + part.getName() + ".")).findFirst())
                .orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "' to vary"));
    }

    private static String packageOf(Declaration declaration) {
        return declaration.eContainer() instanceof Model model && model.getName() != null ? model.getName() : "";
    }

    /** An exploration behind the text that varies nothing but that, so that it is checked as one. */
    private ExploreJob tried(String name, String value) {
        String text = texts.get(path);
        List<Declaration> before = model().model().map(all -> List.copyOf(all.getDeclarations())).orElse(List.of());
        String explored = before.stream().filter(Job.class::isInstance).filter(job -> !(job instanceof ExploreJob || job instanceof CompareJob))
                .map(Declaration::getName).findFirst().orElseThrow(() -> new IllegalArgumentException("there is no job to set " + name + " for"));
        String own = "set";
        while (text.contains(own)) {
            own += "0";
        }
        Map<Path, String> longer = new LinkedHashMap<>(texts);
        longer.put(path, text + "\nexplore " + own + " of " + explored + " { vary " + name + " over [" + value + "] }\n");
        ModelFile model = new Language().of(path, shownAs, longer);
        model.asItStands(List.of()).stream().filter(finding -> finding.severity() == Severity.ERROR && finding.location().offset() >= text.length())
                .map(Finding::message).findFirst().ifPresent(message -> {
                    throw new IllegalArgumentException(message);
                });
        List<Declaration> all = model.model().orElseThrow().getDeclarations();
        if (all.size() == before.size() + 1 && all.getLast() instanceof ExploreJob job && job.getVariations().size() == 1
                && job.getSettings().isEmpty() && job.getVariations().getFirst().getValues() instanceof ListLiteral list
                && list.getElements().size() == 1) {
            return job;
        }
        throw new IllegalArgumentException("'" + value + "' is not one value");
    }

    private void set(Path file, Chip chip, String[] names, Parameter parameter, String value, INode whole) {
        List<Group> groups = chip.getGroups();
        List<Setting> settings = chip.getSettings();
        INode block = whole;
        for (int depth = 1; depth < names.length - 1; depth++) {
            String name = names[depth];
            Group group = groups.stream().filter(one -> name.equals(one.getSchema().getName())).findFirst().orElse(null);
            if (group == null) {
                StringBuilder made = new StringBuilder(parameter.getName()).append(' ').append(value);
                for (int inner = names.length - 2; inner >= depth; inner--) {
                    made.insert(0, names[inner] + " { ").append(" }");
                }
                insertAtEnd(file, block, made.toString());
                return;
            }
            groups = group.getGroups();
            settings = group.getSettings();
            block = NodeModelUtils.findActualNodeFor(group);
        }
        set(file, settings, parameter, value, block);
    }

    private void set(Path file, List<Setting> settings, Parameter parameter, String value, INode block) {
        settings.stream().filter(setting -> setting.getParameter() == parameter).findFirst()
                .ifPresentOrElse(setting -> replace(file, setting.getValue(), value),
                        () -> insertAtEnd(file, block, parameter.getName() + " " + value));
    }

    private void replace(Path file, EObject element, String value) {
        INode node = NodeModelUtils.findActualNodeFor(element);
        texts.put(file, new StringBuilder(texts.get(file)).replace(node.getOffset(), node.getEndOffset(), value).toString());
    }

    /** Before the bracket that ends a block. */
    private void insertAtEnd(Path file, INode block, String text) {
        insert(file, block.getEndOffset() - 1, " " + text + " ");
    }

    private void insert(Path file, int at, String text) {
        texts.put(file, new StringBuilder(texts.get(file)).insert(at, text).toString());
    }
}
