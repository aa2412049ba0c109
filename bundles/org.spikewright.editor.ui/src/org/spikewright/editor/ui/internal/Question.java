package org.spikewright.editor.ui.internal;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/** A question about a document as it is at one moment, whatever is typed into it meanwhile. */
@FunctionalInterface
interface Question<T> {

    /**
     * Asks it.
     *
     * @param name how the server calls the document
     * @param text what it holds, for good; places are counted in this
     */
    CompletableFuture<T> ask(TextDocumentService server, TextDocumentIdentifier name, IDocument text);
}
