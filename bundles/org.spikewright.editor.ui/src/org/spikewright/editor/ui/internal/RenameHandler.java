package org.spikewright.editor.ui.internal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;

/** Gives another name to what the name at the caret means, wherever it stands. */
public final class RenameHandler extends AbstractHandler {

    private static final long PATIENCE = 10_000;
    private static final String TITLE = "Rename";

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection caret) {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            session.identifier(document).ifPresent(id -> rename(HandlerUtil.getActiveShell(event), document, id, caret.getOffset()));
        }
        return null;
    }

    private void rename(Shell shell, IDocument document, TextDocumentIdentifier id, int offset) {
        IRegion word = Positions.name(document, offset);
        String name = document.get().substring(word.getOffset(), word.getOffset() + word.getLength());
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
