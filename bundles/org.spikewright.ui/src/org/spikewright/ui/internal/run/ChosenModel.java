package org.spikewright.ui.internal.run;

import java.util.Optional;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;

/** The model that a command is about: the selected file, else the one in the editor. */
final class ChosenModel {

    private static final String EXTENSION = "spike";

    private ChosenModel() {
    }

    static Optional<IFile> in(IWorkbenchPage page) {
        return selected(page.getSelection()).or(() -> edited(page.getActiveEditor())).filter(file -> EXTENSION.equals(file.getFileExtension()));
    }

    private static Optional<IFile> selected(ISelection selection) {
        return selection instanceof IStructuredSelection structured
                ? Optional.ofNullable(Adapters.adapt(structured.getFirstElement(), IFile.class))
                        .filter(file -> EXTENSION.equals(file.getFileExtension()))
                : Optional.empty();
    }

    private static Optional<IFile> edited(IEditorPart editor) {
        return editor == null ? Optional.empty() : Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), IFile.class));
    }
}
