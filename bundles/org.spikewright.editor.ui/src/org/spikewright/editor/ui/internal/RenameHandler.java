package org.spikewright.editor.ui.internal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.statushandlers.StatusManager;

/** Gives another name to what the name at the caret means, wherever it stands. */
public final class RenameHandler extends CaretHandler {

    private static final String TITLE = "Rename";

    @Override
    void execute(Shell shell, IDocument document, TextDocumentIdentifier id, int offset, String name) {
        InputDialog dialog = new InputDialog(shell, TITLE, "New name of '" + name + "', in all files:", name, null);
        if (name.isEmpty() || dialog.open() != Window.OK || dialog.getValue().equals(name)) {
            return;
        }
        try {
            WorkspaceEdit changes = session.server().getTextDocumentService()
                    .rename(new RenameParams(id, Positions.position(document, offset), dialog.getValue().strip())).get(PATIENCE, TimeUnit.MILLISECONDS);
            new FileEdits(session).apply(changes);
        } catch (ExecutionException e) {
            MessageDialog.openError(shell, TITLE, Optional.ofNullable(e.getCause().getMessage()).orElse("the server gave no reason"));
        } catch (TimeoutException _) {
            MessageDialog.openError(shell, TITLE, "The language server did not answer; try again in a moment.");
        } catch (CoreException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
