package org.spikewright.language;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.formatting2.FormatterRequest;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.formatting2.regionaccess.ITextRegionAccess;
import org.eclipse.xtext.formatting2.regionaccess.TextRegionAccessBuilder;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.spikewright.common.Finding;
import org.spikewright.common.Location;
import org.spikewright.common.Severity;
import org.spikewright.compile.DeclaredDataset;
import org.spikewright.compile.DeclaredJob;
import org.spikewright.compile.DeclaredNetwork;
import org.spikewright.language.variation.Overrides;
import org.spikewright.language.variation.VariedModels;
import org.spikewright.model.core.Declaration;
import org.spikewright.model.core.Model;
import org.spikewright.model.dataset.Dataset;
import org.spikewright.model.job.ExploreJob;
import org.spikewright.model.job.Job;
import org.spikewright.model.network.Network;

/** A file of the language, read and linked: its model, its text and what there is to say about it. */
public final class ModelFile {

    private static final Comparator<Finding> PLACES = Comparator.comparingInt((Finding finding) -> finding.location().line())
            .thenComparingInt(finding -> finding.location().column());

    private final Path path;
    private final String shownAs;
    private final SpikeResource resource;

    ModelFile(Path path, String shownAs, SpikeResource resource) {
        resource.showAs(shownAs);
        this.path = path;
        this.shownAs = shownAs;
        this.resource = resource;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The model; empty if the file has none, not even a broken one. */
    public Optional<Model> model() {
        return resource.getContents().stream().filter(Model.class::isInstance).map(Model.class::cast).findFirst();
    }

    /** What the file declares, in its order; what has no name yet is left out. */
    public List<Contents> contents() {
        return Contents.of(this);
    }

    /** The jobs of the file, in its order. */
    public List<DeclaredJob> jobs() {
        return declared(Job.class).map(DeclaredJob::new).toList();
    }

    /** The networks of the file, in its order. */
    public List<DeclaredNetwork> networks() {
        return declared(Network.class).map(DeclaredNetwork::new).toList();
    }

    /** The data sets of the file, in its order. */
    public List<DeclaredDataset> dataSets() {
        return declared(Dataset.class).map(DeclaredDataset::new).toList();
    }

    private <T> Stream<T> declared(Class<T> kind) {
        return model().stream().flatMap(all -> all.getDeclarations().stream()).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * The same file whose text has another value in some places: those that an exploration can vary.
     *
     * @param values as they are written, by what they are of, as an exploration names it: {@code Learn.epochs}
     * @throws IllegalArgumentException if there is no such place, or a value cannot stand there; the message says why
     */
    public ModelFile with(Map<String, String> values) {
        return values.isEmpty() ? this : new Overrides(path, shownAs, texts()).with(values);
    }

    /**
     * The same file whose text has the values that a trial of an exploration has.
     *
     * @param exploration its name
     * @param choice for each thing that it varies, which of the values
     */
    public ModelFile trial(String exploration, int[] choice) {
        return new Overrides(path, shownAs, texts()).trial(exploration, choice);
    }

    /** The file's text. */
    public String text() {
        return resource.getParseResult().getRootNode().getText();
    }

    /** The texts that the model is made of: the file's own and those of the files beside it that it can name, by their files. */
    public Map<Path, String> texts() {
        Map<Path, String> texts = new LinkedHashMap<>(Map.of(path, text()));
        for (Resource other : resource.getResourceSet().getResources()) {
            if (other != resource && other instanceof XtextResource neighbour && other.getURI().isFile()) {
                texts.put(Path.of(other.getURI().toFileString()), neighbour.getParseResult().getRootNode().getText());
            }
        }
        return texts;
    }

    /** The file's text in the usual layout; as it is if it has syntax errors. */
    public String formatted() {
        if (resource.getContents().isEmpty() || resource.getParseResult().hasSyntaxErrors()) {
            return text();
        }
        IResourceServiceProvider services = resource.getResourceServiceProvider();
        ITextRegionAccess regions = services.get(TextRegionAccessBuilder.class).forNodeModel(resource).create();
        FormatterRequest request = services.get(FormatterRequest.class).setTextRegionAccess(regions);
        return regions.getRewriter().renderToString(services.get(IFormatter2.class).format(request));
    }

    /** Checks everything that can be checked without a run, the values of its explorations one by one too, in the order of the lines. */
    public List<Finding> check() {
        return withVaried(asItStands(), declared(ExploreJob.class).toList());
    }

    /** What is found while typing: all but what the values of explorations bring about. */
    private List<Finding> asItStands() {
        IResourceValidator validator = resource.getResourceServiceProvider().getResourceValidator();
        List<Finding> findings = new ArrayList<>();
        for (Issue issue : validator.validate(resource, CheckMode.ALL, CancelIndicator.NullImpl)) {
            Location location = new Location(shownAs, orOne(issue.getLineNumber()), orOne(issue.getColumn()),
                    issue.getOffset() == null ? 0 : issue.getOffset(), issue.getLength() == null ? 0 : issue.getLength());
            findings.add(new Finding(issue.getCode(), severity(issue), issue.getMessage(), location));
        }
        findings.sort(PLACES);
        return findings;
    }

    /**
     * What is found in declarations of this file and in all that they name, be it through others; and what is found outside of any
     * declaration, which may concern all. What is found in the whole file where nothing is named, or something that it does not declare.
     *
     * @param names of declarations
     */
    public List<Finding> checkOnly(Collection<String> names) {
        List<Declaration> named = named(names);
        return named.isEmpty() ? check() : withVaried(concerning(named, asItStands()),
                needed(named).stream().filter(ExploreJob.class::isInstance).map(ExploreJob.class::cast).filter(job -> job.eResource() == resource).toList());
    }

    /** The same, without the values of explorations. */
    public List<Finding> asItStands(Collection<String> names) {
        List<Declaration> named = named(names);
        return named.isEmpty() ? asItStands() : concerning(named, asItStands());
    }

    /** The declarations of these names; none if one is missing. */
    private List<Declaration> named(Collection<String> names) {
        List<Declaration> named = declared(Declaration.class).filter(one -> names.contains(one.getName())).toList();
        return named.size() < names.size() ? List.of() : named;
    }

    private List<Finding> withVaried(List<Finding> findings, List<ExploreJob> explorations) {
        if (explorations.isEmpty() || findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            return findings; // of a model that is wrong, others cannot be told from it
        }
        List<Finding> all = new ArrayList<>(findings);
        VariedModels varied = new VariedModels(this, shownAs);
        explorations.forEach(exploration -> all.addAll(varied.findings(exploration)));
        all.sort(PLACES);
        return all;
    }

    private List<Finding> concerning(List<Declaration> declarations, List<Finding> findings) {
        Set<EObject> needed = needed(declarations);
        List<EObject> others = model().stream().flatMap(all -> all.getDeclarations().stream()).<EObject>map(one -> one)
                .filter(one -> !needed.contains(one)).toList();
        return findings.stream().filter(finding -> others.stream().noneMatch(other -> holds(other, finding.location()))).toList();
    }

    /** Declarations and all that they name. */
    private static Set<EObject> needed(List<Declaration> declarations) {
        Set<EObject> needed = new LinkedHashSet<>();
        Deque<EObject> open = new ArrayDeque<>(declarations);
        while (!open.isEmpty()) {
            EObject declaration = open.pop();
            if (needed.add(declaration)) {
                for (Iterator<EObject> parts = EcoreUtil.getAllProperContents(List.of(declaration), false); parts.hasNext();) {
                    for (EObject named : parts.next().eCrossReferences()) {
                        Optional.ofNullable(EcoreUtil2.getContainerOfType(named, Declaration.class)).ifPresent(open::add);
                    }
                }
                declaration.eCrossReferences().forEach(named -> Optional.ofNullable(EcoreUtil2.getContainerOfType(named, Declaration.class))
                        .ifPresent(open::add));
            }
        }
        return needed;
    }

    private static boolean holds(EObject declaration, Location place) {
        INode node = NodeModelUtils.getNode(declaration);
        return node != null && node.getOffset() <= place.offset() && place.offset() < node.getEndOffset();
    }

    private static int orOne(Integer position) {
        return position == null ? 1 : position;
    }

    private static Severity severity(Issue issue) {
        return switch (issue.getSeverity()) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            default -> Severity.INFO;
        };
    }

    /** Where an element of the model stands in the text. */
    public Location location(EObject element) {
        return element.eResource() == resource ? resource.location(element) : Location.of(shownAs);
    }
}
