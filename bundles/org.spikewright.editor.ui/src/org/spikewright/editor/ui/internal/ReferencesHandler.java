package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;

/** Lists where the name at the caret stands, in all files, and goes to the place that is chosen. */
public final class ReferencesHandler extends AbstractHandler {

    private static final long PATIENCE = 10_000;

    private final LanguageSession session = PlatformUI.getWorkbench().getService(LanguageSession.class);

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor
                && editor.getSelectionProvider().getSelection() instanceof ITextSelection caret) {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            list(HandlerUtil.getActiveShell(event), document, caret.getOffset());
        }
        return null;
    }

    private void list(Shell shell, IDocument document, int offset) {
        IRegion word = Positions.name(document, offset);
        String name = document.get().substring(word.getOffset(), word.getOffset() + word.getLength());
        Optional<List<? extends Location>> found = session.ask(document, PATIENCE, id -> server -> server
                .references(new ReferenceParams(id, Positions.position(document, offset), new ReferenceContext(true))));
        if (found.isEmpty() || found.get().isEmpty()) {
            MessageDialog.openInformation(shell, "References", "Nothing is known by the name at the caret. Put it into the name of a neuron,"
                    + " a network, a parameter or anything else that is declared.");
            return;
        }
        ElementListSelectionDialog dialog = new ElementListSelectionDialog(shell,
                LabelProvider.createTextProvider(place -> Locations.described((Location) place, session)));
        dialog.setTitle("References");
        dialog.setMessage("'" + name + "' stands in these places (* and ? as wildcards):");
        dialog.setElements(found.get().toArray());
        dialog.setSize(110, 20);
        dialog.setMultipleSelection(false);
        if (dialog.open() == Window.OK) {
            Locations.open((Location) dialog.getFirstResult());
        }
    }
}
