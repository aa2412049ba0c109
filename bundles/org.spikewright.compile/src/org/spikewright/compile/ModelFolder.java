package org.spikewright.compile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;

/** Where the files lie that a model names. */
final class ModelFolder {

    private ModelFolder() {
    }

    /** The folder of the model that an element is of; the current one where it is in no file, or in one that no file system can hold. */
    static Path of(EObject element) {
        URI model = element.eResource() == null ? null : element.eResource().getURI();
        Path folder = model == null || !model.isFile() ? null : folder(model);
        return folder == null ? Path.of("") : folder;
    }

    private static Path folder(URI model) {
        try {
            return Path.of(model.toFileString()).getParent();
        } catch (InvalidPathException _) {
            return null; // an editor may show a text under any name
        }
    }
}
