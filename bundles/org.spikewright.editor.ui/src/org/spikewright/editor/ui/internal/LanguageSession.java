package org.spikewright.editor.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.FoldingRangeCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.ui.PlatformUI;
import org.spikewright.language.UnreadableModelException;
import org.spikewright.language.server.LanguageServices;

/** The workbench's connection to the language server in its own process. Until it has started, every question has no answer. */
public final class LanguageSession {

    private final Documents documents = new Documents(this);
    private volatile LanguageServer server;
    private volatile List<String> kindsOfTokens = List.of();

    /** Starts the server, tells it of all models, and keeps it up to date; takes about a second. */
    void start() {
        try {
            start(new LanguageServices());
        } catch (UnreadableModelException e) {
            ILog.of(LanguageSession.class).error("The language server did not start: " + e.getMessage() + ".", e);
        }
    }

    private void start(LanguageServices services) {
        DiagnosticMarkers markers = new DiagnosticMarkers(documents);
        LanguageServer started = services.connect(new MarkingClient(markers));
        Optional<InitializeResult> abilities = await(started.initialize(parameters()), 60_000);
        if (abilities.isEmpty()) {
            ILog.of(LanguageSession.class).error("The language server did not start; models are not checked while they are typed.");
            return;
        }
        started.initialized(new InitializedParams());
        kindsOfTokens = abilities.get().getCapabilities().getSemanticTokensProvider().getLegend().getTokenTypes();
        server = started;
        ModelFolders folders = new ModelFolders(started);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(folders, IResourceChangeEvent.POST_CHANGE);
        folders.refresh();
        PlatformUI.getWorkbench().getDisplay().asyncExec(() -> documents.follow(FileBuffers.getTextFileBufferManager()));
    }

    private static InitializeParams parameters() {
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setWorkspaceFolders(true);
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setDocumentSymbol(new DocumentSymbolCapabilities());
        text.getDocumentSymbol().setHierarchicalDocumentSymbolSupport(true);
        text.setFoldingRange(new FoldingRangeCapabilities());
        InitializeParams parameters = new InitializeParams();
        parameters.setCapabilities(new ClientCapabilities(workspace, text, null, null));
        parameters.setWorkspaceFolders(List.of());
        return parameters;
    }

    /** The server, once it has started. */
    LanguageServer server() {
        return server;
    }

    /** The kind of a token, which the server says as a number. */
    String kindOfToken(int number) {
        return kindsOfTokens.get(number);
    }

    /** How the server calls a document; empty for documents that are no models of the workspace. */
    Optional<TextDocumentIdentifier> identifier(IDocument document) {
        return documents.uri(document).map(TextDocumentIdentifier::new);
    }

    /** The document that the server calls so, if it is open. */
    Optional<IDocument> document(String uri) {
        return documents.document(uri);
    }

    /**
     * Asks the server about a document.
     *
     * @param patience milliseconds to wait at most
     * @return the answer; empty if there is none in time, or if the text changed while the server thought
     */
    <T> Optional<Answer<T>> ask(IDocument document, long patience, Question<T> question) {
        return documents.sync(document).flatMap(sync -> await(sync.ask(question), patience)).filter(answer -> answer.value() != null);
    }

    /** Asks the server about a document, again if a change came between; the answer is empty if the server is not there. */
    <T> CompletableFuture<Optional<Answer<T>>> askLater(IDocument document, Question<T> question) {
        Optional<CompletableFuture<Answer<T>>> asked = documents.sync(document).map(sync -> sync.ask(question));
        return asked.map(answer -> answer.handle((found, failure) -> isOvertaken(document, found, failure) ? askLater(document, question)
                : CompletableFuture.completedFuture(Optional.ofNullable(failure == null ? found : unanswered(failure))))
                .thenCompose(Function.identity())).orElse(CompletableFuture.completedFuture(Optional.empty()));
    }

    private <T> boolean isOvertaken(IDocument document, Answer<T> answer, Throwable failure) {
        return failure == null ? !isAbout(document, answer)
                : failure instanceof CancellationException || failure.getCause() instanceof CancellationException;
    }

    /** Keeps proposals for the moment when the editor asks for them. */
    void prepare(IDocument document, Prepared proposals) {
        documents.sync(document).ifPresent(sync -> sync.prepare(proposals));
    }

    /** What may stand at a place, from what was prepared or from the server. */
    Optional<Answer<List<CompletionItem>>> proposals(IDocument document, int caret, long patience) {
        Optional<Prepared> prepared = documents.sync(document).flatMap(sync -> sync.prepared(caret));
        return prepared.isPresent() ? prepared.map(proposals -> new Answer<>(proposals.items(), proposals.text()))
                : ask(document, patience, (server, name, text) -> server.completion(new CompletionParams(name, Positions.position(text, caret))))
                        .map(answer -> new Answer<>(Completion.items(answer.value()), answer.text()));
    }

    /** Whether an answer is about what a document holds now; on the user interface's thread it stays so until that does something else. */
    boolean isAbout(IDocument document, Answer<?> answer) {
        return documents.sync(document).filter(sync -> sync.holds(answer.text())).isPresent();
    }

    private static <T> T unanswered(Throwable failure) {
        ILog.of(LanguageSession.class).error("The language server failed to answer.", failure);
        return null;
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, long patience) {
        try {
            return Optional.ofNullable(future.get(patience, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            future.cancel(true);
        } catch (TimeoutException | CancellationException _) {
            future.cancel(true);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof CancellationException)) {
                unanswered(e.getCause());
            }
        }
        return Optional.empty();
    }
}
