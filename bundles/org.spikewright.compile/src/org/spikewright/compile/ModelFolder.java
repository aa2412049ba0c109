package org.spikewright.compile;

import java.nio.file.Path;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;

/** Where the files lie that a model names. */
final class ModelFolder {

    private ModelFolder() {
    }

    /** A file whose name is relative to that of the model which an element is of. */
    static Path resolve(String name, EObject element) {
        URI model = element.eResource() == null ? null : element.eResource().getURI();
        Path given = Path.of(name);
        return given.isAbsolute() || model == null || !model.isFile() ? given : Path.of(model.toFileString()).resolveSibling(given);
    }
}
