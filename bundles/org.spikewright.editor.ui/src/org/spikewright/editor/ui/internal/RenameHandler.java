package org.spikewright.editor.ui.internal;

import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.ltk.ui.refactoring.RefactoringWizardOpenOperation;
import org.eclipse.swt.widgets.Shell;

/** Gives another name to what the name at the caret means, wherever it stands. */
public final class RenameHandler extends CaretHandler {

    @Override
    void execute(Shell shell, IDocument document, TextDocumentIdentifier id, int offset, String name) {
        if (name.isEmpty()) {
            return;
        }
        try {
            new RefactoringWizardOpenOperation(new RenameWizard(new Renaming(session, id, document, offset, name))).run(shell, "Rename");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
