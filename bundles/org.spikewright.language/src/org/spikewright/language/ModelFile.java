package org.spikewright.language;

import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.spikewright.common.Finding;
import org.spikewright.common.Location;
import org.spikewright.common.Severity;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.Model;

/** A file of the language, read and linked: its model, its text and what there is to say about it. */
public final class ModelFile {

    private static final String EXTENSION = ".spike";

    private final Path path;
    private final String shownAs;
    private final XtextResource resource;

    private ModelFile(Path path, String shownAs, XtextResource resource) {
        this.path = path;
        this.shownAs = shownAs;
        this.resource = resource;
    }

    /**
     * Reads a file, together with the files in its folder that it may import from.
     *
     * @param path the file
     * @param shownAs the file as the user named it
     * @throws UncheckedIOException if it cannot be read
     */
    public static ModelFile read(Path path, String shownAs) {
        Injector injector = new SpikeStandaloneSetup().createInjectorAndDoEMFRegistration();
        ResourceSet resources = injector.getInstance(XtextResourceSet.class);
        Library.in(resources);
        try {
            XtextResource resource = load(resources, path);
            if (!imports(resource).isEmpty()) {
                for (Path neighbour : neighbours(path)) {
                    load(resources, neighbour);
                }
            }
            return new ModelFile(path, shownAs, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XtextResource load(ResourceSet resources, Path path) throws IOException {
        XtextResource resource = (XtextResource) resources.createResource(URI.createFileURI(path.toString()));
        try (var stream = Files.newInputStream(path)) {
            resource.load(stream, resources.getLoadOptions());
        }
        return resource;
    }

    /** What the file imports that is not of the standard library. */
    private static List<String> imports(XtextResource resource) {
        return resource.getContents().stream().filter(Model.class::isInstance)
                .flatMap(model -> ((Model) model).getImports().stream())
                .map(imported -> imported.getImportedNamespace())
                .filter(namespace -> namespace != null && !namespace.startsWith("std.")).toList();
    }

    private static List<Path> neighbours(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION) && !file.equals(path)).sorted().toList();
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The model; empty if the file has none, not even a broken one. */
    public Optional<Model> model() {
        return resource.getContents().stream().filter(Model.class::isInstance).map(Model.class::cast).findFirst();
    }

    /** The file's text. */
    public String text() {
        return resource.getParseResult().getRootNode().getText();
    }

    /** Checks everything that can be checked without a run, in the order of the lines. */
    public List<Finding> check() {
        IResourceValidator validator = resource.getResourceServiceProvider().getResourceValidator();
        List<Finding> findings = new ArrayList<>();
        for (Issue issue : validator.validate(resource, CheckMode.ALL, CancelIndicator.NullImpl)) {
            Location location = new Location(shownAs, orOne(issue.getLineNumber()), orOne(issue.getColumn()),
                    issue.getOffset() == null ? 0 : issue.getOffset(), issue.getLength() == null ? 0 : issue.getLength());
            findings.add(new Finding(issue.getCode(), severity(issue), issue.getMessage(), location));
        }
        findings.sort(Comparator.comparingInt((Finding finding) -> finding.location().line())
                .thenComparingInt(finding -> finding.location().column()));
        return findings;
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
        INode node = NodeModelUtils.findActualNodeFor(element);
        if (node == null || element.eResource() != resource) {
            return Location.of(shownAs);
        }
        var position = NodeModelUtils.getLineAndColumn(node, node.getOffset());
        return new Location(shownAs, position.getLine(), position.getColumn(), node.getOffset(), node.getLength());
    }
}
