package org.spikewright.compile;

import java.nio.file.Path;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;

/** Where the files lie that a model names. */
final class ModelFolder {

    private ModelFolder() {
    }

    /** The folder of the model that an element is of; the current one where it is in no file. */
    static Path of(EObject element) {
        URI model = element.eResource() == null ? null : element.eResource().getURI();
        Path folder = model == null || !model.isFile() ? null : Path.of(model.toFileString()).getParent();
        return folder == null ? Path.of("") : folder;
    }
}
