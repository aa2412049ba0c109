package org.spikewright.language;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.spikewright.common.TextFile;
import org.spikewright.model.core.Model;

/** The language for those who read files without an editor. */
public final class Language {

    private static final String EXTENSION = ".spike";

    private final IResourceServiceProvider services = services();

    /**
     * Reads a file, together with the files in its folder that it may import from.
     *
     * @param path the file
     * @param shownAs the file as the user named it
     * @throws UnreadableModelException if it is missing, no file, or no text
     */
    public ModelFile read(Path path, String shownAs) {
        if (!Files.exists(path)) {
            throw new UnreadableModelException(shownAs + " does not exist; check the name and the folder");
        }
        if (Files.isDirectory(path)) {
            throw new UnreadableModelException(shownAs + " is a folder; name a .spike file in it");
        }
        ResourceSet resources = services.get(XtextResourceSet.class);
        try {
            XtextResource resource = load(resources, path);
            if (!imports(resource).isEmpty()) {
                for (Path neighbour : neighbours(path)) {
                    load(resources, neighbour);
                }
            }
            return new ModelFile(path, shownAs, resource);
        } catch (CharacterCodingException _) {
            throw new UnreadableModelException(shownAs + " is not a text file; a model is UTF-8 text that ends in " + EXTENSION);
        } catch (IOException e) {
            throw new UnreadableModelException(shownAs + " cannot be read: " + e.getMessage());
        }
    }

    /** The language as it is registered already, for instance with its editor services; else it is registered now. */
    private static IResourceServiceProvider services() {
        Map<String, Object> registered = IResourceServiceProvider.Registry.INSTANCE.getExtensionToFactoryMap();
        synchronized (registered) {
            if (!registered.containsKey(EXTENSION.substring(1))) {
                SpikeStandaloneSetup.doSetup();
            }
            return (IResourceServiceProvider) registered.get(EXTENSION.substring(1));
        }
    }

    private static XtextResource load(ResourceSet resources, Path path) throws IOException {
        String text = TextFile.read(path);
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        String extended = path.toString().endsWith(EXTENSION) ? path.toString() : path + EXTENSION;
        XtextResource resource = (XtextResource) resources.createResource(URI.createFileURI(extended));
        resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Map.of(XtextResource.OPTION_ENCODING, StandardCharsets.UTF_8.name()));
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
