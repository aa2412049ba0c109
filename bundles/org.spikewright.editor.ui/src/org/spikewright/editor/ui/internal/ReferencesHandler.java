package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;

/** Lists where the name at the caret stands, in all files, and goes to the place that is chosen. */
public final class ReferencesHandler extends CaretHandler {

    @Override
    void execute(Shell shell, IDocument document, TextDocumentIdentifier id, int offset, String name) {
        List<? extends Location> found = session.ask(document, PATIENCE, (server, _, text) -> server
                .references(new ReferenceParams(id, Positions.position(text, offset), new ReferenceContext(true))))
                .<List<? extends Location>>map(Answer::value).orElse(List.of());
        if (found.isEmpty()) {
            MessageDialog.openInformation(shell, "References", "Nothing is known by the name at the caret. Put it into the name of a neuron,"
                    + " a network, a parameter or anything else that is declared.");
            return;
        }
        ElementListSelectionDialog dialog = new ElementListSelectionDialog(shell,
                LabelProvider.createTextProvider(place -> Locations.described((Location) place, session)));
        dialog.setTitle("References");
        dialog.setMessage("'" + name + "' stands in these places (* and ? as wildcards):");
        dialog.setElements(found.toArray());
        dialog.setSize(110, 20);
        dialog.setMultipleSelection(false);
        if (dialog.open() == Window.OK) {
            Locations.open((Location) dialog.getFirstResult());
        }
    }
}
