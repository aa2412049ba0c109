package org.spikewright.language.server.tests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FoldingRangeCapabilities;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.spikewright.language.server.LanguageServices;

/** An editor without a window: one folder, and a caret that tests write as {@code |}. */
final class Editor implements LanguageClient {

    private final Path folder;
    private final LanguageServer server;
    private final ServerCapabilities capabilities;
    private final Map<String, List<Diagnostic>> diagnostics = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private int version;

    Editor(Path folder) throws Exception {
        this.folder = folder;
        server = new LanguageServices().connect(this);
        WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
        workspace.setWorkspaceFolders(true);
        TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
        text.setDocumentSymbol(new DocumentSymbolCapabilities());
        text.getDocumentSymbol().setHierarchicalDocumentSymbolSupport(true);
        InitializeParams params = new InitializeParams();
        params.setCapabilities(new ClientCapabilities(workspace, text, null, null));
        params.setWorkspaceFolders(List.of(workspaceFolder(folder)));
        text.setFoldingRange(new FoldingRangeCapabilities());
        capabilities = answer(server.initialize(params)).getCapabilities();
        server.initialized(new InitializedParams());
    }

    /** Opens a file, of which the folder need not have a copy. */
    void open(String file, String text) {
        server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "spike", ++version, text)));
    }

    void change(String file, String text) {
        server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(file), ++version), List.of(new TextDocumentContentChangeEvent(text))));
    }

    void close(String file) {
        server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(document(file)));
    }

    /** Tells the server of a change outside of the editor. */
    void saw(FileChangeType change, String file) {
        server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(List.of(new FileEvent(uri(file), change))));
    }

    void addFolder(Path added) {
        changeFolders(List.of(workspaceFolder(added)), List.of());
    }

    void removeFolder(Path removed) {
        changeFolders(List.of(), List.of(workspaceFolder(removed)));
    }

    private void changeFolders(List<WorkspaceFolder> added, List<WorkspaceFolder> removed) {
        server.getWorkspaceService().didChangeWorkspaceFolders(
                new DidChangeWorkspaceFoldersParams(new WorkspaceFoldersChangeEvent(added, removed)));
    }

    private static WorkspaceFolder workspaceFolder(Path folder) {
        return new WorkspaceFolder(folder.toUri().toString(), folder.getFileName().toString());
    }

    /** What the server said went wrong. */
    List<String> failures() {
        return failures;
    }

    /** What the server last said of a file, as the command line would print it, once it has caught up. */
    List<String> findings(String file) throws Exception {
        symbols(file);
        return findingsSoFar(file);
    }

    /** What the server last said of a file that need not be there. */
    List<String> findingsSoFar(String file) {
        return diagnostics.getOrDefault(uri(file), List.of()).stream().map(diagnostic -> (diagnostic.getRange().getStart().getLine() + 1)
                + ":" + (diagnostic.getRange().getStart().getCharacter() + 1) + ": " + diagnostic.getCode().getLeft() + ": "
                + diagnostic.getMessage().getLeft()).sorted().toList();
    }

    List<DocumentSymbol> symbols(String file) throws Exception {
        return answer(server.getTextDocumentService().documentSymbol(new DocumentSymbolParams(document(file)))).stream()
                .map(symbol -> symbol.getRight()).toList();
    }

    List<CompletionItem> complete(String file, String text) throws Exception {
        change(file, text.replace("|", ""));
        return answer(server.getTextDocumentService().completion(new CompletionParams(document(file), caret(text)))).getRight().getItems();
    }

    String hover(String file, String text) throws Exception {
        change(file, text.replace("|", ""));
        Hover hover = answer(server.getTextDocumentService().hover(new HoverParams(document(file), caret(text))));
        return hover.getContents().getRight().getValue();
    }

    Location definition(String file, String text) throws Exception {
        change(file, text.replace("|", ""));
        return answer(server.getTextDocumentService().definition(new DefinitionParams(document(file), caret(text)))).getLeft().getFirst();
    }

    /** The lines where the name at the caret stands, in order. */
    List<String> references(String file, String text) throws Exception {
        change(file, text.replace("|", ""));
        List<String> found = new ArrayList<>();
        for (Location location : answer(server.getTextDocumentService().references(
                new ReferenceParams(document(file), caret(text), new ReferenceContext(true))))) {
            Path path = Path.of(URI.create(location.getUri()));
            int line = location.getRange().getStart().getLine();
            found.add(path.getFileName() + ":" + (line + 1) + ":" + Files.readAllLines(path).get(line).strip());
        }
        return found.stream().sorted().toList();
    }

    /** The files of the folder that get another text when the name at the caret changes. */
    Map<String, String> rename(String file, String text, String name) throws Exception {
        change(file, text.replace("|", ""));
        WorkspaceEdit edit = answer(server.getTextDocumentService().rename(new RenameParams(document(file), caret(text), name)));
        Map<String, String> renamed = new TreeMap<>();
        for (Map.Entry<String, List<TextEdit>> change : edit.getChanges().entrySet()) {
            Path path = Path.of(URI.create(change.getKey()));
            renamed.put(path.getFileName().toString(), edited(Files.readString(path), change.getValue()));
        }
        return renamed;
    }

    /** What each word is, by its line and text. */
    Map<String, String> colours(String file, String text) throws Exception {
        List<Integer> data = answer(server.getTextDocumentService().semanticTokensFull(new SemanticTokensParams(document(file)))).getData();
        SemanticTokensLegend legend = capabilities.getSemanticTokensProvider().getLegend();
        List<String> lines = text.lines().toList();
        Map<String, String> colours = new HashMap<>();
        int line = 0;
        int column = 0;
        for (int i = 0; i < data.size(); i += 5) {
            column = data.get(i) == 0 ? column + data.get(i + 1) : data.get(i + 1);
            line += data.get(i);
            StringBuilder kind = new StringBuilder(legend.getTokenTypes().get(data.get(i + 3)));
            for (int m = 0; m < legend.getTokenModifiers().size(); m++) {
                if ((data.get(i + 4) >> m & 1) == 1) {
                    kind.append(' ').append(legend.getTokenModifiers().get(m));
                }
            }
            colours.put((line + 1) + ":" + lines.get(line).substring(column, column + data.get(i + 2)), kind.toString());
        }
        return colours;
    }

    /** What can be folded, as first and last line. */
    List<String> folds(String file, String text) throws Exception {
        change(file, text);
        return answer(server.getTextDocumentService().foldingRange(new FoldingRangeRequestParams(document(file)))).stream()
                .map(fold -> (fold.getStartLine() + 1) + "-" + (fold.getEndLine() + 1)).toList();
    }

    /** The hints shown in the text, each behind its place. */
    List<String> hints(String file) throws Exception {
        return answer(server.getTextDocumentService().inlayHint(new InlayHintParams(document(file),
                new Range(new Position(0, 0), new Position(100_000, 0))))).stream().map(hint -> (hint.getPosition().getLine() + 1) + ":"
                        + hint.getPosition().getCharacter() + " " + hint.getLabel().getLeft()).toList();
    }

    List<? extends CodeLens> lenses(String file) throws Exception {
        return answer(server.getTextDocumentService().codeLens(new CodeLensParams(document(file))));
    }

    /** The text as the server lays it out. */
    String format(String file, String text) throws Exception {
        change(file, text);
        return edited(text, answer(server.getTextDocumentService().formatting(
                new DocumentFormattingParams(document(file), new FormattingOptions(4, false)))));
    }

    /** The text with these lines, counted from 0, as the server lays them out. */
    String format(String file, String text, int from, int to) throws Exception {
        change(file, text);
        return edited(text, answer(server.getTextDocumentService().rangeFormatting(new DocumentRangeFormattingParams(document(file),
                new FormattingOptions(4, false), new Range(new Position(from, 0), new Position(to, 0))))));
    }

    /** The text after each quick fix of each finding, by the fix's title. */
    Map<String, String> fixes(String file, String text) throws Exception {
        change(file, text);
        symbols(file);
        Map<String, String> fixed = new TreeMap<>();
        for (Diagnostic finding : diagnostics.getOrDefault(uri(file), List.of())) {
            for (Either<Command, CodeAction> action : answer(server.getTextDocumentService().codeAction(
                    new CodeActionParams(document(file), finding.getRange(), new CodeActionContext(List.of(finding)))))) {
                fixed.put(action.getRight().getTitle(), edited(text, action.getRight().getEdit().getChanges().get(uri(file))));
            }
        }
        return fixed;
    }

    private static String edited(String text, List<? extends TextEdit> edits) {
        StringBuilder edited = new StringBuilder(text);
        edits.stream().sorted(Comparator.comparingInt((TextEdit edit) -> offset(text, edit.getRange().getStart())).reversed())
                .forEach(edit -> edited.replace(offset(text, edit.getRange().getStart()), offset(text, edit.getRange().getEnd()),
                        edit.getNewText()));
        return edited.toString();
    }

    private static int offset(String text, Position position) {
        int start = 0;
        for (int i = 0; i < position.getLine(); i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + position.getCharacter();
    }

    private String uri(String file) {
        return folder.resolve(file).normalize().toUri().toString();
    }

    private TextDocumentIdentifier document(String file) {
        return new TextDocumentIdentifier(uri(file));
    }

    private static Position caret(String text) {
        String before = text.substring(0, text.indexOf('|'));
        return new Position((int) before.chars().filter(c -> c == '\n').count(), before.length() - before.lastIndexOf('\n') - 1);
    }

    private static <T> T answer(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
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
        failures.add(message.getMessage());
    }
}
