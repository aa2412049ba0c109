package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRewriteTarget;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.AbstractTextEditor;

/** Lays out the model of the active editor; one undo takes it back. */
public final class FormatHandler extends AbstractHandler {

    private static final long PATIENCE = 5000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof AbstractTextEditor editor && editor.validateEditorInputState()) {
            format(editor, editor.getDocumentProvider().getDocument(editor.getEditorInput()));
        }
        return null;
    }

    private void format(AbstractTextEditor editor, IDocument document) {
        Optional<Answer<List<? extends TextEdit>>> changes = session.ask(document, PATIENCE, (server, name, _) -> server
                .formatting(new DocumentFormattingParams(name, new FormattingOptions(4, false))));
        if (changes.isEmpty() || changes.get().value().isEmpty()) {
            return;
        }
        IRewriteTarget target = editor.getAdapter(IRewriteTarget.class);
        target.beginCompoundChange();
        try {
            new Edits(document, changes.get().text().get(), changes.get().value()).apply();
        } finally {
            target.endCompoundChange();
        }
    }
}
