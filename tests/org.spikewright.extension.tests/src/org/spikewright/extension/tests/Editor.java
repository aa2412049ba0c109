package org.spikewright.extension.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.spikewright.language.server.LanguageServices;

/** An editor of one file; a caret in it is written as {@code |}. */
final class Editor implements LanguageClient {

    private final Path folder;
    private final LanguageServer server = new LanguageServices().connect(this);
    private final Map<String, List<Diagnostic>> diagnostics = new ConcurrentHashMap<>();

    Editor(Path folder) throws Exception {
        this.folder = folder;
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setDocumentSymbol(new DocumentSymbolCapabilities());
        text.getDocumentSymbol().setHierarchicalDocumentSymbolSupport(true);
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new ClientCapabilities(new WorkspaceClientCapabilities(), text, null, null));
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "models")));
        answer(server.initialize(params));
        server.initialized(new InitializedParams());
    }

    /** What the server says of a file that is opened, as {@code LINE: CODE: SENTENCE}. */
    List<String> open(Path file, String text) throws Exception {
        server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "spike", 1, text.replace("|", ""))));
        answer(server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(uri(file)))));
        return diagnostics.getOrDefault(uri(file), List.of()).stream().map(one -> (one.getRange().getStart().getLine() + 1) + ": "
                + one.getCode().getLeft() + ": " + one.getMessage().getLeft()).sorted().toList();
    }

    List<CompletionItem> complete(String text) throws Exception {
        return answer(server.getTextDocumentService().completion(new CompletionParams(opened("complete.spike", text), caret(text)))).getRight()
                .getItems();
    }

    String hover(String text) throws Exception {
        return answer(server.getTextDocumentService().hover(new HoverParams(opened("hover.spike", text), caret(text)))).getContents().getRight()
                .getValue();
    }

    Location definition(String text) throws Exception {
        return answer(server.getTextDocumentService().definition(new DefinitionParams(opened("definition.spike", text), caret(text)))).getLeft()
                .getFirst();
    }

    void rename(String text, String name) throws Exception {
        answer(server.getTextDocumentService().rename(new RenameParams(opened("rename.spike", text), caret(text), name)));
    }

    private TextDocumentIdentifier opened(String file, String text) throws Exception {
        open(folder.resolve(file), text);
        return new TextDocumentIdentifier(uri(folder.resolve(file)));
    }

    private static String uri(Path file) {
        return file.toUri().toString();
    }

    private static Position caret(String text) {
        String before = text.substring(0, text.indexOf('|'));
        return new Position((int) before.chars().filter(c -> c == '\n').count(), before.length() - before.lastIndexOf('\n') - 1);
    }

    private static <T> T answer(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
        diagnostics.put(params.getUri(), params.getDiagnostics());
    }

    @Override
    public void telemetryEvent(Object object) {
        // the server sends none
    }

    @Override
    public void showMessage(MessageParams message) {
        throw new AssertionError(message.getMessage());
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
        throw new AssertionError(params.getMessage());
    }

    @Override
    public void logMessage(MessageParams message) {
        throw new AssertionError(message.getMessage());
    }
}
