package org.spikewright.language;

import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.spikewright.language.library.Library;
import org.spikewright.model.core.Model;

/** The language for those who read files without an editor. */
public final class Language {

    private static final String EXTENSION = ".spike";

    private final Injector injector = new SpikeStandaloneSetup().createInjectorAndDoEMFRegistration();

    /**
     * Reads a file, together with the files in its folder that it may import from.
     *
     * @param path the file
     * @param shownAs the file as the user named it
     * @throws UncheckedIOException if it cannot be read
     */
    public ModelFile read(Path path, String shownAs) {
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
}
