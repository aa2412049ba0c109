package org.spikewright.jobs.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.spikewright.common.Finding;
import org.spikewright.common.Severity;
import org.spikewright.language.Language;
import org.spikewright.language.ModelFile;
import org.spikewright.model.chip.Chip;
import org.spikewright.model.chip.Group;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.ListLiteral;
import org.spikewright.model.core.Parameter;
import org.spikewright.model.core.Setting;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.CompareJob;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.job.Variation;

/**
 * A model whose text has other values in some places: those that an exploration could vary, named as there. What may stand
 * there is checked as an exploration's values are.
 */
public final class Overrides {

    private final Path path;
    private final String shownAs;
    private final Map<Path, String> texts;

    private Overrides(ModelFile model, String shownAs) {
        this.path = model.path();
        this.shownAs = shownAs;
        this.texts = new LinkedHashMap<>(model.texts());
    }

    /**
     * A model with other values.
     *
     * @param shownAs the file as the user named it
     * @param values as they are written, by what they are of, for instance {@code Learn.epochs}
     * @throws IllegalArgumentException if there is no such place, or a value cannot stand there; the message says why
     */
    public static ModelFile in(ModelFile model, String shownAs, Map<String, String> values) {
        Overrides overrides = new Overrides(model, shownAs);
        values.forEach(overrides::put);
        return overrides.model();
    }

    private ModelFile model() {
        return new Language().of(path, shownAs, texts);
    }

    private void put(String name, String value) {
        ExploreJob tried = tried(name, value);
        Variation variation = tried.getVariations().getFirst();
        String[] names = name.split("\\.");
        Declaration owner = Variant.owner(tried, names[0]);
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
        model.check().stream().filter(finding -> finding.severity() == Severity.ERROR && finding.location().offset() >= text.length())
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
