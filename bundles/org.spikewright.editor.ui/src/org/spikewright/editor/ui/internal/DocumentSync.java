package org.spikewright.editor.ui.internal;

import java.util.List;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/** Keeps the server's copy of one document the same as the editor's, from its opening to its closing. */
final class DocumentSync implements IDocumentListener {

    private final IDocument document;
    private final String uri;
    private final TextDocumentService server;
    private Range replaced;
    private int version = 1;

    DocumentSync(IDocument document, String uri, TextDocumentService server) {
        this.document = document;
        this.uri = uri;
        this.server = server;
        server.didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "spike", version, document.get())));
        document.addDocumentListener(this);
    }

    String uri() {
        return uri;
    }

    IDocument document() {
        return document;
    }

    /** The range is one of the text before the change, so it is taken before. */
    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        replaced = Positions.range(document, event.getOffset(), event.getLength());
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        version++;
        server.didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(uri, version),
                List.of(new TextDocumentContentChangeEvent(replaced, event.getText()))));
    }

    void close() {
        document.removeDocumentListener(this);
        server.didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
    }
}
