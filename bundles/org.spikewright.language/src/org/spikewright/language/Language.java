package org.spikewright.language;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.spikewright.language.library.Library;

/** The language for those who read files without an editor. */
public final class Language {

    private final IResourceServiceProvider services = services();

    /**
     * The language with its library.
     *
     * @throws UnreadableModelException if a bundle contributes what cannot be
     */
    public Language() {
        services.get(Library.class).declarations();
    }

    /**
     * Reads a file, together with the files in its folder that it can name.
     *
     * @param path the file
     * @param shownAs the file as the user named it
     * @throws UnreadableModelException if it is missing, no file, or no text
     */
    public ModelFile read(Path path, String shownAs) {
        ResourceSet resources = services.get(XtextResourceSet.class);
        try {
            String text = ModelTexts.read(path, shownAs);
            SpikeResource resource = load(resources, path, text);
            for (Map.Entry<Path, String> neighbour : ModelTexts.beside(path, text).entrySet()) {
                load(resources, neighbour.getKey(), neighbour.getValue());
            }
            return new ModelFile(path, shownAs, resource);
        } catch (CharacterCodingException _) {
            throw new UnreadableModelException(shownAs + " is not a text file; a model is UTF-8 text that ends in " + ModelTexts.EXTENSION);
        } catch (IOException e) {
            throw new UnreadableModelException(shownAs + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * A file made of texts in memory, whatever the files are: for those who change a model, or have its texts from elsewhere.
     *
     * @param path the file
     * @param shownAs the file as the user named it
     * @param texts by their files: that of the file, and those of files beside it that it can name
     */
    public ModelFile of(Path path, String shownAs, Map<Path, String> texts) {
        ResourceSet resources = services.get(XtextResourceSet.class);
        try {
            SpikeResource own = load(resources, path, texts.get(path));
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                if (!text.getKey().equals(path)) {
                    load(resources, text.getKey(), text.getValue());
                }
            }
            return new ModelFile(path, shownAs, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // texts in memory are read
        }
    }

    /** The language as it is registered already, for instance with its editor services; else it is registered now. */
    private static IResourceServiceProvider services() {
        Map<String, Object> registered = IResourceServiceProvider.Registry.INSTANCE.getExtensionToFactoryMap();
        synchronized (registered) {
            if (!registered.containsKey(ModelTexts.EXTENSION.substring(1))) {
                SpikeStandaloneSetup.doSetup();
            }
            return (IResourceServiceProvider) registered.get(ModelTexts.EXTENSION.substring(1));
        }
    }

    private static SpikeResource load(ResourceSet resources, Path path, String text) throws IOException {
        String extended = path.toString().endsWith(ModelTexts.EXTENSION) ? path.toString() : path + ModelTexts.EXTENSION;
        SpikeResource resource = (SpikeResource) resources.createResource(URI.createFileURI(extended));
        resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Map.of(XtextResource.OPTION_ENCODING, StandardCharsets.UTF_8.name()));
        return resource;
    }
}
