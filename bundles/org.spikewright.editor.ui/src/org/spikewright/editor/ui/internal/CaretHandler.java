package org.spikewright.editor.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;

/** Does something with the name at the caret of the active editor. */
abstract class CaretHandler extends AbstractHandler {

    /** Milliseconds to wait for the server. */
    static final long PATIENCE = 10_000;

    final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public final Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection caret) {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            IRegion word = Positions.name(document, caret.getOffset());
            String name = document.get().substring(word.getOffset(), word.getOffset() + word.getLength());
            session.identifier(document).ifPresent(id -> execute(HandlerUtil.getActiveShell(event), document, id, caret.getOffset(), name));
        }
        return null;
    }

    /**
     * Does it.
     *
     * @param id how the server calls the document
     * @param name the word around the caret; empty if there is none
     */
    abstract void execute(Shell shell, IDocument document, TextDocumentIdentifier id, int offset, String name);
}
