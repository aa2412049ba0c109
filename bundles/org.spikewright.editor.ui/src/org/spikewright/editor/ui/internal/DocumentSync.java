package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jface.text.Document;
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

/**
 * Keeps the server's copy of one document the same as the editor's, from its opening to its closing. Changes are made on the user
 * interface's thread and questions asked on any; so that they are about the same text as the answer, they are asked about a copy.
 */
final class DocumentSync implements IDocumentListener {

    private final IDocument document;
    private final String uri;
    private final TextDocumentService server;
    private Range replaced;
    private int version = 1;
    private String text;
    /** The text as a document, made when it is asked about. */
    private IDocument copy;
    private Prepared prepared;

    DocumentSync(IDocument document, String uri, TextDocumentService server) {
        this.document = document;
        this.uri = uri;
        this.server = server;
        this.text = document.get();
        server.didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "spike", version, text)));
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
    public synchronized void documentChanged(DocumentEvent event) {
        version++;
        text = document.get();
        copy = null;
        prepared = null;
        server.didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(uri, version),
                List.of(new TextDocumentContentChangeEvent(replaced, event.getText()))));
    }

    /** What the document holds, as one that does not change. */
    synchronized IDocument text() {
        if (copy == null) {
            copy = new Document(text);
        }
        return copy;
    }

    /** Asks the server before the document can change. */
    synchronized <T> CompletableFuture<Answer<T>> ask(Question<T> question) {
        IDocument asked = text();
        CompletableFuture<T> answer = question.ask(server, new TextDocumentIdentifier(uri), asked);
        CompletableFuture<Answer<T>> result = answer.thenApply(value -> new Answer<>(value, asked));
        result.whenComplete((_, _) -> {
            if (result.isCancelled()) {
                answer.cancel(true);
            }
        });
        return result;
    }

    /** Keeps proposals for as long as the text is theirs. */
    synchronized void prepare(Prepared proposals) {
        prepared = proposals;
    }

    /** The proposals that are there for a place already. */
    synchronized Optional<Prepared> prepared(int caret) {
        return Optional.ofNullable(prepared).filter(proposals -> proposals.text() == copy && proposals.caret() == caret);
    }

    /** Whether the document still holds that text, which somebody has asked about. */
    synchronized boolean holds(IDocument asked) {
        return copy == asked;
    }

    void close() {
        document.removeDocumentListener(this);
        server.didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
    }
}
